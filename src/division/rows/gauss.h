/* Gauss-Legendre rules. */
#ifndef SOL_DIVISION_GAUSS_H
#define SOL_DIVISION_GAUSS_H

#include <stddef.h>

/** Nodes and weights on [0, 1], ascending; by Newton's method on the Legendre polynomial. Cost O(n²). */
void gauss_rule(size_t n, double *node, double *weight);

/** Sine and cosine, the program's own, so that every machine gives the same bytes; |x| < 2^30. */
void gauss_circle(double x, double *sine, double *cosine);

#endif
