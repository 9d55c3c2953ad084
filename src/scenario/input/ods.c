/* The cells of a sheet of an .ods: ISO/IEC 26300-1 (OpenDocument 1.2), 9 and 19. All sheets are in one member. */
#include "base/text.h"
#include "scenario/cells/cell_value.h"
#include "scenario/input/ods_styles.h"
#include "scenario/input/sheets.h"
#include "scenario/input/xml.h"
#include "scenario/text/csv.h"

#include <stdlib.h>
#include <string.h>

/* Parts of the addresses of namespaces, up to the versions in them. */
#define OFFICE ":office:"
#define TABLE ":table:"
#define TEXT ":text:"
#define CALC ":calcext:"

typedef enum value_type { TYPE_TEXT, TYPE_NUMBER, TYPE_DATE, TYPE_BOOLEAN, TYPE_ERROR } value_type;

typedef struct ods_reader {
    workbook *workbook;
    sheet_text *sheet;                                /* NULL: the sheets are listed */
    size_t wanted;                                    /* the index of the sheet that is read */
    size_t tables;                                    /* begun so far */
    size_t depth, table_depth, row_depth, cell_depth; /* of elements; 0: outside of a table, of a cell */
    size_t silent_depth;                              /* of a remark or of how a text is read aloud; 0: none */
    ods_styles styles;
    const char *column_style[CSV_COLUMNS_MAX + 1]; /* of cells that say none */
    const char *row_style;
    const number_format *format; /* of the cell */
    cell_fault fault;
    cell_fault style_fault, run; /* of the style of the cell, and of the part of its text at hand */
    size_t run_depth;            /* where that part began; 0: nowhere */
    bool is_from_1904;           /* where days are counted from */
    bool has_type, has_formula;
    uint32_t row, rows, column, columns; /* how often the row, the cell stands there */
    value_type type;
    bool is_paragraph, has_value;
    text_buffer row_text; /* of the cells of the row */
    row_list cells;       /* row_cell */
    text_buffer text;
    char words[16]; /* that the cell shows, as they begin, and how many bytes of them */
    size_t words_length;
    xml_taker *taker;
} ods_reader;

/* A cell of the row at hand, which may be repeated. */
typedef struct row_cell {
    uint32_t column;
    size_t from, length; /* of row_text */
    cell_fault fault;
    bool is_day;
} row_cell;

static uint32_t repeated(const char *const *attribute, const char *key, uint32_t most)
{
    const char *text = xml_value(attribute, TABLE, key);
    unsigned long count = text ? strtoul(text, NULL, 10) : 1;
    return count < 1 ? 1 : count > most ? most : (uint32_t)count;
}

static const char *kept(sol_arena *arena, const char *text)
{
    return sol_arena_copy(arena, text ? text : "", text ? strlen(text) : 0);
}

static void begin_table(ods_reader *r, const char *const *attribute)
{
    const char *style = xml_value(attribute, TABLE, "style-name");
    r->table_depth = r->depth;
    r->row = r->column = 0;
    memset(r->column_style, 0, sizeof r->column_style);
    if (!r->sheet)
        *(sheet_entry *)rows_add(&r->workbook->sheets) =
            (sheet_entry){kept(r->workbook->scratch, xml_value(attribute, TABLE, "name")), NULL,
                          ods_styles_hide(&r->styles, style), true};
    r->tables++;
}

/* "collapse" or "filter"; or without a height or a width, by its style. */
static bool is_hidden(const ods_reader *r, const char *const *attribute)
{
    const char *visibility = xml_value(attribute, TABLE, "visibility");
    if (ods_styles_hide(&r->styles, xml_value(attribute, TABLE, "style-name")))
        return true;
    return visibility && strcmp(visibility, "visible") != 0;
}

static void note_columns(ods_reader *r, const char *const *attribute)
{
    uint32_t count = repeated(attribute, "number-columns-repeated", SHEET_COLUMNS_MAX);
    const char *style = xml_value(attribute, TABLE, "default-cell-style-name");
    style = style ? kept(r->workbook->scratch, style) : NULL;
    for (uint32_t i = 1; i <= count && r->column + i <= CSV_COLUMNS_MAX; i++)
        r->column_style[r->column + i] = style;
    if (r->sheet && is_hidden(r, attribute))
        sheet_marks_hide_columns(&r->sheet->marks, r->column + 1, r->column + count);
    r->column = r->column + count < SHEET_COLUMNS_MAX ? r->column + count : SHEET_COLUMNS_MAX;
}

static void begin_row(ods_reader *r, const char *const *attribute)
{
    const char *style = xml_value(attribute, TABLE, "default-cell-style-name");
    r->row_style = style ? kept(r->workbook->scratch, style) : NULL;
    if (r->sheet)
        r->sheet->is_row_hidden = is_hidden(r, attribute);
    r->rows = repeated(attribute, "number-rows-repeated", SHEET_ROWS_MAX);
    r->row_depth = r->depth;
    r->column = 0;
    r->row_text.length = 0;
    r->cells.count = 0;
}

static value_type type_of(const char *type)
{
    static const struct {
        const char *name;
        value_type type;
    } types[] = {{"float", TYPE_NUMBER}, {"percentage", TYPE_NUMBER}, {"currency", TYPE_NUMBER},
                 {"date", TYPE_DATE},    {"boolean", TYPE_BOOLEAN},   {"error", TYPE_ERROR}};
    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, type) == 0)
            return types[i].type;
    return TYPE_TEXT;
}

/* How its number is shown: by its style, that of its row or column, or what its type says. */
static const number_format *format_of(ods_reader *r, const char *const *attribute, const char *type)
{
    static const number_format as_it_is = {.digits = 0}, percentage = {.code = "0%"};
    const char *own = xml_value(attribute, TABLE, "style-name");
    const char *column = r->column < CSV_COLUMNS_MAX ? r->column_style[r->column + 1] : NULL;
    const char *style = own ? own : r->row_style ? r->row_style : column;
    const number_format *format = ods_styles_format(&r->styles, style);
    r->style_fault = ods_styles_fault(&r->styles, style) == CELL_STRUCK ? CELL_STRUCK : CELL_SOUND;
    bool is_percentage = type && strcmp(type, "percentage") == 0;
    return is_percentage && (!format || !format->code) ? &percentage : format ? format : &as_it_is;
}

static void note_merged(ods_reader *r, const char *const *attribute)
{
    uint32_t rows = repeated(attribute, "number-rows-spanned", SHEET_ROWS_MAX),
             columns = repeated(attribute, "number-columns-spanned", SHEET_COLUMNS_MAX);
    if (r->sheet && (rows > 1 || columns > 1))
        sheet_marks_merge(&r->sheet->marks,
                          (sheet_range){r->row + 1, r->row + rows, r->column + 1, r->column + columns});
}

/* A number is put as it is shown, and so is a currency that it is in, which is said by its code or a sign. */
static void put_value(ods_reader *r, const char *value, const char *currency)
{
    bool is_code = currency && strlen(currency) == 3 && strspn(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
    const number_cell number = {.text = value, .currency = is_code ? currency : NULL};
    if (r->type == TYPE_NUMBER)
        r->fault = number_format_put(&r->text, &number, r->format);
    else if (r->type == TYPE_DATE)
        r->fault = cell_put_day(&r->text, value, r->is_from_1904);
    else if (r->type == TYPE_BOOLEAN)
        text_append(&r->text, strcmp(value, "true") == 0 ? "TRUE" : "FALSE");
    else
        number_format_put_text(&r->text, value, strlen(value), r->format);
    if (r->type == TYPE_NUMBER && currency && !is_code && !r->format->code && !r->fault)
        text_print(&r->text, " %s", currency);
}

static void begin_cell(ods_reader *r, const char *const *attribute)
{
    static const char *const keys[] = {[TYPE_TEXT] = "string-value",
                                       [TYPE_NUMBER] = "value",
                                       [TYPE_DATE] = "date-value",
                                       [TYPE_BOOLEAN] = "boolean-value"};
    const char *type = xml_value(attribute, OFFICE, "value-type");
    r->columns = repeated(attribute, "number-columns-repeated", SHEET_COLUMNS_MAX);
    r->cell_depth = r->depth;
    r->text.length = r->words_length = 0;
    r->words[0] = '\0';
    r->is_paragraph = false;
    r->fault = CELL_SOUND;
    r->has_formula = xml_value(attribute, TABLE, "formula");
    bool is_error = type_of(xml_value(attribute, CALC, "value-type")) == TYPE_ERROR;
    r->type = is_error ? TYPE_ERROR : type_of(type);
    r->has_type = type;
    r->format = format_of(r, attribute, type);
    note_merged(r, attribute);
    const char *value = is_error ? NULL : xml_value(attribute, OFFICE, keys[r->type]);
    r->has_value = value && *value;
    if (r->has_value)
        put_value(r, value, xml_value(attribute, OFFICE, "currency"));
}

/* Paragraphs of the cell itself, not of what hangs on it. */
static void begin_inside_cell(ods_reader *r, const char *name, const char *const *attribute)
{
    if (xml_is(name, OFFICE, "annotation") || xml_is(name, TEXT, "ruby-text")) {
        r->silent_depth = r->silent_depth ? r->silent_depth : r->depth;
    } else if (xml_is(name, TEXT, "p") && r->depth == r->cell_depth + 1) {
        if (r->text.length > 0 && !r->has_value)
            text_append(&r->text, "\n");
        r->is_paragraph = true;
    } else if (xml_is(name, TEXT, "span") && !r->run_depth) {
        r->run = ods_styles_fault(&r->styles, xml_value(attribute, TEXT, "style-name"));
        r->run_depth = r->run ? r->depth : 0;
    } else if (r->is_paragraph && !r->silent_depth && !r->has_value) {
        const char *count = xml_value(attribute, TEXT, "c");
        unsigned long blanks = count ? strtoul(count, NULL, 10) : 1;
        if (xml_is(name, TEXT, "s"))
            for (unsigned long i = 0; i < blanks && i < 256; i++)
                text_append(&r->text, " ");
        else if (xml_is(name, TEXT, "tab"))
            text_append(&r->text, "\t");
        else if (xml_is(name, TEXT, "line-break"))
            text_append(&r->text, "\n");
    }
}

/* What a day of 1904 is counted from, days being written out, tells only which year may have been entered as one. */
static void note_first_day(ods_reader *r, const char *const *attribute)
{
    const char *first = xml_value(attribute, TABLE, "date-value");
    r->is_from_1904 = first && strncmp(first, "1904-01-01", 10) == 0;
}

static void begin_element(void *context, const char *name, const char *const *attribute)
{
    ods_reader *r = context;
    r->depth++;
    if (r->cell_depth) {
        begin_inside_cell(r, name, attribute);
        return;
    }
    if (!r->table_depth)
        ods_styles_element(&r->styles, name, attribute);
    if (!r->table_depth && xml_is(name, TABLE, "null-date"))
        note_first_day(r, attribute);
    if (!r->table_depth && xml_is(name, TABLE, "table"))
        begin_table(r, attribute);
    bool is_wanted = r->table_depth && (!r->sheet || r->tables == r->wanted + 1);
    if (is_wanted && xml_is(name, TABLE, "table-column"))
        note_columns(r, attribute);
    else if (is_wanted && xml_is(name, TABLE, "table-row"))
        begin_row(r, attribute);
    else if (is_wanted && (xml_is(name, TABLE, "table-cell") || xml_is(name, TABLE, "covered-table-cell")))
        begin_cell(r, attribute);
}

/* A result that is not there, or an error that only its words tell. */
static void look_at_formula(ods_reader *r)
{
    bool may_fail = r->type == TYPE_NUMBER || (r->type == TYPE_TEXT && r->has_formula);
    if (r->text.length == 0 && !r->has_type && r->has_formula) {
        r->fault = CELL_UNSAVED;
        text_append(&r->text, "=?");
    } else if (r->type == TYPE_ERROR || (may_fail && cell_shows_error(r->words))) {
        if (r->type == TYPE_NUMBER) {
            r->text.length = 0;
            text_append(&r->text, r->words);
        }
        r->fault = CELL_HOLDS_ERROR;
        text_append(&r->text, r->text.length == 0 ? "?" : "");
    }
}

static void show_text(ods_reader *r)
{
    const char *text = sol_arena_copy(r->workbook->scratch, text_of(&r->text), r->text.length);
    size_t length = r->text.length;
    r->text.length = 0;
    number_format_put_text(&r->text, text, length, r->format);
}

static void end_cell(ods_reader *r)
{
    r->cell_depth = r->silent_depth = r->run_depth = 0;
    look_at_formula(r);
    r->fault = r->fault ? r->fault : r->style_fault;
    if (r->type == TYPE_TEXT && !r->has_value && !r->fault && r->format->has_text && r->text.length > 0)
        show_text(r);
    uint32_t count = r->text.length > 0 ? r->columns : 0;
    for (uint32_t i = 1; i <= count && i <= CSV_COLUMNS_MAX + 1; i++) /* one too many is refused */
        *(row_cell *)rows_add(&r->cells) =
            (row_cell){r->column + i, r->row_text.length, r->text.length, r->fault, r->type == TYPE_DATE};
    if (count > 0)
        text_append_bytes(&r->row_text, r->text.data, r->text.length);
    r->column += r->columns;
}

static void end_row(ods_reader *r)
{
    const row_cell *cell = r->cells.rows;
    if (!r->sheet && r->cells.count > 0)
        ((sheet_entry *)r->workbook->sheets.rows)[r->tables - 1].is_empty = false;
    for (uint32_t row = 1; r->sheet && r->cells.count > 0 && row <= r->rows && !r->sheet->has_failed; row++)
        for (size_t i = 0; i < r->cells.count; i++)
            sheet_put(r->sheet, &(sheet_cell){r->row + row, cell[i].column, r->row_text.data + cell[i].from,
                                              cell[i].length, cell[i].fault, cell[i].is_day});
    r->row += r->rows;
    r->row_depth = 0;
    r->taker->is_done = r->sheet && r->sheet->has_failed;
}

static void end_element(void *context, const char *name)
{
    ods_reader *r = context;
    size_t depth = r->depth--;
    if (!r->table_depth)
        ods_styles_end_element(&r->styles, name);
    if (depth == r->run_depth)
        r->run_depth = 0;
    if (depth == r->silent_depth)
        r->silent_depth = 0;
    else if (r->cell_depth && depth == r->cell_depth + 1)
        r->is_paragraph = false;
    else if (r->cell_depth && depth == r->cell_depth)
        end_cell(r);
    else if (r->row_depth && depth == r->row_depth)
        end_row(r);
    else if (depth == r->table_depth) {
        r->table_depth = 0;
        r->taker->is_done = r->sheet && r->tables == r->wanted + 1;
    }
}

/* The first words of a cell, without a character of which a part has no room. */
static void note_words(ods_reader *r, const char *text, size_t length)
{
    size_t room = sizeof r->words - 1 - r->words_length, taken = text_whole(text, length, room);
    memcpy(r->words + r->words_length, text, taken);
    r->words_length += taken;
    r->words[r->words_length] = '\0';
}

static void take_text(void *context, const char *text, size_t length)
{
    ods_reader *r = context;
    bool is_said = r->cell_depth && r->is_paragraph && !r->silent_depth;
    if (is_said && r->run_depth && !sheet_is_blank(text, length))
        r->style_fault = r->run;
    if (is_said)
        note_words(r, text, length);
    if (!r->table_depth)
        ods_styles_take(&r->styles, text, length);
    else if (is_said && !r->has_value)
        text_append_bytes(&r->text, text, length);
}

/* Styles that have names of their own are in another member, where those of its automatic ones are of its pages. */
static void begin_style(void *context, const char *name, const char *const *attribute)
{
    ods_reader *r = context;
    r->depth++;
    if (xml_is(name, OFFICE, "automatic-styles") || xml_is(name, OFFICE, "master-styles"))
        r->silent_depth = r->depth;
    if (!r->silent_depth)
        ods_styles_element(&r->styles, name, attribute);
}

static void end_style(void *context, const char *name)
{
    ods_reader *r = context;
    if (!r->silent_depth)
        ods_styles_end_element(&r->styles, name);
    if (r->depth-- == r->silent_depth)
        r->silent_depth = 0;
}

static bool read_content(workbook *w, size_t wanted, sheet_text *sheet)
{
    xml_taker taker = {begin_element, end_element, take_text, NULL, false};
    ods_reader r = {.workbook = w,
                    .sheet = sheet,
                    .wanted = wanted,
                    .row_text = {.arena = w->scratch},
                    .cells = {.arena = w->scratch, .size = sizeof(row_cell)},
                    .text = {.arena = w->scratch},
                    .taker = &taker};
    ods_styles_begin(&r.styles, w->scratch);
    taker.context = &r;
    xml_taker style_taker = {begin_style, end_style, take_text, &r, false};
    if (package_has(w->package, "styles.xml") && !xml_read(w->package, "styles.xml", &style_taker))
        return false;
    return xml_read(w->package, "content.xml", &taker);
}

bool ods_list(workbook *w)
{
    return read_content(w, 0, NULL);
}

bool ods_read(workbook *w, size_t index, sheet_text *sheet)
{
    return read_content(w, index, sheet);
}
