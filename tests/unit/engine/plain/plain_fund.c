#include "engine/plain/plain.h"

#include "base/check.h"
#include "plan/people.h"

#define BILLION INT64_C(1000000000)

plain_fund *plain_fund_new(sol_arena *arena, const sol_plan *plan)
{
    plain_fund *f = SOL_TAKE(arena, 1, plain_fund);
    f->pending = SOL_TAKE(arena, plan->money.pool_count, double);
    f->arrived = SOL_TAKE(arena, plan->money.pool_count, sol_money);
    return f;
}

void plain_fund_begin(plain_trial *t)
{
    plain_fund *f = t->fund;
    *f = (plain_fund){.pending = f->pending, .arrived = f->arrived, .last = t->plan->scenario->start};
    for (size_t k = 0; k < t->plan->money.pool_count; k++) {
        t->balance[k] = sol_money_of(0);
        f->pending[k] = 0;
        f->arrived[k] = sol_money_of(0);
    }
    t->balance[0] = t->ledger.opening = t->plan->scenario->fund.opening;
}

static sol_money pay_cost(plain_trial *t, size_t pool, sol_money cost)
{
    sol_money paid = sol_money_min(cost, t->balance[pool]);
    t->balance[pool] = sol_money_subtract(t->balance[pool], paid);
    t->ledger.costs = sol_money_add(t->ledger.costs, paid);
    return paid;
}

sol_date plain_fund_day(const plain_trial *t, size_t date)
{
    return date < t->plan->date_count ? t->plan->date[date] : t->plan->scenario->end;
}

static void note_sender(plain_trial *t, const inflow_arrival *a)
{
    size_t sender = a->firm != SOL_NONE ? (size_t)a->firm : t->plan->money.firm_count + (size_t)a->source;
    t->source_received[sender] = sol_money_add(t->source_received[sender], a->amount);
    t->ledger.received = sol_money_add(t->ledger.received, a->amount);
}

/* Notes an arrival: what its sender brought, and for its pool what it is worth on `day`. */
static void take_in(plain_trial *t, const inflow_arrival *a, sol_date day)
{
    plain_fund *f = t->fund;
    note_sender(t, a);
    double growth = inflow_growth(t->plan, t->in, a->date, day);
    f->pending[a->pool] += sol_money_to_double(a->amount) * (growth - 1);
    f->arrived[a->pool] = sol_money_add(f->arrived[a->pool], a->amount);
}

/* Balances earn since the last day, and what arrived since its day; rounded once a pool. */
static void grow(plain_trial *t, sol_date day)
{
    plain_fund *f = t->fund;
    double growth = inflow_growth(t->plan, t->in, f->last, day);
    f->last = day;
    for (size_t k = 0; k < t->plan->money.pool_count; k++) {
        double earned = sol_money_to_double(t->balance[k]) * (growth - 1) + f->pending[k];
        sol_money whole = sol_money_add(t->balance[k], f->arrived[k]);
        sol_money returns = sol_money_max(sol_money_from_double(earned), sol_money_of(-whole.units));
        t->ledger.returns = sol_money_add(t->ledger.returns, returns);
        t->balance[k] = sol_money_add(whole, returns);
        SOL_CHECK(t->balance[k].units >= 0);
        f->pending[k] = 0;
        f->arrived[k] = sol_money_of(0);
    }
}

size_t plain_fund_receive(plain_trial *t, size_t date)
{
    plain_fund *f = t->fund;
    const inflow *in = t->in;
    sol_date day = plain_fund_day(t, date);
    size_t first = f->next_arrival, next = first;
    for (; next < in->arrival_count && in->arrival[next].date.day <= day.day; next++)
        if (!in->arrival[next].is_direct)
            take_in(t, &in->arrival[next], day);
    grow(t, day);
    f->next_arrival = next;
    return first;
}

/* Claims that the office has examined: with a queue entitled or not. */
static uint64_t processed_by(const plain_trial *t, size_t date)
{
    uint64_t count = 0;
    for (size_t i = 0; i < t->plan->people.count; i++)
        count += t->claim[i].examined_day.day <= plain_fund_day(t, date).day;
    return count;
}

void plain_fund_bear_costs(plain_trial *t, size_t date, size_t first, bool some_claim_is_open)
{
    plain_fund *f = t->fund;
    const sol_costs *costs = &t->plan->scenario->fund.costs;
    sol_money due = t->costs_owed;
    for (size_t i = first; i < f->next_arrival; i++) {
        const inflow_arrival *a = &t->in->arrival[i];
        sol_money share = sol_money_scale(a->amount, costs->share_billionths, BILLION);
        if (!a->is_direct && a->pool == 0)
            due = sol_money_add(due, share);
        else if (!a->is_direct)
            pay_cost(t, (size_t)a->pool, share);
    }
    if (costs->yearly.units) {
        int32_t days = sol_date_days(t->plan->scenario->start, plain_fund_day(t, date));
        sol_money by_now = sol_money_scale(costs->yearly, (int64_t)days * 100, 36525);
        sol_money more = sol_money_subtract(by_now, f->yearly_charged);
        f->yearly_charged = by_now;
        bool has_ended = costs->until_closed && !some_claim_is_open;
        due = sol_money_add(due, has_ended ? sol_money_of(0) : more);
    }
    uint64_t by = processed_by(t, date);
    due = sol_money_add(due, sol_money_scale(costs->per_claim, (int64_t)(by - f->claims_charged), 1));
    f->claims_charged = by;
    t->costs_owed = sol_money_subtract(due, pay_cost(t, 0, due));
}

void plain_fund_allow(plain_trial *t, size_t date)
{
    plain_fund *f = t->fund;
    const sol_payments *payments = &t->plan->scenario->payments;
    int year;
    sol_date_civil(t->plan->date[date], &year, NULL, NULL);
    if (!payments->has_limit || year == f->limit_year)
        return;
    int years = f->limit_year && payments->limit_carries ? year - f->limit_year : 1;
    sol_money more = sol_money_scale(payments->limit, years, 1);
    bool carries = f->limit_year && payments->limit_carries;
    f->allowance = carries ? sol_money_add(f->allowance, more) : payments->limit;
    f->limit_year = year;
}

sol_money plain_fund_cash(const plain_trial *t, size_t pool)
{
    sol_money cash = t->balance[pool];
    if (pool == 0)
        cash = sol_money_subtract(cash, sol_money_min(cash, t->plan->scenario->fund.reserve));
    return cash;
}

sol_money plain_fund_allowed(const plain_trial *t)
{
    return t->plan->scenario->payments.has_limit ? t->fund->allowance : sol_money_of(SOL_MONEY_SUM_MAX);
}

void plain_fund_pay(plain_trial *t, size_t pool, sol_money amount)
{
    t->balance[pool] = sol_money_subtract(t->balance[pool], amount);
    t->ledger.paid = sol_money_add(t->ledger.paid, amount);
    if (t->plan->scenario->payments.has_limit)
        t->fund->allowance = sol_money_subtract(t->fund->allowance, amount);
}

void plain_fund_note(plain_trial *t, size_t date)
{
    sol_money balance = {0};
    for (size_t k = 0; k < t->plan->money.pool_count; k++)
        balance = sol_money_add(balance, t->balance[k]);
    t->date[date].received = t->ledger.received;
    t->date[date].balance = balance;
    t->date[date].paid = t->ledger.paid;
}

void plain_fund_end(plain_trial *t, bool some_claim_is_open)
{
    size_t first = plain_fund_receive(t, t->plan->date_count);
    for (size_t i = first; i < t->in->arrival_count; i++) {
        const inflow_arrival *a = &t->in->arrival[i];
        if (!a->is_direct)
            continue;
        note_sender(t, a);
        t->balance[a->pool] = sol_money_add(t->balance[a->pool], a->amount);
    }
    plain_fund_bear_costs(t, t->plan->date_count, first, some_claim_is_open);
}

void plain_fund_leave(plain_trial *t)
{
    for (size_t k = 0; k < t->plan->money.pool_count; k++)
        t->ledger.left = sol_money_add(t->ledger.left, t->balance[k]);
}
