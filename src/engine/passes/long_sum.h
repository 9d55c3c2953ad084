/* Sums of doubles to some hundred bits: what roundings lose is kept. */
#ifndef SOL_ENGINE_LONG_SUM_H
#define SOL_ENGINE_LONG_SUM_H

#include <math.h>

typedef struct long_sum {
    double sum, lost;
} long_sum;

/** Adds to a sum (Knuth 1969, 4.2.2). */
static inline __attribute__((always_inline)) long_sum long_sum_plus(long_sum s, double x)
{
    double sum = s.sum + x, part = sum - s.sum;
    return (long_sum){sum, s.lost + ((s.sum - (sum - part)) + (x - part))};
}

/** A product, and what its rounding lost. */
static inline long_sum long_sum_product(double a, double b)
{
    double product = a * b;
    return (long_sum){product, fma(a, b, -product)};
}

/** Adds a product as it is. */
static inline long_sum long_sum_plus_product(long_sum s, double a, double b)
{
    long_sum product = long_sum_product(a, b);
    s = long_sum_plus(s, product.sum);
    s.lost += product.lost;
    return s;
}

static inline double long_sum_value(long_sum s)
{
    return s.sum + s.lost;
}

/** Whether a · part is below b · whole, −1, above it, 1, or so near that 80 bits do not tell, 0. Needs amounts that are near each other, and a · part > 0 */
static inline int long_sum_compare(long_sum a, double part, double b, long_sum whole)
{
    long_sum left = long_sum_product(a.sum, part), right = long_sum_product(b, whole.sum);
    double difference = (left.sum - right.sum) + ((left.lost - right.lost) + (a.lost * part - b * whole.lost));
    return fabs(difference) <= left.sum * 0x1p-80 ? 0 : difference < 0 ? -1 : 1;
}

#endif
