/* The share in time while trials run: what progress tells, and what --until stops by. */
#ifndef SOL_ENGINE_RUNNING_H
#define SOL_ENGINE_RUNNING_H

#include "solatium/simulation.h"

/* Sums over those of the trials done in which anybody counts. */
typedef struct running_share {
    uint64_t done, counted;
    double sum, squares;
} running_share;

/** Adds a trial's share, in METRICS_SHARE_PARTS, or TALLY_NONE. */
void running_add(running_share *share, int64_t parts);

/** Tells settings->progress, if it is given, how far the trials have come. */
void running_tell(const running_share *share, const sol_simulation_settings *settings);

/**
 * The half-width of the share in time at the j-th look, wide enough for all looks together: look j takes 1/(j·(j + 1)) of the 5 %, which
 * sum to it however often one looks. Infinite as long as somebody counts in but a few trials of many.
 */
double running_half_width(const running_share *share, uint64_t look);

#endif
