/* What a limit of payments leaves: an account that each limit opens anew. */
#ifndef SOL_ENGINE_LIMIT_H
#define SOL_ENGINE_LIMIT_H

#include "plan/plan.h"

typedef struct limit_account {
    plan_limit is;
    sol_money left; /* of what is allowed */
} limit_account;

/** The account as it stands on a later pay date, or on the first. */
static inline limit_account limit_on(const sol_plan *plan, limit_account before, size_t date)
{
    const plan_limit now = plan->limit[date];
    const bool goes_on = now.limit == before.is.limit && now.period == before.is.period;
    const sol_money used = goes_on ? sol_money_subtract(before.is.allowed, before.left) : sol_money_of(0);
    return (limit_account){now, sol_money_subtract(now.allowed, used)};
}

#endif
