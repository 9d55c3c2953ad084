#include "scenario/input/xlsx_book.h"

#include "scenario/input/xml.h"

#include <stdlib.h>
#include <string.h>

/* What spreadsheets take at most, or more than they do: what is beyond has a fault that is one of the workbook. */
enum { STYLES_MOST = 1 << 16, CODES_MOST = 4096, CODE_MOST = 1000, RELATIONS_MOST = 10000, SHEETS_SEEN_MOST = 4096 };
enum { TEXTS_MOST = 1 << 24, TEXT_BYTES_MOST = 1 << 28 };

static void ignore_end(void *context, const char *name)
{
    (void)context;
    (void)name;
}

static void ignore_text(void *context, const char *text, size_t length)
{
    (void)context;
    (void)text;
    (void)length;
}

static const char *kept(sol_arena *arena, const char *text)
{
    return text ? sol_arena_copy(arena, text, strlen(text)) : NULL;
}

/* Of a path that ends behind a slash, that of the folder above it. */
static size_t length_above(const char *path, size_t length)
{
    length -= length > 0;
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length;
}

/* A target, from the folder of the part that names it, without steps up and on the spot (RFC 3986, 5.2.4). */
static const char *part_of_target(sol_arena *arena, const char *part, const char *target)
{
    const char *slash = target[0] == '/' ? NULL : strrchr(part, '/');
    char *whole = sol_arena_print(arena, "%.*s%s", slash ? (int)(slash - part) + 1 : 0, part, target);
    size_t length = 0;
    for (const char *at = whole; *at;) {
        size_t step = strcspn(at, "/"), next = step + (at[step] == '/');
        bool is_up = step == 2 && strncmp(at, "..", 2) == 0, is_here = step == 0 || (step == 1 && *at == '.');
        if (is_up)
            length = length_above(whole, length);
        else if (!is_here) {
            memmove(whole + length, at, next);
            length += next;
        }
        at += next;
    }
    whole[length] = '\0';
    return whole;
}

typedef struct relations_reader {
    sol_arena *arena;
    const char *part;
    row_list *list;
} relations_reader;

static void begin_relation(void *context, const char *name, const char *const *attribute)
{
    relations_reader *r = context;
    const char *id = xml_value(attribute, "", "Id"), *type = xml_value(attribute, "", "Type"),
               *target = xml_value(attribute, "", "Target");
    if (!xml_is(name, "", "Relationship") || !id || !type || !target || r->list->count == RELATIONS_MOST)
        return;
    *(xlsx_relation *)rows_add(r->list) =
        (xlsx_relation){kept(r->arena, id), kept(r->arena, type), part_of_target(r->arena, r->part, target)};
}

bool xlsx_relations(workbook *w, const char *part, row_list *relations)
{
    *relations = (row_list){.arena = w->scratch, .size = sizeof(xlsx_relation)};
    relations_reader r = {w->scratch, part, relations};
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;
    const char *member = sol_arena_print(w->scratch, "%.*s_rels/%s.rels", folder, part, part + folder);
    return !package_has(w->package, member) ||
           xml_read(w->package, member, &(xml_taker){begin_relation, ignore_end, ignore_text, &r, false});
}

const xlsx_relation *xlsx_relation_of_type(const row_list *relations, const char *ending)
{
    const xlsx_relation *relation = relations->rows;
    for (size_t i = 0; i < relations->count; i++) {
        size_t length = strlen(relation[i].type), end = strlen(ending);
        if (length >= end && strcmp(relation[i].type + length - end, ending) == 0)
            return &relation[i];
    }
    return NULL;
}

cell_fault xlsx_run_fault(const char *name, const char *const *attribute)
{
    const char *local = xml_local(name), *value = xml_value(attribute, "", "val");
    if (strcmp(local, "strike") == 0)
        return value && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0) ? CELL_SOUND : CELL_STRUCK;
    bool is_raised = strcmp(local, "vertAlign") == 0 && value && strcmp(value, "baseline") != 0;
    return is_raised ? CELL_RAISED : CELL_SOUND;
}

/* Shared texts: the runs of each, without how they are read aloud (rPh). */
typedef struct texts_reader {
    xlsx_book *book;
    bool is_text, is_reading; /* inside <t>, inside <rPh> */
    cell_fault run;           /* of the run at hand */
    xml_taker taker;          /* done: there is more than is read */
} texts_reader;

static void begin_text(void *context, const char *name, const char *const *attribute)
{
    texts_reader *r = context;
    const char *local = xml_local(name);
    cell_fault fault = xlsx_run_fault(name, attribute);
    bool is_begun = strcmp(local, "si") == 0 || strcmp(local, "r") == 0;
    r->run = is_begun ? CELL_SOUND : fault ? fault : r->run;
    if (strcmp(local, "si") == 0)
        ((xlsx_text *)rows_add(&r->book->text))->from = (uint32_t)r->book->texts.length;
    r->taker.is_done = r->book->text.count > TEXTS_MOST || r->book->texts.length > TEXT_BYTES_MOST;
    r->is_reading = r->is_reading || strcmp(local, "rPh") == 0;
    r->is_text = strcmp(local, "t") == 0 && !r->is_reading && r->book->text.count > 0;
}

static void end_text(void *context, const char *name)
{
    texts_reader *r = context;
    r->is_text = false;
    if (xml_is(name, "", "rPh"))
        r->is_reading = false;
}

static void take_text(void *context, const char *text, size_t length)
{
    texts_reader *r = context;
    if (!r->is_text)
        return;
    xlsx_text *all = r->book->text.rows;
    text_append_bytes(&r->book->texts, text, length);
    all[r->book->text.count - 1].length += (uint32_t)length;
    if (r->run && !sheet_is_blank(text, length))
        all[r->book->text.count - 1].fault = r->run;
    r->taker.is_done = r->book->texts.length > TEXT_BYTES_MOST;
}

/* Styles: codes of formats by their numbers, then the number of each style of cells. */
typedef struct code {
    unsigned number;
    const char *text;
} code;

typedef struct styles_reader {
    xlsx_book *book;
    row_list codes;
    row_list fonts;                /* bool: is struck out */
    bool is_of_fonts, is_of_cells; /* inside <fonts>, <cellXfs> */
    bool is_beyond;                /* more than is read */
} styles_reader;

static unsigned number_of(const char *text)
{
    unsigned long number = text ? strtoul(text, NULL, 10) : 0;
    return number < 100000 ? (unsigned)number : 0;
}

/* Fonts stand before the styles of cells, and again in other styles, of which none is read. */
static void begin_font(styles_reader *r, const char *name, const char *const *attribute)
{
    if (xml_is(name, "", "fonts"))
        r->is_of_fonts = true;
    else if (r->is_of_fonts && xml_is(name, "", "font"))
        *(bool *)rows_add(&r->fonts) = false;
    else if (r->is_of_fonts && r->fonts.count > 0 && xlsx_run_fault(name, attribute) == CELL_STRUCK)
        ((bool *)r->fonts.rows)[r->fonts.count - 1] = true;
}

static void begin_style(void *context, const char *name, const char *const *attribute)
{
    styles_reader *r = context;
    const char *local = xml_local(name), *format = xml_value(attribute, "", "formatCode");
    r->is_beyond = r->is_beyond || (format && strlen(format) > CODE_MOST) || r->codes.count > CODES_MOST ||
                   r->book->style.count > STYLES_MOST || r->fonts.count > STYLES_MOST;
    if (r->is_beyond)
        return;
    if (strcmp(local, "numFmt") == 0 && format)
        *(code *)rows_add(&r->codes) =
            (code){number_of(xml_value(attribute, "", "numFmtId")), kept(r->codes.arena, format)};
    begin_font(r, name, attribute);
    if (strcmp(local, "cellXfs") == 0)
        r->is_of_cells = true;
    if (strcmp(local, "xf") != 0 || !r->is_of_cells)
        return;
    unsigned number = number_of(xml_value(attribute, "", "numFmtId"));
    const code *known = r->codes.rows;
    const char *text = NULL;
    for (size_t i = 0; i < r->codes.count; i++)
        text = known[i].number == number ? known[i].text : text;
    unsigned font = number_of(xml_value(attribute, "", "fontId"));
    *(xlsx_style *)rows_add(&r->book->style) =
        (xlsx_style){number_format_of(number, text), font < r->fonts.count && ((const bool *)r->fonts.rows)[font]};
}

static void end_style(void *context, const char *name)
{
    styles_reader *r = context;
    if (xml_is(name, "", "cellXfs"))
        r->is_of_cells = false;
    else if (xml_is(name, "", "fonts"))
        r->is_of_fonts = false;
}

/* The workbook itself: its sheets, and where its days are counted from. */
typedef struct sheets_reader {
    workbook *workbook;
    row_list relations;
    bool is_from_1904;
    size_t seen; /* sheets, also those that are not there */
} sheets_reader;

static void begin_sheet(void *context, const char *name, const char *const *attribute)
{
    sheets_reader *r = context;
    if (xml_is(name, "", "workbookPr")) {
        const char *is_1904 = xml_value(attribute, "", "date1904");
        r->is_from_1904 = is_1904 && (strcmp(is_1904, "1") == 0 || strcmp(is_1904, "true") == 0);
    }
    const char *title = xml_value(attribute, "", "name"), *id = xml_value(attribute, "relationships", "id"),
               *state = xml_value(attribute, "", "state");
    if (!xml_is(name, "", "sheet") || !title || !id || r->workbook->sheets.count > SHEETS_MOST ||
        r->seen++ > SHEETS_SEEN_MOST)
        return;
    const xlsx_relation *relation = r->relations.rows;
    for (size_t i = 0; i < r->relations.count; i++)
        if (strcmp(relation[i].id, id) == 0 && strstr(relation[i].type, "/worksheet"))
            *(sheet_entry *)rows_add(&r->workbook->sheets) = (sheet_entry){
                kept(r->workbook->scratch, title), relation[i].part, state && strcmp(state, "visible") != 0, false};
}

static const char *main_part(workbook *w)
{
    row_list relations;
    if (!xlsx_relations(w, "", &relations))
        return NULL;
    const xlsx_relation *main = xlsx_relation_of_type(&relations, "/officeDocument");
    return main ? main->part : "xl/workbook.xml";
}

bool xlsx_book_read(xlsx_book *book, workbook *w)
{
    *book = (xlsx_book){.workbook = w,
                        .texts = {.arena = w->scratch},
                        .text = {.arena = w->scratch, .size = sizeof(xlsx_text)},
                        .style = {.arena = w->scratch, .size = sizeof(xlsx_style)}};
    const char *main = main_part(w);
    sheets_reader sheets = {.workbook = w};
    if (!main || !xlsx_relations(w, main, &sheets.relations))
        return false;
    w->sheets.count = 0;
    texts_reader texts = {.book = book, .taker = {begin_text, end_text, take_text, &texts, false}};
    styles_reader styles = {.book = book,
                            .codes = {.arena = w->scratch, .size = sizeof(code)},
                            .fonts = {.arena = w->scratch, .size = sizeof(bool)}};
    const xlsx_relation *shared = xlsx_relation_of_type(&sheets.relations, "/sharedStrings"),
                        *styled = xlsx_relation_of_type(&sheets.relations, "/styles");
    bool is_read = xml_read(w->package, main, &(xml_taker){begin_sheet, ignore_end, ignore_text, &sheets, false});
    if (is_read && shared)
        is_read = xml_read(w->package, shared->part, &texts.taker);
    if (is_read && styled)
        is_read = xml_read(w->package, styled->part, &(xml_taker){begin_style, end_style, ignore_text, &styles, false});
    book->is_from_1904 = sheets.is_from_1904;
    if (is_read && texts.taker.is_done)
        return package_refuse(w->package, "save the sheet in a workbook of its own, or as CSV",
                              "the workbook holds more text than is read");
    if (is_read && styles.is_beyond)
        return package_refuse(w->package, "save the sheet in a workbook of its own",
                              "the workbook has more or longer formats of numbers than a spreadsheet takes");
    return is_read;
}
