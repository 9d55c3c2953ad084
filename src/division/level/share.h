/* Proportional awards in whole units: one double, the share, times the claim. */
#ifndef SOL_DIVISION_SHARE_H
#define SOL_DIVISION_SHARE_H

#include "division/rows/outcome.h"

/** Claims below it are exact in a double, and so are the whole parts of their awards. */
#define SHARE_CLAIM_LIMIT (INT64_C(1) << 52)

/**
 * The smallest double that is not below part / whole.
 *
 * Needs    0 <= part <= whole, whole > 0
 */
double share_above(int64_t part, int64_t whole);

/** The double next below a positive one. */
double share_below(double share);

/** What a share gives of a claim, before it is kept within bounds: the whole part of the double product. */
static inline int64_t share_award(int64_t claim, double share)
{
    return (int64_t)((double)claim * share);
}

/**
 * Divides in proportion to claims. The share of an endowment E is the smallest double not below E / C, C the sum of claims; if with it
 * some award is outside its bounds, not below the level p / q at which the exact awards, kept within bounds, sum to E: p what those inside
 * their bounds get, q what they claim. Each gets share_award within his bounds; while the awards sum to more than E, the share is the next
 * double below.
 *
 * Needs    sum of lower < endowment < sum of upper; claims below SHARE_CLAIM_LIMIT
 * Gives    lower <= award <= upper, sum of awards <= endowment, each within a unit of the exact award or what is left a unit of it
 */
sol_division share_divide(const sol_claims_problem *problem, const outcome_totals *totals, sol_money *award);

#endif
