/* The tables of a document as comma-separated values (RFC 4180, UTF-8), numbers in full. */
#ifndef SOL_REPORT_CSV_H
#define SOL_REPORT_CSV_H

#include "base/text.h"
#include "report/document/document.h"

/**
 * Appends one table: a head of keys, then its rows without totals. Money stands in major units, shares as fractions, dates as YYYY-MM-DD.
 * Texts are shown with marks for what nobody sees (base/visible.h); one that a spreadsheet would take for a formula gets an apostrophe in
 * front, so that none calculates what a scenario says.
 */
void csv_render_table(text_buffer *out, const document *doc, const document_table *table);

/** Appends all tables; of several each behind a line with its key, apart by an empty line, as a spreadsheet user reads them. */
void csv_render(text_buffer *out, const document *doc);

#endif
