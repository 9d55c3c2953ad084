/* When a fund pays, and how much of what it has. Part of a scenario. */
#ifndef SOLATIUM_PAYMENTS_H
#define SOLATIUM_PAYMENTS_H

#include "solatium/index.h"

#include <stddef.h>

struct sol_node;

/** Calendar periods of a limit; SOL_LIMIT_TOTAL is one, without end. */
typedef enum sol_limit_period { SOL_LIMIT_YEAR, SOL_LIMIT_QUARTER, SOL_LIMIT_TOTAL } sol_limit_period;

/**
 * The most that is paid in a period, from a day on until the next limit's. Its first period is the one that it begins in, with the whole
 * amount, whatever was paid before.
 */
typedef struct sol_limit {
    sol_date from; /* never: it begins with the first pay date */
    sol_money amount;
    sol_limit_period per;
    bool carries;    /* what a period leaves unused may be paid in later ones */
    sol_index index; /* of the amount: a pay date has that of its day, an earlier period that of its last day */
} sol_limit;

typedef struct sol_payments {
    bool has_dates;
    size_t date_count;
    const sol_date *date; /* increasing */
    sol_date first;
    int32_t every_months;
    sol_money unit; /* >= 1 unit */
    sol_span lag;   /* for which money that has arrived is not paid out yet */
    size_t limit_count;
    const sol_limit *limit; /* by `from`; only the first may have none */
    const struct sol_node *node;
} sol_payments;

#endif
