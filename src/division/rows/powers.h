/* Exponential and logarithm for sums over many claims: half the cost of the careful ones, the same bytes everywhere. */
#ifndef SOL_DIVISION_POWERS_H
#define SOL_DIVISION_POWERS_H

#include <stdint.h>
#include <string.h>

/** Natural logarithm of a normal x > 0, within 4e-16 of max(1, |log x|): 2·artanh((m − 1)/(m + 1)), m from sqrt(1/2) to sqrt(2). */
static inline double powers_log(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint64_t offset = bits - UINT64_C(0x3fe6a09e667f3bcd);
    int64_t exponent = (int64_t)offset >> 52;
    bits -= (uint64_t)exponent << 52;
    double m;
    memcpy(&m, &bits, sizeof m);
    double s = (m - 1) / (m + 1), s2 = s * s, s4 = s2 * s2;
    double odd = 1.0 / 3 + s4 * (1.0 / 7 + s4 * (1.0 / 11 + s4 * (1.0 / 15 + s4 * (1.0 / 19))));
    double even = 1.0 / 5 + s4 * (1.0 / 9 + s4 * (1.0 / 13 + s4 * (1.0 / 17 + s4 * (1.0 / 21))));
    double series = s2 * (odd + s2 * even);
    return (double)exponent * 0x1.62e42fefa39efp-1 + 2 * (s + s * series);
}

/** e^x within 4e-16, relative, for |x| <= 700 (beyond: as at 700); Taylor's series on |r| <= log(2)/2. */
static inline double powers_exp(double x)
{
    x = x > 700 ? 700 : x < -700 ? -700 : x;
    double shifted = x * 0x1.71547652b82fep+0 + 0x1.8p52, n = shifted - 0x1.8p52;
    double r = (x - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45, r2 = r * r;
    double even =
        1.0 / 2 + r2 * (1.0 / 24 + r2 * (1.0 / 720 + r2 * (1.0 / 40320 + r2 * (1.0 / 3628800 + r2 / 479001600))));
    double odd =
        1.0 / 6 + r2 * (1.0 / 120 + r2 * (1.0 / 5040 + r2 * (1.0 / 362880 + r2 * (1.0 / 39916800 + r2 / 6227020800))));
    double y = 1 + (r + r2 * (even + r * odd));
    uint64_t bits;
    memcpy(&bits, &y, sizeof bits);
    bits += (uint64_t)(int64_t)n << 52;
    memcpy(&y, &bits, sizeof y);
    return y;
}

/** base^exponent for base > 0. */
static inline double powers_raise(double base, double exponent)
{
    return powers_exp(exponent * powers_log(base));
}

#endif
