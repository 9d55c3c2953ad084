/* Estimates from trials. */
#ifndef SOLATIUM_ESTIMATE_H
#define SOLATIUM_ESTIMATE_H

#include <stdint.h>

/** How many trials a figure rests on: those in which there is something to tell. As wide as the numbers, so that figures have no gaps. */
typedef int64_t sol_support;
enum {
    SOL_OF_MANY,
    SOL_OF_ONE, /* there is no standard error: `se` is 0 and means nothing */
    SOL_OF_NONE /* there is no figure: all numbers are 0 and mean nothing */
};

/** Where in what each trial leaves the figure's own number stands, from 1, so that studies can ask for it; 0: nowhere, or it was read back. */
typedef int64_t sol_row_number;

/** Of a number that varies by trial; quantiles: the smallest outcome that at least that share of trials does not exceed. */
typedef struct sol_estimate {
    double mean, se;
    double p05, p50, p95;
    double at_confidence; /* the same quantile at the first goal's confidence, of figures that tell it */
    sol_support support;
    sol_row_number number;
    double scale; /* what that number is multiplied by */
} sol_estimate;

/** Of a proportion of trials, with its 95 % Wilson interval. */
typedef struct sol_proportion {
    double mean, se;
    double low, high;
    sol_support support;
    sol_row_number number;
} sol_proportion;

#endif
