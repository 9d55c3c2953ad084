#include "scenario/input/sheet_days.h"

#include "base/cell_name.h"
#include "scenario/text/cell_fault.h"

#include <stdio.h>
#include <string.h>

enum { DAY_LENGTH = 10, MONTHS = 12 };

/* 1930-05-03, as cells of days are put. */
static void note_day(sheet_column_days *column, const char *text, size_t at)
{
    int month, day;
    if (sscanf(text, "%*4d-%2d-%2d", &month, &day) != 2)
        return;
    column->has_late_day = column->has_late_day || day > MONTHS;
    if (column->has_day || day == month)
        return;
    column->has_day = true;
    column->day_at = at;
}

/* 13/01/1930 or 1.13.30, where one can be no month. */
static void note_text(sheet_column_days *column, const char *text, size_t length, uint32_t row)
{
    int first, second, end = 0;
    if (column->text_row || length >= sizeof column->text || strspn(text, "0123456789./- ") != length ||
        sscanf(text, "%2d%*[./ -]%2d%*[./ -]%*4d %n", &first, &second, &end) != 2 || (size_t)end != length)
        return;
    bool is_sure = (first > MONTHS) != (second > MONTHS) && first > 0 && second > 0 && first <= 31 && second <= 31;
    if (!is_sure)
        return;
    column->text_row = row;
    memcpy(column->text, text, length);
}

void sheet_days_note(sheet_days *days, const sheet_days_cell *cell, const text_buffer *out)
{
    sheet_column_days *column = &days->column[cell->column <= CSV_COLUMNS_MAX ? cell->column : 0];
    size_t length = out->length - cell->at;
    if (cell->is_day && length == DAY_LENGTH)
        note_day(column, out->data + cell->at, cell->at);
    else if (!cell->is_day)
        note_text(column, out->data + cell->at, length, cell->row);
}

/* The column whose first cell stands next behind a byte; 0: none. */
static uint32_t next_exchanged(const sheet_days *days, size_t from)
{
    uint32_t next = 0;
    for (uint32_t c = 1; c <= CSV_COLUMNS_MAX; c++) {
        const sheet_column_days *column = &days->column[c];
        bool is_exchanged = column->has_day && !column->has_late_day && column->text_row;
        if (is_exchanged && column->day_at >= from && (!next || column->day_at < days->column[next].day_at))
            next = c;
    }
    return next;
}

void sheet_days_put(const sheet_days *days, text_buffer *text)
{
    text_buffer marked = {.arena = text->arena};
    size_t from = 0;
    for (uint32_t c; (c = next_exchanged(days, from)) != 0;) {
        const sheet_column_days *column = &days->column[c];
        char name[CELL_NAME_ROOM];
        cell_name(column->text_row, c, name);
        text_append_bytes(&marked, text->data + from, column->day_at - from);
        text_print(&marked, "%c%.*s`, but %s `%s", CELL_EXCHANGED, DAY_LENGTH, text->data + column->day_at, name,
                   column->text);
        from = column->day_at + DAY_LENGTH + 1; /* and the mark of a day */
    }
    if (from == 0)
        return;
    text_append_bytes(&marked, text->data + from, text->length - from);
    *text = marked;
}
