/* Finds a figure of a result by its key: the tables of what is saved say what there is. */
#include "solatium/outcome.h"

#include "base/guard.h"
#include "base/key_path.h"
#include "base/suggest.h"
#include "result/fields.h"
#include "result/outcome_words.h"
#include "scenario/text/names.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where a search stands: some rows of the tables, and the struct that they are of. */
typedef struct finder {
    sol_arena *arena;
    const sol_result *result;
    sol_date day; /* behind the @; never: there is none */
    bool has_day, used_day;
    const field *rows;
    const char *base, *next; /* next: the item behind, of a list of dates; NULL: none */
    double part;             /* of the way from the item to the next */
    bool
        is_before; /* between `start` and the first item, which is `base` and `next`: only what is known at start can be told */
    const char *fault, *hint, *hint_of_date;
} finder;

static bool fail(finder *f, const char *fault, const char *hint)
{
    f->fault = fault;
    f->hint = f->hint_of_date = hint;
    return false;
}

/* What is wrong with the day: behind an @, or where it is a value of its own. */
static bool fail_day(finder *f, const char *fault, const char *hint, const char *hint_of_date)
{
    fail(f, fault, hint);
    f->hint_of_date = hint_of_date;
    return false;
}

/* Few are named all, as none may be near in what it means; of many the nearest in letters. */
static bool fail_near(finder *f, const char *fault, const char *name, size_t count, const char *const *candidates)
{
    enum { NAMED = 8 };
    const char *near = suggest_nearest(name, count, candidates);
    if (count == 0 || (count > NAMED && !near))
        return fail(f, fault, "`solatium outcomes` lists the figures that there are");
    if (count > NAMED)
        return fail(f, fault, sol_arena_print(f->arena, "did you mean `%s`?", near));
    text_buffer all = {.arena = f->arena};
    for (size_t i = 0; i < count; i++)
        text_print(&all, "%s`%s`",
                   i == 0          ? (count == 1 ? "there is " : "there are ")
                   : i + 1 < count ? ", "
                                   : " and ",
                   candidates[i]);
    return fail(f, fault, text_of(&all));
}

static const field *row_named(const field *rows, const char *key)
{
    const field *f = rows;
    while (f->key && strcmp(f->key, key) != 0)
        f++;
    return f->key ? f : NULL;
}

static size_t names_of_rows(const field *rows, const char **name)
{
    size_t count = 0;
    for (; rows[count].key; count++)
        name[count] = rows[count].key;
    return count;
}

/* The name of an item: its first field, as it is written. */
static const char *item_name(finder *f, const field *list, const char *item)
{
    const field *first = &list->rows[0];
    if (first->kind == FIELD_TEXT)
        return *(const char *const *)(const void *)(item + first->offset);
    if (first->kind == FIELD_NUMBER)
        return sol_arena_print(f->arena, "%.15g", *(const double *)(const void *)(item + first->offset));
    return NULL;
}

static size_t count_of(const field *list, const char *base)
{
    return *(const size_t *)(const void *)(base + list->count_offset);
}

static const char *item_at(const field *list, const char *base, size_t i)
{
    return *(const char *const *)(const void *)(base + list->offset) + i * list->size;
}

static sol_date first_day(const field *list, const char *item)
{
    return *(const sol_date *)(const void *)(item + list->rows[0].offset);
}

/* An item by its name, or by its number from 1. */
static bool enter_named(finder *f, const field *list, const char *name)
{
    const size_t count = count_of(list, f->base);
    const char **names = SOL_TAKE(f->arena, count, const char *);
    char *end;
    const unsigned long number = strtoul(name, &end, 10);
    size_t found = count;
    for (size_t i = 0; i < count && found == count; i++) {
        names[i] = item_name(f, list, item_at(list, f->base, i));
        found = names[i] && names_same(names[i], name) ? i : count;
    }
    if (found == count && *name && !*end && number >= 1 && number <= count)
        found = number - 1;
    if (found == count)
        return fail_near(f, sol_arena_print(f->arena, "there is no `%s` in `%s`", name, list->key), name, count, names);
    f->base = item_at(list, f->base, found);
    f->rows = list->rows;
    return true;
}

/* The item of a list of dates that holds on the day; before the first it is on the way from what holds at start. */
static bool enter_dated(finder *f, const field *list)
{
    const size_t count = count_of(list, f->base);
    size_t after = 0;
    if (!f->has_day)
        return fail_day(f, "it is of many days", "name one, as in `timeline.paid@2027-12-31`",
                        "name one, as in `date: 2027-12-31`");
    while (after < count && first_day(list, item_at(list, f->base, after)).day <= f->day.day)
        after++;
    if (count == 0)
        return fail(f, "this result does not tell it", NULL);
    f->is_before = after == 0;
    const char *item = item_at(list, f->base, f->is_before ? 0 : after - 1), *base = f->base;
    const sol_date from = f->is_before ? f->result->start : first_day(list, item);
    f->next = after < count ? item_at(list, base, after) : NULL;
    const sol_date to = f->next ? first_day(list, f->next) : f->result->end;
    const double days = (double)sol_date_days(from, to);
    f->part = days > 0 ? (double)sol_date_days(from, f->day) / days : 0;
    f->base = item;
    f->rows = list->rows;
    f->used_day = true;
    return true;
}

/* One name of the key; gives the row that it leads to, which is in *within. */
static const field *step(finder *f, const char *name, const char **within)
{
    const field *row = row_named(f->rows, name);
    if (!row) {
        enum { NAMES_MAX = 128 };
        const char *names[NAMES_MAX];
        size_t count = names_of_rows(f->rows, names);
        for (const sol_outcome_row *short_one = sol_outcome_rows(); f->rows == field_table && short_one->short_name;
             short_one++)
            names[count++] = short_one->short_name;
        fail_near(f, sol_arena_print(f->arena, "there is no `%s`", name), name, count, names);
        return NULL;
    }
    *within = f->base;
    if (row->kind == FIELD_OBJECT) {
        f->base += row->offset;
        f->rows = row->rows;
    }
    return row;
}

static sol_unit unit_of(const field *row)
{
    switch (row->range) {
    case RANGE_SHARE:
    case RANGE_CONFIDENCE:
        return SOL_UNIT_SHARE;
    case RANGE_PEOPLE:
    case RANGE_CLAIMANTS:
        return SOL_UNIT_PEOPLE;
    case RANGE_HEADS:
        return SOL_UNIT_FIRMS;
    case RANGE_MONEY:
    case RANGE_GAIN:
        return SOL_UNIT_MONEY;
    default:
        return row->kind == FIELD_PROPORTION ? SOL_UNIT_SHARE : SOL_UNIT_NUMBER;
    }
}

static bool is_reach(const field *row)
{
    return row->kind == FIELD_OBJECT && row_named(row->rows, "date") && row_named(row->rows, "never");
}

static bool is_expected(const field *row)
{
    return row->kind == FIELD_OBJECT && row_named(row->rows, "mean") && row_named(row->rows, "se");
}

/* People who are counted on two dates, or on the last one and at `end`, in between. */
static void between(finder *f, const field *row, sol_outcome *o)
{
    const char *next = f->next ? f->next + row->offset : row->at_end ? (const char *)f->result + row->at_end : NULL;
    const sol_estimate *after = (const void *)next;
    const double part = f->part;
    if (!after || after->support == SOL_OF_NONE || part <= 0 || o->unit != SOL_UNIT_PEOPLE)
        return;
    o->number[1] = after->number;
    o->weight[1] = o->weight[0] * part;
    o->weight[0] *= 1 - part;
    sol_estimate *e = &o->estimate;
    e->mean += (after->mean - e->mean) * part;
    e->se += (after->se - e->se) * part;
    e->p05 += (after->p05 - e->p05) * part;
    e->p50 += (after->p50 - e->p50) * part;
    e->p95 += (after->p95 - e->p95) * part;
}

/* People who are counted at start and on the first date, in between. */
static void from_start(const finder *f, const field *row, sol_outcome *o)
{
    sol_estimate *e = &o->estimate;
    const double at_start = (double)*(const size_t *)(const void *)((const char *)f->result + row->at_start);
    double *const figures[] = {&e->mean, &e->p05, &e->p50, &e->p95, &e->at_confidence};
    o->constant = (1 - f->part) * at_start;
    o->weight[0] *= f->part;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        *figures[i] = o->constant + f->part * *figures[i];
    e->se *= f->part;
}

static bool take(finder *f, const field *row, const char *within, sol_outcome *o)
{
    const void *at = within + row->offset;
    if (f->is_before && (row->kind != FIELD_ESTIMATE || !row->at_start))
        return fail(f, "there is nothing up to that day", NULL);
    o->unit = unit_of(row);
    o->is_stock = row->is_stock;
    o->weight[0] = 1;
    if (row->kind == FIELD_ESTIMATE) {
        o->kind = SOL_OUTCOME_ESTIMATE;
        o->estimate = *(const sol_estimate *)at;
        o->number[0] = o->estimate.number;
        o->weight[0] = o->estimate.scale;
        if (f->is_before)
            from_start(f, row, o);
        else
            between(f, row, o);
    } else if (row->kind == FIELD_PROPORTION) {
        o->kind = SOL_OUTCOME_PROPORTION;
        o->proportion = *(const sol_proportion *)at;
        o->number[0] = o->proportion.number;
    } else if (is_reach(row)) {
        o->kind = SOL_OUTCOME_DATE;
        o->unit = SOL_UNIT_DATE;
        o->date = *(const sol_reach_date *)at;
        o->number[0] = o->date.number;
    } else if (is_expected(row)) {
        const sol_expected *e = at;
        o->kind = SOL_OUTCOME_EXPECTED;
        o->unit = SOL_UNIT_PEOPLE;
        o->estimate = (sol_estimate){
            .mean = e->mean, .se = isfinite(e->se) ? e->se : 0, .support = isfinite(e->se) ? SOL_OF_MANY : SOL_OF_ONE};
    } else if (row->kind == FIELD_NUMBER || row->kind == FIELD_COUNT) {
        o->kind = SOL_OUTCOME_FIXED;
        o->estimate =
            (sol_estimate){.mean = row->kind == FIELD_COUNT ? (double)*(const size_t *)at : *(const double *)at,
                           .support = SOL_OF_MANY};
    } else {
        return fail(f, row->rows ? "it stands for several figures" : "it is no figure",
                    "`solatium outcomes` lists the figures that there are");
    }
    return true;
}

/* What is behind the last @, if it is a day. */
static bool take_day(finder *f, const char *key, const char **path)
{
    const char *at = strrchr(key, '@');
    int year, month, day, end = 0;
    *path = key;
    if (!at || strchr(at, '"'))
        return true;
    if (sscanf(at + 1, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || at[1 + end] != '\0' ||
        !sol_date_is_valid(year, month, day))
        return fail_day(f, "there is no day behind its @", "write one as in `timeline.paid@2027-12-31`",
                        "write it as `date: 2027-12-31`");
    f->day = sol_date_of(year, month, day);
    f->has_day = true;
    *path = sol_arena_copy(f->arena, key, (size_t)(at - key));
    if (f->day.day < f->result->start.day || f->day.day > f->result->end.day)
        return fail(f, "that day is outside of the scenario's time", NULL);
    return true;
}

static bool follow(finder *f, const char *path, sol_outcome *o)
{
    const field *row = NULL;
    const char *within = NULL, *name;
    bool is_at_list = false;
    for (const char *at = path; at; at = *at == '.' ? at + 1 : NULL) {
        at = key_path_part(f->arena, at, ".", &name);
        if (!at || (*at && *at != '.'))
            return fail(f, "a quote is not closed", NULL);
        if (row && !is_at_list && row->kind != FIELD_OBJECT)
            return fail(f, sol_arena_print(f->arena, "there is no `%s` in it", name), NULL);
        if (is_at_list) {
            if (!enter_named(f, row, name))
                return false;
            is_at_list = false;
            row = NULL;
            continue;
        }
        row = step(f, name, &within);
        if (!row)
            return false;
        is_at_list = row->kind == FIELD_LIST;
        if (is_at_list && row->rows[0].kind == FIELD_DATE) {
            if (!enter_dated(f, row))
                return false;
            is_at_list = false;
            row = NULL;
        }
    }
    if (!row || is_at_list)
        return fail(f, "it stands for several figures", "`solatium outcomes` lists the figures that there are");
    if (f->has_day && !f->used_day)
        return fail_day(f, "it is of no day", "leave out what stands from the @ on", "leave out `date:`");
    return take(f, row, within, o);
}

/* `verdict` is the first goal, as in what is saved; the last day stands for `end`, but where a short name has another behind it. */
static const char *spelt_out(finder *f, const char *key)
{
    static const char verdict[] = "verdict.", end[] = "@end";
    const char *at = strrchr(key, '@'), *day = at && !strchr(at, '"') ? at : key + strlen(key);
    const char *name = sol_arena_copy(f->arena, key, (size_t)(day - key)), *path = outcome_words_key(name);
    const bool is_short = path != name;
    if (strncmp(path, verdict, sizeof verdict - 1) == 0)
        path = sol_arena_print(f->arena, "goals.1.%s", path + sizeof verdict - 1);
    const char *own = is_short ? strrchr(path, '@') : NULL;
    if (own) {
        day = *day ? day : own;
        path = sol_arena_copy(f->arena, path, (size_t)(own - path));
    }
    if (strcmp(day, end) != 0)
        return sol_arena_print(f->arena, "%s%s", path, day);
    char last[16];
    sol_date_write(f->result->end, last);
    return sol_arena_print(f->arena, "%s@%s", path, last);
}

bool sol_outcome_find(sol_arena *arena, const sol_result *result, const char *key, sol_outcome *outcome)
{
    SOL_ENTRY(false);
    finder f = {.arena = arena, .result = result, .rows = field_table, .base = (const char *)result};
    const char *path;
    *outcome = (sol_outcome){.key = spelt_out(&f, key)};
    const bool is_found = take_day(&f, outcome->key, &path) && follow(&f, path, outcome);
    outcome->fault = f.fault;
    outcome->hint = f.hint;
    outcome->hint_of_date = f.hint_of_date;
    return is_found;
}
