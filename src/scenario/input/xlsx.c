/* The cells of a sheet of an .xlsx: ECMA-376 part 1, 18.3.1. */
#include "scenario/input/xlsx_book.h"
#include "scenario/input/xml.h"

#include <stdlib.h>
#include <string.h>

typedef struct cells_reader {
    xlsx_book *book;
    sheet_text *sheet; /* NULL: only whether anything stands there */
    uint32_t row, column;
    char type; /* of the cell: n number, s shared, t text, b boolean, e error, d date */
    cell_format format;
    bool has_formula, is_value, is_text, is_reading; /* inside <v>, <t>, <rPh> */
    text_buffer text;                                /* of the cell, as it is written */
    text_buffer shown;                               /* and as a text file would say it */
    xml_taker *taker;
} cells_reader;

/* "B7": the row and the column; false: none. */
static bool read_name(const char *name, uint32_t *row, uint32_t *column)
{
    uint32_t letters = 0, number = 0;
    const char *c = name;
    for (; *c >= 'A' && *c <= 'Z' && letters <= SHEET_COLUMNS_MAX; c++)
        letters = letters * 26 + (uint32_t)(*c - 'A') + 1;
    for (; *c >= '0' && *c <= '9' && number <= SHEET_ROWS_MAX; c++)
        number = number * 10 + (uint32_t)(*c - '0');
    if (*c || !letters || !number)
        return false;
    *row = number;
    *column = letters;
    return true;
}

static char type_of(const char *type)
{
    static const struct {
        const char *name;
        char type;
    } types[] = {{"s", 's'}, {"str", 't'}, {"inlineStr", 't'}, {"b", 'b'}, {"e", 'e'}, {"d", 'd'}};
    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, type) == 0)
            return types[i].type;
    return 'n';
}

static void begin_cell(cells_reader *r, const char *const *attribute)
{
    const char *name = xml_value(attribute, "", "r"), *style = xml_value(attribute, "", "s");
    uint32_t row = r->row, column = r->column + 1;
    if (name && !read_name(name, &row, &column)) {
        package_refuse(r->book->workbook->package, "open it in a spreadsheet and save it again",
                       "the workbook is damaged: `%.40s` is no cell", name);
        r->taker->is_done = true;
        if (r->sheet)
            r->sheet->has_failed = true;
    }
    r->row = row;
    r->column = column;
    r->type = type_of(xml_value(attribute, "", "t"));
    size_t index = style ? strtoul(style, NULL, 10) : 0;
    const cell_format *format = r->book->format.rows;
    r->format = index < r->book->format.count ? format[index] : (cell_format){.digits = 0};
    r->has_formula = false;
    r->text.length = 0;
}

static void begin_element(void *context, const char *name, const char *const *attribute)
{
    cells_reader *r = context;
    const char *local = xml_local(name);
    if (strcmp(local, "row") == 0) {
        const char *number = xml_value(attribute, "", "r");
        unsigned long row = number ? strtoul(number, NULL, 10) : r->row + 1;
        r->row = row <= SHEET_ROWS_MAX ? (uint32_t)row : SHEET_ROWS_MAX + 1;
        r->column = 0;
    } else if (strcmp(local, "c") == 0) {
        begin_cell(r, attribute);
    } else if (strcmp(local, "f") == 0) {
        r->has_formula = true;
    }
    r->is_reading = r->is_reading || strcmp(local, "rPh") == 0;
    r->is_value = strcmp(local, "v") == 0;
    r->is_text = strcmp(local, "t") == 0 && !r->is_reading;
}

/* A character that XML has no place for is written _x000D_, and so is the beginning of what only looks like that (ECMA-376 part 1, 22.9.2.19). */
static void put_text(text_buffer *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        char digits[5] = "";
        if (text[at] == '_' && length - at >= 7 && text[at + 1] == 'x' && text[at + 6] == '_')
            memcpy(digits, text + at + 2, 4);
        bool is_code = strspn(digits, "0123456789abcdefABCDEF") == 4;
        unsigned long code = is_code ? strtoul(digits, NULL, 16) : 0;
        bool is_kept = (code >= ' ' && code < 0x7F) || code == '\n' || code == '\t';
        is_code = is_code && (is_kept || code < ' ');
        if (!is_code || is_kept)
            text_append_bytes(out, is_code ? (const char[]){(char)code} : text + at, 1);
        at += is_code ? 7 : 1;
    }
}

/* An id of a shared text that there is not leaves the cell empty to others, and is an error to us. */
static bool put_shared(cells_reader *r)
{
    char *end;
    unsigned long index = strtoul(text_of(&r->text), &end, 10);
    if (*end || index >= r->book->text.count)
        return false;
    const xlsx_text *text = (const xlsx_text *)r->book->text.rows + index;
    put_text(&r->shown, text_of(&r->book->texts) + text->from, text->length);
    return true;
}

static void end_cell(cells_reader *r)
{
    sheet_cell cell = {.row = r->row, .column = r->column};
    r->shown.length = 0;
    text_append(&r->text, "");
    text_append(&r->shown, "");
    if (r->text.length == 0 && r->has_formula && r->type != 't') {
        cell.is_broken = true;
        text_append(&r->shown, "=?");
    } else if (r->text.length == 0) {
        return;
    } else if (r->type == 's') {
        cell.is_broken = !put_shared(r);
        text_append(&r->shown, cell.is_broken ? "?" : "");
    } else if (r->type == 'b') {
        text_append(&r->shown, r->text.data[0] == '1' ? "TRUE" : "FALSE");
    } else if (r->type == 'n' && r->format.is_date) {
        cell_put_date(&r->shown, r->text.data, r->book->is_from_1904);
    } else if (r->type == 'n') {
        cell_put_number(&r->shown, r->text.data, r->format);
    } else if (r->type == 'd') {
        cell_put_day(&r->shown, r->text.data);
    } else {
        cell.is_broken = r->type == 'e';
        put_text(&r->shown, r->text.data, r->text.length);
    }
    cell.text = r->shown.data;
    cell.length = r->shown.length;
    if (r->sheet)
        sheet_put(r->sheet, &cell);
    r->taker->is_done = r->sheet ? r->sheet->has_failed : cell.length > 0;
}

static void end_element(void *context, const char *name)
{
    cells_reader *r = context;
    const char *local = xml_local(name);
    r->is_value = r->is_text = false;
    if (strcmp(local, "rPh") == 0)
        r->is_reading = false;
    else if (strcmp(local, "c") == 0)
        end_cell(r);
}

static void take_text(void *context, const char *text, size_t length)
{
    cells_reader *r = context;
    if (r->is_value || r->is_text)
        text_append_bytes(&r->text, text, length);
}

/* Into `sheet`; where that is NULL, up to the first cell with a value: whether there is one. */
static bool read_cells(xlsx_book *book, const char *part, sheet_text *sheet, bool *is_empty)
{
    xml_taker taker = {begin_element, end_element, take_text, NULL, false};
    cells_reader r = {.book = book,
                      .sheet = sheet,
                      .text = {.arena = book->workbook->scratch},
                      .shown = {.arena = book->workbook->scratch},
                      .taker = &taker};
    taker.context = &r;
    bool is_read = xml_read(book->workbook->package, part, &taker);
    *is_empty = !taker.is_done;
    return is_read;
}

bool xlsx_list(workbook *w)
{
    xlsx_book *book = SOL_TAKE(w->scratch, 1, xlsx_book);
    if (!xlsx_book_read(book, w))
        return false;
    w->book = book;
    sheet_entry *sheet = w->sheets.rows;
    for (size_t i = 0; i < w->sheets.count; i++)
        if (!read_cells(book, sheet[i].part, NULL, &sheet[i].is_empty))
            return false;
    return true;
}

bool xlsx_read(workbook *w, size_t index, sheet_text *sheet)
{
    bool is_empty;
    const sheet_entry *entry = (const sheet_entry *)w->sheets.rows + index;
    return read_cells(w->book, entry->part, sheet, &is_empty);
}
