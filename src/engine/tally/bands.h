/* Bands of people, made once for a plan. */
#ifndef SOL_ENGINE_BANDS_H
#define SOL_ENGINE_BANDS_H

#include "engine/tally/metrics.h"

/** Groups as written. */
void bands_by_group(sol_arena *arena, const sol_plan *plan, metrics_bands *bands);

/** Completed years at start, of those living then. */
void bands_by_age(sol_arena *arena, const sol_plan *plan, metrics_bands *bands);

/** Principal; the bands' edges are 1, 2 or 5 times a power of ten. */
void bands_by_claim(sol_arena *arena, const sol_plan *plan, metrics_bands *bands);

/** The cells in which bands of all kinds meet, and what the people of each band claimed. */
void bands_meet(sol_arena *arena, const sol_plan *plan, metrics_layout *layout);

#endif
