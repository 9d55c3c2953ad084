/* Limits within which no sum of money in can overflow. */
#ifndef SOL_PLAN_BOUNDS_H
#define SOL_PLAN_BOUNDS_H

#include "plan/money.h"

/**
 * Checks that nothing that a trial can draw passes SOL_MONEY_SUM_MAX, and sets the arrival limit.
 *
 * Each uncertain amount counts with the most that a draw can give, each price with the edge of its path (money_details.brownian_limit).
 *
 * Errors   S801: the money of one trial could pass 10^18 units; S802: more than MONEY_ARRIVALS_MAX dated amounts in one trial
 */
bool bounds_check(const sol_scenario *scenario, const sol_plan *plan, money_details *details,
                  sol_diagnostics *diagnostics);

#endif
