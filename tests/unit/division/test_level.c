#include "dice.h"

#include "solatium/division.h"

#include <criterion/criterion.h>
#include <math.h>

enum { ROWS = 8 };

/* A random problem with all that a row can have. */
typedef struct random_problem {
    sol_money claim[ROWS], lower[ROWS], upper[ROWS];
    double weight[ROWS], survival[ROWS], urgency[ROWS];
    uint32_t multiplicity[ROWS];
    sol_claims_problem problem;
    int64_t size, least, most;
} random_problem;

static void roll(uint64_t *dice, random_problem *r)
{
    static const int64_t sizes[] = {4, 11, 1000, INT64_C(100000000000)};
    int64_t size = r->size = sizes[dice_below(dice, 4)];
    size_t n = 1 + (size_t)dice_below(dice, ROWS);
    bool weighted = dice_below(dice, 2), bounded = dice_below(dice, 2), counted = dice_below(dice, 3) == 0;
    bool round = dice_below(dice, 2);
    r->least = r->most = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t c = r->claim[i].units = dice_below(dice, size);
        r->lower[i].units = dice_below(dice, 2) ? 0 : dice_below(dice, size);
        r->upper[i].units = c > r->lower[i].units ? c : r->lower[i].units;
        r->weight[i] = round ? (double)(1 + dice_below(dice, 4)) / 2 : exp(4 * dice_share(dice));
        r->survival[i] = dice_share(dice);
        r->urgency[i] = (double)dice_below(dice, 4);
        r->multiplicity[i] = counted ? (uint32_t)dice_below(dice, 4) : 1;
        r->least += bounded ? r->lower[i].units * r->multiplicity[i] : 0;
        r->most += (bounded ? r->upper[i].units : c) * r->multiplicity[i];
    }
    r->problem = (sol_claims_problem){
        .count = n,
        .claim = r->claim,
        .weight = weighted ? r->weight : NULL,
        .lower = bounded ? r->lower : NULL,
        .upper = bounded ? r->upper : NULL,
        .multiplicity = counted ? r->multiplicity : NULL,
        .survival = r->survival,
        .urgency = r->urgency,
        .endowment.units = r->least + dice_below(dice, r->most - r->least + 2),
    };
}

/* The rule's award at a point of its path from 0 to 2, straight from the definitions; levels run over the largest claim's scale. */
static long double award_on_path(const sol_rule_choice *rule, long double c, long double w, long double at,
                                 long double top)
{
    long double first = at < 1 ? at : 1, second = at > 1 ? at - 1 : 0, theta = rule->theta;
    /* A level from nothing to beyond all breakpoints, and one that comes down to nothing. */
    long double up = first >= 1 ? INFINITY : top * first / (1 - first);
    long double up2 = second >= 1 ? INFINITY : top * second / (1 - second);
    long double down = first <= 0 ? INFINITY : top * (1 - first) / first;
    long double down2 = second <= 0 ? INFINITY : top * (1 - second) / second;
    switch (rule->rule) {
    case SOL_RULE_PROPORTIONAL:
    case SOL_RULE_ALPHA_FAIR:
        return c > 0 ? c * fminl(1, up / top * w) : 0;
    case SOL_RULE_EQUAL_AWARDS:
        return fminl(c, up * w);
    case SOL_RULE_EQUAL_LOSSES:
        return fmaxl(0, c - down / w);
    case SOL_RULE_TALMUD:
        return at <= 1 ? fminl(theta * c, up * w) : theta * c + fmaxl(0, (1 - theta) * c - down2 / w);
    case SOL_RULE_REVERSE_TALMUD:
        return at <= 1 ? fmaxl(0, theta * c - down) : theta * c + fminl((1 - theta) * c, up2);
    case SOL_RULE_PINILES:
        return at <= 1 ? fminl(c / 2, up) : c / 2 + fminl(c / 2, up2);
    default: /* constrained egalitarian */
        return at <= 1 ? fminl(c / 2, up) : fmaxl(c / 2, fminl(c, up2));
    }
}

static long double weight_of(const random_problem *r, const sol_rule_choice *rule, size_t i)
{
    if (rule->rule == SOL_RULE_ALPHA_FAIR)
        return powl(r->survival[i], (1 - (long double)rule->alpha) / rule->alpha);
    return r->problem.weight && sol_rule_table[rule->rule].takes_weights ? r->problem.weight[i] : 1;
}

static long double bounded_award(const random_problem *r, const sol_rule_choice *rule, size_t i, long double at)
{
    long double x = award_on_path(rule, r->claim[i].units, weight_of(r, rule, i), at, (long double)r->size);
    if (r->problem.lower)
        x = fminl(fmaxl(x, r->lower[i].units), r->upper[i].units);
    return x;
}

static long double point_of(const random_problem *r, const sol_rule_choice *rule)
{
    long double low = 0, high = 2;
    for (int k = 0; k < 200; k++) {
        long double middle = (low + high) / 2, sum = 0;
        for (size_t i = 0; i < r->problem.count; i++)
            sum += bounded_award(r, rule, i, middle) * r->multiplicity[i];
        if (sum < r->problem.endowment.units)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static const sol_rule level_rules[] = {
    SOL_RULE_PROPORTIONAL,
    SOL_RULE_EQUAL_AWARDS,
    SOL_RULE_EQUAL_LOSSES,
    SOL_RULE_TALMUD,
    SOL_RULE_REVERSE_TALMUD,
    SOL_RULE_PINILES,
    SOL_RULE_CONSTRAINED_EGALITARIAN,
    SOL_RULE_ALPHA_FAIR,
};

/* Bisection in 64-bit mantissas finds the path's point to about 1e-19 of the whole; 1e-6 of a unit is left for claims to 1e11. */
static void check_floors(const random_problem *r, const sol_rule_choice *rule, sol_arena *arena, int round)
{
    sol_money award[ROWS];
    sol_division d = sol_divide(&r->problem, rule, SOL_ROUND_DOWN, arena, award);
    long double at = r->problem.endowment.units < r->most ? point_of(r, rule) : 2;
    int64_t sum = 0;
    for (size_t i = 0; i < r->problem.count; i++) {
        long double x = bounded_award(r, rule, i, at), whole = award[i].units;
        sum += award[i].units * r->multiplicity[i];
        if (r->multiplicity[i])
            cr_assert(whole <= x + 1e-6L && whole > x - 1 - 1e-6L, "round %d, %s, row %zu: %.0Lf for %.9Lf", round,
                      sol_rule_table[rule->rule].name, i, whole, x);
    }
    cr_assert_eq(sum, d.divided.units);
    cr_assert_leq(sum, r->problem.endowment.units, "round %d: %s", round, sol_rule_table[rule->rule].name);
    cr_assert_eq(d.divided.units + d.leftover.units + d.surplus.units, r->problem.endowment.units);
}

Test(level, awards_rounded_down_are_floors_of_the_definition)
{
    uint64_t dice = 2385;
    sol_arena *arena = sol_arena_new();
    for (int round = 0; round < 3000; round++) {
        random_problem r;
        roll(&dice, &r);
        sol_rule_choice rule = sol_rule_default(level_rules[dice_below(&dice, 8)]);
        rule.theta = dice_below(&dice, 3) ? 0.5 : (double)dice_below(&dice, 11) / 10;
        rule.alpha = dice_below(&dice, 2) ? 0.5 : 4;
        check_floors(&r, &rule, arena, round);
        sol_arena_reset(arena);
    }
    sol_arena_free(arena);
}

Test(level, remainders_are_given_out_to_the_last_unit)
{
    uint64_t dice = 93;
    sol_arena *arena = sol_arena_new();
    for (int round = 0; round < 3000; round++) {
        random_problem r;
        roll(&dice, &r);
        r.problem.multiplicity = NULL;
        int64_t most = 0, least = 0, sum = 0;
        for (size_t i = 0; i < r.problem.count; i++) {
            most += r.problem.upper ? r.upper[i].units : r.claim[i].units;
            least += r.problem.lower ? r.lower[i].units : 0;
        }
        int64_t endowment = r.problem.endowment.units = least + dice_below(&dice, most - least + 2);
        sol_rule_choice rule = sol_rule_default(level_rules[dice_below(&dice, 8)]);
        sol_money award[ROWS], floor[ROWS];
        sol_division d = sol_divide(&r.problem, &rule, SOL_ROUND_REMAINDER, arena, award);
        sol_divide(&r.problem, &rule, SOL_ROUND_DOWN, arena, floor);
        for (size_t i = 0; i < r.problem.count; i++) {
            cr_assert(award[i].units == floor[i].units || award[i].units == floor[i].units + 1);
            sum += award[i].units;
        }
        cr_assert_eq(sum, endowment < most ? endowment : most, "round %d: %s", round, sol_rule_table[rule.rule].name);
        cr_assert_eq(d.leftover.units, 0);
        sol_arena_reset(arena);
    }
    sol_arena_free(arena);
}
