/* What the floors leave is handed out by the largest remainder. */
#ifndef SOL_DIVISION_REMAINDER_H
#define SOL_DIVISION_REMAINDER_H

#include "division/rows/outcome.h"

/**
 * Adds one unit to the awards with the largest parts until `left` is spent: ties go to the larger claim, then to file order; never past
 * the upper bound. A row that stands for several is served when what is left suffices for all of them.
 * A negative `left` takes units back, from the smallest parts.
 *
 * Gives    what could not be placed
 * Cost     O(n)
 */
int64_t remainder_spread(const sol_claims_problem *problem, int64_t left, const uint64_t *part, sol_arena *scratch,
                         sol_money *award);

/** The r-th largest of n keys, 1 <= r <= n; the keys are rearranged. */
uint64_t remainder_nth_largest(uint64_t *key, size_t n, size_t r);

#endif
