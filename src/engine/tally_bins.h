/* Sums, squares and bins of numbers of any number of trials; for engine/tally.c. */
#ifndef SOL_ENGINE_TALLY_BINS_H
#define SOL_ENGINE_TALLY_BINS_H

#include "engine/tally.h"

tally_part *tally_bins_new(sol_arena *arena, size_t count);

/** Adds what another holds. */
void tally_bins_merge(tally_part *whole, const tally_part *part);

sol_wide tally_bins_sum(const tally_part *part, size_t index);
sol_estimate tally_bins_estimate(const tally_part *part, size_t index, uint64_t trials);

/** The place, from 0, of the smallest outcome that at least a share of trials, in per cent, does not exceed. */
uint64_t tally_rank(uint64_t trials, unsigned per_cent);

#endif
