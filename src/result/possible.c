#include "result/possible.h"

#include "base/text.h"
#include "result/fields.h"
#include "scenario/sections/across.h"
#include "solatium/simulation.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct checker {
    sol_arena *arena;
    const sol_result *result;
    const saved_text *text;
    sol_diagnostics *diagnostics;
    bool has_failed;
} checker;

/* A mean is rounded once when it is made and again when it is written. */
static const double ROUNDING = 1e-9;

/* Sums of a few sums of money; five years above the oldest; more firms, with their members, than memory holds. */
static const double MONEY_MOST = 4.0 * (double)SOL_MONEY_SUM_MAX, AGE_MOST = 150, HEADS_MOST = 1e12;

static bool is_above(double a, double b)
{
    return a > b + ROUNDING * fmax(1, fabs(b));
}

/* `path` is of the table: the message is of the text. */
static void __attribute__((format(printf, 3, 4))) complain(checker *c, const char *path, const char *format, ...)
{
    char message[400];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    const char *here = saved_text_path(c->arena, c->text, path);
    c->has_failed = true;
    sol_diagnostics_add(c->diagnostics, SOL_ERROR, "R105", saved_text_place(c->text, here),
                        "it was changed by hand or by another program; `solatium run FILE -o result.json` writes it "
                        "anew",
                        "`%s` %s", here, message);
}

/* The numbers of a figure, each by what it is called behind the key ("" for a figure of one number). */
typedef struct number {
    const char *name;
    double value;
} number;
enum { QUANTILES = 3, NUMBERS_MAX = 2 + QUANTILES };

static size_t numbers_of(const field *f, const char *base, number value[static NUMBERS_MAX])
{
    const void *at = base + f->offset;
    const sol_estimate *e = at;
    const sol_proportion *p = at;
    switch (f->kind) {
    case FIELD_ESTIMATE:
        value[0] = (number){".mean", e->mean};
        value[1] = (number){".p05", e->p05};
        value[2] = (number){".p50", e->p50};
        value[3] = (number){".p95", e->p95};
        value[4] = (number){".at_confidence", e->at_confidence};
        return e->support == SOL_OF_NONE ? 0 : f->tells_confidence ? 5 : 4;
    case FIELD_PROPORTION:
        value[0] = (number){".mean", p->mean};
        value[1] = (number){".low", p->low};
        value[2] = (number){".high", p->high};
        return p->support == SOL_OF_NONE ? 0 : 3;
    case FIELD_NUMBER:
        value[0] = (number){"", *(const double *)at};
        return 1;
    case FIELD_COUNT:
        value[0] = (number){"", (double)*(const size_t *)at};
        return 1;
    case FIELD_WHOLE:
        value[0] = (number){"", (double)*(const uint64_t *)at};
        return 1;
    case FIELD_DATE:
        value[0] = (number){"", (double)((const sol_date *)at)->day};
        return sol_date_is_never(*(const sol_date *)at) ? 0 : 1;
    default:
        return 0;
    }
}

static const char *shown(checker *c, const field *f, double value)
{
    char text[16];
    if (f->kind != FIELD_DATE)
        return sol_arena_print(c->arena, "%.15g", value);
    sol_date_write((sol_date){(int32_t)value}, text);
    return sol_arena_copy(c->arena, text, strlen(text));
}

/* What a range is, in words, and its ends. */
typedef struct bounds {
    double least, most;
    const char *what;
    bool excludes_least;
} bounds;

static bounds bounds_of(const checker *c, const field *f)
{
    const sol_result *r = c->result;
    const bounds of_range[FIELD_RANGES] = {
        [RANGE_ANY] = {-INFINITY, INFINITY, "a number", false},
        [RANGE_SHARE] = {0, 1, "a share", false},
        [RANGE_CONFIDENCE] = {0.5, 1, "a confidence", true},
        [RANGE_AGE] = {0, AGE_MOST, "an age", false},
        [RANGE_HEADS] = {0, HEADS_MOST, "a number of firms", false},
        [RANGE_MONEY] = {0, MONEY_MOST, "an amount", false},
        [RANGE_GAIN] = {-MONEY_MOST, MONEY_MOST, "an amount", false},
        [RANGE_TRIALS] = {1, SOL_TRIALS_MAX, "a number of trials", false},
        [RANGE_PAY_DATES] = {1, ACROSS_PAY_DATES_MAX, "a number of pay dates", false},
        [RANGE_CLAIMANTS] = {1, ACROSS_PEOPLE_MAX, "a number of claimants", false},
        [RANGE_PEOPLE] = {0, (double)r->claimant_count, "a number of its claimants", false},
        [RANGE_TIME] = {(double)r->start.day, (double)r->end.day, "a day of its time", false},
    };
    return of_range[f->kind == FIELD_PROPORTION ? RANGE_SHARE : f->range];
}

static bool has_range(checker *c, const field *f, const number *n, const char *path)
{
    bounds b = bounds_of(c, f);
    if (f->may_be_null && isinf(n->value))
        return true;
    if (!is_above(b.least, n->value) && !is_above(n->value, b.most) && !(b.excludes_least && n->value <= b.least))
        return true;
    complain(c, sol_arena_print(c->arena, "%s%s", path, n->name), "is %s, where %s %s %s %s %s belongs",
             shown(c, f, n->value), b.what, b.excludes_least ? "above" : "from", shown(c, f, b.least),
             b.excludes_least ? "and up to" : "to", shown(c, f, b.most));
    return false;
}

/* The first of two numbers of a figure may not be above the second. */
static bool has_order(checker *c, const number *n, const number *above, const char *path)
{
    if (!is_above(n->value, above->value))
        return true;
    complain(c, sol_arena_print(c->arena, "%s%s", path, n->name), "is %.15g, more than `%s` beside it, %.15g", n->value,
             above->name + 1, above->value);
    return false;
}

/* Of how many trials a figure is at the least, and 2. */
static double trials_of(const checker *c, const field *f, const char *base)
{
    const sol_result *r = c->result;
    bool is_of_goal = base >= (const char *)r->verdict && base < (const char *)(r->verdict + r->verdict_count);
    const sol_verdict *goal = is_of_goal ? (const sol_verdict *)(const void *)base : r->verdict;
    double trials = f->of == OF_SOME ? 2 : (double)r->trials * (f->of == OF_COUNTED ? goal->counted : 1);
    return fmax(round(trials), 2);
}

/* The values of n trials that lie in a range have a mean whose error is at most half of the range by the root of n - 1. */
static bool has_error(checker *c, const field *f, const char *base, double se, const char *path)
{
    bounds b = bounds_of(c, f);
    double most = (b.most - b.least) / 2 / sqrt(trials_of(c, f, base) - 1);
    if (!is_above(0, se) && !is_above(se, most))
        return true;
    complain(c, sol_arena_print(c->arena, "%s.se", path), "is %.15g, where an error from 0 to %.6g belongs", se, most);
    return false;
}

/* Quantiles rise, an interval holds its mean, and an error is one of such values. */
static bool is_possible_alone(checker *c, const field *f, const char *base, const char *path)
{
    number n[NUMBERS_MAX];
    size_t count = numbers_of(f, base, n);
    const void *at = base + f->offset;
    bool is_estimate = f->kind == FIELD_ESTIMATE, is_proportion = f->kind == FIELD_PROPORTION, is_right = true;
    double se = is_estimate ? ((const sol_estimate *)at)->se : is_proportion ? ((const sol_proportion *)at)->se : 0;
    for (size_t i = 0; i < count && is_right; i++)
        is_right = has_range(c, f, &n[i], path);
    is_right = is_right && (!(is_estimate || is_proportion) || has_error(c, f, base, se, path));
    for (size_t i = 2; i <= QUANTILES && count > 0 && is_right && is_estimate; i++)
        is_right = has_order(c, &n[i - 1], &n[i], path);
    if (count > 1 + QUANTILES && is_right) /* no confidence is below a half */
        is_right = has_order(c, &n[2], &n[1 + QUANTILES], path);
    return is_right &&
           (!is_proportion || count == 0 || (has_order(c, &n[1], &n[0], path) && has_order(c, &n[0], &n[2], path)));
}

static const field *find_row(const field *rows, const char *key, size_t length)
{
    const field *f = rows;
    while (f->key && (strlen(f->key) != length || memcmp(f->key, key, length) != 0))
        f++;
    return f;
}

/* One figure against another of the same rows. */
static bool is_possible_beside(checker *c, const field *rows, const field *f, const char *base, const char *path)
{
    const char *key = f->not_above ? f->not_above : f->not_below;
    if (!key)
        return true;
    number n[NUMBERS_MAX], other[NUMBERS_MAX];
    const field *to = find_row(rows, key, strlen(key));
    size_t count = numbers_of(to, base, other) ? numbers_of(f, base, n) : 0;
    bool is_most = f->not_above != NULL, is_date = f->kind == FIELD_DATE;
    for (size_t i = 0; i < count; i++) {
        if (!(is_most ? is_above(n[i].value, other[0].value) : is_above(other[0].value, n[i].value)))
            continue;
        complain(c, sol_arena_print(c->arena, "%s%s", path, n[i].name), "is %s, %s than `%s` beside it, %s",
                 shown(c, f, n[i].value),
                 is_date   ? (is_most ? "later" : "earlier")
                 : is_most ? "more"
                           : "less",
                 key, shown(c, to, other[0].value));
        return false;
    }
    return true;
}

/* One item of a list against the one before it. */
static void check_rise(checker *c, const field *f, const char *before, const char *base, const char *path)
{
    number n[NUMBERS_MAX], last[NUMBERS_MAX];
    if (!(f->rises || f->never_falls) || !before || !numbers_of(f, base, n) || !numbers_of(f, before, last))
        return;
    const char *here = sol_arena_print(c->arena, "%s%s", path, n[0].name);
    if (f->rises && n[0].value <= last[0].value)
        complain(c, here, "is %s, which does not come after %s, that of the item before it", shown(c, f, n[0].value),
                 shown(c, f, last[0].value));
    else if (is_above(last[0].value, n[0].value))
        complain(c, here, "is %s, less than that of the item before it, %s", shown(c, f, n[0].value),
                 shown(c, f, last[0].value));
}

/* Figures that are possible by themselves, beside each other. */
static void check_fit(checker *c, const field *rows, const char *base, const char *path)
{
    for (const field *f = rows; f->key && !c->has_failed; f++) {
        const char *fault = f->misfit ? f->misfit(c->arena, base) : NULL;
        if (fault)
            complain(c, sol_arena_print(c->arena, "%s.%s", path, f->key), "%s", fault);
    }
}

static void check_rows(checker *c, const field *rows, const char *before, const char *base, const char *path);

static void check_list(checker *c, const field *f, const char *base, const char *path)
{
    const char *items = *(const char *const *)(const void *)(base + f->offset);
    size_t count = *(const size_t *)(const void *)(base + f->count_offset);
    for (size_t i = 0; i < count && !c->has_failed; i++)
        check_rows(c, f->rows, i > 0 ? items + (i - 1) * f->size : NULL, items + i * f->size,
                   sol_arena_print(c->arena, "%s[%zu]", path, i));
}

/* `before`: the item before this one in its list, or NULL. What follows a wrong object or item may be wrong by it alone. */
static void check_rows(checker *c, const field *rows, const char *before, const char *base, const char *path)
{
    for (const field *f = rows; f->key; f++) {
        const char *here = *path ? sol_arena_print(c->arena, "%s.%s", path, f->key) : f->key;
        bool is_inside = f->kind == FIELD_OBJECT || f->kind == FIELD_LIST;
        if (is_inside && c->has_failed)
            return;
        if (f->kind == FIELD_OBJECT)
            check_rows(c, f->rows, NULL, base + f->offset, here);
        else if (f->kind == FIELD_LIST)
            check_list(c, f, base, here);
        else if (is_possible_alone(c, f, base, here) && is_possible_beside(c, rows, f, base, here))
            check_rise(c, f, before, base, here);
    }
    check_fit(c, rows, base, path);
}

/*
 * The row at a path of the table, and the list that it is of: its name has `[]` behind it. A path that ends so is of the list itself. Offset:
 * of the objects that it is in, in the result or in an item of the list.
 */
static const field *row_at(const char *path, const field **list, size_t *offset)
{
    const field *rows = field_table, *f = NULL;
    *list = NULL;
    *offset = 0;
    for (const char *at = path; *at; rows = f->rows) {
        size_t length = strcspn(at, ".[");
        *offset += f && f != *list ? f->offset : 0;
        f = find_row(rows, at, length);
        at += length;
        if (*at == '[') {
            *list = f;
            at += 2;
        }
        *offset = *list == f ? 0 : *offset;
        at += *at == '.';
    }
    return f;
}

/* The figure at such a path, of a list their sum; false: there is none. */
static bool value_at(const checker *c, const char *path, double *value)
{
    const field *list, *f;
    size_t offset;
    const char *base = (const char *)c->result;
    f = row_at(path, &list, &offset);
    number n[NUMBERS_MAX] = {{"", 0}};
    size_t items = list ? *(const size_t *)(const void *)(base + list->count_offset) : 1;
    if (list)
        base = *(const char *const *)(const void *)(base + list->offset);
    *value = f == list ? (double)items : 0;
    for (size_t i = 0; i < items && f != list; i++) {
        if (!numbers_of(f, (list ? base + i * list->size : base) + offset, n))
            return false;
        *value += n[0].value;
    }
    return true;
}

static bool add_up(const checker *c, size_t count, const char *const *path, double *sum, text_buffer *names)
{
    *sum = 0;
    for (size_t i = 0; i < count && path[i]; i++) {
        const field *list;
        size_t offset;
        double part;
        if (!value_at(c, path[i], &part)) {
            if (row_at(path[i], &list, &offset)->is_occasional)
                continue; /* there is nothing of it */
            return false;
        }
        *sum += part;
        text_print(names, "%s`%s`", i ? " + " : "", path[i]);
    }
    return true;
}

static void check_sum(checker *c, const field_sum *s)
{
    double whole, sum;
    text_buffer of = {.arena = c->arena}, names = {.arena = c->arena};
    if (!add_up(c, FIELD_WHOLES_MAX, s->whole, &whole, &of) || !add_up(c, FIELD_PARTS_MAX, s->part, &sum, &names) ||
        (s->may_be_empty && sum == 0))
        return;
    if (is_above(whole, sum) || is_above(sum, whole))
        complain(c, s->whole[0], "%s%s %.15g, but %s is %.15g",
                 s->whole[1] ? text_of(&of) + strlen(s->whole[0]) + 3 : "", s->whole[1] ? " is" : "is", whole,
                 text_of(&names), sum);
}

bool possible_check(sol_arena *arena, const sol_result *result, const saved_text *text, sol_diagnostics *diagnostics)
{
    checker c = {.arena = arena, .result = result, .text = text, .diagnostics = diagnostics};
    check_rows(&c, field_table, NULL, (const char *)result, "");
    for (const field_sum *s = field_sums; s->whole[0] && !c.has_failed; s++)
        check_sum(&c, s);
    return !c.has_failed;
}
