/* How well a sample foretold a value. */
#ifndef SOL_STUDY_SCORES_H
#define SOL_STUDY_SCORES_H

#include "solatium/scenario.h"

#include <stdint.h>

/** A figure in each of `count` futures, in rising order; infinity: never. */
typedef struct score_sample {
    uint64_t count;
    const double *value;
} score_sample;

/** The least value that at least so great a share of the futures do not exceed. Needs a sample that is not empty, as all below. */
double score_quantile(const score_sample *sample, double share);

/** The probability integral transform: P(X < y) + P(X = y) / 2. */
double score_pit(const score_sample *sample, double y);

/** The continuous ranked probability score, E|X − y| − E|X − X'| / 2, of the sample as it is; NAN where it has an infinity. */
double score_crps(const score_sample *sample, double y);

/** A value that was known on a day. */
typedef struct score_known {
    sol_date date;
    double value;
} score_known;

/**
 * What who knows no more than two values would foretell for a day: a stock goes on by its ratio a year, what adds up by its difference. NAN where
 * they are of one day, or a stock's ratio is none.
 */
double score_naive(const score_known last[static 2], bool is_stock, sol_date day);

#endif
