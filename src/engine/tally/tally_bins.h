/* Sums, squares and bins of numbers of any number of trials; for engine/tally/tally.c. */
#ifndef SOL_ENGINE_TALLY_BINS_H
#define SOL_ENGINE_TALLY_BINS_H

#include "engine/tally/tally.h"

/** Bins by the distance from a centre that each number has; centre[count] may be filled in later, before anything is added. */
tally_part *tally_bins_new(sol_arena *arena, size_t count, const int64_t *centre);

/** Room for a row of a worker's; trials that are run together, four at most, have rows of their own. */
int64_t *tally_bins_row(tally_part *part, uint64_t trial);

void tally_bins_add(tally_part *part, const int64_t *row);

/** Adds what another holds. */
void tally_bins_merge(tally_part *whole, const tally_part *part);

tally_sum tally_bins_sum(const tally_part *part, size_t index);
sol_estimate tally_bins_estimate(const tally_part *part, size_t index);
double tally_bins_quantile(const tally_part *part, size_t index, double share);

/** The middles of the bins that are not empty, rising; gives how many. */
enum { TALLY_BINS = 7552 };
size_t tally_bins_values(const tally_part *part, size_t index, tally_value value[static TALLY_BINS]);

/** The place, from 0, of the smallest outcome that at least a share of trials does not exceed. */
uint64_t tally_rank(uint64_t trials, double share);

#endif
