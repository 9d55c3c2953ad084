/* What no Monte Carlo over persons can avoid. */
#ifndef ENGINE_FLOOR_H
#define ENGINE_FLOOR_H

#include "engine/lives/deaths.h"

/* Nanoseconds a claimant and trial for a lifetime's number, the date he does not see, and his claim added to that date's sum. */
double engine_floor_ns(const sol_plan *plan);

/* The same for a version, by multipliers of mortality that are drawn or not, and how much of it are numbers and look-ups alone. */
typedef struct engine_floor {
    double draw, look_up, all;
} engine_floor;

engine_floor engine_floor_of(const sol_plan *plan, const deaths_version *version, bool is_drawn);

#endif
