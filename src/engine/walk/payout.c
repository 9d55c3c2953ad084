#include "engine/walk/payout.h"

#include "engine/claims/accounts.h"
#include "engine/claims/reached.h"
#include "engine/claims/unpaid.h"
#include "engine/history/history.h"
#include "engine/walk/fund.h"

payout *payout_new(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    payout *p = SOL_TAKE(arena, 1, payout);
    p->steps = steps_new(arena, plan, rows);
    p->deposits = deposits_new(arena, plan);
    return p;
}

/* Money that is paid directly goes out at once, what is too much back to the debtor. */
static void take_direct(trial *t, payout *p, const inflow_arrival *a, size_t date)
{
    sol_money paid = steps_pay_directly(t, p->steps, date, &t->plan->scenario->source[a->source].earmark, a->amount);
    size_t sender = t->plan->money.firm_count + (size_t)a->source;
    t->source_received[sender] = sol_money_add(t->source_received[sender], a->amount);
    t->ledger.received = sol_money_add(t->ledger.received, a->amount);
    t->ledger.paid = sol_money_add(t->ledger.paid, paid);
    t->ledger.returned = sol_money_add(t->ledger.returned, sol_money_subtract(a->amount, paid));
}

/* Whether the walk divides by levels; single divisions, which an observer asks for, are made claim by claim. */
static bool goes_by_history(const trial *t)
{
    return t->history && !(t->observer && t->observer->divided);
}

/* What a pool's groups can still receive, with the costs of paying it, as far as it is below what the pool has. */
static sol_money still_owed(trial *t, const payout *p, const steps_round *r)
{
    if (goes_by_history(t) && history_owes(t->history, r, t->balance[r->pool]))
        return t->balance[r->pool];
    if (goes_by_history(t))
        history_tell(t->history, t);
    sol_money owed = steps_still_owed(t, p->steps, r, t->balance[r->pool]);
    return sol_money_min(t->balance[r->pool], fund_with_costs(t, owed));
}

/* Divides one pool; what its groups can no longer receive goes on to the general pool where it may. */
static void divide_pool(trial *t, payout *p, size_t date, size_t pool)
{
    steps_round r = {.date = date, .pool = pool, .cash = fund_means(t, pool)};
    sol_money most = fund_cash(t, pool);
    if (most.units > 0)
        fund_pay(t, pool,
                 goes_by_history(t) ? history_divide(t->history, t, &r, most) : steps_divide(t, p->steps, &r, most));
    deposits_note(p->deposits, t, p->steps, pool);
    if (pool == 0 || !t->plan->money.pool[pool].then_general || t->balance[pool].units == 0)
        return;
    sol_money kept = sol_money_max(still_owed(t, p, &r), fund_young(t, pool));
    t->balance[0] = sol_money_add(t->balance[0], sol_money_subtract(t->balance[pool], kept));
    t->balance[pool] = kept;
}

/* Whether money can go to claims on a pay date; where not, nobody's interest is looked at. */
static bool can_pay(const trial *t)
{
    bool can = false;
    for (size_t i = t->fund->first_arrival; i < t->fund->next_arrival; i++)
        can |= t->in->arrival[i].is_direct;
    for (size_t k = 0; k < t->plan->money.pool_count; k++)
        can |= fund_cash(t, k).units > 0;
    return can;
}

/* Where costs end with the claims. */
static bool has_costs(trial *t, size_t date)
{
    const sol_costs *costs = &t->plan->scenario->fund.costs;
    return !costs->until_closed || costs->yearly.units == 0 ||
           (goes_by_history(t) && history_is_open(t->history, date)) || accounts_some_may_be_paid(t, date);
}

static void tell(const trial *t, size_t date)
{
    if (t->observer && t->observer->paid_date)
        t->observer->paid_date(t->observer->context, date, &t->ledger, t->balance);
}

static void bury(trial *t, size_t date)
{
    if (!goes_by_history(t)) {
        accounts_bury(t, date);
        return;
    }
    history_bury(t->history, t, date);
    accounts_pass(t, date);
}

static void begin(trial *t)
{
    t->today = t->plan->scenario->start;
    if (goes_by_history(t))
        accounts_begin_apart(t);
    else
        accounts_begin(t);
    reached_begin(t->reached, t);
    if (goes_by_history(t))
        history_begin(t->history, t);
}

static void pay_date(trial *t, payout *p, size_t date)
{
    t->today = t->plan->date[date];
    fund_receive(t, date);
    bury(t, date);
    deposits_take_up(p->deposits, t, date);
    fund_bear_costs(t, date, has_costs(t, date));
    fund_allow(t, date);
    if (can_pay(t) && !goes_by_history(t))
        accounts_accrue(t, date);
    for (size_t i = t->fund->first_arrival; i < t->fund->next_arrival; i++)
        if (t->in->arrival[i].is_direct)
            take_direct(t, p, &t->in->arrival[i], date);
    if (can_pay(t) && goes_by_history(t))
        history_accrue(t->history, t, date);
    steps_begin_date(p->steps, t->plan);
    deposits_begin_date(p->deposits);
    for (size_t k = 1; k < t->plan->money.pool_count; k++)
        divide_pool(t, p, date, k);
    divide_pool(t, p, date, 0);
    deposits_make(p->deposits, t, date);
    fund_note(t, date);
    tell(t, date);
}

/* What earmarked pools hold beyond all that their groups are owed at the end, but for those whose rest is the general pool's. */
static sol_money stranded_of(trial *t, const payout *p)
{
    sol_money sum = {0};
    for (size_t k = 1; k < t->plan->money.pool_count; k++) {
        if (t->plan->money.pool[k].then_general)
            continue;
        steps_round r = {.date = t->plan->date_count, .pool = k};
        sum = sol_money_add(sum, sol_money_subtract(t->balance[k], still_owed(t, p, &r)));
    }
    return sum;
}

/* What is owed on the first goal's day, once the last pay date up to it is over. */
static void note_unpaid(trial *t, size_t dates_past)
{
    if (t->reached->by[0] != dates_past)
        return;
    if (goes_by_history(t))
        history_tell(t->history, t);
    unpaid_note(t);
}

void payout_run(trial *t)
{
    payout *p = t->payout;
    steps_begin(p->steps, t);
    begin(t);
    note_unpaid(t, 0);
    for (size_t date = 0; date < t->plan->date_count; date++) {
        pay_date(t, p, date);
        note_unpaid(t, date + 1);
    }
    t->today = t->plan->scenario->end;
    fund_end(t, has_costs(t, t->plan->date_count));
    tell(t, t->plan->date_count);
    accounts_end(t);
    if (goes_by_history(t))
        history_end(t->history, t);
    reached_tell(t->reached, t);
    fund_leave(t);
    t->stranded = stranded_of(t, p);
}
