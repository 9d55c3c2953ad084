/* Texts of others, as they may be shown: what nobody sees, or what acts on the text around it, becomes a mark. */
#ifndef SOL_BASE_VISIBLE_H
#define SOL_BASE_VISIBLE_H

#include "base/text.h"

/**
 * Whether a character is shown as a mark: controls (but tab and line feed), marks that turn the direction of writing, and all else that has
 * no form of its own (zero-width signs, soft hyphens, fillers, tags, line separators, non-characters). A variation selector is no such one
 * behind an ideograph, of which it chooses the form; `before` is the character in front of it, 0 if none.
 */
bool visible_is_marked(unsigned character, unsigned before);

/**
 * Appends a text so that it can be shown on a terminal, in a page or a data file: such a character as <U+202E>, a byte that is no UTF-8 as
 * <0x9B>, and a return before a line feed not at all. What was visible is unchanged. Marks stand in cells of their own, so that carets
 * under them can be counted.
 */
void visible_append(text_buffer *out, const char *text, size_t length);

/** The same of a whole text; the text itself when there is nothing to mark. */
const char *visible_text(sol_arena *arena, const char *text);

/**
 * A text without what has no form of its own and is no part of a name (zero-width signs, byte order marks, soft hyphens, marks of direction);
 * NULL: there is nothing of that in it, or nothing else.
 */
const char *visible_part(sol_arena *arena, const char *text, size_t length);

/**
 * Whether a spreadsheet would take a cell of a CSV file for a formula: it begins with = @ tab or return, or with + or - and is no plain
 * number; also in their full width.
 */
bool visible_is_formula(const char *text);

#endif
