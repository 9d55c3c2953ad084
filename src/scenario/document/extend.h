/* A scenario that extends another: the other's tree with what this one changes. */
#ifndef SOL_SCENARIO_EXTEND_H
#define SOL_SCENARIO_EXTEND_H

#include "scenario/document/document.h"
#include "scenario/keys/keys.h"

enum { EXTEND_DEPTH_MAX = 8 };

/** Gives the tree with all that it extends; or NULL and an error: without what it extends, what is missing cannot be told. */
const sol_node *extend_root(sol_document *document, const sol_node *root, sol_diagnostics *diagnostics);

/** The name by which an item of a named list is known, or NULL. */
const char *extend_item_name(const sol_node *item);

#endif
