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

#endif
