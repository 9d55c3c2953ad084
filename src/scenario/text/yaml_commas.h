/* In braces and brackets a comma ends a value: `{claim: 100,000}` has a claim of 100 and a key `000`. */
#ifndef SOL_SCENARIO_YAML_COMMAS_H
#define SOL_SCENARIO_YAML_COMMAS_H

#include "scenario/text/node.h"

/**
 * Looks among the children of a collection for scalars that commas cut from one number, adds an error (S114) at each such stretch and marks
 * its first value (of a mapping) or the collection (a list) as broken.
 *
 * Shape    child[count]: items, or keys and values in turn; the pairs that were a number's digits are taken out
 * Gives    the children left
 */
size_t yaml_commas_check(sol_arena *arena, sol_node *collection, size_t count, const sol_node **child,
                         sol_diagnostics *diagnostics);

#endif
