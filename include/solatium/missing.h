/* How much money is missing for the goals. */
#ifndef SOLATIUM_MISSING_H
#define SOLATIUM_MISSING_H

#include "solatium/breakeven.h"

/** The smallest sum that, in the fund on the first pay date beside all that it holds then, meets a goal with its confidence. */
typedef struct sol_missing_goal {
    sol_verdict verdict;         /* of the goal as it stands */
    bool is_met;                 /* it is met as it stands: nothing is missing, and what is below is 0 */
    bool is_found;               /* else no sum that was tried meets it, up to `tried` */
    sol_money amount, low, high; /* low, high: the 95 % interval from the trials */
    bool high_is_open;
    sol_money tried;     /* the largest sum that was tried */
    sol_proportion best; /* the largest probability of those that were tried on the way up */
    sol_reach_date nine_in_ten,
        all; /* with the amount: by when 90 % of all claims are wholly paid, and by when all are */
    sol_estimate ceiling, ceiling_of_rules; /* as in sol_people: what no money changes */
} sol_missing_goal;

/** What is missing for each of a scenario's goals. The sums bear no costs of receipts, as money that comes later would. */
typedef struct sol_missing {
    const char *title, *currency;
    int minor_digits;
    uint64_t trials, seed;
    sol_date on;            /* the first pay date, when the money must be there */
    bool is_limited;        /* there is a limit of payments */
    sol_money yearly_limit; /* where it is one a calendar year for ever; else negative */
    size_t goal_count;
    const sol_missing_goal *goal; /* in the scenario's order */
    const sol_missing_goal
        *needs;     /* the one whose sum meets all of them: the largest; of those that no sum meets the first */
    bool meets_all; /* whether with that sum each is met with its own confidence, as the trials have it */
    bool is_interrupted;
} sol_missing;

/**
 * Searches on common random numbers, for each goal: from what is unpaid on its day on the sum is doubled until it is met, then closed in.
 *
 * Gives    what is missing; NULL and an error if the scenario cannot be made
 * Errors   as protect.h says; bare, NULL
 */
sol_missing *sol_missing_find(sol_arena *arena, const sol_study *study, sol_diagnostics *diagnostics);

#endif
