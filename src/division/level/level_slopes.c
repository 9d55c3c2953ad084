/* Weights as whole numbers of one scale. */
#include "division/level/level.h"

#include <math.h>
#include <string.h>

/* m · 2^exponent, m odd. */
typedef struct binary {
    uint64_t m;
    int exponent;
} binary;

static inline binary binary_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    int exponent = (int)(bits >> 52);
    uint64_t m = bits & ((UINT64_C(1) << 52) - 1);
    if (exponent)
        m |= UINT64_C(1) << 52;
    else
        exponent = 1;
    int zeros = __builtin_ctzll(m);
    return (binary){m >> zeros, exponent - 1075 + zeros};
}

/* The common multiple of the weights' odd parts, or 0 when it passes 48 bits. */
static uint64_t common_multiple(const double *weight, size_t count)
{
    uint64_t multiple = 1;
    for (size_t i = 0; i < count; i++) {
        uint64_t m = binary_of(weight[i]).m;
        if (multiple % m == 0)
            continue;
        uint64_t a = multiple, b = m;
        while (b) {
            uint64_t rest = a % b;
            a = b, b = rest;
        }
        if (m / a > ((uint64_t)1 << 48) / multiple)
            return 0;
        multiple *= m / a;
    }
    return multiple;
}

/* The slope of one row, whole · 2^exponent; a reciprocal without common multiple has 64 bits. */
static inline wide_bits slope_of(const level_problem *s, size_t i, uint64_t multiple, int *exponent)
{
    binary w = binary_of(s->rows->weight[i]);
    *exponent = w.exponent;
    if (s->stretch.slope == LEVEL_CLAIM_WEIGHT)
        return (wide_bits)(uint64_t)s->rows->claim[i].units * w.m;
    if (s->stretch.slope == LEVEL_WEIGHT)
        return w.m;
    *exponent = -w.exponent;
    if (multiple)
        return multiple / w.m;
    int bits = outcome_bits(w.m);
    *exponent -= 63 + bits;
    return ((wide_bits)1 << (63 + bits)) / w.m;
}

void level_slopes(level_problem *s, sol_arena *scratch)
{
    size_t n = s->rows->count;
    bool inverse = s->stretch.slope == LEVEL_INVERSE_WEIGHT;
    uint64_t multiple = inverse ? common_multiple(s->rows->weight, n) : 0;
    wide_bits *slope = SOL_TAKE(scratch, n, wide_bits);
    int *exponent = SOL_TAKE(scratch, n, int);
    double *near = SOL_TAKE(scratch, n, double);
    int top = -4000, bottom = 4000;
    for (size_t i = 0; i < n; i++) {
        slope[i] = slope_of(s, i, multiple, &exponent[i]);
        if (!slope[i])
            continue;
        int high = outcome_bits(slope[i]) + exponent[i];
        top = high > top ? high : top;
        bottom = exponent[i] < bottom ? exponent[i] : bottom;
    }
    /* The sum of slopes times the unit stays below 2^124 less what doubles miss of the largest amount. */
    int amount = outcome_bits((wide_bits)s->totals->largest);
    int room = 124 - outcome_bits((wide_bits)s->totals->people) - outcome_bits((wide_bits)s->unit) -
               (amount > 48 ? amount - 48 : 0);
    bool fits = top - bottom <= room;
    int lowest = fits ? bottom : top - room;
    s->slope_error = fits ? 0 : 1;
    s->slope_relative = inverse && !multiple ? 0x1p-63 : 0;
    for (size_t i = 0; i < n; i++) {
        int shift = exponent[i] - lowest;
        if (!slope[i])
            continue;
        slope[i] = shift >= 0 ? slope[i] << shift : shift > -128 ? slope[i] >> -shift : 0;
        slope[i] += !slope[i];
        near[i] = outcome_double(slope[i]);
        s->slope_sum += slope[i] * outcome_people(s->rows, i);
    }
    s->slope = slope;
    s->near_slope = near;
    s->slope_scale = ldexp(multiple ? (double)multiple : 1, -lowest);
    s->passes += 2;
}
