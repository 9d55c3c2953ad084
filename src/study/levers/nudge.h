/* A written value moved: what a tornado tries at its two ends. */
#ifndef SOL_STUDY_NUDGE_H
#define SOL_STUDY_NUDGE_H

#include "solatium/scenario.h"
#include "solatium/tornado.h"

/** A value as it would be written, moved. */
typedef struct nudge {
    const char *value; /* NULL: not a value that can be moved */
    sol_tornado_step step;
    bool is_moved; /* whether it differs from what was written */
    bool is_limit; /* a part of it met the end of what its key allows */
} nudge;

/**
 * Moves the value of a key down (`by` below 0) or up: ages by a year, dates by half a year, whatever `by` is; numbers, amounts, shares, rates and
 * spans are multiplied by 1 + by, whole ones to the nearest whole. A span that stands for a date (`{after: 18mo}`) moves as a date does. Days before
 * the scenario's start are known and stay, as dates of birth do, and none is moved to before it: then all days of the value move
 * by what is left. A distribution moves by its location: both ends of a uniform one, all three of a triangular one, the mean of a normal or
 * exponential one, the median of a lognormal one, every value of a choice; its spread (standard deviation, sigma, probabilities) stays.
 */
nudge nudge_value(sol_arena *arena, const sol_scenario *scenario, const sol_assumption *said, double by);

#endif
