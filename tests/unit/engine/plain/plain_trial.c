#include "engine/plain/plain.h"

#include "base/check.h"
#include <string.h>

plain_trial *plain_trial_new(sol_arena *arena, const sol_plan *plan, uint64_t seed)
{
    size_t n = plan->people.count;
    plain_trial *t = SOL_TAKE(arena, 1, plain_trial);
    t->plan = plan;
    t->seed = seed;
    t->in = inflow_new(arena, plan);
    t->word = SOL_TAKE(arena, 4 * n, uint32_t);
    t->word_quad = UINT64_MAX;
    t->death = SOL_TAKE(arena, n, uint32_t);
    t->claim = SOL_TAKE(arena, n, plain_claim);
    t->balance = SOL_TAKE(arena, plan->money.pool_count, sol_money);
    t->source_received = SOL_TAKE(arena, plan->money.firm_count + plan->scenario->source_count, sol_money);
    t->date = SOL_TAKE(arena, plan->date_count, trial_date);
    t->in_time = SOL_TAKE(arena, n * plan->scenario->timeliness_count, uint8_t);
    t->late = SOL_TAKE(arena, n, uint8_t);
    t->fund = plain_fund_new(arena, plan);
    t->payout = plain_payout_new(arena, plan);
    t->scratch = sol_arena_new();
    return t;
}

void plain_trial_free(plain_trial *t)
{
    sol_arena_free(t->scratch);
}

void plain_trial_run(plain_trial *t, uint64_t index)
{
    const sol_plan *plan = t->plan;
    inflow_draw(plan, t->seed, index, t->in);
    t->index = index;
    plain_lifetimes_draw(t);
    plain_claims_open(t);
    t->ledger = (ledger){0};
    t->costs_owed = t->stranded = sol_money_of(0);
    memset(t->source_received, 0, (plan->money.firm_count + plan->scenario->source_count) * sizeof *t->source_received);
    memset(t->in_time, 0, plan->people.count * plan->scenario->timeliness_count);
    memset(t->late, 0, plan->people.count);
    plain_payout_run(t);
    SOL_CHECK(ledger_balances(&t->ledger));
}
