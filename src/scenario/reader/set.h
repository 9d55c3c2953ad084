/* Values given on the command line in place of those of the file. */
#ifndef SOL_SCENARIO_SET_H
#define SOL_SCENARIO_SET_H

#include "scenario/text/node.h"

/**
 * The tree with one value replaced as `key.path=value` says; a part of the path in double quotes may hold points, items of a list are named
 * by their name or, from 0, their number.
 *
 * Gives    the new tree, which shares what did not change; or the old one and an error
 */
const sol_node *set_value(sol_arena *arena, const sol_node *root, const char *setting, sol_diagnostics *diagnostics);

#endif
