#include "report/formats/xlsx_sheets.h"

#include "base/text.h"
#include "report/document/figure.h"
#include "report/document/markup.h"

#include <math.h>
#include <string.h>

enum { WIDTH_LEAST = 8, WIDTH_MOST = 60, TEXT_MOST = 32000, COLUMNS_UNFOLDED = 14, FILTER_FROM = 8 };

void xlsx_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
    if (text && *text)
        worksheet_write_string(sheet, row, column, text, format);
}

static char *clean(const xlsx_book *book, const char *text)
{
    return markup_line(book->arena, text, TEXT_MOST);
}

enum { SHARE_DECIMALS = 1 };

static lxw_format *format_of_number(const xlsx_book *book, const xlsx_place *at, double value)
{
    switch (at->unit) {
    case UNIT_MONEY:
        return book->money[at->is_total];
    case UNIT_SHARE:
        return book->share[at->is_total][share_decimals(value, SHARE_DECIMALS, at->limit)];
    case UNIT_COUNT:
        return at->is_whole ? book->whole[at->is_total] : book->count[at->is_total];
    case UNIT_DATE:
        return book->date[at->is_total];
    default:
        return at->is_whole ? book->whole[at->is_total] : book->number[at->is_total];
    }
}

static const double SPREADSHEET_MOST = 1e15;

void xlsx_number(const xlsx_book *book, lxw_worksheet *sheet, const xlsx_place *at, double value)
{
    if (at->unit == UNIT_DATE && value == (double)SOL_NEVER_DAY) {
        xlsx_text(sheet, at->row, at->column, "never", book->right[at->is_total]);
        return;
    }
    value = at->unit == UNIT_MONEY ? value / book->one : value;
    if (at->unit == UNIT_DATE)
        value += 25569; /* days of the spreadsheet's calendar to 1970-01-01 */
    if (fabs(value) >=
        SPREADSHEET_MOST) { /* a spreadsheet keeps 15 digits of a number: a longer one stands as it is, as a text */
        xlsx_text(sheet, at->row, at->column, figure_exact(value).text, book->right[at->is_total]);
        return;
    }
    worksheet_write_number(sheet, at->row, at->column, value, format_of_number(book, at, value));
}

/* Cells that a number takes in its format. */
static size_t number_width(const xlsx_book *book, const xlsx_place *at, double value)
{
    enum { DATE_WIDTH = 10 };
    if (at->unit == UNIT_DATE)
        return DATE_WIDTH;
    if (at->unit == UNIT_SHARE)
        return strlen(figure_share_against(value, SHARE_DECIMALS, at->limit).text);
    int decimals = at->is_whole ? 0 : at->unit == UNIT_MONEY ? book->minor_digits : 2;
    return strlen(figure_number(at->unit == UNIT_MONEY ? value / book->one : value, decimals).text);
}

/* A part of a column as a column of the sheet. */
typedef struct sheet_column {
    const document_table *table;
    size_t index;
    document_part part;
    lxw_col_t at;
    bool is_whole, is_detail;
    size_t *lines; /* of each row of the sheet, the head first: what its tallest cell needs */
} sheet_column;

static const char *title_of(const xlsx_book *book, const sheet_column *c)
{
    static const char *const of_estimate[] = {"", " ±", " 5%", " 50%", " 95%"};
    static const char *const of_proportion[] = {"", " ±", " low", "", " high"};
    const document_column *column = &c->table->column[c->index];
    const char *title = column->title && *column->title ? column->title : column->key;
    bool has_unit = column->unit == UNIT_MONEY && c->part == PART_VALUE && book->currency;
    const char *spread = (column->spread == SPREAD_PROPORTION ? of_proportion : of_estimate)[c->part];
    return clean(book, sol_arena_print(book->arena, "%s%s%s%s%s", title, spread, has_unit ? " (" : "",
                                       has_unit ? book->currency : "", has_unit ? ")" : ""));
}

static bool is_whole_column(const document_table *table, size_t index, document_part part)
{
    for (size_t r = 0; r < table->row_count; r++) {
        const document_cell *cell = &document_row(table, r)[index];
        double value = document_part_is_filled(cell, part) ? document_part_value(cell, part) : 0;
        if (value != floor(value))
            return false;
    }
    return true;
}

/* A text as a part of a number's format; nothing where there is none. */
static const char *literal(const xlsx_book *book, const char *from, const char *end)
{
    const char *text = from < end ? clean(book, sol_arena_copy(book->arena, from, (size_t)(end - from))) : "";
    return *text ? sol_arena_print(book->arena, "\"%s\"", text) : "";
}

/* A share whose text has signs around its digits ("▓71●") stays a number: they go into its format. Gives the characters that it needs. */
static size_t put_marked_share(const xlsx_book *book, lxw_worksheet *sheet, const xlsx_place *at,
                               const document_cell *cell)
{
    static const char digits[] = "0123456789.,";
    const char *first = cell->text + strcspn(cell->text, digits), *end = first + strspn(first, digits);
    const char *point = memchr(first, '.', (size_t)(end - first));
    const int decimals = point ? (int)(end - point) - 1 : 0;
    const char *before = literal(book, cell->text + strspn(cell->text, " "), first);
    const char *after = literal(book, *end == '%' ? end + 1 : end, cell->text + strlen(cell->text));
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_num_format(format, sol_arena_print(book->arena, "%s0%s%.*s%%%s", before, decimals > 0 ? "." : "",
                                                  decimals, "0000000000", after));
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    worksheet_write_number(sheet, at->row, at->column, cell->value, format);
    return text_width(cell->text) + 1;
}

/* Writes a cell; gives the characters that it needs. */
static size_t put_cell(const xlsx_book *book, lxw_worksheet *sheet, const sheet_column *c, size_t r)
{
    const document_cell *cell = &document_row(c->table, r)[c->index];
    const document_column *column = &c->table->column[c->index];
    lxw_row_t row = (lxw_row_t)(r + 1);
    bool is_total = r + c->table->total_rows >= c->table->row_count;
    if (cell->text && cell->has_number && column->unit == UNIT_SHARE && c->part == PART_VALUE)
        return put_marked_share(book, sheet, &(xlsx_place){.row = row, .column = c->at}, cell);
    if (cell->text || column->unit == UNIT_TEXT) {
        const char *text = c->part == PART_VALUE && cell->text ? clean(book, cell->text) : "";
        lxw_format *format = column->unit != UNIT_TEXT ? book->right[is_total]
                             : is_total                ? book->total_text
                                                       : book->wrap;
        xlsx_text(sheet, row, c->at, text, format);
        return text_width(text);
    }
    if (!document_part_is_filled(cell, c->part)) {
        if (is_total)
            worksheet_write_blank(sheet, row, c->at, book->total_text);
        return 0;
    }
    double value = document_part_value(cell, c->part);
    xlsx_place at = {row, c->at, column->unit, c->is_whole, is_total, {cell->limit[0], cell->limit[1]}};
    xlsx_number(book, sheet, &at, value);
    return number_width(book, &at, value);
}

/* The widest word: heads break between words. */
static size_t head_width(const char *title)
{
    size_t widest = 0;
    while (*title) {
        size_t length = strcspn(title, " "), width = text_width_bytes(title, length);
        widest = width > widest ? width : widest;
        title += length + (title[length] == ' ');
    }
    return widest;
}

static void need_lines(const sheet_column *c, size_t row, size_t width, size_t room)
{
    size_t lines = (width + room - 1) / room;
    c->lines[row] = lines > c->lines[row] ? lines : c->lines[row];
}

static void put_column(const xlsx_book *book, lxw_worksheet *sheet, const sheet_column *c)
{
    const char *title = title_of(book, c);
    size_t widest = head_width(title), rows = c->table->row_count;
    size_t *width = SOL_TAKE(book->arena, rows, size_t);
    bool is_text = c->table->column[c->index].unit == UNIT_TEXT;
    xlsx_text(sheet, 0, c->at, title, is_text ? book->head : book->head_right);
    for (size_t r = 0; r < rows; r++) {
        width[r] = put_cell(book, sheet, c, r);
        widest = width[r] > widest ? width[r] : widest;
    }
    size_t room = widest < WIDTH_LEAST ? WIDTH_LEAST : widest > WIDTH_MOST ? WIDTH_MOST : widest;
    lxw_row_col_options folded = {.hidden = 1, .level = 1};
    if (c->is_detail)
        worksheet_set_column_opt(sheet, c->at, c->at, (double)room * 1.1 + 2, NULL, &folded);
    else
        worksheet_set_column(sheet, c->at, c->at, (double)room * 1.1 + 2, NULL);
    need_lines(c, 0, text_width(title), room);
    for (size_t r = 0; r < rows; r++)
        need_lines(c, r + 1, width[r], room);
}

/* How many columns a sheet of all parts has. */
static size_t all_parts(const document_table *table)
{
    document_part part[DOCUMENT_PARTS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < table->column_count; i++)
        count += document_parts(&table->column[i], part);
    return count;
}

/* Of a wide table the spreads are folded away; a click on the sign above the columns shows them. */
static lxw_col_t put_columns(const xlsx_book *book, lxw_worksheet *sheet, const document_table *table)
{
    enum { HEIGHT = 15 };
    bool is_wide = all_parts(table) > COLUMNS_UNFOLDED;
    size_t *lines = SOL_TAKE(book->arena, table->row_count + 1, size_t);
    lxw_col_t at = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        document_part part[DOCUMENT_PARTS_MAX];
        size_t parts = document_parts(&table->column[i], part);
        for (size_t p = 0; p < parts; p++, at++)
            put_column(book, sheet,
                       &(sheet_column){.table = table,
                                       .index = i,
                                       .part = part[p],
                                       .at = at,
                                       .is_whole = is_whole_column(table, i, part[p]),
                                       .is_detail = is_wide && part[p] != PART_VALUE,
                                       .lines = lines});
    }
    for (size_t r = 0; r <= table->row_count; r++)
        if (lines[r] > 1)
            worksheet_set_row(sheet, (lxw_row_t)r, HEIGHT * (double)lines[r], NULL);
    return at;
}

lxw_worksheet *xlsx_table_sheet(xlsx_book *book, const char *name, const document_table *table)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
    lxw_col_t columns = put_columns(book, sheet, table);
    lxw_row_t rows = (lxw_row_t)table->row_count;
    worksheet_outline_settings(sheet, 1, 1, 0, 0);
    if (rows >= FILTER_FROM && columns > 0 && table->total_rows == 0)
        worksheet_autofilter(sheet, 0, 0, rows, (lxw_col_t)(columns - 1));
    if (table->note && table->column[table->column_count - 1].unit != UNIT_BAR) /* notes of bars explain them */
        xlsx_text(sheet, rows + 2, 0, clean(book, table->note), book->note);
    xlsx_page_setup(sheet);
    return sheet;
}

void xlsx_page_setup(lxw_worksheet *sheet)
{
    worksheet_freeze_panes(sheet, 1, 1);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_footer(sheet, "&L&A&RPage &P of &N");
}

/* The main figures from a row on. */
static void put_figures(const xlsx_book *book, lxw_worksheet *sheet, const sol_result *r, lxw_row_t row)
{
    double goal = r->verdict[0].goal;
    static const char *const heads[] = {"mean", "standard error", "5%", "50%", "95%"};
    const struct {
        const char *name;
        const sol_estimate *estimate;
        document_unit unit;
        double goal;
    } rows[] = {
        {"share paid in time", &r->people.share_in_time, UNIT_SHARE, goal},
        {"nobody left out", &r->people.share_of_all_living, UNIT_SHARE, goal},
        {"with unlimited money", &r->people.ceiling, UNIT_SHARE, goal},
        {"the same by the fund's rules", &r->people.ceiling_of_rules, UNIT_SHARE, goal},
        {"share died waiting", &r->people.share_died_waiting, UNIT_SHARE, 0},
        {"claimed at the start", &r->money.claimed, UNIT_MONEY, 0},
        {"received", &r->money.received, UNIT_MONEY, 0},
        {"paid", &r->money.paid, UNIT_MONEY, 0},
        {"paid in life", &r->money.paid_in_life, UNIT_MONEY, 0},
        {"paid to estates", &r->money.paid_to_estates, UNIT_MONEY, 0},
        {"costs", &r->money.costs, UNIT_MONEY, 0},
        {"left at the end", &r->money.left, UNIT_MONEY, 0},
    };
    xlsx_text(sheet, row, 0, sol_arena_print(book->arena, "figure (amounts in %s)", book->currency), book->head);
    for (lxw_col_t c = 0; c < 5; c++)
        xlsx_text(sheet, row, (lxw_col_t)(c + 1), heads[c], book->head_right);
    worksheet_set_column(sheet, 0, 0, 30, NULL);
    worksheet_set_column(sheet, 1, 6, 19, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const sol_estimate *e = rows[i].estimate;
        const double parts[] = {e->mean, e->se, e->p05, e->p50, e->p95};
        if (e == &r->people.ceiling_of_rules && e->support == SOL_OF_NONE)
            continue;
        row++;
        xlsx_text(sheet, row, 0, rows[i].name, book->text);
        for (lxw_col_t c = 0; c < 5; c++)
            if (e->support != SOL_OF_NONE && (c != 1 || e->se > 0))
                xlsx_number(book, sheet, &(xlsx_place){row, (lxw_col_t)(c + 1), rows[i].unit, .limit = {rows[i].goal}},
                            parts[c]);
    }
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
        worksheet_set_row(sheet, row, 15.0 * (double)(text_width(text) / 125 + 1), NULL);
        worksheet_merge_range(sheet, row, 0, row, 6, "", book->wrap);
        xlsx_text(sheet, row++, 0, clean(book, text), book->wrap);
    }
    put_figures(book, sheet, r, row + 1);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);
    worksheet_fit_to_pages(sheet, 1, 0);
}
