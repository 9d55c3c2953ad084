/* The sheets of a workbook. Private to the Excel renderer. */
#ifndef SOL_REPORT_XLSX_SHEETS_H
#define SOL_REPORT_XLSX_SHEETS_H

#include "report/document/document.h"
#include "solatium/result.h"

#include <xlsxwriter.h>

typedef struct xlsx_book {
    sol_arena *arena;
    lxw_workbook *workbook;
    const char *currency;
    int minor_digits;
    double one; /* minor units of a major one */
    lxw_format *head, *head_right, *title, *text, *wrap, *note, *total_text;
    lxw_format *share[2][SHARE_DECIMALS_MOST + 1];
    lxw_format *money[2], *count[2], *whole[2], *number[2], *date[2], *right[2]; /* [1]: of totals */
} xlsx_book;

/** Where a number goes and as what; money in minor units, dates as days since 1970-01-01. */
typedef struct xlsx_place {
    lxw_row_t row;
    lxw_col_t column;
    document_unit unit;
    bool is_whole, is_total;
    double limit[SHARE_LIMITS]; /* of a share: what it is told from */
} xlsx_place;

/** Writes a number in its format. */
void xlsx_number(const xlsx_book *book, lxw_worksheet *sheet, const xlsx_place *at, double value);

/** Frozen head and first column; A4 landscape, as wide as the page, the head on each. */
void xlsx_page_setup(lxw_worksheet *sheet);

/**
 * A sheet of a table of a document, its parts side by side; the lines of totals are kept as values. Of wide tables the spreads are folded
 * away; long ones without totals have a filter.
 */
lxw_worksheet *xlsx_table_sheet(xlsx_book *book, const char *name, const document_table *table);

/** The payout schedule: what is paid between pay dates, with live sums, and a chart of the cumulated. */
void xlsx_schedule_sheet(xlsx_book *book, const sol_result *result);

/** Verdict and main figures. */
void xlsx_summary_sheet(xlsx_book *book, const sol_result *result, const document *doc);

/** Any document: a sheet of its texts, then a sheet for each table (xlsx_document.c). */
void xlsx_document_sheets(xlsx_book *book, const document *doc);

/** One text of a cell, never a formula. */
void xlsx_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format);

#endif
