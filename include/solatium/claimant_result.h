/* What a single claimant can expect. */
#ifndef SOLATIUM_CLAIMANT_RESULT_H
#define SOLATIUM_CLAIMANT_RESULT_H

#include "solatium/date.h"
#include "solatium/estimate.h"
#include "solatium/money.h"
#include "solatium/terms.h"

#include <stdbool.h>

/** A claimant's prospects, where they were asked for. */
typedef struct sol_claimant_result {
    const char *id, *group;
    const char *name;            /* NULL: none is given */
    double age;                  /* years at start, of an estate at death; NaN-free: −1 for institutions */
    sol_date died;               /* of an estate; never: living at start, or not told by a table that was read back */
    bool is_living;              /* at start */
    bool goal_counts;            /* whether the first goal counts him; not told by a table that was read back */
    sol_money claimed;           /* principal and interest at start */
    sol_proportion in_time;      /* of no trial: the first goal does not count him */
    sol_proportion ever_in_life; /* whether he is wholly paid in life; of no trial: an estate, or not told likewise */
    sol_support support;         /* of the expected amounts */
    double paid_in_life, paid_in_life_se; /* expected, minor units */
    double paid_to_estate, paid_to_estate_se;
    double probability_paid_off;
    sol_date payoff_p05, payoff_p50, payoff_p95; /* never: not by `end` */
    double probability_dying_unpaid;             /* of dying before any payment */
    const sol_terms *terms;                      /* of the claim; NULL: not told likewise */
} sol_claimant_result;

#endif
