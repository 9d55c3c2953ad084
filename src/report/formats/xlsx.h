/* A payout report as an Excel workbook: a sheet per table, sums that stay live, native charts. */
#ifndef SOL_REPORT_XLSX_H
#define SOL_REPORT_XLSX_H

#include "report/disclosure/disclosure.h"
#include "report/payout/payout_report.h"

typedef struct xlsx_file {
    const char *bytes; /* in the arena; NULL: could not be made */
    size_t length;
    const char *reason;
} xlsx_file;

/**
 * Makes the workbook; the same bytes for the same result. `published`: how `result` and `doc` were made fit for it, or NULL. `stop`: NULL, or
 * what becomes non-zero when it is to end.
 *
 * Gives    the bytes of a file, or why there are none; never those of a workbook in which something is missing. Money stands in major units, shares as fractions in percent format, dates as dates. No text of a scenario is
 *          ever a formula
 */
xlsx_file xlsx_render(sol_arena *arena, const sol_result *result, const document *doc, const disclosure *published,
                      chart_stop stop);

/** The same of any document: a sheet with what it says, then one for each table, named by its key. */
xlsx_file xlsx_render_document(sol_arena *arena, const document *doc, chart_stop stop);

#endif
