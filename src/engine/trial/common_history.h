/* Whether a trial may keep levels in place of totals: history/history.h says of what, and why that is the same. */
#ifndef SOL_ENGINE_COMMON_HISTORY_H
#define SOL_ENGINE_COMMON_HISTORY_H

#include "plan/plan.h"

/* Plans of fewer people do not repay it, nor those of which more than the second part have a course of their own. */
enum { COMMON_HISTORY_WORTH = 256, COMMON_HISTORY_OWN = 16 };

/** Whether a claim has a course of its own: it bears interest, or had a payment before start. */
bool common_history_is_own(const sol_plan *plan, size_t claimant);

/** How many do. */
size_t common_history_owns(const sol_plan *plan);

/**
 * Whether the other claims have a common history in any trial of a plan: all money goes by steps of
 * which each sees all that was paid, every step is cumulative, without weights, and its rule gives all the same amount or share; sums of
 * claims are exact in doubles.
 */
bool common_history_fits(const sol_plan *plan);

/** Whether it is worth while: people are many, and few have a course of their own. */
bool common_history_pays_off(const sol_plan *plan);

#endif
