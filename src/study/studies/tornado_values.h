/* The values of a scenario that a tornado moves. */
#ifndef SOL_STUDY_TORNADO_VALUES_H
#define SOL_STUDY_TORNADO_VALUES_H

#include "solatium/tornado.h"

/** A value that can be moved. */
typedef struct tornado_value {
    sol_tornado_row row;
    bool has_low, has_high; /* the end differs from the value as it is */
    size_t rank, index;     /* the order in which values are tried */
} tornado_value;

/** Reads one of the assumptions; false: it is not one that moves. `rank` is set, `index` is not. */
bool tornado_value_of(sol_arena *arena, const sol_scenario *scenario, const sol_assumption *said, double by,
                      tornado_value *value);

#endif
