/*
 * Keys that are a slip of another one are put right before anything is read: the slip is one error at its place, and not that a key is
 * missing and all else that would follow from it.
 */
#ifndef SOL_SCENARIO_MEND_H
#define SOL_SCENARIO_MEND_H

#include "scenario/reader/reader.h"

/** The mapping with its slips put right, all the way down by the tables of keys; itself where there are none. */
const sol_node *mend_keys(reader *r, const key_table *table, const sol_node *mapping);

#endif
