/* One claimant's prospects, and one trial to the last unit of money, as documents. */
#ifndef SOL_REPORT_EXPLAIN_H
#define SOL_REPORT_EXPLAIN_H

#include "plan/plan.h"
#include "report/document/document.h"

/** A page about a claimant that can be read out. Needs a result that outlives it. */
document *explain_claimant(sol_arena *arena, const sol_result *result, const sol_claimant_result *claimant);

/**
 * Runs one trial and tells it: what happened, what came when, each division with the rule's arithmetic, and the identity at its end.
 *
 * Needs    trial <= SOL_DRAWN_TRIAL_MAX; `claimant`: an index into the plan's people whose own payments are told as well, or SIZE_MAX
 */
document *explain_trial(sol_arena *arena, const sol_plan *plan, uint64_t seed, uint64_t trial, size_t claimant);

#endif
