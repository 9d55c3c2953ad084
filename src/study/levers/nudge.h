/* A written value moved by a factor: what a tornado tries at its two ends. */
#ifndef SOL_STUDY_NUDGE_H
#define SOL_STUDY_NUDGE_H

#include "solatium/scenario.h"

/** A value as it would be written, moved. */
typedef struct nudge {
    const char *value; /* NULL: not a value that can be moved */
    bool is_moved;     /* whether it differs from what was written */
    bool is_limit;     /* a part of it met the end of what its key allows */
} nudge;

/**
 * Moves the value of a key by a factor above 0: numbers, amounts, shares, rates and spans are multiplied, whole ones to the nearest whole;
 * a date moves so that the time from the scenario's start to it is multiplied, and one not after the start stays. Dates of birth are known and stay. A distribution moves by its location: both ends of a uniform one, all three of a triangular
 * one, the mean of a normal or exponential one, the median of a lognormal one, every value of a choice; its spread (standard deviation,
 * sigma, probabilities) stays.
 */
nudge nudge_value(sol_arena *arena, const sol_scenario *scenario, const sol_assumption *said, double factor);

#endif
