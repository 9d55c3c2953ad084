/* What a text is written in, where nothing says it. */
#ifndef SOL_SCENARIO_ENCODING_GUESS_H
#define SOL_SCENARIO_ENCODING_GUESS_H

#include "scenario/input/table_source.h"

/**
 * Of a text that is no UTF-8: the encoding that a sample of it makes by far the most sense in, though a byte further on may be none of it.
 *
 * Gives    ENCODING_FOUND and an error with the readings: several make sense, or the one that does is not found by itself, or none does
 */
table_encoding encoding_guess(const text_source *source, const table_choice *choice, sol_diagnostics *diagnostics);

/**
 * Of a text of ASCII: the encoding that its escapes say.
 *
 * Gives    ENCODING_UTF_8 where it is one; ENCODING_FOUND and an error where it is probably UTF-7
 */
table_encoding encoding_guess_ascii(const text_source *source, const table_choice *choice,
                                    sol_diagnostics *diagnostics);

#endif
