/* Where two trees of one document differ. */
#ifndef SOL_SCENARIO_DIFFERENCES_H
#define SOL_SCENARIO_DIFFERENCES_H

#include "scenario/text/node.h"

enum { DIFFERENCES_DEPTH = 64 };

/**
 * Tells each place at which two trees say something else, by its path: the keys from the root on, "" for an item of a list.
 *
 * Two mappings are compared key by key while their keys are in the same order; what only the longer one has is a difference of its own.
 * Lists of different lengths and values of different kinds differ as a whole. Scalars are compared as they are written.
 */
void differences_tell(const sol_node *a, const sol_node *b,
                      void (*tell)(void *context, size_t depth, const char *const *path), void *context);

#endif
