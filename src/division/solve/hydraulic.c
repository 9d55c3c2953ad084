#include "division/solve/hydraulic.h"

#include "division/rows/order.h"

#include <math.h>
#include <string.h>

#define LARGEST_DOUBLE UINT64_C(0x7fefffffffffffff)

/* A rule's path as positions 0, 1, … along its stretches. */
typedef struct walk {
    const sol_claims_problem *rows;
    const outcome_totals *totals;
    level_path path;
    int grid_bits; /* a position is 2^-grid_bits of a level; weighted: the bits of a double */
    uint64_t span; /* positions of one stretch */
} walk;

/* Along the endowment, for rules without a path. */
typedef struct flow {
    sol_claims_problem rows;
    const sol_rule_choice *rule;
    sol_arena *scratch;
    double *exact;
} flow;

static bool is_weighted(const level_stretch *s)
{
    return s->slope >= LEVEL_WEIGHT;
}

static walk walk_of(const sol_claims_problem *rows, const outcome_totals *totals, const level_path *path)
{
    walk w = {rows, totals, *path, 60, (uint64_t)1 << 60};
    int range = outcome_bits((wide_bits)totals->largest * (uint64_t)path->scale);
    if (is_weighted(&path->stretch[0]))
        w.span = LARGEST_DOUBLE;
    else if (path->stretch[0].slope == LEVEL_ONE) {
        w.grid_bits = range < 42 ? 20 : range < 62 ? 62 - range : 0;
        w.span = (uint64_t)totals->largest * (uint64_t)path->scale << w.grid_bits;
    }
    return w;
}

static double double_at(uint64_t position)
{
    double t;
    memcpy(&t, &position, sizeof t);
    return t;
}

/* An unweighted award in 2^-grid_bits / scale of a unit. */
static sol_wide award_on_grid(const walk *w, size_t i, const level_stretch *s, uint64_t m)
{
    int64_t claim = w->rows->claim[i].units;
    sol_wide one = (sol_wide)1 << w->grid_bits;
    sol_wide run =
        s->slope == LEVEL_CLAIM ? (sol_wide)claim * (sol_wide)m : (sol_wide)(s->sign > 0 ? m : w->span - m) * s->sign;
    sol_wide x = (sol_wide)claim * s->anchor * one + run;
    sol_wide from = (sol_wide)claim * s->from * one, to = (sol_wide)claim * s->to * one;
    return x < from ? from : x > to ? to : x;
}

static double weighted_award(const walk *w, size_t i, const level_stretch *s, uint64_t m)
{
    double claim = (double)w->rows->claim[i].units, weight = w->rows->weight[i], scale = (double)w->path.scale;
    double t = double_at(s->sign > 0 ? m : w->span - m);
    double slope = s->slope == LEVEL_INVERSE_WEIGHT ? 1 / weight : s->slope == LEVEL_WEIGHT ? weight : claim * weight;
    double x = (double)s->anchor / scale * claim + s->sign * (claim > 0 ? fmin(t * slope, 2 * claim) : 0);
    return fmin(fmax(x, (double)s->from / scale * claim), (double)s->to / scale * claim);
}

static int64_t rounded_at(const walk *w, size_t i, uint64_t position)
{
    bool second = w->path.count == 2 && position > w->span;
    const level_stretch *s = &w->path.stretch[second];
    uint64_t m = position - (second ? w->span : 0);
    m = m < w->span ? m : w->span;
    int64_t x, low = outcome_lower(w->rows, i), high = outcome_upper(w->rows, i);
    if (is_weighted(s))
        x = (int64_t)floor(weighted_award(w, i, s, m) + 0.5);
    else {
        sol_wide whole = (sol_wide)w->path.scale << w->grid_bits, twice = 2 * award_on_grid(w, i, s, m) + whole;
        x = w->path.scale == 1 ? (int64_t)(twice >> (w->grid_bits + 1)) : (int64_t)(twice / (2 * whole));
    }
    return x < low ? low : x > high ? high : x;
}

static sol_wide sum_at(const walk *w, uint64_t position)
{
    sol_wide sum = 0;
    for (size_t i = 0; i < w->rows->count; i++)
        sum += (sol_wide)rounded_at(w, i, position) * outcome_people(w->rows, i);
    return sum;
}

/* Hands out what the last step leaves: each row at most what the next step would give it, the larger claim first. */
static int64_t hand_out(const sol_claims_problem *rows, int64_t left, const sol_money *next, sol_arena *scratch,
                        sol_money *award)
{
    uint64_t *key = SOL_TAKE(scratch, rows->count, uint64_t);
    uint32_t *order = order_of_rows(rows->count, scratch);
    for (size_t i = 0; i < rows->count; i++)
        key[i] = ~(uint64_t)rows->claim[i].units;
    order_by(key, rows->count, order, scratch);
    for (bool given = true; left > 0 && given;) {
        given = false;
        for (size_t k = 0; k < rows->count && left > 0; k++) {
            size_t i = order[k];
            int64_t people = outcome_people(rows, i);
            if (!people || people > left || award[i].units >= next[i].units)
                continue;
            award[i].units++;
            left -= people;
            given = true;
        }
    }
    return left;
}

static int64_t along_path(const walk *w, sol_arena *scratch, sol_money *award)
{
    int64_t endowment = w->rows->endowment.units;
    uint64_t low = 0, high = w->span * (uint64_t)w->path.count;
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        if (sum_at(w, middle) <= endowment)
            low = middle;
        else
            high = middle;
    }
    sol_money *next = SOL_TAKE(scratch, w->rows->count, sol_money);
    int64_t left = endowment;
    for (size_t i = 0; i < w->rows->count; i++) {
        award[i].units = rounded_at(w, i, low);
        next[i].units = rounded_at(w, i, high);
        left -= award[i].units * outcome_people(w->rows, i);
    }
    return hand_out(w->rows, left, next, scratch, award);
}

/* The awards of an endowment rounded to nearest; a half that rounding in doubles may miss goes up. */
static sol_wide flow_at(flow *f, int64_t endowment, sol_money *award)
{
    sol_wide sum = 0;
    f->rows.endowment.units = endowment;
    sol_arena_reset(f->scratch);
    sol_divide_exactly(&f->rows, f->rule, f->scratch, f->exact);
    for (size_t i = 0; i < f->rows.count; i++) {
        int64_t x = (int64_t)floor(f->exact[i] + 0.5 + 0x1p-30), high = outcome_upper(&f->rows, i);
        award[i].units = x > high ? high : x;
        sum += (sol_wide)award[i].units * outcome_people(&f->rows, i);
    }
    return sum;
}

static int64_t along_endowment(const sol_claims_problem *rows, const outcome_totals *totals,
                               const sol_rule_choice *rule, sol_arena *scratch, sol_money *award)
{
    int64_t endowment = rows->endowment.units, slack = totals->people / 2 + 2;
    int64_t low = endowment - slack > totals->lower ? endowment - slack : totals->lower;
    int64_t high = endowment + slack < totals->upper ? endowment + slack : totals->upper;
    flow f = {*rows, rule, sol_arena_new(), SOL_TAKE(scratch, rows->count, double)};
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (flow_at(&f, middle, award) <= endowment)
            low = middle;
        else
            high = middle;
    }
    sol_money *next = SOL_TAKE(scratch, rows->count, sol_money);
    flow_at(&f, high, next);
    sol_wide sum = flow_at(&f, low, award);
    sol_arena_free(f.scratch);
    return hand_out(rows, (int64_t)(endowment - sum), next, scratch, award);
}

int64_t hydraulic_divide(const sol_claims_problem *weighted, const outcome_totals *totals, const sol_rule_choice *rule,
                         sol_arena *scratch, sol_money *award)
{
    level_path path;
    bool has_path = level_path_of(rule, weighted->weight != NULL, &path);
    if (!has_path || (sol_wide)totals->largest * path.scale > INT64_MAX / 2) /* beyond: the grid would pass 64 bits */
        return along_endowment(weighted, totals, rule, scratch, award);
    walk w = walk_of(weighted, totals, &path);
    return along_path(&w, scratch, award);
}
