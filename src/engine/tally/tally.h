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
 * more, sums and squares are kept in whole numbers and the values in bins of 1/64 octave of their distance from the median of the first few
 * trials, so that memory does not grow with the trials: a quantile lies in its bin, so within 1.6 % of that distance, between the least and
 * the greatest value of the bin by its rank; on a distribution without gaps that is within 0.1 % of its 5–95 % range.
 */
typedef struct tally tally;

/** Room for rows of `count` numbers of up to `trials` trials. */
tally *tally_new(sol_arena *arena, size_t count, uint64_t trials);

bool tally_is_binned(const tally *t);

/** The rows of a block of trials, behind those opened before, may be written, by many threads; those before are final. */
void tally_open(tally *t, uint64_t first, uint64_t count);

/** How many of a block's trials must be opened by themselves first, so that it is known where the bins belong; mostly 0. */
uint64_t tally_pilot(const tally *t, uint64_t first, uint64_t count);

/** A worker's part; whole numbers, so that parts add up to the same in any order. NULL if not binned. */
typedef struct tally_part tally_part;
tally_part *tally_part_new(sol_arena *arena, const tally *t);

/** Where a worker writes the row of an open trial, of four that follow each other at a time; it counts once it is added. */
int64_t *tally_row(tally *t, tally_part *part, uint64_t trial);
void tally_add(tally *t, tally_part *part, uint64_t trial);

/** Adds a worker's part when all trials are done. */
void tally_merge(tally *t, const tally_part *part);

/** What stands for a number that a trial does not have: it is left out of that number's estimate. */
#define TALLY_NONE INT64_MIN

/** The estimate of a number over those of the first `trials` trials that have it, times `scale`. */
sol_estimate tally_estimate(const tally *t, size_t index, uint64_t trials, double scale);

/** The smallest value that at least a share of those trials does not exceed; 0 where none has the number. Errors as of the bins, above. */
double tally_quantile(const tally *t, size_t index, uint64_t trials, double share);

/* A value, and how many trials have it. */
typedef struct tally_value {
    int64_t value;
    uint64_t count;
} tally_value;

/** A number's values, of the first `trials` trials in their order, TALLY_NONE among them. Needs a tally that is not binned. */
void tally_column(const tally *t, size_t index, uint64_t trials, int64_t *column);

/** The values of a number in rising order, beyond TALLY_EXACT_TRIALS trials the middles of bins; gives how many there are. */
size_t tally_values(sol_arena *arena, const tally *t, size_t index, uint64_t trials, const tally_value **values);

/* Of the first `trials` trials. */
typedef struct tally_sum {
    uint64_t trials; /* that have the number */
    sol_wide sum;
} tally_sum;

tally_sum tally_sum_of(const tally *t, size_t index, uint64_t trials);

/** A proportion of `trials`, with its 95 % Wilson interval. Source   Wilson (1927), J. Am. Stat. Assoc. 22 */
sol_proportion tally_proportion(double successes, double trials);

/** The same of trials in which a number is 1 and not 0, of those that have it. */
sol_proportion tally_proportion_of(const tally *t, size_t index, uint64_t trials);

/** What so many trials support. */
static inline sol_support tally_support(uint64_t trials)
{
    return trials > 1 ? SOL_OF_MANY : trials == 1 ? SOL_OF_ONE : SOL_OF_NONE;
}

#endif
