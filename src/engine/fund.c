#include "engine/fund.h"

#include "base/check.h"
#include "plan/people.h"

#define BILLION INT64_C(1000000000)

fund *fund_new(sol_arena *arena, const sol_plan *plan)
{
    fund *f = SOL_TAKE(arena, 1, fund);
    f->pending = SOL_TAKE(arena, plan->money.pool_count, double);
    f->arrived = SOL_TAKE(arena, plan->money.pool_count, sol_money);
    return f;
}

void fund_begin(trial *t)
{
    fund *f = t->fund;
    *f = (fund){.pending = f->pending, .arrived = f->arrived, .last = t->plan->scenario->start};
    for (size_t k = 0; k < t->plan->money.pool_count; k++) {
        t->balance[k] = sol_money_of(0);
        f->pending[k] = 0;
        f->arrived[k] = sol_money_of(0);
    }
    t->balance[0] = t->ledger.opening = t->plan->scenario->fund.opening;
}

static sol_money pay_cost(trial *t, size_t pool, sol_money cost)
{
    sol_money paid = sol_money_min(cost, t->balance[pool]);
    t->balance[pool] = sol_money_subtract(t->balance[pool], paid);
    t->ledger.costs = sol_money_add(t->ledger.costs, paid);
    return paid;
}

/* Notes an arrival: what its sender brought, and for its pool what it is worth on `day`. */
static void take_in(trial *t, const inflow_arrival *a, sol_date day)
{
    fund *f = t->fund;
    size_t sender = a->firm != SOL_NONE ? (size_t)a->firm : t->plan->money.firm_count + (size_t)a->source;
    t->source_received[sender] = sol_money_add(t->source_received[sender], a->amount);
    t->ledger.received = sol_money_add(t->ledger.received, a->amount);
    double growth = inflow_growth(t->plan, t->in, a->date, day);
    f->pending[a->pool] += sol_money_to_double(a->amount) * (growth - 1);
    f->arrived[a->pool] = sol_money_add(f->arrived[a->pool], a->amount);
}

/* Balances earn since the last day, and what arrived since its day; rounded once a pool. */
static void grow(trial *t, sol_date day)
{
    fund *f = t->fund;
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

size_t fund_receive(trial *t, size_t date)
{
    fund *f = t->fund;
    const inflow *in = t->in;
    sol_date day = t->plan->date[date];
    size_t first = f->next_arrival, next = first;
    for (; next < in->arrival_count && in->arrival[next].date.day <= day.day; next++)
        if (!in->arrival[next].is_direct)
            take_in(t, &in->arrival[next], day);
    grow(t, day);
    int64_t share = t->plan->scenario->fund.costs.share_billionths;
    for (size_t i = first; share && i < next; i++)
        if (!in->arrival[i].is_direct)
            pay_cost(t, (size_t)in->arrival[i].pool, sol_money_scale(in->arrival[i].amount, share, BILLION));
    f->next_arrival = next;
    return first;
}

void fund_bear_costs(trial *t, size_t date, bool some_claim_is_open)
{
    fund *f = t->fund;
    const sol_costs *costs = &t->plan->scenario->fund.costs;
    sol_money due = t->costs_owed;
    if (costs->yearly.units) {
        int32_t days = sol_date_days(t->plan->scenario->start, t->plan->date[date]);
        sol_money by_now = sol_money_scale(costs->yearly, (int64_t)days * 100, 36525);
        sol_money more = sol_money_subtract(by_now, f->yearly_charged);
        f->yearly_charged = by_now;
        bool has_ended = costs->until_closed && !some_claim_is_open;
        due = sol_money_add(due, has_ended ? sol_money_of(0) : more);
    }
    uint64_t by = people_details_of(t->plan)->processed_by[date];
    due = sol_money_add(due, sol_money_scale(costs->per_claim, (int64_t)(by - f->claims_charged), 1));
    f->claims_charged = by;
    t->costs_owed = sol_money_subtract(due, pay_cost(t, 0, due));
}

void fund_allow(trial *t, size_t date)
{
    fund *f = t->fund;
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

sol_money fund_cash(const trial *t, size_t pool)
{
    sol_money cash = t->balance[pool];
    if (pool == 0)
        cash = sol_money_subtract(cash, sol_money_min(cash, t->plan->scenario->fund.reserve));
    return t->plan->scenario->payments.has_limit ? sol_money_min(cash, t->fund->allowance) : cash;
}

sol_money fund_foresee(const trial *t, size_t date)
{
    const fund *f = t->fund;
    const inflow *in = t->in;
    const sol_scenario *scenario = t->plan->scenario;
    sol_money today = fund_cash(t, 0),
              more = sol_money_subtract(t->balance[0], sol_money_min(t->balance[0], scenario->fund.reserve));
    more = sol_money_subtract(more, today);
    for (size_t i = f->next_arrival; i < in->arrival_count && in->arrival[i].date.day <= t->plan->date[date + 1].day;
         i++)
        more = sol_money_add(
            more, sol_money_scale(in->arrival[i].amount, BILLION - scenario->fund.costs.share_billionths, BILLION));
    int year, next;
    sol_date_civil(t->plan->date[date], &year, NULL, NULL);
    sol_date_civil(t->plan->date[date + 1], &next, NULL, NULL);
    sol_money allowed = year == next ? sol_money_subtract(f->allowance, today) : scenario->payments.limit;
    return scenario->payments.has_limit ? sol_money_min(more, allowed) : more;
}

void fund_pay(trial *t, size_t pool, sol_money amount)
{
    t->balance[pool] = sol_money_subtract(t->balance[pool], amount);
    t->ledger.paid = sol_money_add(t->ledger.paid, amount);
    if (t->plan->scenario->payments.has_limit)
        t->fund->allowance = sol_money_subtract(t->fund->allowance, amount);
}

void fund_note(trial *t, size_t date)
{
    sol_money balance = {0};
    for (size_t k = 0; k < t->plan->money.pool_count; k++)
        balance = sol_money_add(balance, t->balance[k]);
    t->date[date].received = t->ledger.received;
    t->date[date].balance = balance;
    t->date[date].paid = t->ledger.paid;
}

void fund_end(trial *t)
{
    for (size_t i = t->fund->next_arrival; i < t->in->arrival_count; i++)
        take_in(t, &t->in->arrival[i], t->plan->scenario->end);
    grow(t, t->plan->scenario->end);
}

void fund_leave(trial *t)
{
    for (size_t k = 0; k < t->plan->money.pool_count; k++)
        t->ledger.left = sol_money_add(t->ledger.left, t->balance[k]);
}
