#include "dice.h"

#include "solatium/division.h"
#include "solatium/measure.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

enum { MANY = 40000 };

static double largest_of(const sol_claims_problem *p)
{
    double largest = 1;
    for (size_t i = 0; i < p->count; i++)
        largest = fmax(largest, (double)p->claim[i].units);
    return largest;
}

/* Awards of every rule are feasible, whole ones sum to the unit and lie within a unit of the exact. */
static void check_rule(const sol_claims_problem *p, sol_rule rule, const char *label, sol_arena *arena)
{
    sol_rule_choice choice = sol_rule_default(rule);
    choice.p = 1.5;
    choice.alpha = 3;
    double *exact = SOL_TAKE(arena, p->count, double);
    sol_money *award = SOL_TAKE(arena, p->count, sol_money);
    int64_t claims = 0, sum = 0;
    for (size_t i = 0; i < p->count; i++)
        claims += p->claim[i].units;
    sol_division d = sol_divide_exactly(p, &choice, arena, exact);
    sol_division whole = sol_divide(p, &choice, SOL_ROUND_REMAINDER, arena, award);
    double slack = 1 + (d.error * 2 + 1e-15) * largest_of(p), total = 0;
    for (size_t i = 0; i < p->count; i++) {
        double claim = (double)p->claim[i].units;
        cr_assert(exact[i] >= 0 && exact[i] <= claim, "%s, %s: row %zu gets %g", label, sol_rule_table[rule].name, i,
                  exact[i]);
        cr_assert(award[i].units >= 0 && award[i].units <= p->claim[i].units, "%s, %s: row %zu", label,
                  sol_rule_table[rule].name, i);
        cr_assert_lt(fabs((double)award[i].units - exact[i]), slack, "%s, %s: row %zu gets %lld for %.17g", label,
                     sol_rule_table[rule].name, i, (long long)award[i].units, exact[i]);
        sum += award[i].units;
        total += exact[i];
    }
    int64_t wanted = p->endowment.units < claims ? p->endowment.units : claims;
    cr_assert_eq(sum, wanted, "%s, %s: %lld", label, sol_rule_table[rule].name, (long long)sum);
    cr_assert_eq(whole.surplus.units, p->endowment.units - wanted, "%s", label);
    cr_assert_float_eq(total, (double)wanted, 1e-9 * (double)(wanted + 1), "%s, %s: exact awards sum to %.17g", label,
                       sol_rule_table[rule].name, total);
}

static void check_all(const sol_claims_problem *p, const char *label)
{
    sol_arena *arena = sol_arena_new();
    for (sol_rule rule = 0; rule < SOL_RULES; rule++) {
        sol_arena_reset(arena);
        check_rule(p, rule, label, arena);
    }
    sol_arena_free(arena);
}

Test(rules, edges_are_divided_to_the_unit)
{
    static const struct {
        const char *label;
        size_t count;
        int64_t claim[24], endowment;
    } rows[] = {
        {"nobody", 0, {0}, 0},
        {"nobody and money", 0, {0}, 5},
        {"one", 1, {7}, 3},
        {"one, all", 1, {7}, 7},
        {"one, more", 1, {7}, 9},
        {"zero claims", 3, {0, 0, 0}, 4},
        {"one positive claim", 3, {0, 9, 0}, 4},
        {"nothing to divide", 3, {1, 2, 3}, 0},
        {"all claims", 3, {1, 2, 3}, 6},
        {"one less than all", 3, {1, 2, 3}, 5},
        {"one more than all", 3, {1, 2, 3}, 7},
        {"one unit", 4, {5, 5, 5, 5}, 1},
        {"one huge claim", 4, {1, 2, 3, INT64_C(1000000000000)}, INT64_C(500000000000)},
        {"a huge claim, little money", 4, {1, 2, 3, INT64_C(1000000000000)}, 5},
        {"an indivisible rest", 7, {10, 10, 10, 10, 10, 10, 10}, 45},
        {"units", 5, {1, 1, 1, 1, 1}, 3},
        {"near 64 bits",
         4,
         {SOL_MONEY_SUM_MAX, SOL_MONEY_SUM_MAX, SOL_MONEY_SUM_MAX, SOL_MONEY_SUM_MAX - 3},
         SOL_MONEY_SUM_MAX * 2 + 12345},
    };
    for (size_t i = 0; i + 1 < sizeof rows / sizeof *rows; i++) {
        sol_money claim[24];
        for (size_t k = 0; k < rows[i].count; k++)
            claim[k].units = rows[i].claim[k];
        sol_claims_problem p = {.count = rows[i].count, .claim = claim, .endowment.units = rows[i].endowment};
        check_all(&p, rows[i].label);
    }
    /* Doubles count no single units up here, but the exact rules do. */
    sol_arena *arena = sol_arena_new();
    sol_money claim[4], award[4];
    for (size_t k = 0; k < 4; k++)
        claim[k].units = rows[sizeof rows / sizeof *rows - 1].claim[k];
    sol_claims_problem p = {.count = 4, .claim = claim, .endowment.units = SOL_MONEY_SUM_MAX * 2 + 12345};
    for (sol_rule rule = 0; rule < SOL_RULES; rule++) {
        sol_rule_choice choice = sol_rule_default(rule);
        sol_division d = sol_divide(&p, &choice, SOL_ROUND_REMAINDER, arena, award);
        cr_assert_eq(award[0].units + award[1].units + award[2].units + award[3].units, p.endowment.units, "%s",
                     sol_rule_table[rule].name);
        cr_assert_eq(d.leftover.units, 0);
    }
    sol_arena_free(arena);
}

/* Claims of many sizes, some alike. */
static sol_money *many_claims(sol_arena *arena, size_t count, uint64_t dice, int64_t *sum)
{
    sol_money *claim = SOL_TAKE(arena, count, sol_money);
    *sum = 0;
    for (size_t i = 0; i < count; i++) {
        double normal = sqrt(-2 * log(dice_share(&dice))) * cos(6.283185307179586 * dice_share(&dice));
        claim[i].units = dice_below(&dice, 20) ? (int64_t)(3e7 * exp(normal)) : 30000000;
        *sum += claim[i].units;
    }
    return claim;
}

Test(rules, many_claims_are_divided_to_the_unit)
{
    sol_arena *arena = sol_arena_new();
    static const double parts[] = {0.02, 0.37, 0.5, 0.81};
    for (size_t k = 0; k < 4; k++) {
        int64_t sum;
        sol_money *claim = many_claims(arena, MANY, 11 + k, &sum);
        sol_claims_problem p = {.count = MANY, .claim = claim, .endowment.units = (int64_t)(parts[k] * (double)sum)};
        check_all(&p, "many");
    }
    sol_arena_free(arena);
}

/* Rows in another order get the same bytes; of rows alike, ties may go to another, so claims are made distinct. */
Test(rules, order_changes_nothing)
{
    enum { ROWS = 3000 };
    sol_arena *arena = sol_arena_new();
    int64_t sum;
    sol_money *claim = many_claims(arena, ROWS, 5, &sum), *turned = SOL_TAKE(arena, ROWS, sol_money);
    sol_money *award = SOL_TAKE(arena, ROWS, sol_money), *other = SOL_TAKE(arena, ROWS, sol_money);
    double *weight = SOL_TAKE(arena, ROWS, double), *turned_weight = SOL_TAKE(arena, ROWS, double);
    for (size_t i = 0; i < ROWS; i++) {
        claim[i].units = claim[i].units * ROWS + (int64_t)i;
        weight[i] = pow(1.05, (double)(i % 17));
        size_t to = (i * 1237 + 5) % ROWS;
        turned[to] = claim[i];
        turned_weight[to] = weight[i];
    }
    for (int weighted = 0; weighted < 2; weighted++)
        for (sol_rule rule = 0; rule < SOL_RULES; rule++) {
            if (rule == SOL_RULE_PRIORITY || (weighted && !sol_rule_table[rule].takes_weights))
                continue;
            sol_rule_choice choice = sol_rule_default(rule);
            choice.p = 0.7;
            sol_claims_problem p = {
                .count = ROWS, .claim = claim, .weight = weighted ? weight : NULL, .endowment.units = sum / 3 * ROWS};
            sol_divide(&p, &choice, SOL_ROUND_REMAINDER, arena, award);
            p.claim = turned;
            p.weight = weighted ? turned_weight : NULL;
            sol_divide(&p, &choice, SOL_ROUND_REMAINDER, arena, other);
            for (size_t i = 0; i < ROWS; i++)
                cr_assert_eq(award[i].units, other[(i * 1237 + 5) % ROWS].units, "%s: row %zu",
                             sol_rule_table[rule].name, i);
        }
    sol_arena_free(arena);
}

Test(rules, weights_from_a_millionth_to_a_million_divide)
{
    uint64_t dice = 8;
    sol_arena *arena = sol_arena_new();
    static const sol_rule rules[] = {SOL_RULE_PROPORTIONAL, SOL_RULE_EQUAL_AWARDS, SOL_RULE_EQUAL_LOSSES,
                                     SOL_RULE_TALMUD};
    for (int round = 0; round < 500; round++) {
        enum { ROWS = 12 };
        sol_money claim[ROWS], award[ROWS], floor[ROWS];
        double weight[ROWS], exact[ROWS];
        int64_t sum = 0;
        for (size_t i = 0; i < ROWS; i++) {
            claim[i].units = dice_below(&dice, INT64_C(100000000000));
            weight[i] = pow(10, 12 * dice_share(&dice) - 6);
            sum += claim[i].units;
        }
        sol_claims_problem p = {
            .count = ROWS, .claim = claim, .weight = weight, .endowment.units = dice_below(&dice, sum)};
        sol_rule_choice rule = sol_rule_default(rules[round % 4]);
        sol_divide(&p, &rule, SOL_ROUND_REMAINDER, arena, award);
        sol_divide(&p, &rule, SOL_ROUND_DOWN, arena, floor);
        sol_division d = sol_divide_exactly(&p, &rule, arena, exact);
        cr_assert_lt(d.error, 1e-12);
        int64_t given = 0, floors = 0;
        for (size_t i = 0; i < ROWS; i++) {
            given += award[i].units;
            floors += floor[i].units;
            double below = exact[i] - (double)floor[i].units;
            cr_assert(below > -1e-4 && below < 1 + 1e-4);
        }
        cr_assert_eq(given, p.endowment.units, "round %d", round);
        cr_assert_leq(floors, p.endowment.units);
        sol_arena_reset(arena);
    }
    sol_arena_free(arena);
}

Test(rules, hydraulic_rounding_takes_from_nobody_when_there_is_more)
{
    uint64_t dice = 77;
    sol_arena *arena = sol_arena_new();
    for (int round = 0; round < 60; round++) {
        enum { ROWS = 7 };
        sol_money claim[ROWS], award[ROWS], before[ROWS] = {{0}};
        double weight[ROWS];
        int64_t sum = 0;
        for (size_t i = 0; i < ROWS; i++) {
            claim[i].units = dice_below(&dice, 40);
            weight[i] = 0.5 + 3 * dice_share(&dice);
            sum += claim[i].units;
        }
        sol_rule_choice rule = sol_rule_default((sol_rule)(round % SOL_RULES));
        rule.p = 1.5;
        for (int64_t endowment = 0; endowment <= sum; endowment++) {
            sol_claims_problem p = {
                .count = ROWS, .claim = claim, .weight = round % 2 ? weight : NULL, .endowment.units = endowment};
            sol_division d = sol_divide(&p, &rule, SOL_ROUND_HYDRAULIC, arena, award);
            int64_t given = 0;
            for (size_t i = 0; i < ROWS; i++) {
                cr_assert_geq(award[i].units, before[i].units, "%s: row %zu at %lld", sol_rule_table[rule.rule].name, i,
                              (long long)endowment);
                cr_assert_leq(award[i].units, claim[i].units);
                given += award[i].units;
                before[i] = award[i];
            }
            cr_assert_eq(given, endowment, "%s", sol_rule_table[rule.rule].name);
            cr_assert_eq(d.leftover.units, 0);
            sol_arena_reset(arena);
        }
    }
    sol_arena_free(arena);
}

/* Pairs of rules that are each other's dual, or the same (Aumann and Maschler 1985; Thomson 2019). */
Test(rules, duals_and_identities_hold)
{
    uint64_t dice = 63;
    sol_arena *arena = sol_arena_new();
    struct {
        sol_rule_choice one, other;
        bool dual;
    } rows[10];
    size_t count = 0;
    for (int k = 0; k < 10; k++)
        rows[k].one = rows[k].other = sol_rule_default(SOL_RULE_TALMUD), rows[k].dual = false;
    rows[count].one.rule = SOL_RULE_EQUAL_AWARDS, rows[count].other.rule = SOL_RULE_EQUAL_LOSSES,
    rows[count++].dual = true;
    rows[count].one.theta = 0.3, rows[count].other.theta = 0.7, rows[count++].dual = true;
    rows[count].one.rule = rows[count].other.rule = SOL_RULE_REVERSE_TALMUD;
    rows[count].one.theta = 0.2, rows[count].other.theta = 0.8, rows[count++].dual = true;
    rows[count].one.theta = 1, rows[count++].other.rule = SOL_RULE_EQUAL_AWARDS;
    rows[count].one.theta = 0, rows[count++].other.rule = SOL_RULE_EQUAL_LOSSES;
    rows[count].one.rule = SOL_RULE_EQUAL_SACRIFICE, rows[count].one.p = -1,
    rows[count++].other.rule = SOL_RULE_EQUAL_LOSSES;
    rows[count].one.rule = SOL_RULE_EQUAL_SACRIFICE, rows[count].one.p = 0,
    rows[count++].other.rule = SOL_RULE_PROPORTIONAL;
    rows[count].one.rule = SOL_RULE_EQUAL_SACRIFICE, rows[count].one.p = INFINITY,
    rows[count++].other.rule = SOL_RULE_EQUAL_AWARDS;
    rows[count].one.rule = SOL_RULE_ALPHA_FAIR, rows[count].one.alpha = 1,
    rows[count++].other.rule = SOL_RULE_PROPORTIONAL;
    for (int round = 0; round < 400; round++)
        for (size_t k = 0; k < count; k++) {
            enum { ROWS = 6 };
            sol_money claim[ROWS];
            double survival[ROWS], one[ROWS], other[ROWS];
            int64_t sum = 0;
            for (size_t i = 0; i < ROWS; i++) {
                claim[i].units = dice_below(&dice, 1000);
                survival[i] = dice_share(&dice);
                sum += claim[i].units;
            }
            int64_t endowment = dice_below(&dice, sum + 1);
            sol_claims_problem p = {.count = ROWS, .claim = claim, .survival = survival, .endowment.units = endowment};
            sol_divide_exactly(&p, &rows[k].one, arena, one);
            p.endowment.units = rows[k].dual ? sum - endowment : endowment;
            sol_divide_exactly(&p, &rows[k].other, arena, other);
            for (size_t i = 0; i < ROWS; i++)
                cr_assert_float_eq(one[i], rows[k].dual ? (double)claim[i].units - other[i] : other[i], 1e-9,
                                   "pair %zu, round %d, row %zu", k, round, i);
            sol_arena_reset(arena);
        }
    sol_arena_free(arena);
}

/* Concede-and-divide for two (Aumann and Maschler 1985): six rules are one. */
Test(rules, six_rules_agree_on_two_claimants)
{
    static const sol_rule same[] = {SOL_RULE_TALMUD, SOL_RULE_ADJUSTED_PROPORTIONAL, SOL_RULE_RANDOM_ARRIVAL,
                                    SOL_RULE_AVERAGE_OF_AWARDS, SOL_RULE_MINIMAL_OVERLAP};
    sol_arena *arena = sol_arena_new();
    for (int64_t a = 0; a <= 9; a++)
        for (int64_t b = a; b <= 12; b++)
            for (int64_t endowment = 0; endowment <= a + b; endowment++) {
                sol_money claim[] = {{a}, {b}};
                sol_claims_problem p = {.count = 2, .claim = claim, .endowment.units = endowment};
                double first = fmax(0, (double)(endowment - b)), second = fmax(0, (double)(endowment - a));
                double expected = first + ((double)endowment - first - second) / 2;
                for (size_t k = 0; k < 5; k++) {
                    double award[2];
                    sol_rule_choice rule = sol_rule_default(same[k]);
                    sol_divide_exactly(&p, &rule, arena, award);
                    cr_assert_float_eq(award[0], expected, 1e-12, "%s, %lld of (%lld, %lld)",
                                       sol_rule_table[same[k]].name, (long long)endowment, (long long)a, (long long)b);
                }
                sol_arena_reset(arena);
            }
    sol_arena_free(arena);
}

/* CEA is the most equal of all divisions and, of those that keep the order of claims, CEL the least. */
Test(rules, lorenz_curves_lie_between_equal_awards_and_equal_losses)
{
    uint64_t dice = 31;
    sol_arena *arena = sol_arena_new();
    for (int round = 0; round < 300; round++) {
        enum { ROWS = 9 };
        sol_money claim[ROWS];
        double award[ROWS], awards[ROWS], losses[ROWS];
        int64_t sum = 0;
        for (size_t i = 0; i < ROWS; i++)
            sum += claim[i].units = dice_below(&dice, 100);
        sol_claims_problem p = {.count = ROWS, .claim = claim, .endowment.units = dice_below(&dice, sum + 1)};
        sol_rule_choice rule = sol_rule_default(SOL_RULE_EQUAL_AWARDS);
        sol_divide_exactly(&p, &rule, arena, awards);
        rule.rule = SOL_RULE_EQUAL_LOSSES;
        sol_divide_exactly(&p, &rule, arena, losses);
        for (sol_rule r = 0; r < SOL_RULES; r++) {
            if (r == SOL_RULE_PRIORITY)
                continue;
            rule = sol_rule_default(r);
            rule.p = 2;
            sol_divide_exactly(&p, &rule, arena, award);
            sol_lorenz above = sol_measure_lorenz(ROWS, awards, award, 1e-9, arena);
            sol_lorenz below = sol_measure_lorenz(ROWS, losses, award, 1e-9, arena);
            cr_assert(above == SOL_LORENZ_ABOVE || above == SOL_LORENZ_SAME, "%s", sol_rule_table[r].name);
            cr_assert(below == SOL_LORENZ_BELOW || below == SOL_LORENZ_SAME, "%s", sol_rule_table[r].name);
        }
        sol_arena_reset(arena);
    }
    sol_arena_free(arena);
}

/* What is claimed above the endowment changes nothing, and a unit below it next to nothing: among few, and where sums are worked out by laws. */
Test(rules, a_claim_of_all_there_is_is_cut_at_it)
{
    enum { MOST = 400, CLOSE = 20 }; /* of a few claims' worth the normal law is off by some hundredths */
    static const sol_rule cutting[] = {SOL_RULE_RANDOM_ARRIVAL, SOL_RULE_AVERAGE_OF_AWARDS, SOL_RULE_TALMUD};
    static const size_t counts[] = {5, 60, MOST};
    const int64_t endowment = 424700;
    uint64_t dice = 5;
    sol_arena *arena = sol_arena_new();
    for (size_t k = 0; k < sizeof cutting / sizeof *cutting; k++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            static sol_money claim[MOST], below[MOST], at[MOST], above[MOST];
            const size_t n = counts[c];
            const sol_rule_choice rule = sol_rule_default(cutting[k]);
            const sol_claims_problem p = {.count = n, .claim = claim, .endowment.units = endowment};
            for (size_t i = 0; i < n; i++)
                claim[i].units = 17000 + dice_below(&dice, 280000);
            claim[n - 1].units = endowment - 1;
            sol_divide(&p, &rule, SOL_ROUND_REMAINDER, arena, below);
            claim[n - 1].units = endowment;
            sol_divide(&p, &rule, SOL_ROUND_REMAINDER, arena, at);
            claim[n - 1].units = 2 * endowment;
            sol_divide(&p, &rule, SOL_ROUND_REMAINDER, arena, above);
            for (size_t i = 0; i < n; i++) {
                cr_assert_eq(at[i].units, above[i].units, "%s of %zu", sol_rule_table[rule.rule].name, n);
                cr_assert(llabs(at[i].units - below[i].units) <= at[i].units / CLOSE + 2, "%s of %zu: %lld, %lld",
                          sol_rule_table[rule.rule].name, n, (long long)below[i].units, (long long)at[i].units);
            }
            sol_arena_reset(arena);
        }
    sol_arena_free(arena);
}
