/* What all parts of a summary are made from; for summary.c. */
#ifndef SOL_ENGINE_SUMMARY_PARTS_H
#define SOL_ENGINE_SUMMARY_PARTS_H

#include "engine/tally/summary.h"

typedef struct summary_maker {
    sol_arena *arena;
    const sol_plan *plan;
    const metrics_layout *layout;
    const tally *numbers;
    uint64_t trials;
} summary_maker;

static const double summary_per_share = 1.0 / (double)METRICS_SHARE_PARTS;

/** The estimate of a number; of a share. */
static inline sol_estimate summary_number(const summary_maker *m, size_t index)
{
    return tally_estimate(m->numbers, index, m->trials, 1);
}

static inline sol_estimate summary_share(const summary_maker *m, size_t index)
{
    return tally_estimate(m->numbers, index, m->trials, summary_per_share);
}

/** Which claims are wholly paid, by when, and what is unpaid; how figures lie. */
void summary_add_whole(const summary_maker *m, sol_result *result);

/** Deaths by month; nothing in a brief layout. */
void summary_add_deaths(const summary_maker *m, sol_result *result);

#endif
