#include "scenario/tables/csv_columns.h"

#include "base/suggest.h"
#include "base/visible.h"
#include "scenario/input/table_source.h"
#include "scenario/text/cell_fault.h"
#include "value/number/currency.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static sol_place place_of(const csv_reader *csv, const csv_field *field)
{
    return source_place(csv->source, field->from, field->to);
}

static const char *copy_of(reader *r, const csv_field *field)
{
    return sol_arena_copy(r->arena, field->text, field->length < 200 ? field->length : 200);
}

static words_names names_of(const csv_header *header, const char *name[CSV_COLUMNS_MAX])
{
    for (size_t i = 0; i < header->table_count; i++)
        name[i] = header->table[i].name;
    return (words_names){WORDS_OF_COLUMNS, header->table_count, name};
}

/* 청구금액(원): bytes of a header before the scenario's own currency in brackets, or any where it is not known; a multiple, as in (천원), is none. */
static size_t without_currency(const reader *r, const csv_field *field, const char **currency)
{
    static const char *const open[] = {"(", "（", "["}, *const close[] = {")", "）", "]"};
    for (size_t k = 0; k < sizeof open / sizeof *open; k++) {
        char word[32] = "";
        size_t ending = strlen(close[k]), at = field->length;
        bool is_closed = at > ending && memcmp(field->text + at - ending, close[k], ending) == 0;
        while (is_closed && at > 0 &&
               (at + strlen(open[k]) > field->length || memcmp(field->text + at, open[k], strlen(open[k])) != 0))
            at--;
        size_t from = at + strlen(open[k]), length = is_closed && at > 0 ? field->length - ending - from : sizeof word;
        if (length >= sizeof word)
            continue;
        memcpy(word, field->text + from, length);
        const char *code = r->currency[0].code ? currency_called(word, r->currency) : NULL;
        if (code && (!r->currency[0].code[0] || strcmp(code, r->currency[0].code) == 0)) {
            *currency = code;
            return at;
        }
    }
    return field->length;
}

/* The column that a header names; one that the scenario names otherwise goes by that name alone. */
static int column_named(const reader *r, csv_header *header, const csv_field *field)
{
    const char *name[CSV_COLUMNS_MAX], *currency = NULL;
    for (size_t i = 0; i < header->table_count; i++) {
        const sol_node *given = header->given[i];
        if (given && words_same(given->text, strlen(given->text), field->text, field->length))
            return (int)i;
    }
    int column = field->length ? words_find(names_of(header, name), field->text, field->length) : -1;
    if (column < 0 && field->length) {
        column = words_find(names_of(header, name), field->text, without_currency(r, field, &currency));
        header->currency = column >= 0 && !header->currency ? currency : header->currency;
    }
    return column < 0 || header->given[column] ? -1 : column;
}

/* What is probably a required column misspelt is an error, instead of one about the missing column; else a column may be there for others. */
/* A column for whoever keeps the table: no table of ours has it, and nobody need be told. */
static bool is_remarks(const csv_field *field)
{
    const char *name = "remarks";
    return words_find((words_names){WORDS_OF_COLUMNS, 1, &name}, field->text, field->length) == 0;
}

static void leave_out(reader *r, const csv_reader *csv, csv_header *header, const csv_field *field, bool *is_given)
{
    const char *name = copy_of(r, field), *hint = NULL, *known[CSV_COLUMNS_MAX];
    char word[WORDS_LENGTH];
    int near = -1;
    if (words_nearest(names_of(header, known), name, word, &near) && !is_given[near] && !header->given[near])
        hint = sol_arena_print(r->arena, "did you mean `%s`?", word);
    if (hint && header->table[near].is_required) {
        is_given[near] = true;
        problem_add(r->diagnostics, P_CSV_COLUMN, place_of(csv, field), hint, "unknown column `%s`", name);
        return;
    }
    header->ignored[header->ignored_count++] = name;
    if (is_remarks(field))
        return;
    problem_add(r->diagnostics, P_CSV_IGNORED, place_of(csv, field), hint, "the column `%s` is not known and left out",
                name);
}

/* The names that the scenario gives to columns: each of a column that there may be, and all found in the header. */
static void take_given(reader *r, const csv_reader *csv, csv_header *header)
{
    const sol_node *given = csv->named && csv->named->kind == NODE_MAPPING ? csv->named : NULL;
    for (size_t i = 0; given && i < given->count; i++) {
        const sol_node *key = node_key(given, i), *name = node_bare(node_value(given, i));
        if (name->kind != NODE_SCALAR || reader_is_reserved(key))
            continue;
        const char *known[CSV_COLUMNS_MAX];
        char near[WORDS_LENGTH];
        int column = words_find(names_of(header, known), key->text, strlen(key->text));
        if (column >= 0) {
            header->given[column] = name;
            continue;
        }
        bool is_near = words_nearest(names_of(header, known), key->text, near, &column);
        problem_add(r->diagnostics, P_UNKNOWN_KEY, node_place(key),
                    is_near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : NULL,
                    "there is no column `%.200s` here", key->text);
    }
}

/* A name that no header has; gives whether its column is told, and so not missing too. */
static bool refuse_given(reader *r, const csv_reader *csv, const sol_node *given)
{
    const char *names[CSV_COLUMNS_MAX];
    for (size_t i = 0; i < csv->count; i++)
        names[i] = copy_of(r, &csv->field[i]);
    const char *near = suggest_nearest(given->text, csv->count, names);
    problem_add(r->diagnostics, P_CSV_COLUMN, node_place(given),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : NULL, "the table has no column `%.200s`",
                given->text);
    return true;
}

static void refuse_second(reader *r, const csv_reader *csv, const csv_header *header, size_t i)
{
    size_t first = 0;
    while (header->column[first] != header->column[i])
        first++;
    const char *name = header->table[header->column[i]].name, *one = copy_of(r, &csv->field[first]),
               *other = copy_of(r, &csv->field[i]);
    if (strcmp(one, other) == 0)
        problem_add(r->diagnostics, P_CSV_COLUMN, place_of(csv, &csv->field[i]), NULL, "the column `%s` is given twice",
                    one);
    else
        problem_add(r->diagnostics, P_CSV_COLUMN, place_of(csv, &csv->field[i]),
                    sol_arena_print(r->arena,
                                    r->is_alone ? "say which: `--columns '%s=%s'`"
                                                : "say which: `columns: {%s: %s}` beside `file`",
                                    name, one),
                    "`%s` and `%s` are both read as `%s`", one, other, name);
}

static bool take_first_row(reader *r, csv_reader *csv)
{
    if (!csv_next(csv)) {
        problem_add(r->diagnostics, P_CSV_SHAPE, source_whole(csv->source), "the first line names the columns",
                    "is empty");
        return false;
    }
    if (csv->fault)
        problem_add(r->diagnostics, P_CSV_SHAPE, source_place(csv->source, csv->fault_at, csv->fault_at + 1), NULL,
                    "%s", csv->fault);
    return true;
}

/* Fields up to the last that is not empty. */
static size_t filled_count(const csv_reader *csv)
{
    size_t count = csv->count;
    while (count > 0 && csv->field[count - 1].length == 0)
        count--;
    return count;
}

/* Of a table alone; a text of one column is mostly none, as a scenario that is called fund.txt. */
static const char *way_to_name(reader *r, const csv_reader *csv, const char *column)
{
    if (csv->count == 1)
        return "is it a register? a scenario is read with `--as scenario`";
    return sol_arena_print(r->arena, "say which it is: `--columns %s=HEADER`", column);
}

bool csv_header_read(reader *r, csv_reader *csv, const csv_column *table, size_t table_count, csv_header *header)
{
    *header = (csv_header){.table = table, .table_count = table_count};
    size_t errors = sol_diagnostics_errors(r->diagnostics);
    if (!take_first_row(r, csv))
        return false;
    bool is_given[CSV_COLUMNS_MAX] = {false};
    header->count = csv->count = filled_count(csv);
    take_given(r, csv, header);
    for (size_t i = 0; i < csv->count; i++) {
        int column = header->column[i] = column_named(r, header, &csv->field[i]);
        header->is_unnamed[i] = csv->field[i].length == 0 || cell_fault_of(csv->field[i].text, csv->field[i].length);
        if (column >= 0 && is_given[column])
            refuse_second(r, csv, header, i);
        else if (column >= 0)
            is_given[column] = true;
    }
    for (size_t i = 0; i < table_count; i++)
        if (header->given[i] && !is_given[i])
            is_given[i] = refuse_given(r, csv, header->given[i]);
    for (size_t i = 0; i < csv->count; i++)
        if (header->column[i] < 0 && !header->is_unnamed[i])
            leave_out(r, csv, header, &csv->field[i], is_given);
    for (size_t i = 0; i < table_count; i++)
        if (table[i].is_required && !is_given[i])
            problem_add(r->diagnostics, P_CSV_COLUMN, csv_row_place(csv),
                        r->is_alone ? way_to_name(r, csv, table[i].name) : NULL, "the column `%s` is missing",
                        table[i].name);
    return sol_diagnostics_errors(r->diagnostics) == errors;
}

static bool refuse_shape(reader *r, const csv_reader *csv, const csv_header *header)
{
    problem_add(r->diagnostics, P_CSV_SHAPE, csv_row_place(csv), NULL, "%zu fields, but the header has %zu", csv->count,
                header->count);
    return false;
}

/* The last cells of a sheet's row are empty where they are not there. What stands behind the header, or where it names no column, may have
 * slipped there. */
static bool has_shape(reader *r, csv_reader *csv, const csv_header *header)
{
    if (csv->fault) {
        problem_add(r->diagnostics, P_CSV_SHAPE, source_place(csv->source, csv->fault_at, csv->fault_at + 1), NULL,
                    "%s", csv->fault);
        return false;
    }
    bool is_sheet = csv->source->source.sheet != NULL;
    if (csv->count > header->count) {
        size_t filled = filled_count(csv);
        csv->count = filled > header->count ? filled : header->count;
    }
    const size_t end = csv_row_end(csv);
    for (; is_sheet && csv->count < header->count; csv->count++)
        csv->field[csv->count] = (csv_field){"", 0, end, end, false};
    if (csv->count != header->count)
        return refuse_shape(r, csv, header);
    for (size_t i = 0; i < csv->count; i++)
        if (header->is_unnamed[i] && csv->field[i].length > 0) {
            problem_add(r->diagnostics, P_CSV_SHAPE, place_of(csv, &csv->field[i]),
                        "name the column in the first row, or empty it", "a value stands in a column without a name");
            return false;
        }
    return true;
}

/* Cells that hold no value, in columns that are read. */
static bool holds_values(reader *r, const csv_reader *csv, const csv_header *header)
{
    bool all_hold = true;
    for (size_t i = 0; i < csv->count; i++) {
        const csv_field *field = &csv->field[i];
        const cell_fault_row *fault = cell_fault_of(field->text, field->length);
        if (header->column[i] < 0 || !fault)
            continue;
        problem_add(r->diagnostics, P_CELL, place_of(csv, field), fault->hint, "%s%.*s%s", fault->before,
                    fault->after ? (int)(field->length - 1 < 40 ? field->length - 1 : 40) : 0, field->text + 1,
                    fault->after ? fault->after : "");
        all_hold = false;
    }
    return all_hold;
}

bool csv_row_next(reader *r, csv_reader *csv, csv_header *header)
{
    while (!reader_has_enough(r) && csv_next(csv)) {
        bool is_sheet = csv->source->source.sheet != NULL;
        if (has_shape(r, csv, header) && (!is_sheet || holds_values(r, csv, header)))
            return true;
        header->has_odd_rows = true;
    }
    return false;
}

void csv_note_table(reader *r, const csv_reader *csv, const csv_header *header)
{
    const text_source *source = csv->source;
    const char **ignored = SOL_TAKE(r->arena, header->ignored_count, const char *);
    for (size_t i = 0; i < header->ignored_count; i++)
        ignored[i] = header->ignored[i];
    sol_table table = {.file = source->source.name,
                       .encoding = source->encoding,
                       .sheet = source->source.sheet,
                       .rows = csv->rows - 1,
                       .empty_rows = csv->empty_rows,
                       .ignored_count = header->ignored_count,
                       .ignored = ignored};
    if (!table.sheet)
        table.separator = table_separator_name(source->source.separator);
    for (size_t i = 0; i < header->count; i++)
        table.columns += header->column[i] >= 0;
    *(sol_table *)rows_add(&r->tables) = table;
}

/* A field that stands in the text as it reads can be shown in part. */
void csv_refuse(reader *r, const csv_reader *csv, const csv_field *field, const sol_quantity_fault *fault)
{
    const char *text = csv->source->source.text;
    size_t begin = field->from;
    bool is_verbatim = field->text >= text && field->text < text + csv->source->source.length;
    if (is_verbatim)
        begin = (size_t)(field->text - text);
    bool is_part = is_verbatim && fault->to <= field->length && fault->from < fault->to;
    sol_place place =
        is_part ? source_place(csv->source, begin + fault->from, begin + fault->to) : place_of(csv, field);
    problem_add(r->diagnostics, P_CSV_VALUE, place, fault->hint[0] ? fault->hint : NULL, "%s", fault->message);
}

/* A text that Solatium wrote has an apostrophe in front where a spreadsheet would take it for a formula (report/formats/csv.h). */
static void take_apostrophe(reader *r, const csv_reader *csv, csv_field *field)
{
    if (csv->source->source.sheet || field->length < 2 || field->text[0] != '\'')
        return;
    const char *text = sol_arena_copy(r->arena, field->text, field->length);
    if (!visible_is_formula(text + strspn(text, "'")))
        return;
    field->text++;
    field->length--;
}

static bool read_field(reader *r, csv_reader *csv, const csv_column *column, size_t i, csv_target to)
{
    csv_field *field = &csv->field[i];
    take_apostrophe(r, csv, field);
    sol_quantity_fault fault;
    if (field->length == 0) {
        if (!column->is_required)
            return true;
        problem_add(r->diagnostics, P_CSV_VALUE, place_of(csv, field), NULL, "`%s` is empty", column->name);
        return false;
    }
    if (column->read(to.context, field, to.row, &fault))
        return true;
    csv_refuse(r, csv, field, &fault);
    return false;
}

bool csv_row_read(reader *r, csv_reader *csv, const csv_header *header, csv_target to)
{
    bool is_read = true;
    for (size_t i = 0; i < csv->count; i++)
        if (header->column[i] >= 0)
            is_read = read_field(r, csv, &header->table[header->column[i]], i, to) && is_read;
    return is_read;
}

bool csv_fault(sol_quantity_fault *fault, const csv_field *field, const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault->message, sizeof fault->message, format, arguments);
    va_end(arguments);
    snprintf(fault->hint, sizeof fault->hint, "%s", hint ? hint : "");
    fault->from = 0;
    fault->to = field->length;
    return false;
}

/* "write `inherit`, `after-living` or `lapse`", as many as there is room for. */
static void list_words(const key_word *words, size_t room, char *hint)
{
    size_t length = 0;
    for (size_t i = 0; words[i].name && length + strlen(words[i].name) + 12 < room; i++)
        length += (size_t)snprintf(hint + length, room - length, "%s`%s`",
                                   i == 0              ? "write "
                                   : words[i + 1].name ? ", "
                                                       : " or ",
                                   words[i].name);
}

bool csv_word(const csv_field *field, const key_word *words, int *value, sol_quantity_fault *fault)
{
    const key_word *found = keys_word(words, field->text, field->length);
    if (found) {
        *value = found->value;
        return true;
    }
    char word[64] = "", hint[sizeof fault->hint] = "", near[WORDS_LENGTH];
    memcpy(word, field->text, field->length < sizeof word ? field->length : sizeof word - 1);
    if (keys_word_nearest(words, word, near))
        snprintf(hint, sizeof hint, "did you mean `%s`?", near);
    else
        list_words(words, sizeof hint, hint);
    return csv_fault(fault, field, hint, "`%s` is not one of the words that belong here", word);
}

bool csv_name(const csv_field *field, const name_table *names, const char *what, int *index, sol_quantity_fault *fault)
{
    *index = names_find_bytes(names, field->text, field->length);
    if (*index >= 0)
        return true;
    char word[64] = "", hint[96] = "";
    memcpy(word, field->text, field->length < sizeof word ? field->length : sizeof word - 1);
    const char *near = names_nearest(names, word);
    if (near)
        snprintf(hint, sizeof hint, "did you mean `%.60s`?", near);
    return csv_fault(fault, field, hint, "there is no %s `%s`", what, word);
}
