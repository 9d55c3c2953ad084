/* Priority: from the lower to the upper bound, one row after the other while money lasts. */
#ifndef SOL_DIVISION_PRIORITY_H
#define SOL_DIVISION_PRIORITY_H

#include "division/outcome.h"

/** Divides. Needs sum of lower < endowment < sum of upper. */
sol_division priority_divide(const sol_claims_problem *problem, const outcome_totals *totals, sol_priority by,
                             sol_arena *scratch, outcome *out);

#endif
