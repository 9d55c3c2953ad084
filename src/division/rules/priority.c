#include "division/rows/order.h"
#include "division/rules/rules.h"

/* File order needs no sorting. */
static uint32_t *order_to_pay(const sol_claims_problem *problem, sol_priority by, sol_arena *scratch)
{
    if (by != SOL_BY_CLAIM && !problem->urgency)
        return NULL;
    uint64_t *key = SOL_TAKE(scratch, problem->count, uint64_t);
    for (size_t i = 0; i < problem->count; i++)
        key[i] = by == SOL_BY_CLAIM ? (uint64_t)problem->claim[i].units : ~order_key(problem->urgency[i]);
    uint32_t *order = order_of_rows(problem->count, scratch);
    order_by(key, problem->count, order, scratch);
    return order;
}

sol_division rules_priority(const sol_claims_problem *problem, const outcome_totals *totals,
                            const sol_rule_choice *rule, sol_arena *scratch, outcome *out)
{
    uint32_t *order = order_to_pay(problem, rule->by, scratch);
    int64_t left = problem->endowment.units - totals->lower;
    for (size_t k = 0; k < problem->count; k++) {
        size_t i = order ? order[k] : k;
        int64_t low = outcome_lower(problem, i), room = outcome_upper(problem, i) - low;
        int64_t people = outcome_people(problem, i);
        int64_t fill = people && room > left / people ? left / people : room;
        int64_t rest = fill < room ? left - fill * people : 0; /* of the row that the money ends with */
        left -= fill * people + rest;
        if (out->whole)
            out->whole[i].units = low + fill;
        if (out->part)
            out->part[i] = (uint64_t)rest;
        if (out->exact)
            out->exact[i] = (double)(low + fill) + (people ? (double)rest / (double)people : 0);
    }
    return (sol_division){.passes = 1, .method = "exact"};
}
