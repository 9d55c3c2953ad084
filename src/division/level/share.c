#include "division/level/share.h"

#include "base/check.h"

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

/* A row's bound as a level: even places are lower bounds, odd ones upper ones. */
static level bound_at(const sol_claims_problem *problem, size_t place)
{
    size_t i = place / 2;
    return (level){place % 2 ? outcome_upper(problem, i) : outcome_lower(problem, i), problem->claim[i].units, 0};
}

static bool is_below(level a, level b)
{
    return (sol_wide)a.part * b.whole < (sol_wide)b.part * a.whole;
}

/* One of the bounds strictly between two levels, any of them, by `choice`; false: there is none. */
static bool bound_between(const sol_claims_problem *problem, level low, level high, int choice, level *middle)
{
    const uint64_t scattered = (uint64_t)choice * UINT64_C(0x9e3779b97f4a7c15) >> 32;
    size_t wanted = 0, count;
    for (int pass = 0; pass < 2; pass++) {
        count = 0;
        for (size_t place = 0; place < 2 * problem->count; place++) {
            level b = bound_at(problem, place);
            if (b.whole == 0 || !is_below(low, b) || !is_below(b, high))
                continue;
            if (pass == 1 && count == wanted) {
                *middle = b;
                return true;
            }
            count++;
        }
        wanted = (size_t)(scattered * count >> 32);
    }
    return false;
}

/* Where doubles do not come to rest: no bound lies between two levels about the endowment, so that the sum is a line there. */
static level solve_by_bounds(const sol_claims_problem *problem, int *passes)
{
    int64_t endowment = problem->endowment.units;
    level low = {0, 1, 0}, high = {1, 1, 1}, middle;
    for (; bound_between(problem, low, high, *passes, &middle); ++*passes) {
        sums s = sums_at(problem, middle.part, middle.whole);
        bool is_enough =
            (sol_wide)s.fixed * middle.whole + (sol_wide)s.claims * middle.part > (sol_wide)endowment * middle.whole;
        *(is_enough ? &high : &low) = middle;
    }
    sums s = {0, 0};
    for (size_t i = 0; i < problem->count; i++) {
        int64_t people = outcome_people(problem, i);
        level claim = {0, problem->claim[i].units, 0}, lower = bound_at(problem, 2 * i),
              upper = bound_at(problem, 2 * i + 1);
        bool is_above = claim.whole == 0 || !is_below(lower, high), is_full = claim.whole > 0 && !is_below(low, upper);
        s.fixed += (is_full ? upper.part : is_above ? lower.part : 0) * people;
        s.claims += is_full || is_above ? 0 : claim.whole * people;
    }
    return s.claims > 0 ? level_of(problem, s) : low;
}

/* The share of the level that keeps everyone within his bounds. */
static double bounded_share(const sol_claims_problem *problem, const outcome_totals *totals, int *passes)
{
    double first = (double)problem->endowment.units / (double)totals->claims;
    level found = solve_near(problem, fmin(first, 1), passes);
    if (!solve_exactly(problem, &found, passes))
        found = solve_by_bounds(problem, passes);
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

/* The same awards where no bound is touched; whether none is: a part of a unit above one is for the others, though its whole part is not above. */
static bool put_free(const sol_claims_problem *problem, double share, sol_money *award, int64_t *sum)
{
    int64_t all = 0, outside = 0;
    for (size_t i = 0; i < problem->count; i++) {
        int64_t claim = problem->claim[i].units, x = share_award(claim, share), high = outcome_upper(problem, i);
        outside |= (x - outcome_lower(problem, i)) | ((double)claim * share > (double)high ? -1 : 0);
        award[i].units = x;
        all += x * outcome_people(problem, i);
    }
    *sum = all;
    return outside >= 0;
}

sol_division share_divide(const sol_claims_problem *problem, const outcome_totals *totals, sol_money *award)
{
    int64_t endowment = problem->endowment.units, sum = 0;
    sol_division d = {.passes = 1, .method = "exact"};
    bool is_free = endowment <= totals->claims;
    if (is_free) {
        d.level = share_above(endowment, totals->claims);
        is_free = put_free(problem, d.level, award, &sum);
    }
    if (!is_free) {
        d.level = bounded_share(problem, totals, &d.passes);
        sum = put_bounded(problem, d.level, award);
        d.passes++;
    }
    for (; sum > endowment; d.passes++) {
        d.level = share_below(d.level);
        sum = put_bounded(problem, d.level, award);
    }
    return d;
}
