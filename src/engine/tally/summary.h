/* From the numbers of many trials to a result. */
#ifndef SOL_ENGINE_SUMMARY_H
#define SOL_ENGINE_SUMMARY_H

#include "engine/tally/metrics.h"
#include "engine/tally/tally.h"

/** The result of `trials` trials; claimants' prospects are left out, and with a brief layout sources, bands and the timeline. */
sol_result *summary_make(sol_arena *arena, const sol_plan *plan, const metrics_layout *layout, const tally *numbers,
                         uint64_t trials);

#endif
