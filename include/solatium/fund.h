/* The fund itself: what it holds on the first day, what it earns, what it costs. Part of a scenario. */
#ifndef SOLATIUM_FUND_H
#define SOLATIUM_FUND_H

#include "solatium/money.h"

struct sol_distribution;
struct sol_node;

typedef struct sol_costs {
    sol_money yearly;
    int64_t share_billionths;             /* of receipts */
    int64_t share_of_payments_billionths; /* of what pools pay, beside it */
    sol_money per_claim;
    bool until_closed;
} sol_costs;

typedef struct sol_fund {
    sol_money opening;
    double return_per_year;                          /* compounded; of an uncertain one, its median */
    const struct sol_distribution *uncertain_return; /* likewise, one draw a trial; NULL: it is known */
    double volatility;
    sol_money reserve;
    sol_costs costs;
    const struct sol_node *node;
} sol_fund;

#endif
