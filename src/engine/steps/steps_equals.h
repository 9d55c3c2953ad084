/* A step by equal awards or losses, or by both, by passes over what it sees: the level at which all have the endowment. */
#ifndef SOL_ENGINE_STEPS_EQUALS_H
#define SOL_ENGINE_STEPS_EQUALS_H

#include "division/level/level.h"
#include "engine/passes/columns.h"
#include "engine/steps/view.h"

typedef struct equals equals;

/** Room for the divisions of one step by a path of levels, which is kept. */
equals *equals_new(sol_arena *arena, const sol_plan *plan, const level_path *path);

/**
 * Finds the level.
 *
 * Needs    what was paid < endowment < what all claim; amounts below COLUMNS_LIMIT / 2
 * Gives    whether it was found: the same as sol_divide's
 */
bool equals_solve(equals *s, const view *v, int64_t endowment, columns_equal *level);

#endif
