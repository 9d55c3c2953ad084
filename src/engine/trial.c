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
    t->arena = arena;
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

void trial_open(trial *t, uint64_t index)
{
    t->index = index;
    lifetimes_draw(t);
    claims_open(t);
}

void trial_keep(trial *t)
{
    if (!t->opened)
        t->opened = SOL_TAKE(t->arena, t->plan->people.count, trial_claim);
    memcpy(t->opened, t->claim, t->plan->people.count * sizeof *t->claim);
}

void trial_reopen(trial *t)
{
    SOL_CHECK(t->opened != NULL);
    memcpy(t->claim, t->opened, t->plan->people.count * sizeof *t->claim);
}

void trial_open_like(trial *t, const trial *other)
{
    SOL_CHECK(other->opened != NULL && other->plan->people.count == t->plan->people.count);
    t->index = other->index;
    t->multiplier = other->multiplier;
    t->word = other->word;
    t->death = other->death;
    t->word_quad = UINT64_MAX;
    t->opened = other->opened;
    trial_reopen(t);
}

void trial_walk(trial *t)
{
    const sol_plan *plan = t->plan;
    t->ledger = (ledger){0};
    t->costs_owed = t->stranded = sol_money_of(0);
    memset(t->source_received, 0, (plan->money.firm_count + plan->scenario->source_count) * sizeof *t->source_received);
    memset(t->in_time, 0, plan->people.count * plan->scenario->timeliness_count);
    memset(t->late, 0, plan->people.count);
    payout_run(t);
    SOL_CHECK(ledger_balances(&t->ledger));
}

void trial_run(trial *t, uint64_t index)
{
    inflow_draw(t->plan, t->seed, index, t->in);
    trial_open(t, index);
    trial_walk(t);
}
