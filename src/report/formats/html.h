/* A payout report as one HTML page: nothing fetched, no script, readable on a phone, on paper and aloud. */
#ifndef SOL_REPORT_HTML_H
#define SOL_REPORT_HTML_H

#include "base/text.h"
#include "report/payout/payout_report.h"

/** Appends the page. Every figure of a table carries its exact value as data-value (money in major units). */
void html_render(text_buffer *out, const payout_report *report, const char *title);

/** The same of any document, headed with its first heading. */
void html_render_document(text_buffer *out, const document *doc);

/** The style sheet in pieces, ended by NULL (html_style_table.c). */
extern const char *const html_style[];

#endif
