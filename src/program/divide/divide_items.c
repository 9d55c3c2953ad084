#include "program/divide/divide_items.h"

#include "base/commas.h"
#include "program/session/table_options.h"
#include "scenario/input/table_source.h"
#include "scenario/tables/csv_columns.h"
#include "scenario/text/names.h"
#include "scenario/text/rows.h"

#include <string.h>

enum { COLUMNS = 5 };

static uint32_t characters(const char *bytes, size_t length)
{
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return count;
}

/* A stretch of a text that begins at `at` of a place's line. */
static item item_between(sol_arena *arena, const char *text, size_t length, sol_place at)
{
    size_t blanks = strspn(text, " \t"), end = length;
    size_t from = blanks < length ? blanks : length;
    while (end > from && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r'))
        end--;
    item one = {sol_arena_copy(arena, text + from, end - from), at};
    one.place.column += characters(text, from);
    one.place.end_line = one.place.line;
    one.place.end_column = one.place.column + characters(text + from, end - from);
    return one;
}

/* Where the text of an argument begins: behind a quote or `--name=`, which the place counts too. */
static sol_place place_of_text(const argument *given)
{
    uint32_t width = given->place.end_column - given->place.column, own = characters(given->text, strlen(given->text));
    sol_place at = given->place;
    at.column += width == own + 2 ? 1 : width > own ? width - own : 0;
    return at;
}

/* The only item of a list that is digits in threes: with blanks it is one number or several. */
static bool is_blank_doubtful(program_session *session, const item *one)
{
    size_t first = strspn(one->text, "0123456789"), at = first;
    while (one->text[at] == ' ' && strspn(one->text + at + 1, "0123456789") == 3)
        at += 4;
    if (first == 0 || first > 3 || at == first || one->text[at])
        return false;
    text_buffer number = {.arena = session->arena}, list = {.arena = session->arena};
    for (const char *c = one->text; *c; c++) {
        text_append_bytes(&number, *c == ' ' ? "_" : c, 1);
        text_append(&list, *c == ' ' ? "," : "");
        text_append_bytes(&list, c, 1);
    }
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U314", one->place,
                        sol_arena_print(session->arena, "write `%s`, or `%s`", text_of(&number), text_of(&list)),
                        "`%s` may be read in two ways: its blanks may stand in a number or between several", one->text);
    return true;
}

bool items_are_separate(program_session *session, const argument *given, items_known known)
{
    items all = items_of_argument(session->arena, given);
    size_t length = strlen(given->text), count = all.count;
    if (count == 1 && is_blank_doubtful(session, &all.item[0]))
        return false;
    commas_doubt doubt;
    for (size_t from = 0; commas_find_doubt(session->arena, given->text, length, from, &doubt); from = doubt.next) {
        if (doubt.may_be_list && (count == known.count || doubt.least > known.most))
            continue;
        sol_place place = place_of_text(given);
        place.column += characters(given->text, doubt.from);
        place.end_column = place.column + characters(given->text + doubt.from, doubt.to - doubt.from);
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U314", place, commas_hint(session->arena, &doubt), "%s",
                            commas_message(session->arena, given->text, &doubt));
        return false;
    }
    return true;
}

items items_of_argument(sol_arena *arena, const argument *given)
{
    if (!given)
        return (items){0};
    size_t room = 1;
    for (const char *c = given->text; *c; c++)
        room += *c == ',';
    item *list = SOL_TAKE(arena, room, item);
    sol_place at = place_of_text(given);
    size_t count = 0;
    for (const char *from = given->text;; from++) {
        size_t length = strcspn(from, ",");
        list[count++] = item_between(arena, from, length, at);
        at.column += characters(from, length) + 1;
        from += length;
        if (!*from)
            break;
    }
    return (items){count, list};
}

struct csv_context {
    reader *reader;
    csv_reader csv;
};

typedef struct file_row {
    item cell[COLUMNS];
} file_row;

static item item_of_field(const csv_context *context, const csv_field *field)
{
    return (item){sol_arena_copy(context->reader->arena, field->text, field->length),
                  source_place(context->csv.source, field->from, field->to)};
}

#define COLUMN_READER(name, column)                                                                                    \
    static bool name(csv_context *context, const csv_field *field, void *row, sol_quantity_fault *fault)               \
    {                                                                                                                  \
        (void)fault;                                                                                                   \
        ((file_row *)row)->cell[column] = item_of_field(context, field);                                               \
        return true;                                                                                                   \
    }

COLUMN_READER(read_id, 0)
COLUMN_READER(read_claim, 1)
COLUMN_READER(read_weight, 2)
COLUMN_READER(read_age, 3)
COLUMN_READER(read_survival, 4)

/* A column that is there has a value in each row, but for names: the claims without one are numbered. */
static const csv_column columns[COLUMNS] = {{"id", read_id, false, NULL, CSV_TEXT, NULL},
                                            {"claim", read_claim, true, NULL, CSV_AMOUNT, NULL},
                                            {"weight", read_weight, false, NULL, CSV_TEXT, NULL},
                                            {"age", read_age, false, NULL, CSV_AGE, NULL},
                                            {"survival", read_survival, false, NULL, CSV_SHARE, NULL}};

/* The places of empty fields, which are errors where a number belongs. */
static void place_empty_fields(const csv_context *context, const csv_header *header, file_row *row)
{
    for (size_t i = 0; i < context->csv.count; i++)
        if (context->csv.field[i].length == 0 && header->column[i] >= 0)
            row->cell[header->column[i]] = item_of_field(context, &context->csv.field[i]);
}

/* An id stands once: what an award is for would not be told otherwise. */
static void check_id(csv_context *context, name_table *ids, const item *id)
{
    bool is_new = true;
    if (id->text && *id->text)
        names_add_bytes(ids, id->text, strlen(id->text), &is_new);
    if (!is_new)
        sol_diagnostics_add(context->reader->diagnostics, SOL_ERROR, "U315", id->place, NULL,
                            "the id `%.60s` is given twice", id->text);
}

/* All rows of a file whose header was read. */
static void read_rows(csv_context *context, csv_header *header, row_list *rows)
{
    csv_reader *csv = &context->csv;
    name_table ids = {.arena = context->reader->arena};
    while (csv_row_next(context->reader, csv, header)) {
        file_row *row = rows_add(rows);
        if (csv_row_read(context->reader, csv, header, (csv_target){context, row}))
            place_empty_fields(context, header, row);
        check_id(context, &ids, &row->cell[0]);
    }
}

bool items_read_file(program_session *session, const argument *path, items_file *file)
{
    sol_arena *arena = session->arena;
    table_choice choice = {.speaker = TABLE_OF_OPTION};
    if (!table_options_read(session, &choice))
        return false;
    if (arguments_get(&session->arguments, "--strict"))
        sol_diagnostics_be_strict(session->diagnostics);
    const text_source *source = table_read(arena, path->text, &choice, session->diagnostics);
    if (!source)
        return false;
    reader r = {.arena = arena, .diagnostics = session->diagnostics};
    csv_context context = {&r, csv_begin(source, arena)};
    csv_header header;
    row_list rows = {.arena = arena, .size = sizeof(file_row)};
    size_t before = sol_diagnostics_errors(r.diagnostics);
    if (csv_header_read(&r, &context.csv, columns, COLUMNS, &header))
        read_rows(&context, &header, &rows);
    if (sol_diagnostics_errors(r.diagnostics) > before)
        return false;
    items *out[COLUMNS] = {&file->id, &file->claim, &file->weight, &file->age, &file->survival};
    for (size_t i = 0; i < header.count; i++) {
        if (header.column[i] < 0)
            continue;
        item *cell = SOL_TAKE(arena, rows.count + 1, item);
        for (size_t k = 0; k < rows.count; k++)
            cell[k] = ((const file_row *)rows.rows)[k].cell[header.column[i]];
        *out[header.column[i]] = (items){rows.count, cell};
    }
    if (rows.count == 0)
        sol_diagnostics_add(r.diagnostics, SOL_ERROR, "U303", source_whole(source), "write a row a claimant",
                            "there is no claim below the header");
    return rows.count > 0;
}

bool items_numbers(program_session *session, items list, double above, double most, double *number)
{
    bool is_right = true;
    for (size_t i = 0; i < list.count; i++) {
        sol_quantity_fault fault;
        const item *one = &list.item[i];
        if (!sol_quantity_number(one->text, strlen(one->text), &number[i], &fault)) {
            sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U304", one->place, fault.hint[0] ? fault.hint : NULL,
                                "%s", fault.message);
            is_right = false;
        } else if (!(number[i] > above && number[i] <= most)) {
            bool is_small = !(number[i] > above);
            sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U305", one->place, NULL, "%s is not %s %g", one->text,
                                is_small ? "above" : "up to", is_small ? above : most);
            is_right = false;
        }
    }
    return is_right;
}
