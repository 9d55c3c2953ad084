#include "scenario/input/sheet_text.h"

#include "base/cell_name.h"
#include "scenario/text/csv.h"

#include <string.h>

/*
 * Texts and rows alike may be written once and repeated: what comes of them has limits of its own. A sheet of 1,048,576 rows and ten columns,
 * as full as a sheet can be, is some 140 MB of text, three times of what it is packed in.
 */
enum { TEXT_MOST = 1 << 28, TEXT_FREE = 1 << 24, TEXT_RATIO = 64 };

static size_t text_most(const sheet_text *sheet)
{
    size_t packed = sheet->package->source->raw_length;
    return packed < (TEXT_MOST - TEXT_FREE) / TEXT_RATIO ? TEXT_FREE + TEXT_RATIO * packed : TEXT_MOST;
}

static void refuse(sheet_text *sheet, const char *hint, const char *why, const sheet_cell *cell)
{
    char name[CELL_NAME_ROOM];
    cell_name(cell->row, cell->column, name);
    package_refuse(sheet->package, hint, "the cell %s %s", name, why);
    sheet->has_failed = true;
}

static void fill(sheet_text *sheet, char c, size_t count)
{
    char filling[256];
    memset(filling, c, sizeof filling);
    for (; count > sizeof filling; count -= sizeof filling)
        text_append_bytes(&sheet->out, filling, sizeof filling);
    text_append_bytes(&sheet->out, filling, count);
}

/* In stretches between what a line cannot hold. */
static void append(sheet_text *sheet, const char *text, size_t length)
{
    for (size_t from = 0, at = 0; at <= length; at++) {
        bool is_line = at < length && (text[at] == '\n' || text[at] == '\r'), is_tab = at < length && text[at] == '\t';
        if (at < length && !is_line && !is_tab)
            continue;
        text_append_bytes(&sheet->out, text + from, at - from);
        if (at < length && !(text[at] == '\r' && at + 1 < length && text[at + 1] == '\n'))
            text_append_bytes(&sheet->out, (const char[]){is_line ? SOURCE_CELL_LINE : SOURCE_CELL_TAB}, 1);
        from = at + 1;
    }
}

bool sheet_is_blank(const char *text, size_t length)
{
    size_t at = 0, width;
    while (at < length && (width = csv_blank(text + at, length - at)) > 0)
        at += width;
    return at == length;
}

static void end_row(sheet_text *sheet)
{
    if (sheet->width == 0)
        sheet->width = sheet->column;
    else if (sheet->width > sheet->column)
        fill(sheet, '\t', sheet->width - sheet->column);
}

void sheet_put(sheet_text *sheet, const sheet_cell *cell)
{
    if (sheet->has_failed || sheet_is_blank(cell->text, cell->length))
        return;
    if (cell->row > SHEET_ROWS_MAX || cell->row < sheet->row ||
        (cell->row == sheet->row && cell->column <= sheet->column))
        refuse(sheet, "open it in a spreadsheet and save it again", "is not where one may stand", cell);
    else if (cell->column > CSV_COLUMNS_MAX)
        refuse(sheet, "move it to another sheet", "is not in the first 64 columns, which is all that a table may have",
               cell);
    else if (sheet->out.length + cell->length > text_most(sheet))
        refuse(sheet, "put rows that are alike into one, with a `count`",
               "is one too many: the sheet holds too much text", cell);
    if (sheet->has_failed)
        return;
    if (cell->row > sheet->row) {
        end_row(sheet);
        fill(sheet, '\n', cell->row - (sheet->row ? sheet->row : 1));
        sheet->row = cell->row;
        sheet->column = 1;
    }
    fill(sheet, '\t', cell->column - sheet->column);
    sheet->column = cell->column;
    sheet_marks_note_cell(&sheet->marks, cell->row, cell->column, sheet->is_row_hidden);
    if (cell->fault)
        text_append_bytes(&sheet->out, (const char[]){(char)cell->fault}, 1);
    size_t at = sheet->out.length;
    append(sheet, cell->text, cell->length);
    if (!cell->fault)
        sheet_days_note(&sheet->days, &(sheet_days_cell){cell->row, cell->column, cell->is_day, at}, &sheet->out);
    if (!cell->fault && cell->is_day)
        text_append_bytes(&sheet->out, (const char[]){SOURCE_CELL_DAY}, 1);
}

void sheet_end(sheet_text *sheet)
{
    end_row(sheet);
    sheet_days_put(&sheet->days, &sheet->out);
    sheet_marks_put(&sheet->marks, &sheet->out);
}
