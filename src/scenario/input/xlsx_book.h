/* What the cells of an .xlsx refer to: texts that many share, and the formats of numbers. */
#ifndef SOL_SCENARIO_XLSX_BOOK_H
#define SOL_SCENARIO_XLSX_BOOK_H

#include "scenario/cells/number_format.h"
#include "scenario/input/sheets.h"

typedef struct xlsx_text {
    uint32_t from, length;
    cell_fault fault; /* of its runs */
} xlsx_text;

/** How cells are shown. */
typedef struct xlsx_style {
    number_format format;
    bool is_struck;
} xlsx_style;

typedef struct xlsx_book {
    workbook *workbook;
    bool is_from_1904;
    text_buffer texts;
    row_list text;  /* xlsx_text, of `texts` */
    row_list style; /* xlsx_style */
} xlsx_book;

/** The relations of a part: the member that one of an id, or of the first whose type ends so, leads to. NULL: none; or an error was added. */
typedef struct xlsx_relation {
    const char *id, *type, *part;
} xlsx_relation;
bool xlsx_relations(workbook *w, const char *part, row_list *relations);
const xlsx_relation *xlsx_relation_of_type(const row_list *relations, const char *ending);

/** What an element inside of a run of text, or of a font, makes of the text: CELL_STRUCK, CELL_RAISED. */
cell_fault xlsx_run_fault(const char *name, const char *const *attribute);

/** Reads texts and formats; false and an error. */
bool xlsx_book_read(xlsx_book *book, workbook *w);

#endif
