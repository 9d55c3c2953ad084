/* Minimal overlap: claims laid over the money so that as little of it as possible is claimed twice (O'Neill 1982). */
#include "division/rows/order.h"
#include "division/rules/rules.h"

#define ONE ((sol_wide)1 << 64)

/* The top of the layers, a fraction p / q: the endowment, or above the largest claim's endowment the s that solves sum max(d − s, 0) = E − s. */
typedef struct summit {
    int64_t p, q;
} summit;

static summit summit_of(const sol_claims_problem *problem, const outcome_totals *totals, const uint32_t *order)
{
    int64_t endowment = problem->endowment.units;
    if (endowment <= totals->largest)
        return (summit){endowment, 1};
    int64_t above = totals->claims, people = totals->people;
    for (size_t k = 0; k < problem->count; k++) {
        size_t i = order[k];
        int64_t claim = problem->claim[i].units;
        if (people > 1 && (sol_wide)claim * (people - 1) >= above - endowment)
            break;
        above -= claim * outcome_people(problem, i);
        people -= outcome_people(problem, i);
    }
    return people > 1 ? (summit){above - endowment, people - 1} : (summit){totals->largest, 1};
}

sol_division rules_minimal_overlap(const sol_claims_problem *problem, const outcome_totals *totals,
                                   const sol_rule_choice *rule, sol_arena *scratch, outcome *out)
{
    (void)rule;
    uint64_t *key = SOL_TAKE(scratch, problem->count, uint64_t);
    uint32_t *order = order_of_rows(problem->count, scratch);
    for (size_t i = 0; i < problem->count; i++)
        key[i] = (uint64_t)problem->claim[i].units;
    order_by(key, problem->count, order, scratch);
    summit top = summit_of(problem, totals, order);
    sol_wide height = (sol_wide)top.p * ONE / top.q, share = 0; /* each layer's part, in 2^-64ths */
    int64_t people = totals->people, below = 0;
    for (size_t k = 0; k < problem->count; k++) {
        size_t i = order[k];
        int64_t claim = problem->claim[i].units;
        if (claim > below && people > 0 && below * ONE < height) {
            sol_wide reach = claim * ONE < height ? claim * ONE : height;
            share += (reach - below * ONE) / people;
            below = claim;
        }
        sol_wide over = claim * ONE - height;
        bool whole_claim = problem->endowment.units > totals->largest && over > 0;
        outcome_put_fixed(out, i, share + (whole_claim ? over : 0));
        people -= outcome_people(problem, i);
    }
    double error = (double)problem->count * 0x1p-64 / (double)totals->largest;
    return (sol_division){.passes = 3, .error = error, .method = "exact"};
}
