/* Amounts that follow prices from year to year. */
#ifndef SOLATIUM_INDEX_H
#define SOLATIUM_INDEX_H

#include "solatium/date.h"
#include "solatium/money.h"

/** By how much an amount rises on each anniversary of a day, on which it is as it is written. A rate of 0: never. */
typedef struct sol_index {
    int64_t rate_billionths; /* a year, 0 to 100 %; exact */
    sol_date from;
} sol_index;

/** The k-th anniversary: that of 29 February is kept on the 28th in common years, as any span ends with its month. Needs k >= 1. */
sol_date sol_index_anniversary(sol_index index, int k);

/**
 * What an amount has become by a day, that day included.
 *
 * Gives    on each anniversary the nearest whole unit (halves up) to 1 + rate times what it was before; at most SOL_MONEY_SUM_MAX
 * Needs    0 <= amount <= SOL_MONEY_SUM_MAX
 * Cost     O(anniversaries)
 */
sol_money sol_money_indexed(sol_money amount, sol_index index, sol_date day);

#endif
