/*
 * The ceiling of the rules: who would be in time in the same scenario with unlimited money in every pool, so what limits, steps, their levels
 * and whom they are for keep from people whom money could reach. Source   model, section 8
 */
#ifndef SOL_ENGINE_RULES_CEILING_H
#define SOL_ENGINE_RULES_CEILING_H

#include "plan/plan.h"

/**
 * The same plan with unlimited money in every pool; NULL where its rules surely give everyone all he is owed on the first pay date on which he
 * can be paid, so that its ceiling is the other one.
 */
const sol_plan *rules_ceiling_plan(sol_arena *arena, const sol_plan *plan);

#endif
