/* The sheets of a workbook. Private to the Excel renderer. */
#ifndef SOL_REPORT_XLSX_SHEETS_H
#define SOL_REPORT_XLSX_SHEETS_H

#include "report/document.h"
#include "solatium/result.h"

#include <xlsxwriter.h>

typedef struct xlsx_book {
    sol_arena *arena;
    lxw_workbook *workbook;
    double one; /* minor units of a major one */
    lxw_format *head, *title, *text, *wrap, *money, *share, *count, *number, *date, *total_money, *total_count,
        *total_text;
} xlsx_book;

/** A sheet of a table of a document, its parts side by side; the lines of totals are kept as values. */
lxw_worksheet *xlsx_table_sheet(xlsx_book *book, const char *name, const document_table *table);

/** The payout schedule: what is paid between pay dates, with live sums, and a chart of the cumulated. */
void xlsx_schedule_sheet(xlsx_book *book, const sol_result *result);

/** Verdict and main figures. */
void xlsx_summary_sheet(xlsx_book *book, const sol_result *result, const document *doc);

/** One text of a cell, never a formula. */
void xlsx_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format);

#endif
