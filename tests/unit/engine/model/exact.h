/* Whole numbers without bound in sight, and decimals as they were written: what the model's own trial reckons with. */
#ifndef MODEL_EXACT_H
#define MODEL_EXACT_H

#include "solatium/index.h"

/* 1280 bits: the largest product of a division, of three weights such as 1.05^30 and as many sums of claims, has some 800. */
enum { WHOLE_LIMBS = 40 };

typedef struct whole {
    int sign;                   /* −1, 0, 1 */
    int count;                  /* of its limbs, up to the highest that is not 0; those above say nothing */
    uint32_t limb[WHOLE_LIMBS]; /* of its magnitude, the lowest first */
} whole;

whole whole_of(sol_wide value);
whole whole_add(whole a, whole b);
whole whole_subtract(whole a, whole b);
whole whole_times(whole a, whole b);
/** a · 2^bits, bits >= 0. */
whole whole_shifted(whole a, int bits);
int whole_compare(whole a, whole b);
/** Near it; infinite beyond what a long double holds. */
long double whole_near(whole a);
/** a / b rounded down; what is beyond 64 bits is a bug of the test. Needs a >= 0, b > 0 */
int64_t whole_quotient(whole a, whole b);

/* A decimal: digits / 10^places. */
typedef struct fraction {
    int64_t digits;
    int places;
} fraction;

/** The decimal of at most fifteen digits that a text gave and the program keeps as its nearest double. */
fraction fraction_of(double value);

/** 1 − value. */
fraction fraction_rest(fraction value);

/** amount · value · 10^power to the nearest unit, halves up: "from exact decimals". */
int64_t fraction_times(fraction value, int64_t amount, int power);

/** numerator / denominator to the nearest unit, halves up. Needs denominator > 0 */
int64_t nearest(sol_wide numerator, sol_wide denominator);

/** "on each anniversary of `from` the principal becomes round(value × (1 + rate)), halves up": what it is by a day. */
int64_t indexed(int64_t amount, const sol_index *index, sol_date on);

/** Whether a day is one of these anniversaries. */
bool is_anniversary(const sol_index *index, sol_date on);

/** A real number of money to the nearest unit, halves up. */
int64_t nearest_real(long double units);

#endif
