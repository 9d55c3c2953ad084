/* A document as text for a terminal. */
#ifndef SOL_REPORT_PLAIN_H
#define SOL_REPORT_PLAIN_H

#include "base/text.h"
#include "report/document/document.h"

/**
 * Appends the document, no line wider than `width` cells (Hangul and kanji take two) unless a table cannot be narrower.
 *
 * Needs    width >= 40; `colors`: escape sequences may be used
 */
void plain_render(text_buffer *out, const document *doc, int width, bool colors);

/** One table of it. */
void plain_render_table(text_buffer *out, const document *doc, const document_table *table, int width, bool colors);

#endif
