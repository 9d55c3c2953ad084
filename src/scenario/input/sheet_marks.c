#include "scenario/input/sheet_marks.h"

#include "base/cell_name.h"
#include "scenario/text/cell_fault.h"

#include <stdlib.h>
#include <string.h>

/* What is said of one merged cell ends the reading. */
enum { SHOWN = 6, MARKED_MOST = 1000 };

void sheet_marks_merge(sheet_marks *marks, sheet_range range)
{
    bool is_one = range.first_row == range.last_row && range.first_column == range.last_column;
    if (!is_one && range.first_row <= range.last_row && range.first_column <= range.last_column &&
        range.first_column <= CSV_COLUMNS_MAX)
        *(sheet_range *)rows_add(&marks->merged) = range;
}

void sheet_marks_hide_columns(sheet_marks *marks, uint32_t first, uint32_t last)
{
    for (uint32_t column = first; column <= last && column <= CSV_COLUMNS_MAX; column++)
        marks->is_hidden[column] = true;
}

void sheet_marks_note_cell(sheet_marks *marks, uint32_t row, uint32_t column, bool is_row_hidden)
{
    marks->holds[column <= CSV_COLUMNS_MAX ? column : 0] = true;
    sheet_range *range = marks->hidden_rows.rows, *last = range ? range + marks->hidden_rows.count - 1 : NULL;
    if (!is_row_hidden || (last && last->last_row == row))
        return;
    if (last && last->last_row + 1 == row)
        last->last_row = row;
    else
        *(sheet_range *)rows_add(&marks->hidden_rows) = (sheet_range){.first_row = row, .last_row = row};
}

/* A row of the text: where its fields are. */
typedef struct line {
    const char *field[CSV_COLUMNS_MAX + 1];
    size_t length[CSV_COLUMNS_MAX + 1];
    uint32_t count;
} line;

/* A pass over the rows: of each column the range that covers it, and what its first cell holds. */
typedef struct pass {
    const sheet_marks *marks;
    size_t next; /* range that begins next */
    uint32_t row;
    const sheet_range *over[CSV_COLUMNS_MAX + 1];
    const char *held[CSV_COLUMNS_MAX + 1];
    size_t held_length[CSV_COLUMNS_MAX + 1];
    const sheet_range *said[CSV_COLUMNS_MAX + 1]; /* marked last */
    size_t marked[CSV_COLUMNS_MAX + 1];
} pass;

static int compare_ranges(const void *one, const void *other)
{
    const sheet_range *a = one, *b = other;
    return a->first_row != b->first_row ? (a->first_row < b->first_row ? -1 : 1)
                                        : (a->first_column > b->first_column) - (a->first_column < b->first_column);
}

/* Gives where the next row begins, behind its line end. */
static const char *take_line(const char *at, const char *end, line *row)
{
    row->count = 0;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    stop = stop ? stop : end;
    while (row->count < CSV_COLUMNS_MAX) {
        const char *tab = memchr(at, '\t', (size_t)(stop - at)), *to = tab ? tab : stop;
        row->count++;
        row->field[row->count] = at;
        row->length[row->count] = (size_t)(to - at);
        if (!tab)
            break;
        at = tab + 1;
    }
    return stop < end ? stop + 1 : end;
}

/* Ranges that begin in this row, and end before it. */
static void go_to_row(pass *p, const line *row)
{
    const sheet_range *range = p->marks->merged.rows;
    p->row++;
    for (size_t c = 1; c <= CSV_COLUMNS_MAX; c++)
        if (p->over[c] && p->over[c]->last_row < p->row)
            p->over[c] = NULL;
    for (; p->next < p->marks->merged.count && range[p->next].first_row <= p->row; p->next++) {
        const sheet_range *begun = &range[p->next];
        uint32_t first = begun->first_column;
        for (uint32_t c = first; c <= begun->last_column && c <= CSV_COLUMNS_MAX; c++) {
            p->over[c] = begun;
            p->held[c] = first <= row->count ? row->field[first] : "";
            p->held_length[c] = first <= row->count ? row->length[first] : 0;
        }
    }
}

/* Whether a cell is merged into another that holds something else. */
static bool is_covered(const pass *p, const line *row, uint32_t column)
{
    const sheet_range *over = p->over[column];
    bool is_first = over && over->first_row == p->row && over->first_column == column;
    if (!over || is_first || p->said[column] == over || p->marked[column] == MARKED_MOST)
        return false;
    size_t length = column <= row->count ? row->length[column] : 0;
    return length != p->held_length[column] || (length > 0 && memcmp(row->field[column], p->held[column], length) != 0);
}

static void put_mark(pass *p, uint32_t column, text_buffer *out)
{
    char from[CELL_NAME_ROOM], to[CELL_NAME_ROOM];
    const sheet_range *over = p->over[column];
    cell_name(over->first_row, over->first_column, from);
    cell_name(over->last_row, over->last_column, to);
    text_print(out, "%c%s:%s", CELL_MERGED, from, to);
    p->said[column] = over;
    p->marked[column]++;
}

static void put_line(pass *p, const line *row, text_buffer *out)
{
    uint32_t filled = 0, only = 0, last = row->count;
    for (uint32_t c = 1; c <= row->count; c++) {
        filled += row->length[c] > 0;
        only = row->length[c] > 0 ? c : only;
    }
    bool is_title = filled == 1 && p->over[only] && p->over[only]->last_column > only;
    bool may_mark = filled > 0 && !is_title;
    for (uint32_t c = row->count + 1; may_mark && c <= CSV_COLUMNS_MAX; c++)
        last = is_covered(p, row, c) ? c : last;
    for (uint32_t c = 1; c <= last; c++) {
        if (c > 1)
            text_append(out, "\t");
        if (may_mark && is_covered(p, row, c))
            put_mark(p, c, out);
        else if (c <= row->count)
            text_append_bytes(out, row->field[c], row->length[c]);
    }
}

void sheet_marks_put(sheet_marks *marks, text_buffer *text)
{
    if (marks->merged.count == 0 || text->length == 0)
        return;
    qsort(marks->merged.rows, marks->merged.count, sizeof(sheet_range), compare_ranges);
    text_buffer marked = {.arena = text->arena};
    pass p = {.marks = marks};
    line row;
    for (const char *at = text->data, *end = at + text->length; at < end;) {
        const char *next = take_line(at, end, &row);
        go_to_row(&p, &row);
        put_line(&p, &row, &marked);
        if (next[-1] == '\n')
            text_append(&marked, "\n");
        at = next;
    }
    *text = marked;
}

/* The first few of the ranges. */
static const char *list(sol_arena *arena, const sheet_range *range, size_t count, const char *what)
{
    text_buffer out = {.arena = arena};
    bool is_one = count == 1 && range->first_row == range->last_row && range->first_column == range->last_column;
    text_print(&out, "%s%s", what, is_one ? "" : "s");
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        bool is_last = i > 0 && i + 1 == count;
        char from[CELL_NAME_ROOM], to[CELL_NAME_ROOM];
        cell_name(range[i].first_row, range[i].first_column, from);
        cell_name(range[i].last_row, range[i].last_column, to);
        /* Of a row or a column alone: "7", "D". */
        if (range[i].first_row == 0) {
            from[strcspn(from, "0")] = '\0';
            to[strcspn(to, "0")] = '\0';
        }
        text_print(&out, "%s%s", i == 0 ? " " : is_last ? " and " : ", ", from);
        if (strcmp(from, to) != 0)
            text_print(&out, " to %s", to);
    }
    if (count > SHOWN)
        text_append(&out, ", …");
    return text_of(&out);
}

const char *sheet_marks_hidden_rows(const sheet_marks *marks, sol_arena *arena)
{
    return marks->hidden_rows.count ? list(arena, marks->hidden_rows.rows, marks->hidden_rows.count, "row") : NULL;
}

const char *sheet_marks_hidden_columns(const sheet_marks *marks, sol_arena *arena)
{
    sheet_range range[CSV_COLUMNS_MAX];
    size_t count = 0;
    for (uint32_t c = 1; c <= CSV_COLUMNS_MAX; c++) {
        if (!marks->is_hidden[c] || !marks->holds[c])
            continue;
        if (count > 0 && range[count - 1].last_column + 1 == c)
            range[count - 1].last_column = c;
        else
            range[count++] = (sheet_range){.first_column = c, .last_column = c};
    }
    return count ? list(arena, range, count, "column") : NULL;
}
