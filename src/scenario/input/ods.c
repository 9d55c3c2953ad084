/* The cells of a sheet of an .ods: ISO/IEC 26300-1 (OpenDocument 1.2), 9 and 19. All sheets are in one member. */
#include "scenario/input/cell_value.h"
#include "scenario/input/sheets.h"
#include "scenario/input/xml.h"
#include "scenario/text/csv.h"
#include "scenario/text/names.h"

#include <stdlib.h>
#include <string.h>

/* Parts of the addresses of namespaces, up to the versions in them. */
#define OFFICE ":office:"
#define TABLE ":table:"
#define TEXT ":text:"
#define STYLE ":style:"
#define CALC ":calcext:"

typedef enum value_type { TYPE_TEXT, TYPE_NUMBER, TYPE_DATE, TYPE_BOOLEAN, TYPE_ERROR } value_type;

typedef struct ods_reader {
    workbook *workbook;
    sheet_text *sheet;                                /* NULL: the sheets are listed */
    size_t wanted;                                    /* the index of the sheet that is read */
    size_t tables;                                    /* begun so far */
    size_t depth, table_depth, row_depth, cell_depth; /* of elements; 0: outside of a table, of a cell */
    size_t silent_depth;                              /* of a remark or of how a text is read aloud; 0: none */
    name_table hidden;                                /* styles of sheets that are not shown */
    const char *style;                                /* of tables, begun last */
    uint32_t row, rows, column, columns;              /* how often the row, the cell stands there */
    value_type type;
    bool is_paragraph, has_value;
    text_buffer row_text; /* of the cells of the row */
    row_list cells;       /* row_cell */
    text_buffer text;
    xml_taker *taker;
} ods_reader;

/* A cell of the row at hand, which may be repeated. */
typedef struct row_cell {
    uint32_t column;
    size_t from, length; /* of row_text */
    bool is_broken;
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
    r->row = 0;
    if (!r->sheet)
        *(sheet_entry *)rows_add(&r->workbook->sheets) =
            (sheet_entry){kept(r->workbook->scratch, xml_value(attribute, TABLE, "name")), NULL,
                          style && names_find(&r->hidden, style) >= 0, true};
    r->tables++;
}

static void begin_row(ods_reader *r, const char *const *attribute)
{
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

/* A currency that a cell is in is said with its amount, and so read by who reads amounts. */
static void begin_cell(ods_reader *r, const char *const *attribute)
{
    static const char *const keys[] = {[TYPE_TEXT] = "string-value",
                                       [TYPE_NUMBER] = "value",
                                       [TYPE_DATE] = "date-value",
                                       [TYPE_BOOLEAN] = "boolean-value"};
    r->columns = repeated(attribute, "number-columns-repeated", SHEET_COLUMNS_MAX);
    r->cell_depth = r->depth;
    r->text.length = 0;
    r->is_paragraph = false;
    bool is_error = type_of(xml_value(attribute, CALC, "value-type")) == TYPE_ERROR;
    r->type = is_error ? TYPE_ERROR : type_of(xml_value(attribute, OFFICE, "value-type"));
    const char *value = is_error ? NULL : xml_value(attribute, OFFICE, keys[r->type]),
               *currency = xml_value(attribute, OFFICE, "currency");
    r->has_value = value && *value;
    if (!r->has_value)
        return;
    if (r->type == TYPE_NUMBER)
        cell_put_number(&r->text, value, (cell_format){.digits = 0});
    else if (r->type == TYPE_DATE)
        cell_put_day(&r->text, value);
    else if (r->type == TYPE_BOOLEAN)
        text_append(&r->text, strcmp(value, "true") == 0 ? "TRUE" : "FALSE");
    else
        text_append(&r->text, value);
    if (r->type == TYPE_NUMBER && currency && strlen(currency) == 3)
        text_print(&r->text, " %s", currency);
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

static void begin_element(void *context, const char *name, const char *const *attribute)
{
    ods_reader *r = context;
    r->depth++;
    if (r->cell_depth) {
        begin_inside_cell(r, name, attribute);
        return;
    }
    if (!r->table_depth && xml_is(name, STYLE, "style"))
        r->style = kept(r->workbook->scratch, xml_value(attribute, STYLE, "name"));
    const char *display = xml_is(name, STYLE, "table-properties") ? xml_value(attribute, TABLE, "display") : NULL;
    if (display && strcmp(display, "false") == 0 && r->style)
        names_add(&r->hidden, r->style);
    if (!r->table_depth && xml_is(name, TABLE, "table"))
        begin_table(r, attribute);
    bool is_wanted = r->table_depth && (!r->sheet || r->tables == r->wanted + 1);
    if (is_wanted && xml_is(name, TABLE, "table-row"))
        begin_row(r, attribute);
    else if (is_wanted && (xml_is(name, TABLE, "table-cell") || xml_is(name, TABLE, "covered-table-cell")))
        begin_cell(r, attribute);
}

static void end_cell(ods_reader *r)
{
    r->cell_depth = r->silent_depth = 0;
    bool is_broken = r->type == TYPE_ERROR;
    if (is_broken && r->text.length == 0)
        text_append(&r->text, "?");
    uint32_t count = r->text.length > 0 ? r->columns : 0;
    for (uint32_t i = 1; i <= count && i <= CSV_COLUMNS_MAX + 1; i++) /* one too many is refused */
        *(row_cell *)rows_add(&r->cells) = (row_cell){r->column + i, r->row_text.length, r->text.length, is_broken};
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
                                              cell[i].length, cell[i].is_broken});
    r->row += r->rows;
    r->row_depth = 0;
    r->taker->is_done = r->sheet && r->sheet->has_failed;
}

static void end_element(void *context, const char *name)
{
    (void)name;
    ods_reader *r = context;
    size_t depth = r->depth--;
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

static void take_text(void *context, const char *text, size_t length)
{
    ods_reader *r = context;
    if (r->cell_depth && r->is_paragraph && !r->silent_depth && !r->has_value)
        text_append_bytes(&r->text, text, length);
}

static bool read_content(workbook *w, size_t wanted, sheet_text *sheet)
{
    xml_taker taker = {begin_element, end_element, take_text, NULL, false};
    ods_reader r = {.workbook = w,
                    .sheet = sheet,
                    .wanted = wanted,
                    .hidden = {.arena = w->scratch},
                    .row_text = {.arena = w->scratch},
                    .cells = {.arena = w->scratch, .size = sizeof(row_cell)},
                    .text = {.arena = w->scratch},
                    .taker = &taker};
    taker.context = &r;
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
