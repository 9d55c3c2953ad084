/* What a rule's own file hands back for each row: whole units and the part above them, or the award in doubles. */
#ifndef SOL_DIVISION_OUTCOME_H
#define SOL_DIVISION_OUTCOME_H

#include "solatium/division.h"

#include <stdint.h>

__extension__ typedef unsigned __int128 wide_bits; /* differences taken modulo 2^128 */

/** Sums over the rows of a problem, multiplicities counted. */
typedef struct outcome_totals {
    int64_t people;
    int64_t claims, lower, upper; /* `upper` is the most that can be paid: over min(upper, max(claim, lower)) */
    int64_t largest;              /* claim */
} outcome_totals;

/** Arrays of `count`; those not wanted are NULL. */
typedef struct outcome {
    sol_money *whole; /* floor of the award */
    uint64_t *part;   /* the rest, on one scale for the whole problem: larger is more */
    double *exact;
} outcome;

static inline uint32_t outcome_people(const sol_claims_problem *problem, size_t i)
{
    return problem->multiplicity ? problem->multiplicity[i] : 1;
}

static inline int64_t outcome_lower(const sol_claims_problem *problem, size_t i)
{
    return problem->lower ? problem->lower[i].units : 0;
}

/* No rule gives more than the claim, so what lies above both the claim and the lower bound cannot be reached. */
static inline int64_t outcome_upper(const sol_claims_problem *problem, size_t i)
{
    int64_t reach = problem->claim[i].units;
    if (problem->lower && problem->lower[i].units > reach)
        reach = problem->lower[i].units;
    return problem->upper && problem->upper[i].units < reach ? problem->upper[i].units : reach;
}

static inline double outcome_double(wide_bits x)
{
    return (double)(uint64_t)(x >> 64) * 0x1p64 + (double)(uint64_t)x;
}

/** An award in 2^-64ths, good to 2^-44: what lies closer to a whole unit is that unit, and parts that agree to 2^-40 are ties. */
static inline void outcome_put_fixed(outcome *out, size_t i, sol_wide x)
{
    sol_wide near = x + ((sol_wide)1 << 20);
    uint64_t rest = (uint64_t)near > (uint64_t)1 << 20 ? (uint64_t)x : 0;
    if (out->whole)
        out->whole[i].units = (int64_t)(near >> 64);
    if (out->part)
        out->part[i] = (rest >> 24) + (rest >> 23 & 1);
    if (out->exact)
        out->exact[i] = (double)(int64_t)(near >> 64) + (double)rest * 0x1p-64;
}

/** An award in double, good to `error` units, in the same way. */
static inline void outcome_put_double(outcome *out, size_t i, double x, double error)
{
    double whole = (double)(int64_t)x;
    whole += x - whole >= 1 - error;
    double rest = x > whole ? x - whole : 0;
    if (out->whole)
        out->whole[i].units = (int64_t)whole;
    if (out->part)
        out->part[i] = (uint64_t)(rest * 0x1p40 + 0.5);
    if (out->exact)
        out->exact[i] = x;
}

static inline int outcome_bits(wide_bits x)
{
    uint64_t high = (uint64_t)(x >> 64), low = (uint64_t)x;
    return high ? 128 - __builtin_clzll(high) : low ? 64 - __builtin_clzll(low) : 0;
}

#endif
