/* The rules that have a file of their own. Each ignores weights and bounds; a row's multiplicity counts. */
#ifndef SOL_DIVISION_RULES_H
#define SOL_DIVISION_RULES_H

#include "division/rows/outcome.h"

/** One of them. Needs 0 < endowment < sum of claims. */
typedef sol_division rules_divide(const sol_claims_problem *problem, const outcome_totals *totals,
                                  const sol_rule_choice *rule, sol_arena *scratch, outcome *out);

rules_divide rules_priority;
rules_divide rules_equal_sacrifice; /* keeps bounds; needs p in (−1, 0) or (0, infinity) */
rules_divide rules_average;
rules_divide rules_adjusted_proportional;
rules_divide rules_truncated_proportional;
rules_divide rules_alpha_min;
rules_divide rules_minimal_overlap;
rules_divide rules_random_arrival;
rules_divide rules_average_of_awards;
rules_divide rules_dominguez_thomson;

#endif
