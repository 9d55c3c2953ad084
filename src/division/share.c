#include "division/share.h"

#include "base/check.h"
#include "division/level.h"

#include <math.h>
#include <string.h>

static double moved(double x, int64_t steps)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits += (uint64_t)steps;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Whether x >= part / whole, exactly: with x = m · 2^-e both sides stay below 2^117. Needs x within a factor of two. */
static bool reaches(double x, int64_t part, int64_t whole)
{
    int exponent;
    int64_t m = (int64_t)ldexp(frexp(x, &exponent), 53);
    return (wide_bits)m * (wide_bits)whole >= (wide_bits)part << (53 - exponent);
}

double share_above(int64_t part, int64_t whole)
{
    SOL_CHECK(part >= 0 && part <= whole && whole > 0);
    if (part == 0)
        return 0;
    double share = (double)part / (double)whole;
    while (!reaches(share, part, whole))
        share = moved(share, 1);
    while (reaches(moved(share, -1), part, whole))
        share = moved(share, -1);
    return share;
}

double share_below(double share)
{
    SOL_CHECK(share > 0);
    return moved(share, -1);
}

/* Those at a bound at some level, and the claims of the others. */
typedef struct sums {
    int64_t fixed, claims;
} sums;

/* The level as a double decides. Doubles of amounts past 2^53 are near enough: no product comes close to them. */
static sums sums_near(const sol_claims_problem *problem, double level)
{
    sums s = {0, 0};
    for (size_t i = 0; i < problem->count; i++) {
        int64_t claim = problem->claim[i].units, people = outcome_people(problem, i);
        int64_t low = outcome_lower(problem, i), high = outcome_upper(problem, i);
        double x = (double)claim * level;
        bool at_low = x <= (double)low, at_high = x >= (double)high;
        s.fixed += (at_high ? high : at_low ? low : 0) * people;
        s.claims += at_high || at_low ? 0 : claim * people;
    }
    return s;
}

/* The level part / whole decides, exactly. */
static sums sums_at(const sol_claims_problem *problem, int64_t part, int64_t whole)
{
    sums s = {0, 0};
    for (size_t i = 0; i < problem->count; i++) {
        int64_t claim = problem->claim[i].units, people = outcome_people(problem, i);
        int64_t low = outcome_lower(problem, i), high = outcome_upper(problem, i);
        sol_wide x = (sol_wide)claim * part;
        bool at_low = x <= (sol_wide)low * whole, at_high = x >= (sol_wide)high * whole;
        s.fixed += (at_high ? high : at_low ? low : 0) * people;
        s.claims += at_high || at_low ? 0 : claim * people;
    }
    return s;
}

/* The level at which those inside their bounds get `part` of what they claim, `whole`. Nobody is inside where whole is 0. */
typedef struct level {
    int64_t part, whole;
    double near;
} level;

static level level_of(const sol_claims_problem *problem, sums s)
{
    int64_t part = problem->endowment.units - s.fixed;
    bool is_level = s.claims > 0 && part >= 0 && part <= s.claims;
    return (level){part, s.claims, is_level ? (double)part / (double)s.claims : -1};
}

/*
 * Newton on the piecewise linear sum, by doubles, kept inside a bracket and halved where it leaves it, until the rows inside their bounds
 * are those whose level it is, or nobody is and the bounds sum to the endowment.
 */
static level solve_near(const sol_claims_problem *problem, double near, int *passes)
{
    enum { NEWTON_ALONE = 24, GIVE_UP = 300 };
    double low = 0, high = 1;
    level before = {-1, -1, near};
    for (int i = 0; i < GIVE_UP; i++) {
        ++*passes;
        level next = level_of(problem, sums_near(problem, near));
        if ((next.part == 0 && next.whole == 0) || (next.part == before.part && next.whole == before.whole))
            return (level){next.part, next.whole, near};
        /* part <= whole · near where the awards sum to the endowment or more */
        bool is_enough = (double)next.part <= (double)next.whole * near;
        low = is_enough ? low : fmax(low, near);
        high = is_enough ? fmin(high, near) : high;
        bool is_inside = next.near >= low && next.near <= high && (i < NEWTON_ALONE || i % 2 == 0);
        before = is_inside ? next : (level){-1, -1, low + (high - low) / 2};
        near = before.near;
    }
    return (level){-1, -1, near};
}

/* Exactly, from near: only those within a rounding of a bound can still change. False: they do not come to rest. */
static bool solve_exactly(const sol_claims_problem *problem, level *l, int *passes)
{
    enum { GIVE_UP = 50 };
    for (int i = 0; i < GIVE_UP; i++) {
        if (l->whole == 0)
            return l->part == 0;
        if (l->whole < 0 || l->part < 0 || l->part > l->whole)
            return false;
        ++*passes;
        level next = level_of(problem, sums_at(problem, l->part, l->whole));
        if ((sol_wide)next.part * l->whole == (sol_wide)l->part * next.whole)
            return true;
        *l = next;
    }
    return false;
}

/* The share of the level that keeps everyone within his bounds. */
static double bounded_share(const sol_claims_problem *problem, const outcome_totals *totals, sol_arena *scratch,
                            int *passes)
{
    double first = (double)problem->endowment.units / (double)totals->claims;
    level found = solve_near(problem, fmin(first, 1), passes);
    if (!solve_exactly(problem, &found, passes)) {
        level_problem s = {.rows = problem, .totals = totals};
        const level_path path = {1, 1, {{0, 1, 0, 1, LEVEL_CLAIM}}};
        level_at at = level_solve(&s, &path, scratch);
        *passes += s.passes;
        bool is_inside = at.q <= INT64_MAX && at.p <= (sol_wide)at.q;
        found = is_inside ? (level){(int64_t)at.p, (int64_t)at.q, at.t} : (level){0, 0, at.t};
    }
    return found.whole > 0 ? share_above(found.part, found.whole) : found.near;
}

static int64_t put_bounded(const sol_claims_problem *problem, double share, sol_money *award)
{
    int64_t sum = 0;
    for (size_t i = 0; i < problem->count; i++) {
        int64_t low = outcome_lower(problem, i), high = outcome_upper(problem, i);
        int64_t x = share_award(problem->claim[i].units, share);
        x = x < low ? low : x > high ? high : x;
        award[i].units = x;
        sum += x * outcome_people(problem, i);
    }
    return sum;
}

/* The same awards where no bound is touched; whether none is. */
static bool put_free(const sol_claims_problem *problem, double share, sol_money *award, int64_t *sum)
{
    int64_t all = 0, outside = 0;
    for (size_t i = 0; i < problem->count; i++) {
        int64_t x = share_award(problem->claim[i].units, share);
        outside |= (x - outcome_lower(problem, i)) | (outcome_upper(problem, i) - x);
        award[i].units = x;
        all += x * outcome_people(problem, i);
    }
    *sum = all;
    return outside >= 0;
}

sol_division share_divide(const sol_claims_problem *problem, const outcome_totals *totals, sol_arena *scratch,
                          sol_money *award)
{
    int64_t endowment = problem->endowment.units, sum = 0;
    sol_division d = {.passes = 1, .method = "exact"};
    bool is_free = endowment <= totals->claims;
    if (is_free) {
        d.level = share_above(endowment, totals->claims);
        is_free = put_free(problem, d.level, award, &sum);
    }
    if (!is_free) {
        d.level = bounded_share(problem, totals, scratch, &d.passes);
        sum = put_bounded(problem, d.level, award);
        d.passes++;
    }
    for (; sum > endowment; d.passes++) {
        d.level = share_below(d.level);
        sum = put_bounded(problem, d.level, award);
    }
    return d;
}
