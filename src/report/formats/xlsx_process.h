/* Where libxlsxwriter runs: in a process of its own, and twice. Private to the Excel renderer. */
#ifndef SOL_REPORT_XLSX_PROCESS_H
#define SOL_REPORT_XLSX_PROCESS_H

#include "report/charts/chart.h"
#include "report/formats/xlsx.h"
#include "report/formats/xlsx_sheets.h"

/** Puts all that a workbook holds into it. Beside libxlsxwriter it uses nothing that lacks memory in silence. */
typedef void xlsx_fill(xlsx_book *book, const void *context);

/**
 * Makes a workbook, as the library would where no allocation and no write of it fails.
 *
 * Needs    `fill` gives the same each time, and `like` all of a book but the workbook
 * Gives    the bytes, or why there are none
 */
xlsx_file xlsx_process_make(const xlsx_book *like, xlsx_fill *fill, const void *context, chart_stop stop);

#endif
