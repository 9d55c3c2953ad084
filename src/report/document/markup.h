/* Text as XML and HTML show it: nothing in it can be markup. */
#ifndef SOL_REPORT_MARKUP_H
#define SOL_REPORT_MARKUP_H

#include "base/text.h"

/** Appends a text with & < > " ' escaped, line breaks and tabs as blanks, and marks for what nobody sees (base/visible.h). */
void markup_text(text_buffer *buffer, const char *text);

/** The same without the escapes: one line of clean UTF-8, of at most `cells` cells ("…" ends what was cut). */
char *markup_line(sol_arena *arena, const char *text, size_t cells);

#endif
