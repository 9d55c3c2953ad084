#include "engine/payout.h"

#include "base/check.h"
#include "engine/claims.h"
#include "engine/timely.h"

#include <math.h>

#define BILLION INT64_C(1000000000)

payout *payout_new(sol_arena *arena, const sol_plan *plan)
{
    payout *p = SOL_TAKE(arena, 1, payout);
    p->steps = steps_new(arena, plan);
    p->pending = SOL_TAKE(arena, plan->money.pool_count, double);
    p->arrived = SOL_TAKE(arena, plan->money.pool_count, sol_money);
    return p;
}

static sol_money pay_cost(trial *t, size_t pool, sol_money cost)
{
    sol_money paid = sol_money_min(cost, t->balance[pool]);
    t->balance[pool] = sol_money_subtract(t->balance[pool], paid);
    t->ledger.costs = sol_money_add(t->ledger.costs, paid);
    return paid;
}

/* Notes an arrival: what its sender brought, and for its pool what it is worth on `day`. */
static void take_in(trial *t, payout *p, const inflow_arrival *a, sol_date day)
{
    size_t sender = a->firm != SOL_NONE ? (size_t)a->firm : t->plan->money.firm_count + (size_t)a->source;
    t->source_received[sender] = sol_money_add(t->source_received[sender], a->amount);
    t->ledger.received = sol_money_add(t->ledger.received, a->amount);
    double growth = inflow_growth(t->plan, t->in, a->date, day);
    p->pending[a->pool] += sol_money_to_double(a->amount) * (growth - 1);
    p->arrived[a->pool] = sol_money_add(p->arrived[a->pool], a->amount);
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

/* Balances earn since the last day, and what arrived since its day; rounded once a pool. */
static void grow(trial *t, payout *p, sol_date day)
{
    double growth = inflow_growth(t->plan, t->in, p->last, day);
    p->last = day;
    for (size_t k = 0; k < t->plan->money.pool_count; k++) {
        double earned = sol_money_to_double(t->balance[k]) * (growth - 1) + p->pending[k];
        sol_money whole = sol_money_add(t->balance[k], p->arrived[k]);
        sol_money returns = sol_money_max(sol_money_from_double(earned), sol_money_of(-whole.units));
        t->ledger.returns = sol_money_add(t->ledger.returns, returns);
        t->balance[k] = sol_money_add(whole, returns);
        SOL_CHECK(t->balance[k].units >= 0);
        p->pending[k] = 0;
        p->arrived[k] = sol_money_of(0);
    }
}

/* What has arrived by a day into the pools, and `share` of it as cost from the pool that received it. */
static void receive(trial *t, payout *p, sol_date day)
{
    const inflow *in = t->in;
    size_t first = p->next_arrival, next = first;
    for (; next < in->arrival_count && in->arrival[next].date.day <= day.day; next++)
        if (!in->arrival[next].is_direct)
            take_in(t, p, &in->arrival[next], day);
    grow(t, p, day);
    int64_t share = t->plan->scenario->fund.costs.share_billionths;
    for (size_t i = first; share && i < next; i++)
        if (!in->arrival[i].is_direct)
            pay_cost(t, (size_t)in->arrival[i].pool, sol_money_scale(in->arrival[i].amount, share, BILLION));
    p->next_arrival = next;
}

static bool some_claim_is_open(const trial *t, size_t date)
{
    for (size_t i = 0; i < t->plan->people.count; i++)
        if (steps_is_open(t, i, date))
            return true;
    return false;
}

/* What is owed of costs, then the year's part and the claims processed; the general pool bears what it can. */
static void bear_costs(trial *t, payout *p, size_t date)
{
    const sol_costs *costs = &t->plan->scenario->fund.costs;
    const people_details *details = people_details_of(t->plan);
    sol_date start = t->plan->scenario->start;
    sol_money due = t->costs_owed;
    if (costs->yearly.units) {
        int32_t days = sol_date_days(start, t->plan->date[date]);
        sol_money by_now = sol_money_scale(costs->yearly, (int64_t)days * 100, 36525);
        sol_money more = sol_money_subtract(by_now, p->yearly_charged);
        p->yearly_charged = by_now;
        bool has_ended = costs->until_closed && !some_claim_is_open(t, date);
        due = sol_money_add(due, has_ended ? sol_money_of(0) : more);
    }
    int64_t processed = (int64_t)(details->processed_by[date] - p->claims_charged);
    p->claims_charged = details->processed_by[date];
    due = sol_money_add(due, sol_money_scale(costs->per_claim, processed, 1));
    t->costs_owed = sol_money_subtract(due, pay_cost(t, 0, due));
}

/* What may be paid of the year's limit. */
static void allow(const trial *t, payout *p, size_t date)
{
    const sol_payments *payments = &t->plan->scenario->payments;
    int year;
    sol_date_civil(t->plan->date[date], &year, NULL, NULL);
    if (!payments->has_limit || year == p->limit_year)
        return;
    int years = p->limit_year && payments->limit_carries ? year - p->limit_year : 1;
    sol_money more = sol_money_scale(payments->limit, years, 1);
    bool carries = p->limit_year && payments->limit_carries;
    p->allowance = carries ? sol_money_add(p->allowance, more) : payments->limit;
    p->limit_year = year;
}

static sol_money cash_of(const trial *t, const payout *p, size_t pool)
{
    sol_money cash = t->balance[pool];
    if (pool == 0)
        cash = sol_money_subtract(cash, sol_money_min(cash, t->plan->scenario->fund.reserve));
    return t->plan->scenario->payments.has_limit ? sol_money_min(cash, p->allowance) : cash;
}

/* Divides one pool; what its groups can no longer receive goes on to the general pool where it may. */
static void divide_pool(trial *t, payout *p, size_t date, size_t pool)
{
    sol_money cash = cash_of(t, p, pool);
    if (cash.units > 0) {
        sol_money paid = steps_divide(t, p->steps, date, pool, cash);
        t->balance[pool] = sol_money_subtract(t->balance[pool], paid);
        t->ledger.paid = sol_money_add(t->ledger.paid, paid);
        if (t->plan->scenario->payments.has_limit)
            p->allowance = sol_money_subtract(p->allowance, paid);
    }
    if (pool == 0 || !t->plan->money.pool[pool].then_general || t->balance[pool].units == 0)
        return;
    sol_money kept = sol_money_min(t->balance[pool], steps_still_owed(t, p->steps, pool, date));
    t->balance[0] = sol_money_add(t->balance[0], sol_money_subtract(t->balance[pool], kept));
    t->balance[pool] = kept;
}

static void note_date(trial *t, size_t date)
{
    sol_money balance = {0};
    for (size_t k = 0; k < t->plan->money.pool_count; k++)
        balance = sol_money_add(balance, t->balance[k]);
    trial_date *noted = &t->date[date];
    noted->received = t->ledger.received;
    noted->balance = balance;
    noted->paid = t->ledger.paid;
    timely_note(t, date);
    if (t->observer && t->observer->paid_date)
        t->observer->paid_date(t->observer->context, date, &t->ledger, t->balance);
}

static void pay_date(trial *t, payout *p, size_t date)
{
    size_t first = p->next_arrival;
    receive(t, p, t->plan->date[date]);
    bear_costs(t, p, date);
    claims_accrue(t, t->plan->date[date]);
    allow(t, p, date);
    for (size_t i = first; i < p->next_arrival; i++)
        if (t->in->arrival[i].is_direct)
            take_direct(t, p, &t->in->arrival[i], date);
    steps_begin_date(t, p->steps, date);
    for (size_t k = 1; k < t->plan->money.pool_count; k++)
        divide_pool(t, p, date, k);
    divide_pool(t, p, date, 0);
    note_date(t, date);
}

/* What earmarked pools hold beyond all that their groups are owed. */
static sol_money stranded_of(const trial *t, const payout *p)
{
    sol_money sum = {0};
    size_t last = t->plan->date_count - 1;
    for (size_t k = 1; k < t->plan->money.pool_count; k++) {
        sol_money owed = t->balance[k].units > 0 ? steps_still_owed(t, p->steps, k, last) : sol_money_of(0);
        if (t->balance[k].units > owed.units)
            sum = sol_money_add(sum, sol_money_subtract(t->balance[k], owed));
    }
    return sum;
}

void payout_run(trial *t)
{
    payout *p = t->payout;
    *p = (payout){.steps = p->steps, .pending = p->pending, .arrived = p->arrived, .last = t->plan->scenario->start};
    weights_begin(p->steps->weights, t);
    for (size_t k = 0; k < t->plan->money.pool_count; k++) {
        t->balance[k] = sol_money_of(0);
        p->pending[k] = 0;
        p->arrived[k] = sol_money_of(0);
    }
    t->balance[0] = t->ledger.opening = t->plan->scenario->fund.opening;
    for (size_t date = 0; date < t->plan->date_count; date++)
        pay_date(t, p, date);
    /* What comes after the last pay date is received and left; a seizure then too. */
    for (size_t i = p->next_arrival; i < t->in->arrival_count; i++)
        take_in(t, p, &t->in->arrival[i], t->plan->scenario->end);
    grow(t, p, t->plan->scenario->end);
    claims_accrue(t, t->plan->scenario->end);
    for (size_t k = 0; k < t->plan->money.pool_count; k++)
        t->ledger.left = sol_money_add(t->ledger.left, t->balance[k]);
    t->stranded = stranded_of(t, p);
}
