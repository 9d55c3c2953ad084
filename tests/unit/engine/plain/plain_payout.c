#include "engine/plain/plain.h"

plain_payout *plain_payout_new(sol_arena *arena, const sol_plan *plan)
{
    plain_payout *p = SOL_TAKE(arena, 1, plain_payout);
    p->steps = plain_steps_new(arena, plan);
    return p;
}

/* Money that is paid directly goes out at once, what is too much back to the debtor. */
static void take_direct(plain_trial *t, plain_payout *p, const inflow_arrival *a, size_t date)
{
    sol_money paid =
        plain_steps_pay_directly(t, p->steps, date, &t->plan->scenario->source[a->source].earmark, a->amount);
    size_t sender = t->plan->money.firm_count + (size_t)a->source;
    t->source_received[sender] = sol_money_add(t->source_received[sender], a->amount);
    t->ledger.received = sol_money_add(t->ledger.received, a->amount);
    t->ledger.paid = sol_money_add(t->ledger.paid, paid);
    t->ledger.returned = sol_money_add(t->ledger.returned, sol_money_subtract(a->amount, paid));
}

static bool some_claim_is_open(const plain_trial *t, size_t date)
{
    for (size_t i = 0; i < t->plan->people.count; i++)
        if (plain_steps_is_open(t, i, date))
            return true;
    return false;
}

/* Divides one pool; what its groups can no longer receive goes on to the general pool where it may. */
static void divide_pool(plain_trial *t, plain_payout *p, size_t date, size_t pool)
{
    plain_round r = {.date = date, .pool = pool, .cash = plain_fund_cash(t, pool)};
    sol_money most = plain_fund_allowed(t);
    if (r.cash.units > 0 && most.units > 0)
        plain_fund_pay(t, pool, plain_steps_divide(t, p->steps, &r, most));
    if (pool == 0 || !t->plan->money.pool[pool].then_general || t->balance[pool].units == 0)
        return;
    sol_money kept = sol_money_min(t->balance[pool], plain_steps_still_owed(t, p->steps, pool, date));
    t->balance[0] = sol_money_add(t->balance[0], sol_money_subtract(t->balance[pool], kept));
    t->balance[pool] = kept;
}

static void pay_date(plain_trial *t, plain_payout *p, size_t date)
{
    size_t first = plain_fund_receive(t, date);
    plain_fund_bear_costs(t, date, first, some_claim_is_open(t, date));
    plain_claims_accrue(t, t->plan->date[date]);
    plain_fund_allow(t, date);
    for (size_t i = first; i < t->fund->next_arrival; i++)
        if (t->in->arrival[i].is_direct)
            take_direct(t, p, &t->in->arrival[i], date);
    plain_steps_begin_date(t, p->steps, date);
    for (size_t k = 1; k < t->plan->money.pool_count; k++)
        divide_pool(t, p, date, k);
    divide_pool(t, p, date, 0);
    plain_fund_note(t, date);
    plain_timely_note(t, date);
}

/* What earmarked pools hold beyond all that their groups are owed. */
static sol_money stranded_of(const plain_trial *t, const plain_payout *p)
{
    sol_money sum = {0};
    size_t end = t->plan->date_count;
    for (size_t k = 1; k < t->plan->money.pool_count; k++) {
        sol_money owed = t->balance[k].units > 0 ? plain_steps_still_owed(t, p->steps, k, end) : sol_money_of(0);
        if (t->balance[k].units > owed.units)
            sum = sol_money_add(sum, sol_money_subtract(t->balance[k], owed));
    }
    return sum;
}

void plain_payout_run(plain_trial *t)
{
    plain_payout *p = t->payout;
    plain_weights_begin(p->steps->weights, t);
    plain_fund_begin(t);
    for (size_t date = 0; date < t->plan->date_count; date++)
        pay_date(t, p, date);
    plain_fund_end(t, some_claim_is_open(t, t->plan->date_count));
    plain_claims_accrue(t, t->plan->scenario->end);
    plain_fund_leave(t);
    t->stranded = stranded_of(t, p);
}
