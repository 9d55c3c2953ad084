#include "scenario/registers/csv_claimant_columns.h"

#include "scenario/keys/schema.h"
#include "scenario/keys/sections.h"

#include <stdio.h>
#include <string.h>

#define COLUMN_READER(name)                                                                                            \
    static bool name(csv_context *context, const csv_field *field, void *row, sol_quantity_fault *fault)

/* The id is added to the names last, when the row is sound. */
COLUMN_READER(read_id)
{
    (void)context;
    (void)row;
    if (!memchr(field->text, '\n', field->length) && field->length <= 200)
        return true;
    return csv_fault(fault, field, NULL, "an id stands on one line and has 200 bytes at most");
}

COLUMN_READER(read_name)
{
    (void)row;
    if (memchr(field->text, '\n', field->length) || field->length > 200)
        return csv_fault(fault, field, NULL, "a name stands on one line and has 200 bytes at most");
    context->name = field;
    return true;
}

COLUMN_READER(read_group)
{
    sol_claimant_row *claimant = row;
    bool is_new;
    (void)fault;
    reader *r = context->r;
    claimant->group = names_add_bytes(&r->groups, field->text, field->length, &is_new);
    const char *name = r->groups.name[claimant->group], *other = is_new ? reader_alike(r, NAMED_GROUP, name) : NULL;
    if (other)
        reader_warn_alike(r, NAMED_GROUP, other, name, source_place(context->csv->source, field->from, field->to));
    return true;
}

COLUMN_READER(read_sex)
{
    int sex;
    if (!csv_word(field, word_sex, &sex, fault))
        return false;
    ((sol_claimant_row *)row)->sex = (sol_sex)sex;
    context->has_sex = true;
    return true;
}

COLUMN_READER(read_born)
{
    sol_claimant_row *claimant = row;
    sol_date birth;
    int year;
    if (!sol_quantity_birth(field->text, field->length, &birth, &year, fault))
        return false;
    if (birth.day > context->r->scenario->start.day)
        return csv_fault(fault, field, NULL, "born after `start`");
    claimant->has_birth = year == 0;
    claimant->birth = birth;
    claimant->birth_year = (int16_t)year;
    context->age = field;
    return true;
}

COLUMN_READER(read_age)
{
    double age;
    if (context->age)
        return csv_fault(fault, field, NULL, "`born` and `age` exclude each other");
    if (!sol_quantity_number(field->text, field->length, &age, fault))
        return false;
    if (age < 0 || age > 120)
        return csv_fault(fault, field, NULL, "an age is from 0 to 120");
    ((sol_claimant_row *)row)->age = age;
    context->age = field;
    context->ages++;
    context->whole_ages += age == (double)(int)age;
    return true;
}

/* By itself a register is in one currency: there is no scenario that gives the price of another. */
static bool refuse_currency(const reader *r, const csv_field *field, sol_quantity_fault *fault)
{
    const char *own = r->currency[0].code;
    const char *code = r->is_alone ? sol_quantity_currency_named(field->text, field->length) : NULL;
    if (!code || !own[0] || strcmp(code, own) == 0)
        return false;
    return csv_fault(fault, field, "write all amounts in one currency; a scenario has `exchange` for others",
                     "the amount is in %s, but the register is in %s", code, own);
}

static bool is_bare(const csv_field *field)
{
    static const sol_quantity_currency none[] = {{"", 6}, {NULL, 0}};
    sol_quantity_money money;
    sol_quantity_fault fault;
    return sol_quantity_amount(field->text, field->length, none, &money, &fault);
}

/* Of a plain number beside amounts with a currency nobody knows whether it is in the same. */
static bool refuse_bare(const reader *r, const csv_field *field, sol_quantity_fault *fault)
{
    const char *own = r->currency[0].code;
    char hint[sizeof fault->hint];
    snprintf(hint, sizeof hint, "if all amounts are in %s say so: `--currency %s`; else write each with its own", own,
             own);
    return csv_fault(fault, field, hint, "this amount names no currency, and others of the column do");
}

COLUMN_READER(read_mortality)
{
    sol_claimant_row *claimant = row;
    int64_t multiplier;
    if (!sol_quantity_ratio(field->text, field->length, &multiplier, fault))
        return csv_fault(fault, field, "write `3` or `150%`", "a multiplier of mortality is a number");
    if ((double)multiplier < MORTALITY_LEAST * 1e9 || (double)multiplier > MORTALITY_MOST * 1e9)
        return csv_fault(fault, field, NULL, "a multiplier of mortality is from %g to %g", MORTALITY_LEAST,
                         MORTALITY_MOST);
    claimant->mortality = mortality_of_rows(context->r, multiplier);
    if (claimant->mortality < 0)
        return csv_fault(fault, field, "round them", "more than %d different multipliers of mortality",
                         MORTALITY_OF_ROWS);
    context->has_mortality = true;
    return true;
}

COLUMN_READER(read_claim)
{
    const reader *r = context->r;
    if (r->is_currency_found && is_bare(field))
        return refuse_bare(r, field, fault);
    const csv_field amount = csv_amount(r->arena, field);
    sol_quantity_money money;
    if (!sol_quantity_amount(amount.text, amount.length, r->currency, &money, fault))
        return refuse_currency(r, field, fault);
    *fault = (sol_quantity_fault){.to = field->length};
    return reader_convert(r, money, &((sol_claimant_row *)row)->claim, fault);
}

COLUMN_READER(read_count)
{
    sol_claimant_row *claimant = row;
    int64_t count;
    (void)context;
    if (!sol_quantity_whole(field->text, field->length, &count, fault))
        return false;
    if (count < 1 || count > PEOPLE_MAX)
        return csv_fault(fault, field, NULL, "a count is from 1 to %d", PEOPLE_MAX);
    claimant->count = (uint32_t)count;
    claimant->is_cell = true;
    return true;
}

COLUMN_READER(read_died)
{
    sol_date died;
    if (!sol_quantity_date(field->text, field->length, &died, fault))
        return false;
    if (died.day >= context->r->scenario->start.day)
        return csv_fault(fault, field,
                         "leave it empty only for those who are living; of who died since, let `start` be a later day",
                         "`died` is not before `start`");
    ((sol_claimant_row *)row)->died = died;
    return true;
}

COLUMN_READER(read_kind)
{
    int kind;
    (void)context;
    if (!csv_word(field, word_claimant_kind, &kind, fault))
        return false;
    ((sol_claimant_row *)row)->is_institution = kind == 1;
    return true;
}

#define TERM_READER(name, which)                                                                                       \
    COLUMN_READER(name)                                                                                                \
    {                                                                                                                  \
        (void)row;                                                                                                     \
        (void)fault;                                                                                                   \
        context->term[which] = *field; /* with the unit of the header joined to it, it is gone behind this */          \
        context->said[which] = &context->term[which];                                                                  \
        return true;                                                                                                   \
    }
TERM_READER(read_eligible, TERM_ELIGIBLE)
TERM_READER(read_requires, TERM_REQUIRES)
TERM_READER(read_unless, TERM_UNLESS)
TERM_READER(read_heirs, TERM_HEIRS)
TERM_READER(read_inherit, TERM_INHERIT)
TERM_READER(read_heirs_after, TERM_HEIRS_AFTER)
TERM_READER(read_heirs_else, TERM_HEIRS_ELSE)
TERM_READER(read_interest, TERM_INTEREST)
TERM_READER(read_accepts, TERM_ACCEPTS)
TERM_READER(read_accepts_after, TERM_AFTER)
TERM_READER(read_declined, TERM_DECLINED)
TERM_READER(read_taken, TERM_TAKEN)
TERM_READER(read_taken_after, TERM_TAKEN_AFTER)
TERM_READER(read_paid, TERM_PAID)
TERM_READER(read_filed, TERM_FILED)

const csv_column claimant_columns[] = {
    {"id", read_id, false, "unique; what the claimant's draws follow from. Without it rows are numbered", CSV_TEXT,
     NULL},
    {"name", read_name, false, "shown beside the id; it need not be unique", CSV_TEXT, NULL},
    {"group", read_group, false, "the group's name, here or in `groups`. Without it all are of the group `claimants`",
     CSV_TEXT, NULL},
    {"sex", read_sex, false, "`male` or `female`; of people", CSV_TEXT,
     "the table of mortality is chosen by it: give the likelier one"},
    {"born", read_born, false, "date of birth, or its year; of people, unless `age` is given", CSV_DATE,
     "give the year alone, or an `age`"},
    {"age", read_age, false, "exact age at `start` in years", CSV_AGE, NULL},
    {"mortality_multiplier", read_mortality, false,
     "how many times the scenario's hazards he bears, from 0.001 to 1000; of people", CSV_TEXT, NULL},
    {"claim", read_claim, true, "the principal", CSV_AMOUNT, "give an estimate, or leave the row out"},
    {"count", read_count, false, "so many claimants alike, with ids `id#1`, `id#2`, …", CSV_COUNT, NULL},
    {"kind", read_kind, false, "`person` or `institution`", CSV_TEXT, NULL},
    {"died", read_died, false, "day of death, before `start`; empty for the living", CSV_DATE,
     "leave it empty for the living; of a day not known give the last that it may be"},
    {"filed", read_filed, false, "the day on which the claim is filed, as in a group", CSV_DATE, NULL},
    {"eligible", read_eligible, false, "as in a group", CSV_DATE, NULL},
    {"requires", read_requires, false, "as in a group", CSV_TEXT, NULL},
    {"unless", read_unless, false, "as in a group", CSV_TEXT, NULL},
    {"heirs", read_heirs, false, "a word, as in a group", CSV_TEXT, NULL},
    {"heirs_inherit", read_inherit, false, "the probability that heirs come forward", CSV_SHARE, NULL},
    {"heirs_after", read_heirs_after, false, "how long after the death, a span", CSV_TEXT, NULL},
    {"heirs_else", read_heirs_else, false, "what becomes of the claim if they do not: `lapse` or `keep`", CSV_TEXT,
     NULL},
    {"interest", read_interest, false, "`20%/y from 2013-06-19; 12%/y from 2019-06-01`", CSV_TEXT, NULL},
    {"accepts", read_accepts, false, "the probability of accepting", CSV_SHARE, NULL},
    {"accepts_after", read_accepts_after, false, "how long the answer takes: a span, or `exponential 6mo`", CSV_TEXT,
     NULL},
    {"accepts_declined", read_declined, false, "what is kept for who declines: `nothing`, `hold` or `deposit`",
     CSV_TEXT, NULL},
    {"accepts_taken", read_taken, false, "the probability that he takes it up after all", CSV_SHARE, NULL},
    {"accepts_taken_after", read_taken_after, false, "how long after he declined: likewise", CSV_TEXT, NULL},
    {"paid", read_paid, false, "`60000000 on 2018-02-20; …`", CSV_AMOUNTS, NULL},
};
const size_t claimant_column_count = sizeof claimant_columns / sizeof *claimant_columns;

/* "`birth`, `dob`, `생년월일`" */
static void append_words(text_buffer *buffer, const char *words)
{
    const char *end;
    for (const char *at = words; (end = strchr(at, ' ')); at = end + 1)
        text_print(buffer, "%s`%.*s`", at > words ? ", " : "", (int)(end - at), at);
}

void csv_claimants_describe(text_buffer *buffer)
{
    text_append(buffer,
                "### columns of a CSV of claimants\n\nA header may write a column's name or another word for "
                "it with blanks, `_`, "
                "`-` and capitals. A unit in brackets behind it counts for each of its numbers: "
                "`청구금액(천원)`, `claim (k EUR)`.\n\n| column | | meaning | also called |\n|---|---|---|---|\n");
    for (size_t i = 0; i < claimant_column_count; i++) {
        const csv_column *column = &claimant_columns[i];
        text_print(buffer, "| `%s` | %s | %s | ", column->name, column->is_required ? "required" : "", column->meaning);
        append_words(buffer, words_for((words_names){WORDS_OF_COLUMNS, 1, &column->name}, 0));
        text_append(buffer, " |\n");
    }
}
