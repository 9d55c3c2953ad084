/* Distribution functions of the kinds with a density, from below and from above, so that neither tail loses its digits. */
#ifndef SOL_VALUE_TRUNCATION_H
#define SOL_VALUE_TRUNCATION_H

#include "solatium/distribution.h"

/** The probability below x, and above it; kinds with a density only (uniform to exponential, not a point). */
double truncation_below(const sol_distribution *d, double x);
double truncation_above(const sol_distribution *d, double x);

/** The value with that probability below it and that above it; the smaller of the two is used. */
double truncation_inverse(const sol_distribution *d, double below, double above);

/** The probability within the bounds before truncation. */
double truncation_mass(const sol_distribution *d);

/* Where the bounds of a distribution lie, which is dear to find: kept by those who draw often. */
typedef struct truncation_edges {
    double below_lower, below_upper, above_lower, above_upper;
} truncation_edges;

/** The edges of any distribution; kinds without a density have none that matter. */
truncation_edges truncation_edges_of(const sol_distribution *d);

/** The same number of money as sol_distribution_money_at gives, by edges that are known. */
int64_t truncation_money_at(const sol_distribution *d, const truncation_edges *edges, double u);

#endif
