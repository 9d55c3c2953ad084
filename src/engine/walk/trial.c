#include "engine/trial/trial.h"

#include "base/check.h"
#include "engine/claims/accounts.h"
#include "engine/claims/reached.h"
#include "engine/claims/timely.h"
#include "engine/history/history.h"
#include "engine/lives/lifetimes.h"
#include "engine/trial/common_history.h"
#include "engine/walk/fund.h"
#include "engine/walk/payout.h"

#include <string.h>

trial *trial_new_money(sol_arena *arena, const sol_plan *plan, uint64_t seed)
{
    trial *t = SOL_TAKE(arena, 1, trial);
    t->arena = arena;
    t->plan = plan;
    t->seed = seed;
    t->in = inflow_new(arena, plan);
    t->balance = SOL_TAKE(arena, plan->money.pool_count, sol_money);
    t->source_received = SOL_TAKE(arena, plan->money.firm_count + plan->scenario->source_count, sol_money);
    t->date = SOL_TAKE(arena, plan->date_count, trial_date);
    t->fund = fund_new(arena, plan);
    return t;
}

/* The common histories of the plan's claims, made when they are first asked for; with the tables of another trial that has them. */
static history *history_of(trial *t, const trial *other)
{
    payout *p = t->payout;
    const history *like = other ? ((const payout *)other->payout)->history : NULL;
    if (p->history)
        return p->history;
    p->history = like ? history_new_like(t->arena, like, t->reached, p->steps)
                      : history_new(t->arena, t->plan, t->rows, t->reached, p->steps);
    return p->history;
}

trial *trial_new_like(const sol_plan *plan, uint64_t seed, const trial *other)
{
    size_t n = plan->people.count;
    sol_arena *arena = sol_arena_new(); /* its own: what a walk takes as it goes is taken on the thread of that walk */
    trial *t = trial_new_money(arena, plan, seed);
    t->rows = other ? other->rows : rows_of_plan(arena, plan);
    t->lifetimes = lifetimes_new(arena, plan, t->rows, other ? other->lifetimes : NULL);
    t->own = t->claims = claims_new(arena, plan, t->rows);
    t->accounts = accounts_new(arena, plan, t->rows);
    const bool settles = people_details_of(plan)->has_own_days; /* in each trial */
    t->goals = other && !settles ? other->goals : timely_people_new(arena, plan, t->rows);
    t->in_time = SOL_TAKE(arena, n * plan->scenario->timeliness_count, uint8_t);
    t->late = SOL_TAKE(arena, n, uint8_t);
    t->reached = reached_new(arena, plan);
    t->payout = payout_new(arena, plan, t->rows);
    t->scratch = sol_arena_new();
    history *h = common_history_pays_off(plan) ? history_of(t, other) : NULL;
    t->history = h && history_pays_off(h) ? h : NULL;
    return t;
}

bool trial_choose_history(trial *t, bool by_history)
{
    t->history = by_history ? history_of(t, NULL) : NULL;
    return t->history != NULL;
}

trial *trial_new(const sol_plan *plan, uint64_t seed)
{
    return trial_new_like(plan, seed, NULL);
}

void trial_free(trial *t)
{
    sol_arena_free(t->scratch);
    sol_arena_free(t->arena);
}

void trial_open(trial *t, uint64_t index)
{
    t->index = index;
    t->claims = t->own;
    lifetimes_draw(t);
    claims_open(t);
}

/* A walk changes nothing of what was opened. */
void trial_keep(trial *t)
{
    t->is_kept = true;
}

void trial_reopen(trial *t)
{
    SOL_CHECK(t->is_kept);
}

void trial_live_like(trial *t, const trial *other)
{
    SOL_CHECK(other->plan->people.count == t->plan->people.count && other->seed == t->seed);
    SOL_CHECK(rows_order_of(other->plan) == rows_order_of(t->plan));
    t->lifetimes = other->lifetimes;
}

void trial_open_like(trial *t, const trial *other)
{
    SOL_CHECK(other->is_kept && other->plan->people.count == t->plan->people.count);
    t->index = other->index;
    t->multiplier = other->multiplier;
    t->death = other->death;
    t->claims = other->claims;
    t->is_kept = true;
}

trial_claim trial_claim_of(const trial *t, size_t claimant)
{
    const size_t i = t->rows.row[claimant];
    const claims *c = t->claims;
    const accounts *a = t->accounts;
    return (trial_claim){
        .owed = sol_money_of(accounts_owed(t, i)),
        .paid = sol_money_of(a->paid[i]),
        .uncounted = sol_money_of(a->uncounted ? a->uncounted[i] : 0),
        .held = steps_held(((const payout *)t->payout)->steps, i),
        .paid_in_life = sol_money_of(accounts_paid_in_life(t, i)),
        .paid_to_estate = sol_money_of(accounts_paid_to_estate(t, i)),
        .due = c->due[i],
        .processed = c->processed[i],
        .eligible = c->eligible[i],
        .death = c->death[i],
        .paid_off = a->paid_off[i],
        .flags = c->flags[i],
        .is_alive_at_end = claims_is_alive_at_end(t, i),
    };
}

void trial_begin_money(trial *t)
{
    const sol_plan *plan = t->plan;
    t->ledger = (ledger){0};
    t->costs_owed = t->stranded = sol_money_of(0);
    memset(t->source_received, 0, (plan->money.firm_count + plan->scenario->source_count) * sizeof *t->source_received);
    fund_begin(t);
}

void trial_walk(trial *t)
{
    trial_begin_money(t);
    timely_settle_filing(t);
    payout_run(t);
    SOL_CHECK(ledger_balances(&t->ledger));
}

void trial_run(trial *t, uint64_t index)
{
    inflow_draw(t->plan, t->seed, index, t->in);
    trial_open(t, index);
    trial_walk(t);
}
