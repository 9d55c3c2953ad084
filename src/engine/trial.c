#include "engine/trial.h"

#include "base/check.h"
#include "engine/claims.h"
#include "engine/fund.h"
#include "engine/lifetimes.h"
#include "engine/payout.h"

#include <string.h>

trial *trial_new(sol_arena *arena, const sol_plan *plan, uint64_t seed)
{
    size_t n = plan->people.count;
    trial *t = SOL_TAKE(arena, 1, trial);
    t->plan = plan;
    t->seed = seed;
    t->in = inflow_new(arena, plan);
    t->word = SOL_TAKE(arena, 4 * n, uint32_t);
    t->word_quad = UINT64_MAX;
    t->death = SOL_TAKE(arena, n, uint32_t);
    t->claim = SOL_TAKE(arena, n, trial_claim);
    t->balance = SOL_TAKE(arena, plan->money.pool_count, sol_money);
    t->source_received = SOL_TAKE(arena, plan->money.firm_count + plan->scenario->source_count, sol_money);
    t->date = SOL_TAKE(arena, plan->date_count, trial_date);
    t->in_time = SOL_TAKE(arena, n * plan->scenario->timeliness_count, uint8_t);
    t->late = SOL_TAKE(arena, n, uint8_t);
    t->fund = fund_new(arena, plan);
    t->payout = payout_new(arena, plan);
    t->scratch = sol_arena_new();
    return t;
}

void trial_free(trial *t)
{
    sol_arena_free(t->scratch);
}

void trial_run(trial *t, uint64_t index)
{
    const sol_plan *plan = t->plan;
    size_t n = plan->people.count;
    t->index = index;
    t->ledger = (ledger){0};
    t->costs_owed = t->stranded = sol_money_of(0);
    memset(t->source_received, 0, (plan->money.firm_count + plan->scenario->source_count) * sizeof *t->source_received);
    memset(t->in_time, 0, n * plan->scenario->timeliness_count);
    memset(t->late, 0, n);
    inflow_draw(plan, t->seed, index, t->in);
    lifetimes_draw(t);
    claims_open(t);
    payout_run(t);
    SOL_CHECK(ledger_balances(&t->ledger));
}
