/* What a text was written in: found from its bytes, or said by who names the file; and its UTF-8. */
#ifndef SOL_SCENARIO_ENCODING_H
#define SOL_SCENARIO_ENCODING_H

#include "scenario/input/table_source.h"

/**
 * Makes UTF-8 of a source's bytes, by iconv of the C library where they are none. A byte order mark or the NULs of UTF-16 say what they are;
 * else what is UTF-8 is, but for the escapes of ISO-2022; else the one of CP949, Shift-JIS and EUC-JP whose letters make sense.
 *
 * Gives    false and an error with the readings: a byte is of no such text, or several make sense, or another, or none
 */
bool encoding_undo(text_source *source, const table_choice *choice, sol_diagnostics *diagnostics);

#endif
