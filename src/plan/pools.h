/* Pools of money kept for groups. */
#ifndef SOL_PLAN_POOLS_H
#define SOL_PLAN_POOLS_H

#include "plan/plan.h"

/**
 * Makes the pools, and says into which each other source pays.
 *
 * Sources with the same groups, the same `counts` and the same `then` share a pool; where the same groups are named with other
 * terms, each has a pool of its own, since money of both kinds could not be told apart in one. Fewest claimants (estates included)
 * first, ties in the order of the sources. A match and a source without earmark pay into the general pool.
 *
 * Needs    plan->people
 * Gives    plan->money.pool, pool_count and source_pool
 */
void pools_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan);

#endif
