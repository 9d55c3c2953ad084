/* The parts that fill a row, for metrics.c. */
#ifndef SOL_ENGINE_METRICS_PARTS_H
#define SOL_ENGINE_METRICS_PARTS_H

#include "engine/tally/metrics.h"

/** The state of an ending, as in endings.h. */
sol_state metrics_state(unsigned ending);

/** States, reasons, shares, money by claimant, and bands. */
void metrics_fill_people(const trial *t, const metrics_layout *layout, metrics_room *room, int64_t *row);

#endif
