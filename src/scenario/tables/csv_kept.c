#include "scenario/tables/csv_kept.h"

#include "base/fold.h"
#include "value/number/decimal.h"

#include <stdio.h>
#include <string.h>

enum { CELL_MOST = 200 };

static const csv_kept kept_by_others[] = {
    {.word = "remarks"},
    {.word = "heirs who", .hint = "who or how many they are is not read; a column `heirs` says `inherit` or `lapse`"},
    {.word = "dead or living",
     .hint = "who is dead is read from `died` alone",
     .wrong = "says who is dead, not when: left out, all would be living",
     .needs = "died"},
    {.word = "unit or currency", .hint = "each cell is the currency of all amounts, or empty", .holds_units = true},
    {0},
};

const csv_kept *csv_kept_as(const csv_field *field)
{
    const csv_kept *kept = kept_by_others;
    while (kept->word && words_find((words_names){WORDS_OF_COLUMNS, 1, &kept->word}, field->text, field->length) != 0)
        kept++;
    return kept;
}

static int column_of(const csv_header *header, const char *name)
{
    for (size_t i = 0; i < header->table_count; i++)
        if (strcmp(header->table[i].name, name) == 0)
            return (int)i;
    return -1;
}

/* Where a column of ours stands in the header, or −1. */
static int place_of(const csv_header *header, const char *name)
{
    int column = column_of(header, name);
    for (size_t i = 0; i < header->count && column >= 0; i++)
        if (header->column[i] == column)
            return (int)i;
    return -1;
}

bool csv_kept_is_wrong(const csv_kept *kept, const csv_header *header)
{
    return kept->wrong && column_of(header, kept->needs) >= 0 && place_of(header, kept->needs) < 0;
}

void csv_kept_begin(csv_header *header)
{
    header->died_at = place_of(header, "died");
    header->name_at = place_of(header, "name");
    header->is_of_people = column_of(header, "died") >= 0;
}

/* One of the amounts' own currency, and not a thousand of them. */
static bool is_own_unit(const reader *r, const csv_field *field)
{
    char text[CELL_MOST + 3];
    sol_quantity_money money;
    sol_quantity_fault fault;
    const int64_t one = decimal_power_of_ten(r->currency[0].minor_digits);
    int length =
        snprintf(text, sizeof text, "1 %.*s", field->length < CELL_MOST ? (int)field->length : CELL_MOST, field->text);
    return sol_quantity_amount(text, (size_t)length, r->currency, &money, &fault) && money.currency == 0 &&
           money.units == one;
}

static bool refuse_unit(reader *r, const csv_reader *csv, const csv_field *field)
{
    const char *own = r->currency[0].code;
    sol_quantity_fault fault;
    if (own[0])
        csv_fault(&fault, field, "write it with each amount, such as `1000 USD`, or in the header, as `claim (k EUR)`",
                  "this column is not read, and says another unit than %s", own);
    else
        csv_fault(&fault, field, "say the currency of all amounts with `--currency`, or write it with each amount",
                  "this column is not read, and says a unit of the row's amounts");
    csv_refuse(r, csv, field, &fault);
    return false;
}

/* Where in a cell a word says it: anywhere; by itself, as a word of letters does, or 고인, which ends 신고인 (an applicant); before a name. */
typedef enum fate_place { ANYWHERE, APART, IN_FRONT } fate_place;

/* What cells say of somebody, folded. */
static const struct {
    const char *word;
    fate_place where;
} fates[] = {
    {"사망", ANYWHERE},   {"별세", ANYWHERE},    {"작고", APART},      {"고인", APART},    {"취하", ANYWHERE},
    {"死亡", ANYWHERE},   {"死去", ANYWHERE},    {"逝去", ANYWHERE},   {"故人", ANYWHERE}, {"取下", ANYWHERE},
    {"取り下", ANYWHERE}, {"deceased", APART},   {"died", APART},      {"dead", APART},    {"withdrawn", APART},
    {"withdrew", APART},  {"verstorben", APART}, {"gestorben", APART}, {"décédé", APART},  {"décédée", APART},
    {"故", IN_FRONT},     {"亡", IN_FRONT},      {"망 ", IN_FRONT},    {"망)", IN_FRONT},  {"(망)", IN_FRONT},
    {"(故)", IN_FRONT},   {"(亡)", IN_FRONT},    {"† ", IN_FRONT},     {"†", IN_FRONT},
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c & 0x80);
}

static bool says_fate(const csv_field *field, bool is_name)
{
    char text[FOLD_ROOM(CELL_MOST) + 1];
    size_t length = field->length <= CELL_MOST ? field->length : 0;
    length = fold_bytes(field->text, length, FOLD_NAME | FOLD_SIGNS | FOLD_CASE, text);
    text[length] = '\0';
    for (const char *at = text; *at; at++)
        for (size_t i = 0; i < sizeof fates / sizeof *fates && (at[0] & 0xc0) != 0x80; i++) {
            const char *word = fates[i].word;
            if (at[0] != word[0] || at[1] != word[1] || strncmp(at, word, strlen(word)) != 0)
                continue;
            bool is_front = at == text && is_name && at[strlen(word)];
            bool stands_apart = (at == text || !is_letter(at[-1])) && !is_letter(at[strlen(word)]);
            if (fates[i].where == IN_FRONT ? is_front : fates[i].where == ANYWHERE || stands_apart)
                return true;
        }
    return false;
}

bool csv_kept_row(reader *r, const csv_reader *csv, csv_header *header)
{
    const int name_at = header->name_at;
    bool has_died = header->died_at >= 0 && csv->field[header->died_at].length > 0, is_read = true;
    for (size_t i = 0; i < header->count; i++) {
        const csv_field *field = &csv->field[i];
        if (field->length == 0 || (header->column[i] >= 0 && (int)i != name_at))
            continue;
        if (header->kept[i] && header->kept[i]->holds_units && !is_own_unit(r, field))
            is_read = refuse_unit(r, csv, field);
        if (!header->is_of_people || has_died || !says_fate(field, (int)i == name_at))
            continue;
        csv_seen *seen = &header->seen[i];
        if (seen->cells++ > 0)
            continue;
        seen->from = field->from;
        seen->to = field->to;
    }
    return is_read;
}

void csv_kept_tell(reader *r, const csv_reader *csv, const csv_header *header)
{
    for (size_t i = 0; i < header->count; i++) {
        const csv_seen *seen = &header->seen[i];
        if (seen->cells == 0)
            continue;
        problem_add(r->diagnostics, P_CSV_FATE, source_place(csv->source, seen->from, seen->to),
                    "give the day of death in a column `died`, and leave out rows of who withdrew",
                    "%zu %s in %s, this one first, that somebody died or withdrew, which is not read", seen->cells,
                    seen->cells == 1 ? "cell says" : "cells say",
                    header->column[i] < 0 ? "a column that is left out" : "the column of names");
    }
}
