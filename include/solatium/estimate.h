/* Estimates from trials. */
#ifndef SOLATIUM_ESTIMATE_H
#define SOLATIUM_ESTIMATE_H

/** Of a number that varies by trial; quantiles: the smallest outcome that at least that share of trials does not exceed. */
typedef struct sol_estimate {
    double mean, se;
    double p05, p50, p95;
} sol_estimate;

/** Of a proportion of trials, with its 95 % Wilson interval. */
typedef struct sol_proportion {
    double mean, se;
    double low, high;
} sol_proportion;

#endif
