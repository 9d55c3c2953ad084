/* Random arrival: the ways to the average over all orders. Each fills the awards of a reduced problem. */
#ifndef SOL_DIVISION_ARRIVAL_H
#define SOL_DIVISION_ARRIVAL_H

#include "division/rows/distinct.h"

enum { ARRIVAL_SUBSETS = 22 }; /* people, at most */

/** By all subsets of those before. Needs people <= ARRIVAL_SUBSETS. */
void arrival_by_subsets(const distinct *d);

/** Work of counting, n²·E/g, g the common divisor of the claims. */
double arrival_work(const distinct *d);

/** By counting, for uniform arrival times, how likely each sum of earlier claims is; exact but for rounding. */
void arrival_by_counting(const distinct *d, sol_arena *scratch);

/** By the normal law of the sum of earlier claims with its first corrections; gives a bound on the error, relative to the largest claim. */
double arrival_by_normal_law(const distinct *d, sol_arena *scratch);

#endif
