#include "dice.h"

#include "division/level/share.h"

#include <criterion/criterion.h>
#include <math.h>

enum { ROWS = 9 };

/* One product of 53 by 63 bits, rounded once: its sign is exact. */
static bool is_at_least(double x, int64_t part, int64_t whole)
{
    return fmal(x, whole, -(long double)part) >= 0;
}

Test(share, is_the_smallest_double_not_below_the_fraction)
{
    uint64_t dice = 1771;
    cr_assert_eq(share_above(0, 7), 0);
    cr_assert_eq(share_above(7, 7), 1);
    cr_assert_eq(share_above(1, 4), 0.25);
    cr_assert_eq(share_above(1, INT64_MAX), nextafter(0x1p-63, 1), "2^-63 is below 1 / (2^63 - 1)");
    for (int round = 0; round < 20000; round++) {
        int64_t whole = 1 + dice_below(&dice, INT64_C(1) << (1 + dice_below(&dice, 62)));
        int64_t part = 1 + dice_below(&dice, whole);
        double share = share_above(part, whole);
        cr_assert(is_at_least(share, part, whole), "%d", round);
        cr_assert(!is_at_least(share_below(share), part, whole), "%d", round);
        cr_assert_eq(share_below(share), nextafter(share, 0));
    }
}

typedef struct random_problem {
    sol_money claim[ROWS], lower[ROWS], upper[ROWS];
    uint32_t people[ROWS];
    sol_claims_problem problem;
    outcome_totals totals;
} random_problem;

static void roll(uint64_t *dice, random_problem *r)
{
    static const int64_t sizes[] = {4, 11, 1000, INT64_C(1) << 40, INT64_C(1) << 52};
    int64_t size = sizes[dice_below(dice, 5)], shape = dice_below(dice, 3);
    size_t n = 1 + (size_t)dice_below(dice, ROWS);
    bool is_counted = dice_below(dice, 3) == 0;
    *r = (random_problem){.totals = {0}};
    for (size_t i = 0; i < n; i++) {
        int64_t c = r->claim[i].units = dice_below(dice, size), low = 0, high = c;
        if (shape > 0 && dice_below(dice, 2))
            low = dice_below(dice, size);
        if (shape > 1 && c > low)
            high = low + dice_below(dice, c - low + 1);
        r->lower[i].units = low;
        r->upper[i].units = high < low ? low : high;
        int64_t people = r->people[i] = is_counted ? (uint32_t)dice_below(dice, 4) : 1;
        r->totals.people += people;
        r->totals.claims += c * people;
        r->totals.lower += low * people;
        r->totals.upper += r->upper[i].units * people;
        r->totals.largest = c > r->totals.largest ? c : r->totals.largest;
    }
    r->problem = (sol_claims_problem){.count = n, .claim = r->claim};
    if (shape > 0) {
        r->problem.lower = r->lower;
        r->problem.upper = r->upper;
    }
    if (is_counted)
        r->problem.multiplicity = r->people;
    int64_t room = r->totals.upper - r->totals.lower;
    r->problem.endowment.units = r->totals.lower + (room > 1 ? 1 + dice_below(dice, room - 1) : 0);
}

/* What lies inside the bounds at the level `bound` / `claim`, as a level; false where the sum of awards is above the endowment. */
static bool level_seen_from(const random_problem *r, int64_t bound, int64_t claim, int64_t *part, int64_t *whole)
{
    sol_wide sum = 0, fixed = 0, claims = 0; /* sum times `claim` */
    for (size_t i = 0; i < r->problem.count; i++) {
        sol_wide x = (sol_wide)r->claim[i].units * bound, low = (sol_wide)r->lower[i].units * claim;
        sol_wide high = (sol_wide)r->upper[i].units * claim;
        int64_t people = r->people[i];
        sum += (x < low ? low : x > high ? high : x) * people;
        if (x >= low && x < high)
            claims += (sol_wide)r->claim[i].units * people;
        else
            fixed += (sol_wide)(x < low ? r->lower[i].units : r->upper[i].units) * people;
    }
    *part = (int64_t)(r->problem.endowment.units - fixed);
    *whole = (int64_t)claims;
    return sum <= (sol_wide)r->problem.endowment.units * claim;
}

/* The exact level: from the largest breakpoint at which the awards do not sum to more than the endowment, along those inside their bounds. */
static double share_by_breakpoints(const random_problem *r)
{
    int64_t part, whole, from = 0, of = 1;
    for (size_t k = 0; k < 2 * r->problem.count; k++) {
        const sol_money *bound = k % 2 ? r->upper : r->lower;
        int64_t b = bound[k / 2].units, c = r->claim[k / 2].units;
        if (c > 0 && b <= c && level_seen_from(r, b, c, &part, &whole) && (sol_wide)b * of > (sol_wide)from * c) {
            from = b;
            of = c;
        }
    }
    level_seen_from(r, from, of, &part, &whole);
    return whole > 0 ? share_above(part, whole) : (double)from / (double)of;
}

static int64_t awards_of(const random_problem *r, double share, int64_t *award, bool *is_outside)
{
    int64_t sum = 0;
    *is_outside = false;
    for (size_t i = 0; i < r->problem.count; i++) {
        int64_t x = (int64_t)floor((double)r->claim[i].units * share), low = r->lower[i].units;
        *is_outside |= x < low || (double)r->claim[i].units * share > (double)r->upper[i].units;
        award[i] = x < low ? low : x > r->upper[i].units ? r->upper[i].units : x;
        sum += award[i] * r->people[i];
    }
    return sum;
}

/* How often a division was bounded, had its share lowered, or found its level in the exact fallback. */
typedef struct ways {
    int bounded, lowered, fallen_back;
} ways;

static void compare(const random_problem *r, int round, sol_arena *arena, ways *seen)
{
    enum { NEAR_MOST = 300 }; /* passes of the search by doubles */
    const sol_rule_choice rule = sol_rule_default(SOL_RULE_PROPORTIONAL);
    int64_t endowment = r->problem.endowment.units, wanted[ROWS], sum = 0;
    if (endowment <= r->totals.lower || endowment >= r->totals.upper)
        return;
    bool is_outside = true;
    double share = endowment <= r->totals.claims ? share_above(endowment, r->totals.claims) : 0;
    if (endowment <= r->totals.claims)
        sum = awards_of(r, share, wanted, &is_outside);
    if (is_outside) {
        share = share_by_breakpoints(r);
        sum = awards_of(r, share, wanted, &is_outside);
        seen->bounded++;
    }
    for (; sum > endowment; seen->lowered++) {
        share = nextafter(share, 0);
        sum = awards_of(r, share, wanted, &is_outside);
    }
    sol_money award[ROWS];
    sol_division d = sol_divide(&r->problem, &rule, SOL_ROUND_DOWN, arena, award);
    for (size_t i = 0; i < r->problem.count; i++)
        cr_assert_eq(award[i].units, wanted[i], "round %d, row %zu: %ld, not %ld", round, i, (long)award[i].units,
                     (long)wanted[i]);
    cr_assert_eq(d.divided.units, sum);
    cr_assert_eq(d.leftover.units, endowment - sum);
    seen->fallen_back += d.passes > NEAR_MOST;
    sol_arena_reset(arena);
}

Test(share, divides_as_defined)
{
    uint64_t dice = 5167;
    ways seen = {0};
    sol_arena *arena = sol_arena_new();
    for (int round = 0; round < 20000; round++) {
        random_problem r;
        roll(&dice, &r);
        compare(&r, round, arena, &seen);
    }
    cr_assert(seen.bounded > 1000 && seen.lowered > 10, "%d with bounds, %d lowered", seen.bounded, seen.lowered);
    sol_arena_free(arena);
}

/* Large claims with bounds a unit or two apart, near one share: no double lies between some levels, so that doubles do not come to rest. */
static void roll_narrow(uint64_t *dice, random_problem *r)
{
    size_t n = 2 + (size_t)dice_below(dice, 4);
    double share = (double)dice_below(dice, INT64_C(1) << 52) * 0x1p-52;
    *r = (random_problem){.totals = {0}};
    for (size_t i = 0; i < n; i++) {
        int64_t c =
            i > 0 && dice_below(dice, 3) == 0 ? r->claim[i - 1].units : 3 + dice_below(dice, SHARE_CLAIM_LIMIT - 4);
        int64_t low = (int64_t)((double)c * share) + dice_below(dice, 5) - 2;
        low = low < 0 ? 0 : low > c - 2 ? c - 2 : low;
        r->claim[i].units = c;
        r->lower[i].units = low;
        r->upper[i].units = low + dice_below(dice, 3);
        r->people[i] = 1;
        r->totals.claims += c;
        r->totals.lower += low;
        r->totals.upper += r->upper[i].units;
    }
    int64_t room = r->totals.upper - r->totals.lower;
    r->problem = (sol_claims_problem){.count = n, .claim = r->claim, .lower = r->lower, .upper = r->upper};
    r->problem.endowment.units = r->totals.lower + (room > 1 ? 1 + dice_below(dice, room - 1) : 0);
}

Test(share, is_found_exactly_where_doubles_do_not_come_to_rest)
{
    uint64_t dice = 1852;
    ways seen = {0};
    sol_arena *arena = sol_arena_new();
    for (int round = 0; round < 20000; round++) {
        random_problem r;
        roll_narrow(&dice, &r);
        compare(&r, round, arena, &seen);
    }
    cr_assert(seen.fallen_back > 100, "%d fell back", seen.fallen_back);
    sol_arena_free(arena);
}

/* 2^51 - 1/8 each rounds up to 2^51: with the next share below, all get one less. */
Test(share, is_lowered_where_products_round_up_past_the_endowment)
{
    sol_money claim[8], award[8];
    for (size_t i = 0; i < 8; i++)
        claim[i].units = (INT64_C(1) << 52) - 1;
    sol_claims_problem problem = {.count = 8, .claim = claim, .endowment.units = (INT64_C(1) << 54) - 1};
    sol_rule_choice rule = sol_rule_default(SOL_RULE_PROPORTIONAL);
    sol_arena *arena = sol_arena_new();
    sol_division d = sol_divide(&problem, &rule, SOL_ROUND_DOWN, arena, award);
    for (size_t i = 0; i < 8; i++)
        cr_assert_eq(award[i].units, (INT64_C(1) << 51) - 1);
    cr_assert_eq(d.leftover.units, 7);
    sol_arena_free(arena);
}

Test(share, leaves_amounts_that_a_double_does_not_hold_to_exact_floors)
{
    uint64_t dice = 77;
    sol_arena *arena = sol_arena_new();
    sol_rule_choice rule = sol_rule_default(SOL_RULE_PROPORTIONAL);
    for (int round = 0; round < 500; round++) {
        sol_money claim[4], award[4];
        int64_t claims = 0;
        for (size_t i = 0; i < 4; i++)
            claims += claim[i].units = SHARE_CLAIM_LIMIT + dice_below(&dice, INT64_C(1) << 59);
        sol_claims_problem problem = {.count = 4, .claim = claim, .endowment.units = 1 + dice_below(&dice, claims - 1)};
        sol_divide(&problem, &rule, SOL_ROUND_DOWN, arena, award);
        for (size_t i = 0; i < 4; i++)
            cr_assert_eq(award[i].units, (int64_t)((sol_wide)claim[i].units * problem.endowment.units / claims));
        sol_arena_reset(arena);
    }
    sol_arena_free(arena);
}

Test(share, what_is_above_a_bound_is_for_the_others_be_it_less_than_a_unit)
{
    sol_arena *scratch = sol_arena_new();
    sol_money claim[] = {{4}, {4}, {18}}, lower[] = {{1}, {1}, {5}}, upper[] = {{1}, {1}, {8}}, award[3];
    sol_claims_problem problem = {.count = 3, .claim = claim, .lower = lower, .upper = upper, .endowment = {8}};
    const sol_rule_choice rule = sol_rule_default(SOL_RULE_PROPORTIONAL);
    /* 8 / 26 of 4 is 1.23, of which each may have 1: the third has 8 - 2, and not 5.54. */
    sol_division d = sol_divide(&problem, &rule, SOL_ROUND_DOWN, scratch, award);
    cr_assert(award[0].units == 1 && award[1].units == 1 && award[2].units == 6 && d.leftover.units == 0);
    sol_arena_free(scratch);
}
