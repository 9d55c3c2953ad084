/*
 * Measures of a division: how equal it is, who gets the least, and how awards grow with the endowment. Errors are as protect.h says; bare,
 * they are NaN, SOL_LORENZ_CROSS and a schedule without endowments.
 */
#ifndef SOLATIUM_MEASURE_H
#define SOLATIUM_MEASURE_H

#include "solatium/division.h"

/**
 * Gini index of awards, 0 (all get the same) to 1 − 1/n; 0 when nothing is awarded.
 *
 * Source   1 − Σ (X_k − X_{k−1})(Y_k + Y_{k−1}) over the Lorenz curve
 * Cost     O(n log n)
 */
double sol_measure_gini(size_t count, const double *award, sol_arena *scratch);

/** The smallest award over claim among claims above 0; 1 when there are none. */
double sol_measure_least_share(size_t count, const sol_money *claim, const double *award);

typedef enum sol_lorenz {
    SOL_LORENZ_SAME,
    SOL_LORENZ_ABOVE, /* the first curve lies above: its awards are more equal */
    SOL_LORENZ_BELOW,
    SOL_LORENZ_CROSS
} sol_lorenz;

/** How the Lorenz curves of two divisions of the same sum lie; differences within `tolerance` of an award are none. */
sol_lorenz sol_measure_lorenz(size_t count, const double *first, const double *second, double tolerance,
                              sol_arena *scratch);

/** Awards over endowments from 0 to the sum of claims. */
typedef struct sol_schedule {
    size_t count;
    const double *endowment; /* ascending, in minor units */
    const double *award;     /* count × rows */
    bool is_exact;           /* between these endowments all awards run straight; else they are points of a curve */
} sol_schedule;

/**
 * The endowments at which awards change their course, and the awards there; for rules whose awards bend everywhere (or at too many
 * places), a grid of 50 steps with the claims' own bounds among them.
 *
 * Needs    no bounds, no multiplicities
 * Cost     O(n²) and a division for each endowment
 */
sol_schedule sol_measure_schedule(const sol_claims_problem *problem, const sol_rule_choice *rule, sol_arena *arena);

#endif
