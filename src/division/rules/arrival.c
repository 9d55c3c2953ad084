#include "division/rules/arrival.h"
#include "division/rules/rules.h"

#include <math.h>

#define COUNTING_MOST 1e9
#define COUNTING_CHEAP 1e7 /* where subsets would do as well */

sol_division rules_random_arrival(const sol_claims_problem *problem, const outcome_totals *totals,
                                  const sol_rule_choice *rule, sol_arena *scratch, outcome *out)
{
    (void)rule;
    distinct d = distinct_of(problem, totals, scratch);
    sol_division result = {.passes = 2, .error = 0x1p-46, .method = "exact"};
    double work = arrival_work(&d);
    if (d.count == 1)
        d.award[0] = (double)d.endowment / (double)d.people;
    else if (d.people <= ARRIVAL_SUBSETS && work > COUNTING_CHEAP)
        arrival_by_subsets(&d);
    else if (work <= COUNTING_MOST)
        arrival_by_counting(&d, scratch);
    else {
        result.error = arrival_by_normal_law(&d, scratch);
        result.method = "quadrature";
    }
    distinct_put(problem, &d, true, fmin((double)totals->largest * 0x1p-44, 0x1p-20), out);
    return result;
}
