/* Gauss-Legendre quadrature with fixed points: no tolerance to meet, the same bytes everywhere. */
#ifndef SOL_VALUE_QUADRATURE_H
#define SOL_VALUE_QUADRATURE_H

typedef double quadrature_integrand(double x, const void *context);

/** The integral from `from` to `to` in `panels` equal pieces of 16 points each; exact for polynomials of degree 31 in a piece. */
double quadrature_integral(quadrature_integrand *f, const void *context, double from, double to, int panels);

/** The same with one piece of 6 points, for steps so short that f hardly bends. */
double quadrature_step(quadrature_integrand *f, const void *context, double from, double to);

#endif
