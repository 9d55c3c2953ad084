/* A claim's account: principal and exact simple interest. */
#ifndef SOL_PLAN_ACCOUNT_H
#define SOL_PLAN_ACCOUNT_H

#include "plan/plan.h"

/* Interest is the exact sum of principal · rate · days in units of 1 / (10^9 · 365), rounded when it is asked for. */
typedef struct account {
    sol_wide accrued;        /* since ever */
    sol_money principal;     /* not yet settled */
    sol_money interest_paid; /* of what has accrued */
    sol_date day;            /* up to which it has accrued, that day not included */
} account;

/** Opens an account that nothing was paid on. */
static inline account account_of(sol_money principal)
{
    return (account){.principal = principal, .day = {INT32_MIN}};
}

/** Accrues the days before `until`; a day bears the rate of the last step that has begun. */
void account_accrue(account *a, const sol_terms *terms, sol_date until);

/** Interest so far to the nearest unit, halves up, less interest paid. */
sol_money account_interest(const account *a);

/** Principal and interest. */
sol_money account_owed(const account *a);

/** What a principal becomes on an anniversary of its index. */
static inline sol_money account_raise(sol_index index, sol_money principal)
{
    return sol_money_indexed(principal, index, sol_index_anniversary(index, 1));
}

/** Settles interest first, then principal; what is paid beyond both is ignored. */
void account_settle(account *a, sol_money paid);

/** Opens a claim: what was paid before start is settled on its date, and interest accrues up to `until`, at most. */
account account_open(sol_money principal, const sol_terms *terms, sol_date until, sol_date start);

#endif
