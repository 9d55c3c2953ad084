/* A view: a table's cells as the texts that people read, column by column; pages print it in their own way. */
#ifndef SOL_REPORT_VIEW_H
#define SOL_REPORT_VIEW_H

#include "report/document/document.h"

/* A column of a table gives one to three of a view: the value, its standard error, its range. */
typedef enum view_part { VIEW_VALUE, VIEW_ERROR, VIEW_RANGE } view_part;

typedef struct view_column {
    const document_column *column;
    size_t index; /* of it in the table */
    view_part part;
    const char *title; /* "share in time", "± s.e.", "5–95%", "95% interval"; '\n' where it may break */
    bool is_right;     /* numbers and dates; bars and texts stand left */
    int rank;          /* what a narrow page leaves out first: the highest; 0 never */
} view_column;

typedef struct view {
    const document_table *table;
    size_t column_count, row_count;
    view_column *column;
    const char **text; /* row by row; "" for empty cells and for bars, which pages draw from the table's cells */
} view;

/** All columns of a table; what nobody sees in texts and titles is marked (base/visible.h), so that their widths are what is shown. */
view *view_make(sol_arena *arena, const document *doc, const document_table *table);

/** Leaves out the column of the highest rank (of several, the last); false when only columns of rank 0 are left. */
bool view_drop_one(view *v);

/** Leaves out the columns of bars, for pages that draw none. */
void view_drop_bars(view *v);

enum { VIEW_GAP = 2 };

/**
 * Leaves out columns until the rest fits into `room` cells at its narrowest, with a gap between each two, then widens texts before bars.
 *
 * Gives    the width of each column that is left
 */
size_t *view_fit(sol_arena *arena, view *v, size_t room);

/** Cells that columns and the gaps between them take. */
size_t view_width_of(size_t count, const size_t *width);

/** Leaves out all columns of that rank and higher ones. */
void view_drop_from(view *v, int rank);

#endif
