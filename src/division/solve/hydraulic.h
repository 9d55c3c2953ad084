/* Divisor-type rounding: one level moves, each award is rounded to nearest, nobody loses when the endowment grows. */
#ifndef SOL_DIVISION_HYDRAULIC_H
#define SOL_DIVISION_HYDRAULIC_H

#include "division/level/level.h"

/**
 * Awards in whole units along the rule's path of levels (unweighted: on a grid of whole numbers), or for a rule without one along the
 * endowment; what the last step leaves goes to those it would raise, the larger claim first.
 *
 * Needs    sum of lower < endowment < sum of upper; `weighted` is the problem with the rule's weights
 * Gives    what could not be placed: 0, but for rows that stand for several
 * Cost     O(n) for each of some 20 to 130 passes
 */
int64_t hydraulic_divide(const sol_claims_problem *weighted, const outcome_totals *totals, const sol_rule_choice *rule,
                         sol_arena *scratch, sol_money *award);

#endif
