#include "report/xlsx_sheets.h"

#include "base/text.h"
#include "report/figure.h"
#include "report/markup.h"

#include <math.h>
#include <string.h>

enum { WIDTH_LEAST = 9, WIDTH_MOST = 60, TEXT_MOST = 32000 };

void xlsx_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
    if (text && *text)
        worksheet_write_string(sheet, row, column, text, format);
}

static char *clean(const xlsx_book *book, const char *text)
{
    return markup_line(book->arena, text, TEXT_MOST);
}

static lxw_format *format_for(const xlsx_book *book, document_unit unit)
{
    switch (unit) {
    case UNIT_MONEY:
        return book->money;
    case UNIT_SHARE:
        return book->share;
    case UNIT_COUNT:
        return book->count;
    case UNIT_DATE:
        return book->date;
    default:
        return book->number;
    }
}

struct cell_of {
    document_unit unit;
    double value;
};

static void put_value(const xlsx_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                      const struct cell_of *cell)
{
    if (cell->unit == UNIT_DATE && cell->value == (double)SOL_NEVER_DAY) {
        xlsx_text(sheet, row, column, "never", book->text);
        return;
    }
    double value = cell->unit == UNIT_MONEY ? cell->value / book->one : cell->value;
    if (cell->unit == UNIT_DATE)
        value += 25569; /* days of the spreadsheet's calendar to 1970-01-01 */
    worksheet_write_number(sheet, row, column, value, format_for(book, cell->unit));
}

/* Where a part of a column goes. */
typedef struct target {
    lxw_worksheet *sheet;
    lxw_col_t column;
    document_unit unit;
    document_part part;
} target;

/* Writes a cell's part; gives the characters that it needs. */
static size_t put_part(const xlsx_book *book, const target *to, lxw_row_t row, const document_cell *cell)
{
    enum { NUMBER_WIDTH = 14 };
    if (cell->text || to->unit == UNIT_TEXT) {
        if (to->part != PART_VALUE || !cell->text)
            return 0;
        const char *text = clean(book, cell->text);
        xlsx_text(to->sheet, row, to->column, text, book->wrap);
        return text_width(text);
    }
    if (!document_part_is_filled(cell, to->part))
        return 0;
    put_value(book, to->sheet, row, to->column, &(struct cell_of){to->unit, document_part_value(cell, to->part)});
    return NUMBER_WIDTH;
}

/* Writes a column of a table from sheet column `at` on; gives how many it took. */
static lxw_col_t put_column(const xlsx_book *book, lxw_worksheet *sheet, const document_table *table, size_t index,
                            lxw_col_t at)
{
    const document_column *column = &table->column[index];
    document_part part[DOCUMENT_PARTS_MAX];
    size_t parts = document_parts(column, part);
    for (size_t p = 0; p < parts; p++) {
        target to = {sheet, (lxw_col_t)(at + p), column->unit, part[p]};
        const char *key = document_part_key(book->arena, column, part[p]);
        size_t widest = text_width(key);
        xlsx_text(sheet, 0, to.column, clean(book, key), book->head);
        for (size_t r = 0; r < table->row_count; r++) {
            size_t width = put_part(book, &to, (lxw_row_t)(r + 1), &document_row(table, r)[index]);
            widest = width > widest ? width : widest;
        }
        double shown = widest < WIDTH_LEAST ? WIDTH_LEAST : widest > WIDTH_MOST ? WIDTH_MOST : (double)widest + 2;
        worksheet_set_column(sheet, to.column, to.column, shown, NULL);
    }
    return (lxw_col_t)parts;
}

lxw_worksheet *xlsx_table_sheet(xlsx_book *book, const char *name, const document_table *table)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
    lxw_col_t column = 0;
    for (size_t i = 0; i < table->column_count; i++)
        column = (lxw_col_t)(column + put_column(book, sheet, table, i, column));
    worksheet_freeze_panes(sheet, 1, 1);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    return sheet;
}

void xlsx_summary_sheet(xlsx_book *book, const sol_result *r, const document *doc)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, "Summary");
    lxw_row_t row = 0;
    xlsx_text(sheet, row++, 0, clean(book, r->title), book->title);
    for (size_t i = 1; i < doc->block_count && doc->block[i].kind != BLOCK_TABLE; i++) {
        const document_block *block = &doc->block[i];
        if (block->kind != BLOCK_PARAGRAPH)
            continue;
        const char *text =
            block->label ? sol_arena_print(book->arena, "%s: %s", block->label, block->text) : block->text;
        worksheet_set_row(sheet, row, 15.0 * (double)(text_width(text) / 95 + 1), NULL);
        worksheet_merge_range(sheet, row, 0, row, 6, "", book->wrap);
        xlsx_text(sheet, row++, 0, clean(book, text), book->wrap);
    }
    static const char *const heads[] = {"figure", "mean", "standard error", "5 %", "50 %", "95 %"};
    const struct {
        const char *name;
        const sol_estimate *estimate;
        document_unit unit;
    } rows[] = {
        {"share paid in time", &r->people.share_in_time, UNIT_SHARE},
        {"of all living", &r->people.share_of_all_living, UNIT_SHARE},
        {"with unlimited money", &r->people.ceiling, UNIT_SHARE},
        {"share died waiting", &r->people.share_died_waiting, UNIT_SHARE},
        {"claimed at the start", &r->money.claimed, UNIT_MONEY},
        {"received", &r->money.received, UNIT_MONEY},
        {"paid", &r->money.paid, UNIT_MONEY},
        {"paid in life", &r->money.paid_in_life, UNIT_MONEY},
        {"paid to estates", &r->money.paid_to_estates, UNIT_MONEY},
        {"costs", &r->money.costs, UNIT_MONEY},
        {"left at the end", &r->money.left, UNIT_MONEY},
    };
    row++;
    for (lxw_col_t c = 0; c < 6; c++)
        xlsx_text(sheet, row, c, heads[c], book->head);
    worksheet_set_column(sheet, 0, 0, 26, NULL);
    worksheet_set_column(sheet, 1, 6, 17, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const sol_estimate *e = rows[i].estimate;
        const double parts[] = {e->mean, e->se, e->p05, e->p50, e->p95};
        row++;
        xlsx_text(sheet, row, 0, rows[i].name, book->text);
        for (lxw_col_t c = 0; c < 5; c++)
            if (c != 1 || e->se > 0)
                put_value(book, sheet, row, (lxw_col_t)(c + 1), &(struct cell_of){rows[i].unit, parts[c]});
    }
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
}
