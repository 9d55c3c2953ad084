#include "division/rules/centroid.h"
#include "division/rules/arrival.h"
#include "division/rules/rules.h"

#include <math.h>

sol_division rules_average_of_awards(const sol_claims_problem *problem, const outcome_totals *totals,
                                     const sol_rule_choice *rule, sol_arena *scratch, outcome *out)
{
    (void)rule;
    distinct d = distinct_of(problem, totals, scratch);
    sol_division result = {.passes = 2, .error = 0x1p-46, .method = "exact"};
    if (d.count == 1)
        d.award[0] = (double)d.endowment / (double)d.people;
    else if (d.people <= CENTROID_SUBSETS)
        centroid_by_subsets(&d, scratch);
    else if (centroid_by_inversion(&d, scratch)) {
        result.error = 1e-12;
        result.method = "inversion";
    } else if (d.people <= ARRIVAL_SUBSETS)
        centroid_by_subsets(&d, scratch);
    else {
        result.error = centroid_by_tilting(&d, scratch);
        result.method = "tilting";
    }
    distinct_put(problem, &d, true, fmin((double)totals->largest * 0x1p-44, 0x1p-20), out);
    return result;
}
