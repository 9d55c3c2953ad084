/* Diagnostics of a text that goes: of it only the lines stay that they name. */
#ifndef SOL_SCENARIO_EXCERPT_H
#define SOL_SCENARIO_EXCERPT_H

#include "solatium/diagnostic.h"

/** Adds what was found to a list. Its sources are copied to `arena`: lines that are named, at their numbers, and the others empty. */
void excerpt_join(sol_arena *arena, sol_diagnostics *list, sol_diagnostics *found);

#endif
