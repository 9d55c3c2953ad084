/* YAML text to a tree of nodes. */
#ifndef SOL_SCENARIO_YAML_H
#define SOL_SCENARIO_YAML_H

#include "scenario/text/node.h"

enum { YAML_DEPTH_MAX = 64, YAML_NODES_MAX = 3000000 };

/**
 * Reads the one document of a text.
 *
 * Gives    its root, a mapping, with keys that are plain texts and stand once each; or NULL and an error. With errors that do not hide the
 *          rest (an alias, a key given twice) the tree comes without what is wrong.
 * Cost     linear; at most YAML_NODES_MAX nodes and YAML_DEPTH_MAX levels
 */
sol_node *yaml_read(sol_arena *arena, const text_source *source, sol_diagnostics *diagnostics);

/** A value as an argument gives it from byte `from` on: a flow `{…}` or `[…]`, else all of it as one scalar. */
sol_node *yaml_read_value(sol_arena *arena, const text_source *source, size_t from, sol_diagnostics *diagnostics);

#endif
