/* Whether a trial may keep levels in place of totals: history/history.h says of what, and why that is the same. */
#ifndef SOL_ENGINE_COMMON_HISTORY_H
#define SOL_ENGINE_COMMON_HISTORY_H

#include "plan/plan.h"

/* Plans of fewer people do not repay it, nor those of which more than the second part goes one by one. */
enum { COMMON_HISTORY_WORTH = 256, COMMON_HISTORY_FEW = 16 };

/** Whether a claim has a course of its own: it bears interest, or had a payment before start. */
bool common_history_is_own(const sol_plan *plan, size_t claimant);

/** How many do. */
size_t common_history_owns(const sol_plan *plan);

/** Whether what a step gives is one function of what it sees and a level, and what was paid before a part of it. */
bool common_history_has_level(const sol_step *step);

/**
 * Whether claims have a common history in any trial of a plan, but for those with a course of their own and for what steps without a level
 * give: all money goes by steps which see all that was paid, nothing is held, and sums of claims are exact in doubles.
 */
bool common_history_fits(const sol_plan *plan);

/** Whether it is worth while: people are many, and few go one by one. */
bool common_history_pays_off(const sol_plan *plan);

#endif
