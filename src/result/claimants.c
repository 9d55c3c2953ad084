#include "base/guard.h"
#include "base/visible.h"
#include "result/claimants_match.h"
#include "result/run_name.h"
#include "scenario/input/table_source.h"
#include "scenario/text/csv.h"
#include "solatium/saved_result.h"
#include "value/number/decimal.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum cell_kind {
    CELL_TEXT,
    CELL_NAME, /* the column may not be there; empty: none */
    CELL_NUMBER,
    CELL_CHANCE, /* empty: of no trial */
    CELL_DYING,  /* empty: who does not die */
    CELL_AGE,    /* empty: an institution */
    CELL_FLAG,
    CELL_MONEY,  /* major units, whole in minor ones, to sol_money */
    CELL_AMOUNT, /* likewise to a double of minor units */
    CELL_ERROR,  /* a standard error, as a number; empty: of one trial */
    CELL_AMOUNT_ERROR,
    CELL_DATE /* empty: never */
} cell_kind;

#define CELL_OF(key_, kind_, member, support_)                                                                         \
    {                                                                                                                  \
        key_, kind_, offsetof(sol_claimant_result, member), offsetof(sol_claimant_result, support_), false             \
    }
#define CELL(key_, kind_, member) CELL_OF(key_, kind_, member, support)
#define NEWER(key_, kind_, member, support_)                                                                           \
    {                                                                                                                  \
        key_, kind_, offsetof(sol_claimant_result, member), offsetof(sol_claimant_result, support_), true              \
    }
static const struct column {
    const char *key;
    cell_kind kind;
    size_t offset, support; /* support: of the figure that it is a part of */
    bool is_newer;          /* a table of before does not have it */
} columns[] = {
    CELL("id", CELL_TEXT, id),
    NEWER("name", CELL_NAME, name, support),
    CELL("group", CELL_TEXT, group),
    CELL("age", CELL_AGE, age),
    NEWER("died", CELL_DATE, died, support),
    CELL("living_at_start", CELL_FLAG, is_living),
    CELL("claimed", CELL_MONEY, claimed),
    CELL_OF("probability_in_time", CELL_CHANCE, in_time.mean, in_time.support),
    CELL_OF("probability_in_time_se", CELL_ERROR, in_time.se, in_time.support),
    CELL_OF("probability_in_time_low", CELL_CHANCE, in_time.low, in_time.support),
    CELL_OF("probability_in_time_high", CELL_CHANCE, in_time.high, in_time.support),
    NEWER("probability_in_life", CELL_CHANCE, ever_in_life.mean, ever_in_life.support),
    NEWER("probability_in_life_se", CELL_ERROR, ever_in_life.se, ever_in_life.support),
    NEWER("probability_in_life_low", CELL_CHANCE, ever_in_life.low, ever_in_life.support),
    NEWER("probability_in_life_high", CELL_CHANCE, ever_in_life.high, ever_in_life.support),
    CELL("paid_in_life", CELL_AMOUNT, paid_in_life),
    CELL("paid_in_life_se", CELL_AMOUNT_ERROR, paid_in_life_se),
    CELL("paid_to_estate", CELL_AMOUNT, paid_to_estate),
    CELL("paid_to_estate_se", CELL_AMOUNT_ERROR, paid_to_estate_se),
    CELL("probability_paid_off", CELL_NUMBER, probability_paid_off),
    CELL("payoff_median", CELL_DATE, payoff_p50),
    CELL("payoff_p05", CELL_DATE, payoff_p05),
    CELL("payoff_p95", CELL_DATE, payoff_p95),
    CELL("probability_dying_unpaid", CELL_DYING, probability_dying_unpaid),
};
enum { COLUMNS = sizeof columns / sizeof *columns };

typedef struct claimants_reader {
    sol_arena *arena;
    csv_reader csv;
    const sol_result *result;
    sol_diagnostics *diagnostics;
    size_t at[COLUMNS]; /* where a column stands in the file */
    size_t run;         /* and that of the run's name; SIZE_MAX: there is none */
    const char *name;   /* the result's */
    bool has_failed;
} claimants_reader;

/* In each row, so that rows of other tables are found among them. */
static const char run_key[] = "run";

static void refuse(claimants_reader *r, size_t from, size_t to, const char *message)
{
    r->has_failed = true;
    sol_diagnostics_add(r->diagnostics, SOL_ERROR, "R104", source_place(r->csv.source, from, to),
                        "`solatium run FILE -o result.json --claimants claimants.csv` writes both of one run", "%s",
                        message);
}

/* A text without the apostrophe that kept a spreadsheet from taking it for a formula. */
static const char *text_of_field(sol_arena *arena, const csv_field *field)
{
    const char *text = sol_arena_copy(arena, field->text, field->length);
    size_t marks = strspn(text, "'");
    return marks > 0 && visible_is_formula(text + marks) ? text + 1 : text;
}

static bool read_number(const claimants_reader *r, const csv_field *field, double *value)
{
    const char *text = sol_arena_copy(r->arena, field->text, field->length);
    char *end = NULL;
    *value = strtod(text, &end);
    return field->length > 0 && field->length < 40 && !*end && isfinite(*value) &&
           strspn(text, "+-.0123456789e") == field->length;
}

/* Amounts are whole in minor units, and read as such from their digits. */
static bool read_money(const claimants_reader *r, const csv_field *field, int64_t *units)
{
    const char *text = sol_arena_copy(r->arena, field->text, field->length);
    decimal number;
    size_t end = 0;
    return field->length > 0 && decimal_read(text, &number, &end) == DECIMAL_READ && end == field->length &&
           decimal_whole(&number, r->result->minor_digits, units);
}

static bool read_date(const claimants_reader *r, const csv_field *field, sol_date *date)
{
    int year, month, day, end = 0;
    const char *text = sol_arena_copy(r->arena, field->text, field->length);
    *date = sol_date_never();
    if (field->length == 0)
        return true;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || (size_t)end != field->length ||
        !sol_date_is_valid(year, month, day))
        return false;
    *date = sol_date_of(year, month, day);
    return true;
}

/* Whether an empty field may stand there, which says something of the figure's support: its chance comes before its error and its ends. */
static bool may_be_empty(const struct column *column, char *row)
{
    sol_support *support = (void *)(row + column->support);
    const bool is_error = column->kind == CELL_ERROR || column->kind == CELL_AMOUNT_ERROR;
    const bool is_first = column->offset + offsetof(sol_proportion, support) == column->support;
    if (is_error && *support != SOL_OF_NONE)
        *support = SOL_OF_ONE;
    if (column->kind == CELL_CHANCE && is_first)
        *support = SOL_OF_NONE;
    return is_error || column->kind == CELL_DYING || (column->kind == CELL_CHANCE && *support == SOL_OF_NONE);
}

static bool read_cell(const claimants_reader *r, const struct column *column, const csv_field *field, char *row)
{
    void *at = row + column->offset;
    double number = 0;
    int64_t units = 0;
    if (field->length == 0 && may_be_empty(column, row)) {
        *(double *)at = 0;
        return true;
    }
    switch (column->kind) {
    case CELL_TEXT:
        *(const char **)at = text_of_field(r->arena, field);
        return field->length > 0;
    case CELL_NAME:
        *(const char **)at = field->length ? text_of_field(r->arena, field) : NULL;
        return true;
    case CELL_NUMBER:
    case CELL_CHANCE:
    case CELL_DYING:
    case CELL_ERROR:
        return read_number(r, field, at);
    case CELL_AGE:
        *(double *)at = -1;
        return field->length == 0 || read_number(r, field, at);
    case CELL_FLAG:
        *(bool *)at = read_number(r, field, &number) && number == 1;
        return field->length == 1 && (number == 0 || number == 1);
    case CELL_MONEY:
        if (!read_money(r, field, &units))
            return false;
        *(sol_money *)at = sol_money_of(units);
        return true;
    case CELL_AMOUNT:
    case CELL_AMOUNT_ERROR:
        if (!read_money(r, field, &units))
            return false;
        *(double *)at = sol_money_to_double(sol_money_of(units));
        return true;
    case CELL_DATE:
        return read_date(r, field, at);
    }
    return false;
}

static size_t column_named(const claimants_reader *r, const char *key)
{
    for (size_t i = r->csv.count; i-- > 0;)
        if (strlen(key) == r->csv.field[i].length && memcmp(key, r->csv.field[i].text, r->csv.field[i].length) == 0)
            return i;
    return SIZE_MAX;
}

static bool find_columns(claimants_reader *r)
{
    if (!csv_next(&r->csv)) {
        refuse(r, 0, 0, "the file is empty; a row a claimant was expected");
        return false;
    }
    size_t missing = 0;
    text_buffer names = {.arena = r->arena};
    for (size_t c = 0; c < COLUMNS; c++) {
        r->at[c] = column_named(r, columns[c].key);
        if (r->at[c] == SIZE_MAX && !columns[c].is_newer)
            text_print(&names, "%s`%s`", missing++ > 0 ? ", " : "", columns[c].key);
    }
    if (missing > COLUMNS / 2)
        refuse(r, r->csv.row_from, r->csv.at, "this is no table of a result's claimants: it has none of their figures");
    else if (missing > 0)
        refuse(r, r->csv.row_from, r->csv.at, sol_arena_print(r->arena, "there is no column %s", text_of(&names)));
    r->run = r->result->content ? column_named(r, run_key) : SIZE_MAX;
    return !r->has_failed;
}

/* Whether the row is of the result's own run. */
static void check_run(claimants_reader *r)
{
    if (r->run >= r->csv.count) {
        refuse(r, r->csv.row_from, r->csv.at, "the row has too few fields");
        return;
    }
    const csv_field *field = &r->csv.field[r->run];
    size_t length = strlen(r->name), of_content = strlen(r->result->content);
    bool is_older = field->length == of_content; /* without the trials: what can be compared is */
    if ((is_older || field->length == length) && memcmp(field->text, r->name, field->length) == 0)
        return;
    const char *other = sol_arena_copy(r->arena, field->text, field->length);
    bool is_alike = field->length > of_content && memcmp(other, r->name, of_content) == 0 && other[of_content] == ':';
    refuse(r, field->from, field->to,
           is_alike
               ? sol_arena_print(r->arena, "these are claimants of %.24s trials, but the result of '%s' is of %s",
                                 other + of_content + 1, r->result->file, r->name + of_content + 1)
               : sol_arena_print(r->arena,
                                 "these are claimants of the run %.12s…, but the result of '%s' is of the run %.12s…",
                                 other, r->result->file, r->name));
}

static void read_row(claimants_reader *r, sol_claimant_result *to)
{
    if (r->csv.fault) {
        refuse(r, r->csv.fault_at, r->csv.fault_at + 1, r->csv.fault);
        return;
    }
    to->died = sol_date_never();
    for (size_t c = 0; c < COLUMNS; c++) {
        if (r->at[c] == SIZE_MAX && columns[c].kind == CELL_CHANCE)
            *(sol_support *)(void *)((char *)to + columns[c].support) = SOL_OF_NONE;
        if (r->at[c] == SIZE_MAX)
            continue;
        if (r->at[c] >= r->csv.count) {
            refuse(r, r->csv.row_from, r->csv.at, "the row has too few fields");
            return;
        }
        const csv_field *field = &r->csv.field[r->at[c]];
        if (!read_cell(r, &columns[c], field, (char *)to))
            refuse(r, field->from, field->to, sol_arena_print(r->arena, "not a value of `%s`", columns[c].key));
    }
    if (r->run != SIZE_MAX && !r->has_failed)
        check_run(r);
}

/* An older table does not say its trials, or not even its run: what can be compared is. */
static void check_match(claimants_reader *r, size_t count, const sol_claimant_result *row)
{
    const char *fault = claimants_mismatch(r->arena, r->result, count, row);
    if (fault)
        refuse(r, 0, 0, sol_arena_print(r->arena, "the table is not of this result: %s", fault));
    else if (r->run == SIZE_MAX)
        sol_diagnostics_add(
            r->diagnostics, SOL_WARNING, "R106", (sol_place){.source = &r->csv.source->source},
            "`solatium run FILE -o result.json --claimants claimants.csv` writes both of one run",
            "nothing says of which run the table is; the numbers of claimants and of the living, and the "
            "sums of what each group claims and is paid, are those of the result");
}

bool sol_claimants_load(sol_arena *arena, const char *path, sol_result *result, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(false);
    const text_source *source = table_read(arena, path, &(table_choice){.speaker = TABLE_OF_RESULT}, diagnostics);
    if (!source)
        return false;
    claimants_reader r = {.arena = arena,
                          .csv = csv_begin(source, arena),
                          .result = result,
                          .diagnostics = diagnostics,
                          .name = run_name(arena, result)};
    sol_claimant_result *row = SOL_TAKE(arena, result->claimant_count, sol_claimant_result);
    size_t count = 0;
    if (find_columns(&r))
        for (; !r.has_failed && csv_next(&r.csv); count++)
            read_row(&r, count < result->claimant_count ? &row[count] : &(sol_claimant_result){.id = NULL});
    if (!r.has_failed && count != result->claimant_count)
        refuse(&r, 0, 0,
               sol_arena_print(arena, "%zu row%s, but the result is about %zu claimant%s", count, count == 1 ? "" : "s",
                               result->claimant_count, result->claimant_count == 1 ? "" : "s"));
    if (!r.has_failed)
        check_match(&r, count, row);
    if (r.has_failed)
        return false;
    result->claimant = row;
    result->claimant_result_count = count;
    return true;
}
