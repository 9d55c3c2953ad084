/*
 * Columns of days that a spreadsheet may have taken apart: of a text 05/03/1930 it makes a day, by the order of its own country, and 13/01/1930,
 * which has no meaning in that order, it leaves a text. The texts that are left then show that the order was the other one.
 */
#ifndef SOL_SCENARIO_SHEET_DAYS_H
#define SOL_SCENARIO_SHEET_DAYS_H

#include "base/text.h"
#include "scenario/text/csv.h"

/** Of a column; zeroed: nothing was seen. */
typedef struct sheet_column_days {
    bool has_day, has_late_day; /* one that may have been another; one behind the 12th of its month */
    size_t day_at;              /* of the first, in the text of the sheet */
    uint32_t text_row;          /* of the first text of a day behind the 12th; 0: none */
    char text[16];
} sheet_column_days;

typedef struct sheet_days {
    sheet_column_days column[CSV_COLUMNS_MAX + 1];
} sheet_days;

/** The text of a cell, the last of the sheet's, begins at a byte; `is_day`: the cell holds a day, not a text of one. */
typedef struct sheet_days_cell {
    uint32_t row, column;
    bool is_day;
    size_t at;
} sheet_days_cell;
void sheet_days_note(sheet_days *days, const sheet_days_cell *cell, const text_buffer *out);

/** Marks the first cell of each such column as CELL_EXCHANGED, with the text that shows it. */
void sheet_days_put(const sheet_days *days, text_buffer *text);

#endif
