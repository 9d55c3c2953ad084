/* Goals of scenarios that are compared: where they differ, each scenario is measured by all of them. */
#ifndef SOL_STUDY_GOALS_H
#define SOL_STUDY_GOALS_H

#include "plan/plan.h"
#include "solatium/study.h"

/** The first goals of the plans that differ from each other in what they ask, in their order; one where all ask the same. */
sol_goal_of *goals_distinct(sol_arena *arena, size_t plan_count, const sol_plan *const *plan, size_t *count);

/** Whether a scenario's own first goal asks what another's asks. */
bool goals_are_same(const sol_scenario *scenario, const sol_goal_of *goal);

/**
 * Adds to a scenario's goals those of `also` that are not its own and that can be asked of it: their groups are there, their day is between
 * `start` and `end`.
 */
void goals_add(sol_arena *arena, sol_scenario *scenario, size_t count, const sol_goal_of *also);

/** What a result of such a scenario says of goal k of `also`; support SOL_OF_NONE where it cannot be asked of it. */
sol_verdict goals_verdict(const sol_scenario *scenario, const sol_goal_of *also, size_t k, const sol_result *result);

/** Puts one of a scenario's goals first; the others follow in their order. Needs which < timeliness_count. */
void goals_put_first(sol_arena *arena, sol_scenario *scenario, size_t which);

#endif
