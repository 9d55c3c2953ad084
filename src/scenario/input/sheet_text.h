/* The text of a sheet while its cells come in: a line a row, tabs between cells. */
#ifndef SOL_SCENARIO_SHEET_TEXT_H
#define SOL_SCENARIO_SHEET_TEXT_H

#include "base/text.h"
#include "scenario/input/package.h"
#include "scenario/input/sheet_days.h"
#include "scenario/input/sheet_marks.h"
#include "scenario/text/cell_fault.h"

/** Begins as `{.package = p, .out = {.arena = arena}, .marks = sheet_marks_of(scratch)}`. */
typedef struct sheet_text {
    const package *package;
    text_buffer out;
    uint32_t row, column; /* of the last cell, from 1; 0: none yet */
    uint32_t
        width; /* columns of the first row: as many has every row, so that its empty cells have places; 0: not known yet */
    bool is_row_hidden; /* to be set before the cells of a row that is not shown are put */
    bool has_failed;    /* an error was added */
    sheet_marks marks;
    sheet_days days;
} sheet_text;

/** What stands in a cell. */
typedef struct sheet_cell {
    uint32_t row, column; /* from 1, behind the last one's */
    const char *text;
    size_t length;
    cell_fault fault; /* why it is no value */
    bool is_day;      /* of the calendar, not a text of one */
} sheet_cell;

/** Whether a text is of blanks alone. */
bool sheet_is_blank(const char *text, size_t length);

/** Adds a cell; an empty one is nothing. */
void sheet_put(sheet_text *sheet, const sheet_cell *cell);

/** Ends the row of the last cell and marks those that are merged; to be called behind all. */
void sheet_end(sheet_text *sheet);

#endif
