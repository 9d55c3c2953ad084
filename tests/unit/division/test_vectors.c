#include "vectors.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* A row as a problem and a rule; arrays of its parameters live in the caller. */
typedef struct posed {
    sol_claims_problem problem;
    sol_rule_choice rule;
    double weight[VECTOR_ROWS], urgency[VECTOR_ROWS], survival[VECTOR_ROWS];
} posed;

static void pose(const vector *v, posed *q)
{
    const sol_rule_row *row = sol_rule_named(v->rule);
    cr_assert_not_null(row, "%s", v->rule);
    q->problem = vectors_problem(v);
    q->rule = sol_rule_default(row->rule);
    vectors_parameter(v, "theta", &q->rule.theta);
    vectors_parameter(v, "p", &q->rule.p);
    vectors_parameter(v, "alpha", &q->rule.alpha);
    if (vectors_parameter(v, "w", q->weight))
        q->problem.weight = q->weight;
    if (vectors_parameter(v, "s", q->survival))
        q->problem.survival = q->survival;
    if (vectors_parameter(v, "key", q->urgency)) {
        for (size_t i = 0; i < v->count; i++)
            q->urgency[i] = -q->urgency[i];
        q->problem.urgency = q->urgency;
    }
}

static double largest_claim(const vector *v)
{
    double largest = 1;
    for (size_t i = 0; i < v->count; i++)
        largest = fmax(largest, (double)v->claim[i].units);
    return largest;
}

static bool is_rule(const vector *v)
{
    const sol_rule_row *row = sol_rule_named(v->rule);
    return row;
}

static void check_exactly(const vector *v)
{
    if (!is_rule(v))
        return;
    posed q;
    pose(v, &q);
    double award[VECTOR_ROWS];
    sol_arena *arena = sol_arena_new();
    sol_divide_exactly(&q.problem, &q.rule, arena, award);
    for (size_t i = 0; i < v->count; i++)
        cr_assert_float_eq(award[i], v->award[i], 1e-13 * largest_claim(v),
                           "%s %s %s: claimant %zu gets %.17g, not %.17g", v->name, v->rule, v->params, i, award[i],
                           v->award[i]);
    sol_arena_free(arena);
}

static void check_whole(const vector *v)
{
    posed q;
    pose(v, &q);
    sol_money award[VECTOR_ROWS];
    sol_arena *arena = sol_arena_new();
    sol_divide(&q.problem, &q.rule, strcmp(v->method, "hydraulic") ? SOL_ROUND_REMAINDER : SOL_ROUND_HYDRAULIC, arena,
               award);
    for (size_t i = 0; i < v->count; i++)
        cr_assert_eq(award[i].units, (int64_t)v->award[i], "%s %s %s %s: claimant %zu gets %lld, not %.0f", v->name,
                     v->rule, v->method, v->params, i, (long long)award[i].units, v->award[i]);
    sol_arena_free(arena);
}

Test(vectors, exact_awards_are_met)
{
    cr_assert_eq(vectors_each("exact.csv", check_exactly), 581);
    cr_assert_eq(vectors_each("weighted.csv", check_exactly), 467);
}

Test(vectors, whole_awards_are_met_to_the_unit)
{
    cr_assert_eq(vectors_each("whole.csv", check_whole), 240);
}

/* Exact awards of 15 to 80 claimants: counted or inverted, so the tolerance is that of doubles. */
Test(vectors, many_claimants_are_counted_exactly)
{
    cr_assert_eq(vectors_each("large.csv", check_exactly), 15);
}
