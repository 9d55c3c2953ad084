/* Exact decimals, and what they make of money: what was written in digits is multiplied as digits and rounded once. */
#ifndef SOLATIUM_DECIMAL_H
#define SOLATIUM_DECIMAL_H

#include "solatium/money.h"

#include <stdbool.h>

#define SOL_DECIMAL_DIGITS 18
#define SOL_DECIMAL_DECIMALS 36

/** digits · 10^−decimals, with at most 18 digits and 0 <= decimals <= 36. */
typedef struct sol_decimal {
    int64_t digits;
    int32_t decimals;
} sol_decimal;

static inline sol_decimal sol_decimal_of(int64_t digits, int decimals)
{
    return (sol_decimal){digits, (int32_t)decimals};
}

/** The nearest double. */
double sol_decimal_to_double(sol_decimal x);

/**
 * x · 10^power.
 *
 * Needs    the result is a sol_decimal: below 10^18, or with at most 36 decimals
 */
sol_decimal sol_decimal_shift(sol_decimal x, int power);

/**
 * m · x to the nearest unit, halves up (towards +infinity), whatever the size of m.
 *
 * Gives    true and the product; false, and nothing, beyond SOL_MONEY_SUM_MAX
 */
bool sol_money_times(sol_money m, sol_decimal x, sol_money *product);

/** Shares are counted in these parts where they are multiplied with each other: two of nine decimals make one of eighteen. */
#define SOL_SHARE_PARTS INT64_C(1000000000000000000)

/** Such a share of an amount, to the nearest unit, halves up. Needs 0 <= parts <= SOL_SHARE_PARTS. */
sol_money sol_money_share(sol_money m, int64_t parts);

#endif
