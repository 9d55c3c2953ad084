/* The sheets of a workbook, before one is chosen; and the two kinds of workbooks. */
#ifndef SOL_SCENARIO_SHEETS_H
#define SOL_SCENARIO_SHEETS_H

#include "scenario/input/sheet_text.h"
#include "scenario/input/table_source.h"
#include "scenario/text/rows.h"

enum { SHEETS_MOST = 256 };

typedef struct sheet_entry {
    const char *name;
    const char *part; /* the member that it stands in; .ods: NULL, all in one */
    bool is_hidden, is_empty;
} sheet_entry;

/** What the readers of both kinds are given. */
typedef struct workbook {
    package *package;
    sol_arena *scratch; /* of all but the text */
    row_list sheets;    /* sheet_entry */
    void *book;         /* what the reader of its kind keeps from listing them */
} workbook;

/** Lists the sheets of a workbook, or reads one into a text; false and an error. */
typedef bool (*sheets_lister)(workbook *w);
typedef bool (*sheet_reader)(workbook *w, size_t index, sheet_text *sheet);

bool xlsx_list(workbook *w);
bool xlsx_read(workbook *w, size_t index, sheet_text *sheet);
bool ods_list(workbook *w);
bool ods_read(workbook *w, size_t index, sheet_text *sheet);

#endif
