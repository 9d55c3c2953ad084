/* Whether a trial may keep levels in place of totals: history/history.h says of what, and why that is the same. */
#ifndef SOL_ENGINE_COMMON_HISTORY_H
#define SOL_ENGINE_COMMON_HISTORY_H

#include "plan/plan.h"

/* Plans of fewer people do not repay it. */
enum { COMMON_HISTORY_WORTH = 256 };

/**
 * Whether claims have a common history in any trial of a plan: they bear no interest and had no payment before start, all money goes by steps of
 * which each sees all that was paid, every step is cumulative, without weights, and its rule gives all the same amount or share; sums of
 * claims are exact in doubles.
 */
bool common_history_fits(const sol_plan *plan);

#endif
