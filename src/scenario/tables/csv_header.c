#include "scenario/tables/csv_columns.h"

#include "base/suggest.h"
#include "scenario/tables/csv_kept.h"
#include "scenario/tables/csv_marks.h"
#include "scenario/text/cell_fault.h"

#include <ctype.h>
#include <string.h>

enum { ROWS_ABOVE = 20, ENOUGH_COLUMNS = 2 };

static const char *copy_of(reader *r, const csv_field *field)
{
    const bool is_sound = !cell_fault_of(field->text, field->length); /* of others the mark in front is not shown */
    return sol_arena_copy(r->arena, field->text + !is_sound,
                          text_whole(field->text + !is_sound, field->length - !is_sound, 200));
}

static words_names names_of(const csv_header *header, const char *name[CSV_COLUMNS_MAX])
{
    for (size_t i = 0; i < header->table_count; i++)
        name[i] = header->table[i].name;
    return (words_names){WORDS_OF_COLUMNS, header->table_count, name};
}

static bool is_given(const sol_node *given, const char *text, size_t length)
{
    return given && words_same(given->text, strlen(given->text), text, length);
}

/* The column of a name; one that the scenario names otherwise goes by that name alone. */
static int column_called(const csv_header *header, const char *text, size_t length)
{
    const char *name[CSV_COLUMNS_MAX];
    for (size_t i = 0; i < header->table_count; i++)
        if (is_given(header->given[i], text, length))
            return (int)i;
    int column = length ? words_find(names_of(header, name), text, length) : -1;
    return column < 0 || header->given[column] ? -1 : column;
}

/*
 * The column that a header names, with a mark or without. A name that only words find has no mark that is not known; whoever says what a header
 * means may say more than is known.
 */
static int column_named(const reader *r, const csv_header *header, const csv_field *field)
{
    int column = column_called(header, field->text, field->length);
    csv_marked parts = csv_mark_split(field);
    if (column >= 0 || !parts.mark)
        return column;
    column = column_called(header, field->text, parts.name_length);
    if (column < 0 || is_given(header->given[column], field->text, parts.name_length))
        return column;
    return csv_mark_read(r, field, header->table[column].holds).sense == MARK_FOREIGN ? -1 : column;
}

/* Of amounts also a unit that stands without brackets, in a header that the user names. */
static bool is_unread(const csv_field *field, csv_holds holds, csv_mark_sense sense)
{
    csv_marked parts = csv_mark_split(field);
    bool is_foreign = sense == MARK_FOREIGN && holds != CSV_TEXT && parts.is_bracketed;
    bool is_open = sense == MARK_FOREIGN || (sense == MARK_PLAIN && !parts.mark);
    return is_foreign || (holds == CSV_AMOUNT && is_open && csv_mark_may_be_unit(field));
}

/* What the header says of the values of its column. */
static void take_mark(reader *r, const csv_reader *csv, csv_header *header, size_t i)
{
    const csv_field *field = &csv->field[i];
    const csv_column *column = &header->table[header->column[i]];
    csv_mark mark = csv_mark_read(r, field, column->holds);
    header->currency = mark.currency && !header->currency ? mark.currency : header->currency;
    header->unit[i] = mark.sense == MARK_UNIT ? mark.unit : NULL;
    if (mark.sense == MARK_WRONG)
        problem_add(r->diagnostics, P_CSV_COLUMN, csv_place(csv, field), mark.fault.hint[0] ? mark.fault.hint : NULL,
                    "%s", mark.fault.message);
    else if (is_unread(field, column->holds, mark.sense))
        problem_add(r->diagnostics, P_CSV_MARK, csv_place(csv, field),
                    column->holds == CSV_AMOUNT
                        ? "numbers are read as they stand; a unit such as `(천원)` or `(k EUR)` would be read"
                        : "values are read as they stand",
                    "what this header says beside its name is not known");
}

/* What is probably a required column misspelt is an error, instead of one about the missing column; else a column may be there for others. */
static void leave_out(reader *r, const csv_reader *csv, csv_header *header, size_t i, bool *is_there)
{
    const csv_field *field = &csv->field[i];
    const char *name = copy_of(r, field), *hint = NULL, *known[CSV_COLUMNS_MAX];
    char word[WORDS_LENGTH];
    int near = -1;
    const csv_kept *kept = csv_kept_as(field);
    header->kept[i] = kept->word ? kept : NULL;
    if (csv_kept_is_wrong(kept, header)) {
        problem_add(
            r->diagnostics, P_CSV_COLUMN, csv_place(csv, field),
            sol_arena_print(r->arena, "give the date in `%s`; of a column that says nothing, take it out", kept->needs),
            "the column `%s` %s", name, kept->wrong);
        return;
    }
    if (kept->word)
        hint = kept->hint;
    else if (words_nearest(names_of(header, known), name, word, &near) && !is_there[near] && !header->given[near])
        hint = sol_arena_print(r->arena, "did you mean `%s`?", word);
    if (hint && near >= 0 && header->table[near].is_required) {
        is_there[near] = true;
        problem_add(r->diagnostics, P_CSV_COLUMN, csv_place(csv, field), hint, "unknown column `%s`", name);
        return;
    }
    header->ignored[header->ignored_count++] = name;
    if (kept->word && !hint)
        return;
    problem_add(r->diagnostics, P_CSV_IGNORED, csv_place(csv, field), hint, "the column `%s` is not known and left out",
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
        problem_add(r->diagnostics, P_CSV_COLUMN, csv_place(csv, &csv->field[i]), NULL,
                    "the column `%s` is given twice", one);
    else
        problem_add(r->diagnostics, P_CSV_COLUMN, csv_place(csv, &csv->field[i]),
                    sol_arena_print(r->arena,
                                    r->is_alone ? "say which: `--columns '%s=%s'`"
                                                : "say which: `columns: {%s: %s}` beside `file`",
                                    name, one),
                    "`%s` and `%s` are both read as `%s`", one, other, name);
}

static bool take_first_row(reader *r, csv_reader *csv)
{
    if (csv_next(csv))
        return true;
    problem_add(r->diagnostics, P_CSV_SHAPE, source_whole(csv->source), "the first line names the columns", "is empty");
    return false;
}

/* How many columns of ours a row names; of those that every row needs one tells enough. */
static size_t columns_named(const reader *r, const csv_reader *csv, const csv_header *header)
{
    bool is_there[CSV_COLUMNS_MAX] = {false};
    size_t count = 0;
    for (size_t i = 0; i < csv->count; i++) {
        int column = column_named(r, header, &csv->field[i]);
        if (column >= 0 && !is_there[column])
            count += header->table[column].is_required ? ENOUGH_COLUMNS : 1;
        if (column >= 0)
            is_there[column] = true;
    }
    return count;
}

/* A Latin word is none within another: `unity`, `United`. */
static bool stands_alone(const char *text, const char *at, const char *word)
{
    const char *behind = at + strlen(word);
    bool is_latin = !(word[0] & 0x80), begins = at == text || !isalpha((unsigned char)at[-1]);
    return !is_latin || word[0] == ' ' ||
           (begins && !isalpha((unsigned char)*behind) && !(*behind & 0x80 && *behind != '\xef'));
}

/* A colon says that what follows is meant as a unit, whether it can be read or not; so do words of units behind `in`. */
static bool is_told(const char *word, const char *at)
{
    const char *behind = at + strlen(word) + strspn(at + strlen(word), " ");
    if (word[0] == ' ')
        return csv_mark_may_be_unit(&(csv_field){.text = at, .length = strlen(at)});
    return *behind == ':' || strncmp(behind, "：", strlen("：")) == 0;
}

/* What was said, if it is read as a unit, or told as one. */
static const char *read_as_unit(reader *r, const char *said, bool is_told_so)
{
    const csv_field field = {.text = said, .length = strlen(said)};
    const csv_mark mark = csv_mark_read(r, &field, CSV_AMOUNT);
    return is_told_so || mark.sense == MARK_UNIT || mark.sense == MARK_PLAIN || mark.currency ? said : NULL;
}

/* What a cell says as a unit of all amounts: `(단위: 천원)`, `Amounts in k KRW`, `[천원]`; NULL: nothing. */
static const char *unit_said(reader *r, const csv_field *field)
{
    static const char *const words[] = {"단위", "単位", "單位",    "单位",     "통화",     "通貨",    "Unit",
                                        "unit", "UNIT", "Einheit", "Currency", "currency", "Währung", " in "};
    const char *text = copy_of(r, field);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        const char *at = strstr(text, words[k]);
        size_t length = at ? strcspn(at, ")]},;") : 0;
        const char *full = at ? strstr(at, "）") : NULL;
        length = full && (size_t)(full - at) < length ? (size_t)(full - at) : length;
        const char *said =
            at && length > strlen(words[k]) && stands_alone(text, at, words[k])
                ? read_as_unit(r, sol_arena_print(r->arena, "x(%.*s)", (int)length, at), is_told(words[k], at))
                : NULL;
        if (said)
            return said;
    }
    csv_marked parts =
        csv_mark_split(&(csv_field){.text = sol_arena_print(r->arena, "x%s", text), .length = strlen(text) + 1});
    return parts.is_bracketed && parts.name_length == 1
               ? read_as_unit(r, sol_arena_print(r->arena, "x(%.*s)", (int)parts.mark_length, parts.mark), false)
               : NULL;
}

static const char *unit_above(reader *r, const csv_reader *csv)
{
    const char *said = NULL;
    for (size_t i = 0; i < csv->count && !said; i++)
        said = unit_said(r, &csv->field[i]);
    return said;
}

/* In the header's own line it stands in a cell that is nothing else. */
static const char *unit_beside(reader *r, const csv_reader *csv, const csv_header *header)
{
    const char *said = NULL;
    for (size_t i = 0; i < csv->count && !said; i++) {
        const csv_field *field = &csv->field[i];
        bool is_bracket = field->length &&
                          (strchr("([<", field->text[0]) || (field->length > 3 && memcmp(field->text, "（", 3) == 0));
        said = header->column[i] < 0 && is_bracket ? unit_said(r, field) : NULL;
    }
    return said;
}

/* The unit holds for all amounts whose own header says none. */
static void take_unit_above(reader *r, const csv_reader *csv, csv_header *header, const char *said)
{
    const csv_field field = {.text = said, .length = strlen(said)};
    csv_mark mark = csv_mark_read(r, &field, CSV_AMOUNT);
    header->currency = mark.currency && !header->currency ? mark.currency : header->currency;
    for (size_t i = 0; i < header->count; i++) {
        bool is_amount = header->column[i] >= 0 && header->table[header->column[i]].holds == CSV_AMOUNT;
        const csv_mark own = csv_mark_read(r, &csv->field[i], CSV_AMOUNT);
        if (!is_amount || own.sense == MARK_UNIT ||
            (own.sense == MARK_PLAIN && csv_mark_split(&csv->field[i]).mark_length > 0))
            continue;
        if (mark.sense == MARK_UNIT || mark.sense == MARK_PLAIN)
            header->unit[i] = mark.sense == MARK_UNIT ? mark.unit : NULL;
        else
            problem_add(r->diagnostics, P_CSV_COLUMN, csv_place(csv, &csv->field[i]),
                        "say it in the header of the amounts, as `claim (k EUR)`",
                        "a line above the header, or a cell of it, says `%.*s`, which is not read as a unit",
                        (int)strlen(said) - 3, said + 2);
    }
}

/* Titles and blank lines may stand above the header: it is the first row that names enough columns, if one of the first rows does. */
static bool find_header(reader *r, csv_reader *csv, const csv_header *header, const char **unit)
{
    if (!take_first_row(r, csv))
        return false;
    csv_reader *first = SOL_TAKE(r->arena, 1, csv_reader);
    *first = *csv;
    *unit = NULL;
    size_t rows = 0;
    bool is_one = false, is_first = true;
    for (; rows < ROWS_ABOVE && !(is_one = columns_named(r, csv, header) >= ENOUGH_COLUMNS); rows++) {
        const char *said = unit_above(r, csv);
        *unit = said ? said : *unit;
        if (!csv_next(csv))
            break;
        is_first = false;
    }
    if (!is_one) {
        *csv = *first;
        *unit = NULL;
    } else if (!is_first) {
        problem_add(r->diagnostics, P_CSV_ABOVE, csv_row_place(csv), "let the header stand in the first line",
                    "the header is found in this line, and what stands above it is left out");
        csv->rows = 1;
        csv->empty_rows = 0;
    }
    if (csv->fault)
        problem_add(r->diagnostics, P_CSV_SHAPE, source_place(csv->source, csv->fault_at, csv->fault_at + 1), NULL,
                    "%s", csv->fault);
    return true;
}

/* Of a table alone; a text of one column is mostly none, as a scenario that is called fund.txt. */
static const char *way_to_name(reader *r, const csv_reader *csv, const char *column)
{
    if (csv->count == 1)
        return "is it a register? a scenario is read with `--as scenario`";
    return sol_arena_print(r->arena, "say which it is: `--columns %s=HEADER`", column);
}

/* A mark of a note in a header is a part of its name. */
static void take_note(csv_field *field)
{
    if (field->length == 0 || field->text[0] != CELL_RAISED)
        return;
    field->text++;
    field->length--;
}

bool csv_header_read(reader *r, csv_reader *csv, const csv_column *table, size_t table_count, csv_header *header)
{
    *header = (csv_header){.table = table, .table_count = table_count};
    size_t errors = sol_diagnostics_errors(r->diagnostics);
    const char *unit;
    take_given(r, csv, header);
    if (!find_header(r, csv, header, &unit))
        return false;
    bool is_there[CSV_COLUMNS_MAX] = {false};
    header->count = csv->count = csv_filled(csv);
    for (size_t i = 0; i < csv->count; i++) {
        take_note(&csv->field[i]);
        int column = header->column[i] = column_named(r, header, &csv->field[i]);
        if (column >= 0)
            take_mark(r, csv, header, i);
        header->is_unnamed[i] = csv->field[i].length == 0 || cell_fault_of(csv->field[i].text, csv->field[i].length);
        if (column >= 0 && is_there[column])
            refuse_second(r, csv, header, i);
        else if (column >= 0)
            is_there[column] = true;
    }
    unit = unit ? unit : unit_beside(r, csv, header);
    if (unit)
        take_unit_above(r, csv, header, unit);
    csv_kept_begin(header);
    for (size_t i = 0; i < table_count; i++)
        if (header->given[i] && !is_there[i])
            is_there[i] = refuse_given(r, csv, header->given[i]);
    for (size_t i = 0; i < csv->count; i++)
        if (header->column[i] < 0 && !header->is_unnamed[i])
            leave_out(r, csv, header, i, is_there);
    for (size_t i = 0; i < table_count; i++)
        if (table[i].is_required && !is_there[i])
            problem_add(r->diagnostics, P_CSV_COLUMN, csv_row_place(csv),
                        r->is_alone ? way_to_name(r, csv, table[i].name) : NULL, "the column `%s` is missing",
                        table[i].name);
    return sol_diagnostics_errors(r->diagnostics) == errors;
}
