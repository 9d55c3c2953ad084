/* How far two firms' decisions to join hang together, as `check` prints it. */
#ifndef SOL_PLAN_CORRELATION_H
#define SOL_PLAN_CORRELATION_H

#include "solatium/scenario.h"

/**
 * P(X <= a, Y <= b) of two standard normal variables.
 *
 * Needs    -1 <= correlation <= 1; a and b may be infinite
 * Gives    the probability within 1e-10
 * Source   Plackett (1954), A reduction formula for normal multivariate integrals: its derivative by the correlation is the density
 */
double correlation_normal_below(double a, double b, double correlation);

/** The correlation of two firms' joining, which they do with probability p and q; 0 where one of them is certain. */
double correlation_of_joining(double p, double q, double latent);

/* Two firms of one country (`other` is `country`), or one of each of two. */
typedef struct correlation_row {
    int country, other; /* country <= other */
    double latent;      /* correlation of their inclinations: ρ, or b·√(ρ_g·ρ_h) */
    double rate[2];     /* mean base rates */
    double
        joining; /* correlation of joining at the base rates; what is not known of a rate is shared by its country's firms */
} correlation_row;

/**
 * Every country with two firms or more, and every pair of countries with firms.
 *
 * Gives    rows in `arena`, none where participation is a fraction
 */
const correlation_row *correlation_list(sol_arena *arena, const sol_scenario *scenario, size_t *count);

#endif
