/* Estimates from many trials: every number of every row, or sums and bins of them. */
#ifndef SOL_ENGINE_TALLY_H
#define SOL_ENGINE_TALLY_H

#include "solatium/arena.h"
#include "solatium/estimate.h"
#include "solatium/money.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TALLY_EXACT_TRIALS = 100000 };

/**
 * The numbers of up to TALLY_EXACT_TRIALS trials are kept, each in as many bytes as its block of trials needs, so that quantiles are exact. Of
 * more, sums and squares are kept in whole numbers and the values in bins of 1/64 octave, so that memory does not grow with the trials: a
 * quantile lies in its bin, so within 1.6 % of itself, between the least and the greatest value of the bin by its rank; on a distribution
 * without gaps that is within 0.1 % of its 5–95 % range.
 */
typedef struct tally tally;

/** Room for rows of `count` numbers of up to `trials` trials. */
tally *tally_new(sol_arena *arena, size_t count, uint64_t trials);

bool tally_is_binned(const tally *t);

/** The rows of a block of trials, behind those opened before, may be written, by many threads; those before are final. Nothing if binned. */
void tally_open(tally *t, uint64_t first, uint64_t count);

/** Where the row of an open trial is to be written. Needs    not binned */
int64_t *tally_row(tally *t, uint64_t trial);

/** A worker's part of a binned tally; whole numbers, so that parts add up to the same in any order. */
typedef struct tally_part tally_part;
tally_part *tally_part_new(sol_arena *arena, const tally *t);
void tally_part_add(tally_part *part, const int64_t *row);
void tally_merge(tally *t, const tally_part *part);

/** The estimate of a number over the first `trials` trials, times `scale`. */
sol_estimate tally_estimate(const tally *t, size_t index, uint64_t trials, double scale);

/** The mean of a number over the first `trials` trials. */
double tally_mean(const tally *t, size_t index, uint64_t trials);

/** A proportion of `trials`, with its 95 % Wilson interval. Source   Wilson (1927), J. Am. Stat. Assoc. 22 */
sol_proportion tally_proportion(double successes, double trials);

#endif
