/* §7: what a rule gives each of those in a step. */
#include "engine/model/parts.h"

#include <math.h>

static int64_t sum_of(size_t count, const int64_t *amount)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += amount[i];
    return sum;
}

/* Puts an award, rounded down. */
static void put(award_problem *problem, size_t i, int64_t x)
{
    problem->is_full[i] = x >= problem->upper[i];
    problem->gain[i] = (x - problem->lower[i]) / problem->unit * problem->unit;
}

/* rules.md: "`priority` fills from l to h in its order"; ties by file order. */
static void divide_by_priority(award_problem *problem)
{
    bool *is_done = SOL_TAKE(problem->arena, problem->count, bool);
    int64_t left = problem->endowment - sum_of(problem->count, problem->lower);
    for (size_t turn = 0; turn < problem->count; turn++) {
        size_t next = problem->count;
        for (size_t i = 0; i < problem->count; i++)
            if (!is_done[i] && (next == problem->count || problem->urgency[i] < problem->urgency[next]))
                next = i;
        is_done[next] = true;
        int64_t room = problem->upper[next] - problem->lower[next], filled = room < left ? room : left;
        put(problem, next, problem->lower[next] + filled);
        left -= filled;
    }
}

/* allocation.md, 6.1: p > 0: (d^−p + k)^(−1/p); −1 < p < 0: max(0, d^q − k)^(1/q), q = −p; d = 0 gives 0. */
static long double sacrifice_at(const award_problem *problem, size_t i, long double k)
{
    long double d = problem->claim[i], p = problem->step->rule.p, x = 0;
    if (d > 0 && p > 0)
        x = powl(powl(d, -p) + k, -1 / p);
    else if (d > 0)
        x = powl(fmaxl(0, powl(d, -p) - k), -1 / p);
    return fminl(fmaxl(x, problem->lower[i]), problem->upper[i]);
}

static long double sacrifices(const award_problem *problem, long double k)
{
    long double sum = 0;
    for (size_t i = 0; i < problem->count; i++)
        sum += sacrifice_at(problem, i, k);
    return sum;
}

/* By halving k; what is closer to a whole unit than the arithmetic is, is that unit. */
static void divide_by_sacrifice(award_problem *problem)
{
    long double low = 0, high = 1;
    while (sacrifices(problem, high) > problem->endowment && high < 1e4000L)
        high *= 2;
    while (sacrifices(problem, high / 2) <= problem->endowment && high > 1e-4000L)
        high /= 2;
    low = high / 2;
    for (int round = 0; round < 80; round++) {
        long double middle = (low + high) / 2;
        if (sacrifices(problem, middle) > problem->endowment)
            low = middle;
        else
            high = middle;
    }
    for (size_t i = 0; i < problem->count; i++)
        put(problem, i, (int64_t)floorl(sacrifice_at(problem, i, high) + 1e-7L));
}

/* "Rules without λ (from `average` down) take `basis: outstanding` only": here the program's own division, which has tests of its own against
   vectors by exact rational arithmetic. They know no bounds: who may have no more than his share of the limit claims that, else money that is
   there would go to nobody. */
static void divide_without_level(award_problem *problem)
{
    sol_money *claim = SOL_TAKE(problem->arena, problem->count, sol_money);
    sol_money *award = SOL_TAKE(problem->arena, problem->count, sol_money);
    sol_claims_problem plain = {.claim = claim, .endowment = {problem->endowment}};
    for (size_t i = 0; i < problem->count; i++)
        if (problem->upper[i] > 0)
            claim[plain.count++].units = problem->upper[i];
    sol_divide(&plain, &problem->step->rule, SOL_ROUND_DOWN, problem->arena, award);
    for (size_t i = 0, n = 0; i < problem->count; i++)
        put(problem, i, problem->upper[i] > 0 ? award[n++].units : 0);
}

void model_award_divide(award_problem *problem)
{
    int64_t most = sum_of(problem->count, problem->upper);
    if (problem->endowment >= most) { /* "Σx = min(E, Σh)" */
        for (size_t i = 0; i < problem->count; i++)
            put(problem, i, problem->upper[i]);
        return;
    }
    if (model_level_is_rule(&problem->step->rule))
        model_level_divide_exactly(problem);
    else if (problem->step->rule.rule == SOL_RULE_PRIORITY)
        divide_by_priority(problem);
    else if (problem->step->rule.rule == SOL_RULE_EQUAL_SACRIFICE)
        divide_by_sacrifice(problem);
    else
        divide_without_level(problem);
}
