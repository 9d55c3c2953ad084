/* The cells of a sheet of an .xlsx: ECMA-376 part 1, 18.3.1. */
#include "base/cell_name.h"
#include "scenario/cells/cell_value.h"
#include "scenario/input/xlsx_book.h"
#include "scenario/input/xml.h"

#include <stdlib.h>
#include <string.h>

typedef struct cells_reader {
    xlsx_book *book;
    sheet_text *sheet;    /* NULL: only whether anything stands there */
    bool are_rows_hidden; /* that do not say how high they are */
    uint32_t row, column;
    char type; /* of the cell: n number, s shared, t text, b boolean, e error, d date */
    const number_format *format;
    bool is_struck;                     /* the cell as a whole */
    cell_fault run, fault;              /* of the run at hand, and of all */
    bool has_formula, has_value;        /* a formula; a result, be it empty */
    bool is_value, is_text, is_reading; /* inside <v>, <t>, <rPh> */
    text_buffer text;                   /* of the cell, as it is written */
    text_buffer shown;                  /* and as a text file would say it */
    text_buffer written;                /* without escapes */
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
    static const number_format as_it_is = {.digits = 0};
    const xlsx_style *known = r->book->style.rows;
    bool is_known = index < r->book->style.count;
    r->format = is_known ? &known[index].format : &as_it_is;
    r->is_struck = is_known && known[index].is_struck;
    r->run = r->fault = CELL_SOUND;
    r->has_formula = r->has_value = false;
    r->text.length = 0;
}

static bool is_true(const char *word)
{
    return word && (strcmp(word, "1") == 0 || strcmp(word, "true") == 0);
}

/* A height or a width in which nobody can read: below a point, or a character. */
static bool is_nothing(const char *size)
{
    return size && size[0] == '0' && strtoul(size, NULL, 10) == 0;
}

static void begin_row(cells_reader *r, const char *const *attribute)
{
    const char *number = xml_value(attribute, "", "r");
    unsigned long row = number ? strtoul(number, NULL, 10) : r->row + 1;
    r->row = row <= SHEET_ROWS_MAX ? (uint32_t)row : SHEET_ROWS_MAX + 1;
    r->column = 0;
    const char *height = xml_value(attribute, "", "ht");
    if (r->sheet)
        r->sheet->is_row_hidden =
            is_true(xml_value(attribute, "", "hidden")) || (height ? is_nothing(height) : r->are_rows_hidden);
}

/* What rows and columns are that say nothing of their own. */
static void note_sheet_format(cells_reader *r, const char *const *attribute)
{
    const char *height = xml_value(attribute, "", "defaultRowHeight");
    r->are_rows_hidden = is_true(xml_value(attribute, "", "zeroHeight")) || is_nothing(height);
}

/* "B3:B4", behind the cells. */
static void note_merged(cells_reader *r, const char *const *attribute)
{
    const char *range = xml_value(attribute, "", "ref"), *colon = range ? strchr(range, ':') : NULL;
    char first[CELL_NAME_ROOM] = "";
    sheet_range merged;
    if (!colon || (size_t)(colon - range) >= sizeof first)
        return;
    memcpy(first, range, (size_t)(colon - range));
    if (read_name(first, &merged.first_row, &merged.first_column) &&
        read_name(colon + 1, &merged.last_row, &merged.last_column))
        sheet_marks_merge(&r->sheet->marks, merged);
}

static void note_columns(cells_reader *r, const char *const *attribute)
{
    const char *first = xml_value(attribute, "", "min"), *last = xml_value(attribute, "", "max");
    bool is_hidden = is_true(xml_value(attribute, "", "hidden")) || is_nothing(xml_value(attribute, "", "width"));
    if (is_hidden && first && last && strtoul(last, NULL, 10) <= SHEET_COLUMNS_MAX)
        sheet_marks_hide_columns(&r->sheet->marks, (uint32_t)strtoul(first, NULL, 10),
                                 (uint32_t)strtoul(last, NULL, 10));
}

static void begin_element(void *context, const char *name, const char *const *attribute)
{
    cells_reader *r = context;
    const char *local = xml_local(name);
    if (strcmp(local, "row") == 0) {
        begin_row(r, attribute);
    } else if (r->sheet && strcmp(local, "mergeCell") == 0) {
        note_merged(r, attribute);
    } else if (strcmp(local, "sheetFormatPr") == 0) {
        note_sheet_format(r, attribute);
    } else if (r->sheet && strcmp(local, "col") == 0) {
        note_columns(r, attribute);
    } else if (strcmp(local, "c") == 0) {
        begin_cell(r, attribute);
    } else if (strcmp(local, "f") == 0) {
        r->has_formula = true;
    }
    cell_fault fault = xlsx_run_fault(name, attribute);
    r->run = strcmp(local, "r") == 0 ? CELL_SOUND : fault ? fault : r->run;
    r->is_reading = r->is_reading || strcmp(local, "rPh") == 0;
    r->is_value = strcmp(local, "v") == 0;
    r->has_value = r->has_value || r->is_value;
    r->is_text = strcmp(local, "t") == 0 && !r->is_reading;
}

/* A character that XML has no place for is written _x000D_, and so is the beginning of what only looks like that (ECMA-376 part 1, 22.9.2.19). */
static void put_text(text_buffer *out, const char *text, size_t length)
{
    size_t from = 0;
    for (const char *at = text; (at = memchr(at, '_', length - (size_t)(at - text))) != NULL; at++) {
        char digits[5] = "";
        size_t before = (size_t)(at - text);
        if (length - before < 7 || at[1] != 'x' || at[6] != '_')
            continue;
        memcpy(digits, at + 2, 4);
        unsigned long code = strtoul(digits, NULL, 16);
        bool is_kept = (code >= ' ' && code < 0x7F) || code == '\n' || code == '\t';
        if (strspn(digits, "0123456789abcdefABCDEF") != 4 || (!is_kept && code >= ' '))
            continue;
        text_append_bytes(out, text + from, before - from);
        text_append_bytes(out, (const char[]){(char)code}, is_kept);
        from = before + 7;
        at += 6;
    }
    text_append_bytes(out, text + from, length - from);
}

static void put_written(cells_reader *r, const char *text, size_t length)
{
    if (!r->format->has_text || length == 0) {
        put_text(&r->shown, text, length);
        return;
    }
    text_buffer *written = &r->written;
    written->length = 0;
    put_text(written, text, length);
    number_format_put_text(&r->shown, text_of(written), written->length, r->format);
}

/* An id of a shared text that there is not leaves the cell empty to others, and is an error to us. */
static cell_fault put_shared(cells_reader *r)
{
    char *end;
    unsigned long index = strtoul(text_of(&r->text), &end, 10);
    if (*end || index >= r->book->text.count)
        return CELL_LACKS_TEXT;
    const xlsx_text *text = (const xlsx_text *)r->book->text.rows + index;
    put_written(r, text_of(&r->book->texts) + text->from, text->length);
    return text->fault;
}

/* Why what is shown is no value. */
static cell_fault put_shown(cells_reader *r)
{
    const number_cell number = {.text = text_of(&r->text), .is_from_1904 = r->book->is_from_1904};
    switch (r->type) {
    case 's':
        return put_shared(r);
    case 'b':
        text_append(&r->shown, number.text[0] == '1' || number.text[0] == 't' ? "TRUE" : "FALSE");
        return CELL_SOUND;
    case 'n':
        return number_format_put(&r->shown, &number, r->format);
    case 'd':
        return cell_put_day(&r->shown, number.text, r->book->is_from_1904);
    case 'e':
        put_text(&r->shown, number.text, r->text.length);
        return CELL_HOLDS_ERROR;
    default:
        put_written(r, number.text, r->text.length);
        return r->fault;
    }
}

/* The empty text is a result of a formula too. */
static void end_cell(cells_reader *r)
{
    sheet_cell cell = {.row = r->row, .column = r->column};
    bool is_unsaved = r->has_formula && r->text.length == 0 && (r->type != 't' || !r->has_value);
    r->shown.length = 0;
    text_append(&r->shown, "");
    if (r->text.length == 0 && !is_unsaved)
        return;
    cell.fault = is_unsaved ? CELL_UNSAVED : put_shown(r);
    if (!cell.fault && r->is_struck)
        cell.fault = CELL_STRUCK;
    if (is_unsaved || (cell.fault && r->shown.length == 0))
        text_append(&r->shown, is_unsaved ? "=?" : "?");
    cell.is_day = r->type == 'd' || (r->type == 'n' && r->format->is_date);
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
    if (!r->is_value && !r->is_text)
        return;
    text_append_bytes(&r->text, text, length);
    if (r->run && !sheet_is_blank(text, length))
        r->fault = r->run;
}

/* Into `sheet`; where that is NULL, up to the first cell with a value: whether there is one. */
static bool read_cells(xlsx_book *book, const char *part, sheet_text *sheet, bool *is_empty)
{
    xml_taker taker = {begin_element, end_element, take_text, NULL, false};
    cells_reader r = {.book = book,
                      .sheet = sheet,
                      .text = {.arena = book->workbook->scratch},
                      .shown = {.arena = book->workbook->scratch},
                      .written = {.arena = book->workbook->scratch},
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
