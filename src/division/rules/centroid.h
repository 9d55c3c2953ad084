/* Average of awards: the centre of all feasible divisions. Each fills the awards of a reduced problem. */
#ifndef SOL_DIVISION_CENTROID_H
#define SOL_DIVISION_CENTROID_H

#include "division/rows/distinct.h"

enum { CENTROID_SUBSETS = 16 }; /* people, at most, for whom subsets come first */

/** By the signed volumes of all subsets in whole numbers. Needs people <= 22. */
void centroid_by_subsets(const distinct *d, sol_arena *scratch);

/** By Fourier inversion about the saddle point, good to 1e-12 of the largest claim; false when it would take too long. */
bool centroid_by_inversion(const distinct *d, sol_arena *scratch);

/** By exponential tilting with its first correction; gives a bound on the error, relative to the largest claim. */
double centroid_by_tilting(const distinct *d, sol_arena *scratch);

/** The tilt at which uniform claims have the endowment for their mean sum; `bend` gets the sums of the second and third cumulants. */
double centroid_tilt(const distinct *d, double bend[static 2]);

#endif
