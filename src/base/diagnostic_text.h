/* Diagnostics as people read them: message, place, the line with carets under what is meant, the way out. */
#ifndef SOL_BASE_DIAGNOSTIC_TEXT_H
#define SOL_BASE_DIAGNOSTIC_TEXT_H

#include "base/text.h"
#include "solatium/diagnostic.h"

/**
 * Appends the list in its order, then how many were not kept. Of those of one kind (id, file, key or column, message but for what it repeats
 * of the text) three are shown in full, and behind the third how many more there are and in which lines. Carets stand under the text also behind Hangul and kanji; a line too long
 * for a screen is cut around its carets; what nobody sees in texts, names and lines is marked (base/visible.h).
 *
 * Needs    a list in order (sol_diagnostics_sort), else lines are looked for from the start again
 */
void diagnostic_text_write(text_buffer *out, const sol_diagnostics *list, bool colors);

#endif
