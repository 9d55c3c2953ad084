/* Where files may lie that a scenario names, if they are confined: under its own folder, whatever links lead to. */
#ifndef SOL_SCENARIO_CONFINE_H
#define SOL_SCENARIO_CONFINE_H

#include "solatium/arena.h"

#include <stdbool.h>

/** The folder itself, without links ("": the working folder); NULL and errno: it cannot be looked for. */
const char *confine_folder(sol_arena *arena, const char *folder);

/** Whether a path leads to something under such a folder. Of what is not there the nearest folder that is counts; a link to nowhere and
 * "-", standard input, lead outside. */
bool confine_holds(const char *folder, const char *path);

#endif
