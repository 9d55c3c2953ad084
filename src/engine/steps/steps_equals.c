#include "engine/steps/steps_equals.h"

#include <math.h>

struct equals {
    const level_path *path;
    double last[2], before[2]; /* the levels that were found last; of each stretch */
    uint32_t *block;
};

equals *equals_new(sol_arena *arena, const sol_plan *plan, const level_path *path)
{
    equals *s = SOL_TAKE(arena, 1, equals);
    s->path = path;
    s->block = SOL_TAKE(arena, plan->people.count / COLUMNS_BLOCK + 1, uint32_t);
    return s;
}

/* Where a level may be, by how it moved last. */
static double guess(const equals *s, int stretch)
{
    double last = s->last[stretch], before = s->before[stretch];
    return before > 0 && last < 2 * before && before < 2 * last ? last * (last / before) : last;
}

static void keep(equals *s, int stretch, double level)
{
    s->before[stretch] = s->last[stretch];
    s->last[stretch] = level;
}

/* A level of equal amounts, in parts: p / q. */
typedef struct equal_level {
    int64_t p, q;
} equal_level;

/*
 * Levels about one that was looked at. Most blocks of rows have nobody who changes his side of a bound between them: their sums are known, and
 * only the other blocks are looked at again at another such level.
 */
typedef struct window {
    int64_t from, to;
    columns_equals known;
    columns_blocks others;
} window;

/* The level at which what all have comes to `wanted`, in parts. */
typedef struct equal_problem {
    const columns_version *columns;
    columns_rows rows;
    level_stretch stretch;
    int64_t unit, wanted;
    double most; /* no level is above it */
    window window;
} equal_problem;

static columns_equal equal_of(const equal_problem *p, int64_t down, int64_t up)
{
    const level_stretch *s = &p->stretch;
    return (columns_equal){p->unit, s->from, s->to, s->anchor, s->sign, down, up};
}

static columns_equal equal_at(const equal_problem *p, equal_level at)
{
    int64_t down = at.p / at.q;
    return equal_of(p, down, down + (at.p % at.q > 0));
}

static void open_window(equal_problem *p, double level)
{
    const double reach = 0x1p-9;
    window *w = &p->window;
    w->from = (int64_t)floor(level * (1 - reach));
    w->to = (int64_t)ceil(level * (1 + reach)) + 1;
    const columns_equal from = equal_of(p, w->from, w->from), to = equal_of(p, w->to, w->to);
    w->known = p->columns->equals_between(&p->rows, &from, &to, &w->others);
}

static columns_equals sums_at(equal_problem *p, equal_level at)
{
    const columns_equal e = equal_at(p, at);
    window *w = &p->window;
    if (e.level_down < w->from || e.level_up > w->to)
        open_window(p, (double)at.p / (double)at.q);
    columns_equals sums = w->known;
    for (size_t b = 0; b < w->others.count; b++) {
        const size_t first = (size_t)w->others.block[b] * COLUMNS_BLOCK, rest = p->rows.count - first;
        const columns_rows rows = {rest < COLUMNS_BLOCK ? rest : COLUMNS_BLOCK, p->rows.total + first,
                                   p->rows.paid + first, NULL};
        const columns_equals s = p->columns->equals(&rows, &e);
        sums.fixed += s.fixed;
        sums.anchors += s.anchors;
        sums.free += s.free;
    }
    return sums;
}

/* What all have where a stretch ends. */
static int64_t sum_at_end(const equal_problem *p, const level_stretch *s)
{
    columns_equal end = {p->unit, s->from, s->to, 0, 1, INT64_MAX / 2, INT64_MAX / 2};
    return p->columns->equals(&p->rows, &end).fixed;
}

static equal_level equal_near(const equal_problem *p, double t)
{
    return (equal_level){(int64_t)fmin(fmax(t, 0), p->most), 1};
}

/* Between two levels where one lacks `ratio` times what is too much at the other; in their middle where that is not known. */
static double between(double low, double high, double ratio)
{
    if (ratio > 0 && ratio < INFINITY)
        return low + (high - low) * (ratio / (1 + ratio));
    return low > 0 && high > 16 * low ? sqrt(low) * sqrt(high) : low + (high - low) / 2;
}

/* A level in a bracket: a whole one that was not looked at, or, between neighbours, one of which the parts do not matter. */
static equal_level level_between(const equal_problem *p, double low, double high, double ratio)
{
    equal_level at = equal_near(p, between(low, high, ratio));
    if ((double)at.p > low)
        return at;
    const int64_t below = (int64_t)low;
    return (double)(below + 1) < high ? (equal_level){below + 1, 1} : (equal_level){2 * below + 1, 2};
}

/* As in division/level/level.c; false: it does not come to rest. */
static bool solve(equal_problem *p, equal_level *at)
{
    enum { NEWTON_ALONE = 24, GIVE_UP = 120 };
    double low = 0, high = p->most, under = NAN,
           over = NAN; /* the bracket, and what lacks or is too much at its ends */
    for (int i = 0; i < GIVE_UP; i++) {
        columns_equals s = sums_at(p, *at);
        int64_t need = (p->wanted - s.fixed - s.anchors) * p->stretch.sign;
        double t = (double)at->p / (double)at->q;
        if (s.free == 0 && need == 0)
            return true;
        bool is_level = s.free > 0 && need >= 0;
        equal_level next = is_level ? (equal_level){need, s.free} : equal_near(p, need > 0 ? high : low);
        if (is_level && next.p == at->p && next.q == at->q)
            return true;
        double near = (double)next.p / (double)next.q;
        double lacking = (double)need - (double)s.free * t;
        if (near > t && t >= low) {
            low = t;
            under = lacking;
        } else if (near < t && t <= high) {
            high = t;
            over = -lacking;
        }
        bool is_inside = is_level && near >= low && near <= high && (i < NEWTON_ALONE || i % 2 == 0);
        /* Where nobody is free below the level sought, the sum is flat there, and a chord creeps: the middle every other time. */
        *at = is_inside ? next : level_between(p, low, high, i % 2 ? under / over : NAN);
    }
    return false;
}

bool equals_solve(equals *s, const view *v, int64_t endowment, columns_equal *level)
{
    const level_path *path = s->path;
    const double most = v->most * (double)path->scale;
    if (most >= (double)COLUMNS_LIMIT || (double)v->totals * (double)path->scale >= 0x1p61)
        return false;
    equal_problem p = {
        .columns = v->columns,
        .rows = v->rows,
        .stretch = path->stretch[0],
        .unit = path->scale,
        .wanted = endowment * path->scale,
        .most = most,
        .window = {.from = 1, .others = {.block = s->block}},
    };
    /* Where a stretch ends all have at least its part of what they claim. */
    int k = path->count == 2 && p.wanted > v->totals * p.stretch.to && p.wanted > sum_at_end(&p, &p.stretch);
    p.stretch = path->stretch[k];
    equal_level at = equal_near(&p, guess(s, k));
    if (!solve(&p, &at))
        return false;
    keep(s, k, (double)at.p / (double)at.q);
    *level = equal_at(&p, at);
    return true;
}
