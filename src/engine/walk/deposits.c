#include "engine/walk/deposits.h"

#include "engine/claims/accounts.h"
#include "engine/walk/fund.h"
#include "plan/people.h"

#include <string.h>

struct deposits {
    size_t count, pools;
    uint32_t *claimant; /* in the order of the file */
    int64_t *held;      /* by place there, then pool: today */
    int64_t *seen;      /* by place there: out of the pools that are divided */
};

deposits *deposits_new(sol_arena *arena, const sol_plan *plan)
{
    if (!people_some_deposit(plan))
        return NULL;
    deposits *d = SOL_TAKE(arena, 1, deposits);
    d->pools = plan->money.pool_count;
    d->claimant = SOL_TAKE(arena, plan->people.count, uint32_t);
    for (size_t i = 0; i < plan->people.count; i++) {
        const sol_terms *terms = &plan->people.terms[plan->people.claimant[i].terms];
        if (people_keep(terms) && terms->declined == SOL_DECLINED_DEPOSIT)
            d->claimant[d->count++] = (uint32_t)i;
    }
    d->held = SOL_TAKE(arena, d->count * d->pools, int64_t);
    d->seen = SOL_TAKE(arena, d->count, int64_t);
    return d;
}

static void tell(const trial *t, const trial_deposit *deposit)
{
    if (t->observer && t->observer->deposit)
        t->observer->deposit(t->observer->context, deposit);
}

void deposits_take_up(deposits *d, trial *t, size_t date)
{
    for (size_t k = 0; d && k < d->count; k++) {
        const size_t i = t->rows.row[d->claimant[k]];
        const sol_money amount = sol_money_of(t->accounts->deposited[i]);
        if (amount.units == 0 || !claims_is_eligible(t, i, date) || claims_has_lapsed(t, i, date))
            continue;
        accounts_take_up(t, i, date);
        fund_pay_deposit(t, amount);
        tell(t, &(trial_deposit){date, d->claimant[k], amount, true});
    }
}

void deposits_begin_date(deposits *d)
{
    if (!d)
        return;
    memset(d->seen, 0, d->count * sizeof *d->seen);
    memset(d->held, 0, d->count * d->pools * sizeof *d->held);
}

void deposits_note(deposits *d, const trial *t, const steps *s, size_t pool)
{
    for (size_t k = 0; d && k < d->count; k++) {
        const int64_t held = steps_held(s, t->rows.row[d->claimant[k]]).units;
        d->held[k * d->pools + pool] = held - d->seen[k];
        d->seen[k] = held;
    }
}

void deposits_make(deposits *d, trial *t, size_t date)
{
    for (size_t k = 0; d && k < d->count; k++) {
        const size_t i = t->rows.row[d->claimant[k]];
        const sol_money amount = sol_money_of(d->seen[k]);
        if (amount.units == 0 || !claims_is_kept(t, i, t->today) || claims_is_eligible(t, i, date))
            continue;
        if (amount.units != accounts_owed(t, i) || !fund_allows(t, amount))
            continue;
        for (size_t p = 0; p < d->pools; p++)
            fund_deposit(t, p, sol_money_of(d->held[k * d->pools + p]));
        accounts_deposit(t, i, date);
        tell(t, &(trial_deposit){date, d->claimant[k], amount, false});
    }
}
