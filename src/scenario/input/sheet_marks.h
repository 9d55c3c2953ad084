/*
 * What a sheet shows of its cells beside what stands in them: which are merged into one, and which rows and columns are hidden. Who looks at a
 * sheet takes a merged cell for the value of each row beside it, where all but the first hold none; and does not see what is hidden.
 */
#ifndef SOL_SCENARIO_SHEET_MARKS_H
#define SOL_SCENARIO_SHEET_MARKS_H

#include "base/text.h"
#include "scenario/text/csv.h"
#include "scenario/text/rows.h"

enum { SHEET_ROWS_MAX = 1048576, SHEET_COLUMNS_MAX = 16384 };

/** Cells from one to another, from 1. */
typedef struct sheet_range {
    uint32_t first_row, last_row, first_column, last_column;
} sheet_range;

typedef struct sheet_marks {
    row_list merged;                                                 /* sheet_range */
    row_list hidden_rows;                                            /* sheet_range that hold something, in order */
    bool is_hidden[CSV_COLUMNS_MAX + 1], holds[CSV_COLUMNS_MAX + 1]; /* columns */
} sheet_marks;

static inline sheet_marks sheet_marks_of(sol_arena *scratch)
{
    return (sheet_marks){.merged = {.arena = scratch, .size = sizeof(sheet_range)},
                         .hidden_rows = {.arena = scratch, .size = sizeof(sheet_range)}};
}

/** Cells are merged; columns are hidden. Ranges may reach beyond the sheet. */
void sheet_marks_merge(sheet_marks *marks, sheet_range range);
void sheet_marks_hide_columns(sheet_marks *marks, uint32_t first, uint32_t last);

/** A cell holds something. */
void sheet_marks_note_cell(sheet_marks *marks, uint32_t row, uint32_t column, bool is_row_hidden);

/**
 * Marks cells that are merged into another and do not hold the same, in the text of a sheet, as CELL_MERGED with the range: the first of each
 * column of it. An empty row is one with those above that its cells are merged with; a row of one cell alone is a title.
 */
void sheet_marks_put(sheet_marks *marks, text_buffer *text);

/** "rows 3 and 5 to 9", "column D", of what is hidden and holds something; NULL: there is nothing. */
const char *sheet_marks_hidden_rows(const sheet_marks *marks, sol_arena *arena);
const char *sheet_marks_hidden_columns(const sheet_marks *marks, sol_arena *arena);

#endif
