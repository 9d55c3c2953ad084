/* The text of a sheet while its cells come in: a line a row, tabs between cells. */
#ifndef SOL_SCENARIO_SHEET_TEXT_H
#define SOL_SCENARIO_SHEET_TEXT_H

#include "base/text.h"
#include "scenario/input/package.h"

enum { SHEET_ROWS_MAX = 1048576, SHEET_COLUMNS_MAX = 16384 };

/** Begins as `{.package = p, .out = {.arena = arena}}`. */
typedef struct sheet_text {
    const package *package;
    text_buffer out;
    uint32_t row, column; /* of the last cell, from 1; 0: none yet */
    uint32_t
        width; /* columns of the first row: as many has every row, so that its empty cells have places; 0: not known yet */
    bool has_failed; /* an error was added */
} sheet_text;

/** What stands in a cell. */
typedef struct sheet_cell {
    uint32_t row, column; /* from 1, behind the last one's */
    const char *text;
    size_t length;
    bool is_broken; /* no value: "#N/A" */
} sheet_cell;

/** Adds a cell; an empty one is nothing. */
void sheet_put(sheet_text *sheet, const sheet_cell *cell);

/** Ends the row of the last cell; to be called behind all. */
void sheet_end_row(sheet_text *sheet);

#endif
