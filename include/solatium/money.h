/* Money: an exact count of a currency's smallest unit. */
#ifndef SOLATIUM_MONEY_H
#define SOLATIUM_MONEY_H

#include <stdbool.h>
#include <stdint.h>

typedef struct sol_money {
    int64_t units; /* won, yen, cents */
} sol_money;

__extension__ typedef __int128 sol_wide; /* products and sums of squares of money */

/** The largest single amount that an input may name, and the largest sum that a scenario may reach. */
#define SOL_MONEY_INPUT_MAX INT64_C(1000000000000000)  /* 10^15 */
#define SOL_MONEY_SUM_MAX INT64_C(1000000000000000000) /* 10^18 */
_Static_assert(SOL_MONEY_SUM_MAX < INT64_MAX / 4, "sums of a few sums stay in 64 bits");

static inline sol_money sol_money_of(int64_t units)
{
    return (sol_money){units};
}

/** Sum and difference. Needs no overflow; what breaks a promise here ends the call as protect.h says and is 0 for a bare one. */
sol_money sol_money_add(sol_money a, sol_money b);
sol_money sol_money_subtract(sol_money a, sol_money b);

/** The smaller and the larger. */
static inline sol_money sol_money_min(sol_money a, sol_money b)
{
    return a.units < b.units ? a : b;
}

static inline sol_money sol_money_max(sol_money a, sol_money b)
{
    return a.units > b.units ? a : b;
}

/**
 * m · numerator / denominator through 128 bits, rounded to the nearest unit, halves up (towards +infinity).
 *
 * Needs    denominator > 0; the result fits
 */
sol_money sol_money_scale(sol_money m, int64_t numerator, int64_t denominator);

/** The same, rounded down (towards -infinity). */
sol_money sol_money_scale_down(sol_money m, int64_t numerator, int64_t denominator);

/**
 * To a double (exact below 2^53), and of one to the nearest unit, halves up; needs |x| <= SOL_MONEY_SUM_MAX. For what is random or
 * transcendental: what was written in decimals goes by sol_money_scale, sol_money_times and sol_money_share.
 */
double sol_money_to_double(sol_money m);
sol_money sol_money_from_double(double units);

#endif
