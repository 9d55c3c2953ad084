#include "scenario/tables/csv_columns.h"

#include "base/fold.h"
#include "base/visible.h"
#include "scenario/input/table_source.h"
#include "scenario/tables/csv_habits.h"
#include "scenario/tables/csv_kept.h"
#include "scenario/tables/csv_marks.h"
#include "scenario/tables/csv_spoilt.h"
#include "scenario/text/cell_fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { JOINED_ROOM = 256 };

static bool refuse_shape(reader *r, const csv_reader *csv, const csv_header *header)
{
    problem_add(r->diagnostics, P_CSV_SHAPE, csv_row_place(csv), NULL, "%zu fields, but the header has %zu", csv->count,
                header->count);
    return false;
}

/* The last cells of a sheet's row are empty where they are not there. What stands behind the header, or where it names no column, may have
 * slipped there. */
static bool has_shape(reader *r, csv_reader *csv, csv_header *header)
{
    if (csv->fault) {
        problem_add(r->diagnostics, P_CSV_SHAPE, source_place(csv->source, csv->fault_at, csv->fault_at + 1), NULL,
                    "%s", csv->fault);
        return false;
    }
    bool is_sheet = csv->source->source.sheet != NULL;
    header->is_longer = csv->count > header->count;
    if (header->is_longer) {
        size_t filled = csv_filled(csv);
        csv->count = filled > header->count ? filled : header->count;
    }
    const size_t end = csv_row_end(csv);
    for (; is_sheet && csv->count < header->count; csv->count++)
        csv->field[csv->count] = (csv_field){"", 0, end, end, false, false};
    if (csv->count != header->count)
        return refuse_shape(r, csv, header);
    for (size_t i = 0; i < csv->count; i++)
        if (header->is_unnamed[i] && csv->field[i].length > 0) {
            problem_add(r->diagnostics, P_CSV_SHAPE, csv_place(csv, &csv->field[i]),
                        "name the column in the first row, or empty it", "a value stands in a column without a name");
            return false;
        }
    return true;
}

/* Of what was entered as 1-2 a spreadsheet makes a day, in a column that has none. */
static bool refuse_day(reader *r, const csv_reader *csv, const csv_field *field, const char *column)
{
    problem_add(r->diagnostics, P_CELL, csv_place(csv, field),
                "give the column the format of text, and enter what was meant anew",
                "the cell holds the day `%.*s`, which the spreadsheet may have made of something else: `%s` is no day",
                (int)(field->length < 40 ? field->length : 40), field->text, column);
    return false;
}

/* Cells that hold no value, in columns that are read. */
static bool holds_values(reader *r, const csv_reader *csv, const csv_header *header)
{
    bool all_hold = true;
    for (size_t i = 0; i < csv->count; i++) {
        const csv_field *field = &csv->field[i];
        const cell_fault_row *fault = cell_fault_of(field->text, field->length);
        const csv_column *column = header->column[i] < 0 ? NULL : &header->table[header->column[i]];
        if (column && field->is_day && column->holds != CSV_DATE)
            all_hold = refuse_day(r, csv, field, column->name);
        if (!column || !fault)
            continue;
        problem_add(r->diagnostics, P_CELL, csv_place(csv, field), fault->hint, "%s%.*s%s", fault->before,
                    fault->after ? (int)(field->length - 1 < 40 ? field->length - 1 : 40) : 0, field->text + 1,
                    fault->after ? fault->after : "");
        all_hold = false;
    }
    return all_hold;
}

/* Of a row of people that sums up others, cells that are merged with the word for it are empty. */
static void part_total(csv_reader *csv, const csv_header *header)
{
    size_t first = 0;
    while (first < csv->count && csv->field[first].length == 0)
        first++;
    if (!header->is_of_people || first == csv->count || !csv_says_total(&csv->field[first]))
        return;
    for (size_t i = first + 1; i < csv->count && csv->field[i].length > 0 && csv->field[i].text[0] == CELL_MERGED; i++)
        csv->field[i].length = 0;
}

bool csv_row_next(reader *r, csv_reader *csv, csv_header *header)
{
    while (!reader_has_enough(r) && csv_next(csv)) {
        bool is_sheet = csv->source->source.sheet != NULL;
        if (is_sheet)
            part_total(csv, header);
        if (has_shape(r, csv, header) && (!is_sheet || holds_values(r, csv, header)))
            return true;
        header->has_odd_rows = true;
    }
    return false;
}

void csv_note_table(reader *r, const csv_reader *csv, const csv_header *header)
{
    const text_source *source = csv->source;
    csv_kept_tell(r, csv, header);
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
        is_part ? source_place(csv->source, begin + fault->from, begin + fault->to) : csv_place(csv, field);
    problem_add(r->diagnostics, P_CSV_VALUE, place, fault->hint[0] ? fault->hint : NULL, "%s", fault->message);
}

bool csv_says(const csv_field *field, const char *word)
{
    return words_find((words_names){WORDS_OF_VALUES, 1, &word}, field->text, field->length) == 0;
}

bool csv_says_total(const csv_field *field)
{
    csv_marked parts = csv_mark_split(field); /* 합계 (35명) */
    csv_field name = {.text = field->text, .length = parts.name_length, .from = field->from, .to = field->to};
    return csv_says(field, "total") || csv_says(&name, "total");
}

/* A word for what is not known, or signs and nothing else. */
static bool is_unknown(const csv_field *field)
{
    enum { SIGNS_MOST = 12 };
    char signs[FOLD_ROOM(SIGNS_MOST)];
    size_t length =
        field->length <= SIGNS_MOST ? fold_bytes(field->text, field->length, FOLD_NAME | FOLD_SIGNS, signs) : 0;
    bool is_signs = length > 0;
    for (size_t i = 0; i < length && is_signs; i++)
        is_signs = strchr("-?*./~", signs[i]) != NULL;
    return is_signs || csv_says(field, "unknown");
}

static void tell_unknown(const csv_column *column, sol_quantity_fault *fault)
{
    snprintf(fault->hint, sizeof fault->hint, "%s", column->unknown ? column->unknown : "leave the cell empty");
}

/*
 * A text that Solatium wrote has an apostrophe in front where a spreadsheet would take it for a formula (report/formats/csv.h), as people put
 * it before digits that are to stay a text; others write `="0012"`.
 */
static void take_apostrophe(reader *r, const csv_reader *csv, csv_field *field)
{
    if (csv->source->source.sheet || field->length < 2 || (field->text[0] != '\'' && field->text[0] != '='))
        return;
    const char *text = sol_arena_copy(r->arena, field->text, field->length);
    bool is_formula =
        field->length > 3 && memcmp(text, "=\"", 2) == 0 && strchr(text + 2, '"') == text + field->length - 1;
    if (is_formula) {
        field->text += 2;
        field->length -= 3;
        return;
    }
    bool is_text = text[1] >= '0' && text[1] <= '9';
    if (text[0] != '\'' || (!is_text && !visible_is_formula(text + strspn(text, "'"))))
        return;
    field->text++;
    field->length--;
}

static bool is_bare(const csv_reader *csv, const csv_field *field)
{
    return csv->source->source.text[field->from] != '"';
}

/*
 * `50,000` without quotes is two fields. Where the second stands in a column that is not read, or counts, and the two would be an amount, the
 * comma may be one of thousands; in any column where the row has a field more than the header.
 */
static bool may_be_parted(const reader *r, const csv_reader *csv, const csv_header *header, size_t i)
{
    const csv_field *field = &csv->field[i], *next = field + 1;
    bool is_amount = header->table[header->column[i]].holds == CSV_AMOUNT;
    if (!is_amount || i + 1 >= header->count || csv->separator != ',' || !is_bare(csv, field) || !is_bare(csv, next))
        return false;
    int behind = header->column[i + 1];
    bool is_counted = behind >= 0 && header->table[behind].holds == CSV_COUNT && !header->unit[i];
    size_t digits = 0;
    while (digits < next->length && next->text[digits] >= '0' && next->text[digits] <= '9')
        digits++;
    char joined[JOINED_ROOM];
    size_t length = field->length + 1 + next->length;
    if ((behind >= 0 && !is_counted && !header->is_longer) || digits != 3 || length >= sizeof joined)
        return false;
    snprintf(joined, sizeof joined, "%.*s,%.*s", (int)field->length, field->text, (int)next->length, next->text);
    static const sol_quantity_currency plain[] = {{"", 0}, {NULL, 0}}; /* of a table whose reader knows no scenario */
    sol_quantity_money money;
    sol_quantity_fault fault;
    return sol_quantity_amount(joined, length, r->currency[0].code ? r->currency : plain, &money, &fault);
}

static bool refuse_parted(reader *r, const csv_reader *csv, const csv_field *field)
{
    const csv_field *next = field + 1;
    sol_quantity_fault fault;
    const char *one = sol_arena_copy(r->arena, field->text, field->length);
    const char *other = sol_arena_copy(r->arena, next->text, next->length);
    const char *hint = field->length + next->length > 16
                           ? "write the amount without commas, or quote it"
                           : sol_arena_print(r->arena, "write `%s%s` or `\"%s,%s\"`; if `%s` is all, `\"%s\"`", one,
                                             other, one, other, one, one);
    csv_fault(&fault, field, hint, "the comma behind this number may be one of its thousands");
    csv_refuse(r, csv, field, &fault);
    return false;
}

static bool read_field(reader *r, csv_reader *csv, csv_header *header, size_t i, csv_target to)
{
    const csv_column *column = &header->table[header->column[i]];
    const char *unit = header->unit[i];
    csv_field *field = &csv->field[i];
    take_apostrophe(r, csv, field);
    sol_quantity_fault fault;
    if (field->length == 0) {
        if (!column->is_required)
            return true;
        problem_add(r->diagnostics, P_CSV_VALUE, csv_place(csv, field), NULL, "`%s` is empty", column->name);
        return false;
    }
    if (may_be_parted(r, csv, header, i))
        return refuse_parted(r, csv, field);
    csv_field whole = *field;
    if (unit && !csv_mark_join(r->arena, unit, field, &whole, &fault)) {
        if (is_unknown(field))
            tell_unknown(column, &fault);
        csv_refuse(r, csv, field, &fault);
        return false;
    }
    bool is_sound = column->holds != CSV_TEXT || csv_text_is_sound(field, &fault);
    bool is_read = is_sound && column->read(to.context, unit ? &whole : field, to.row, &fault);
    if (is_read && csv_habit_keeps(&header->habit[i], csv, field, column->holds, &fault))
        return true;
    if (is_sound && !is_read && is_unknown(field))
        tell_unknown(column, &fault);
    else if (!is_read)
        csv_habit_tell(&header->habit[i], csv, field, column->holds, &fault);
    if (!is_read && unit && !is_unknown(field))
        snprintf(fault.hint, sizeof fault.hint, "the header says that numbers are in `%.40s`",
                 unit + strspn(unit, " "));
    csv_refuse(r, csv, &whole, &fault);
    return false;
}

bool csv_row_read(reader *r, csv_reader *csv, csv_header *header, csv_target to)
{
    bool is_read = csv_kept_row(r, csv, header);
    for (size_t i = 0; i < csv->count; i++)
        if (header->column[i] >= 0)
            is_read = read_field(r, csv, header, i, to) && is_read;
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
