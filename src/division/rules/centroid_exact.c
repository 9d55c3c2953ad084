/*
 * The centre of {0 <= x <= d, sum x = E} by inclusion and exclusion. With P_k(T) = (−1)^|T| max(0, E − d(T))^k summed over subsets T:
 * award i = (P_n / n + d_i · P_{n−1} over the T that hold i) / P_{n−1}. The terms nearly cancel, so the sums are whole numbers.
 */
#include "division/rules/centroid.h"

#include "division/rules/arrival.h"

#include <math.h>
#include <string.h>

enum { LIMBS = 25 }; /* 22 powers of 62 bits, 22 bits for the sum, a sign */

/* Two's complement, lowest limb first. */
typedef struct big {
    uint64_t limb[LIMBS];
} big;

typedef struct volumes {
    int people, limbs;
    int64_t endowment;
    int64_t claim[ARRIVAL_SUBSETS];
    big of[ARRIVAL_SUBSETS]; /* P_{n−1} over the sets that hold i */
    big moment;              /* P_n */
} volumes;

static void add(big *sum, const big *x, bool negative, int limbs)
{
    uint64_t carry = negative, flip = negative ? UINT64_MAX : 0;
    for (int k = 0; k < limbs; k++) {
        wide_bits s = (wide_bits)sum->limb[k] + (x->limb[k] ^ flip) + carry;
        sum->limb[k] = (uint64_t)s;
        carry = (uint64_t)(s >> 64);
    }
}

static void multiply(big *x, uint64_t by, int limbs)
{
    uint64_t carry = 0;
    for (int k = 0; k < limbs; k++) {
        wide_bits p = (wide_bits)x->limb[k] * by + carry;
        x->limb[k] = (uint64_t)p;
        carry = (uint64_t)(p >> 64);
    }
}

static bool is_negative(const big *x, int limbs)
{
    return x->limb[limbs - 1] >> 63;
}

/* Quotient of two numbers, from their leading 128 bits. */
static double leading(const big *x, int limbs, int *exponent)
{
    big magnitude = *x;
    bool negative = is_negative(x, limbs);
    if (negative) {
        memset(&magnitude, 0, sizeof magnitude);
        add(&magnitude, x, true, limbs);
    }
    int top = limbs - 1;
    while (top > 1 && !magnitude.limb[top])
        top--;
    double value = ldexp((double)magnitude.limb[top], 64) + (double)magnitude.limb[top - 1];
    if (top > 1)
        value += ldexp((double)magnitude.limb[top - 2], -64);
    *exponent = 64 * (top - 1);
    return negative ? -value : value;
}

static double quotient(const big *a, const big *b, int limbs)
{
    int above, below;
    double x = leading(a, limbs, &above), y = leading(b, limbs, &below);
    return ldexp(x / y, above - below);
}

/* Adds P_{n−1} of all sets that extend the present one; what each person's part of it is goes to that person. */
static void visit(volumes *v, int next, int64_t left, bool negative, big *sum)
{
    if (next == v->people) {
        big power = {{(uint64_t)left}};
        for (int k = 2; k < v->people; k++)
            multiply(&power, (uint64_t)left, v->limbs);
        add(sum, &power, negative, v->limbs);
        multiply(&power, (uint64_t)left, v->limbs);
        add(&v->moment, &power, negative, v->limbs);
        return;
    }
    visit(v, next + 1, left, negative, sum);
    if (left <= v->claim[next])
        return;
    big with = {{0}};
    visit(v, next + 1, left - v->claim[next], !negative, &with);
    add(&v->of[next], &with, false, v->limbs);
    add(sum, &with, false, v->limbs);
}

void centroid_by_subsets(const distinct *d, sol_arena *scratch)
{
    volumes *v = SOL_TAKE(scratch, 1, volumes);
    v->endowment = d->endowment;
    for (size_t k = d->count; k-- > 0;)
        for (int64_t c = 0; c < d->copies[k]; c++)
            v->claim[v->people++] = d->value[k];
    int bits = outcome_bits((wide_bits)d->endowment);
    v->limbs = (bits * (v->people + 1) + v->people + 8) / 64 + 2;
    if (v->limbs > LIMBS)
        v->limbs = LIMBS;
    big volume = {{0}};
    visit(v, 0, v->endowment, false, &volume);
    int person = v->people;
    for (size_t k = 0; k < d->count; k++) {
        person -= (int)d->copies[k];
        big numerator = v->of[person];
        multiply(&numerator, (uint64_t)v->people, v->limbs);
        big part = v->moment;
        bool negative = is_negative(&numerator, v->limbs);
        if (negative) {
            big magnitude = {{0}};
            add(&magnitude, &numerator, true, v->limbs);
            numerator = magnitude;
        }
        multiply(&numerator, (uint64_t)d->value[k], v->limbs);
        add(&part, &numerator, negative, v->limbs);
        d->award[k] = quotient(&part, &volume, v->limbs) / (double)v->people;
    }
}
