#include "engine/walk/fund.h"

#include "base/check.h"
#include "engine/claims/claims.h"
#include "plan/people.h"

#define BILLION INT64_C(1000000000)

fund *fund_new(sol_arena *arena, const sol_plan *plan)
{
    fund *f = SOL_TAKE(arena, 1, fund);
    f->pending = SOL_TAKE(arena, plan->money.pool_count, double);
    f->arrived = SOL_TAKE(arena, plan->money.pool_count, sol_money);
    f->young = SOL_TAKE(arena, plan->money.pool_count, sol_money);
    return f;
}

void fund_begin(trial *t)
{
    fund *f = t->fund;
    *f = (fund){.pending = f->pending, .arrived = f->arrived, .young = f->young, .last = t->plan->scenario->start};
    for (size_t k = 0; k < t->plan->money.pool_count; k++) {
        t->balance[k] = sol_money_of(0);
        f->pending[k] = 0;
        f->arrived[k] = f->young[k] = sol_money_of(0);
    }
    t->balance[0] = t->ledger.opening = t->plan->scenario->fund.opening;
}

/* The part of some cash that can be paid out, where what is paid bears costs: with them it is no more than the cash. */
static sol_money bearing_costs(const trial *t, sol_money cash)
{
    int64_t share = t->plan->scenario->fund.costs.share_of_payments_billionths;
    return share > 0 ? sol_money_scale_down(cash, BILLION, BILLION + share) : cash;
}

sol_money fund_with_costs(const trial *t, sol_money payments)
{
    int64_t share = t->plan->scenario->fund.costs.share_of_payments_billionths;
    if (share == 0)
        return payments;
    return sol_money_subtract(payments, sol_money_scale_down(sol_money_of(-payments.units), share, BILLION));
}

static sol_money pay_cost(trial *t, size_t pool, sol_money cost)
{
    sol_money paid = sol_money_min(cost, t->balance[pool]);
    t->balance[pool] = sol_money_subtract(t->balance[pool], paid);
    t->ledger.costs = sol_money_add(t->ledger.costs, paid);
    return paid;
}

/* The day of a pay date, or `end` behind the last one. */
static sol_date day_of(const trial *t, size_t date)
{
    return date < t->plan->date_count ? t->plan->date[date] : t->plan->scenario->end;
}

/* Notes what the sender of an arrival brought. */
static void note_sender(trial *t, const inflow_arrival *a)
{
    size_t sender = a->firm != SOL_NONE ? (size_t)a->firm : t->plan->money.firm_count + (size_t)a->source;
    t->source_received[sender] = sol_money_add(t->source_received[sender], a->amount);
    t->ledger.received = sol_money_add(t->ledger.received, a->amount);
}

/* What of an arrival is the fund's. */
static sol_money stays(const inflow_arrival *a)
{
    return sol_money_subtract(a->amount, a->refund);
}

/* The same, and for its pool what is not returned at once, and what that is worth on `day`. */
static void take_in(trial *t, const inflow_arrival *a, sol_date day)
{
    fund *f = t->fund;
    note_sender(t, a);
    t->ledger.returned = sol_money_add(t->ledger.returned, a->refund);
    double growth = inflow_growth(t->plan, t->in, a->date, day);
    f->pending[a->pool] += sol_money_to_double(stays(a)) * (growth - 1);
    f->arrived[a->pool] = sol_money_add(f->arrived[a->pool], stays(a));
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

/* Whether what came on a day may not be paid out yet on another. A long lag is for ever: it is compared with `end` before it is added. */
static bool is_young(const trial *t, sol_date came, sol_date day)
{
    const sol_span lag = t->plan->scenario->payments.lag;
    bool is_for_ever =
        lag.days > sol_date_days(came, t->plan->scenario->end) || lag.months > (int32_t)t->plan->money.month_count;
    return is_for_ever || sol_date_add(came, lag).day > day.day;
}

/* What came since the last pay date is young; what came first is the first to be so no more. */
static void age(trial *t, sol_date day)
{
    fund *f = t->fund;
    const inflow_arrival *arrival = t->in->arrival;
    for (size_t i = f->first_arrival; i < f->next_arrival; i++)
        if (!arrival[i].is_direct)
            f->young[arrival[i].pool] = sol_money_add(f->young[arrival[i].pool], stays(&arrival[i]));
    for (; f->first_young < f->next_arrival && !is_young(t, arrival[f->first_young].date, day); f->first_young++) {
        const inflow_arrival *a = &arrival[f->first_young];
        if (!a->is_direct)
            f->young[a->pool] = sol_money_subtract(f->young[a->pool], stays(a));
    }
}

void fund_receive(trial *t, size_t date)
{
    fund *f = t->fund;
    const inflow *in = t->in;
    sol_date day = day_of(t, date);
    f->first_arrival = f->next_arrival;
    for (; f->next_arrival < in->arrival_count && in->arrival[f->next_arrival].date.day <= day.day; f->next_arrival++)
        if (!in->arrival[f->next_arrival].is_direct)
            take_in(t, &in->arrival[f->next_arrival], day);
    grow(t, day);
    const sol_span lag = t->plan->scenario->payments.lag;
    if (lag.months > 0 || lag.days > 0)
        age(t, day);
    if (date > 0)
        return;
    const sol_money added = t->plan->scenario->money_added;
    t->balance[0] = sol_money_add(t->balance[0], added);
    t->ledger.opening = sol_money_add(t->ledger.opening, added);
}

/* A share of what has been received: other pools bear theirs, the general one's is given. */
static sol_money share_of_receipts(trial *t)
{
    int64_t share = t->plan->scenario->fund.costs.share_billionths;
    sol_money general = {0};
    for (size_t i = t->fund->first_arrival; share && i < t->fund->next_arrival; i++) {
        const inflow_arrival *a = &t->in->arrival[i];
        sol_money part = sol_money_scale(stays(a), share, BILLION);
        if (!a->is_direct && a->pool == 0)
            general = sol_money_add(general, part);
        else if (!a->is_direct)
            pay_cost(t, (size_t)a->pool, part);
    }
    return general;
}

/* Whether claims that an event allows or excludes have been processed by a day: on that of their entitlement, from the office's first on. */
static bool are_processed(const trial *t, const sol_terms *terms, sol_date day)
{
    const sol_scenario *scenario = t->plan->scenario;
    const sol_date *event = t->in->event_date;
    sol_date entitled = terms->eligible;
    if (terms->requires != SOL_NONE)
        entitled = sol_date_later(entitled, event[terms->requires]);
    if (terms->unless != SOL_NONE && event[terms->unless].day < entitled.day)
        return false;
    sol_date opens = sol_date_later(scenario->administration.opens, scenario->start);
    return sol_date_later(entitled, opens).day <= day.day;
}

/* How many claims have been processed by a date. */
static uint64_t processed_by(const trial *t, size_t date)
{
    const people_details *details = people_details_of(t->plan);
    uint64_t count = (t->claims ? t->claims->processed_by : details->processed_by)[date];
    for (size_t i = 0; i < details->awaiting_count; i++) /* none where claims have days of their own */
        count += are_processed(t, details->awaiting[i].terms, day_of(t, date)) ? details->awaiting[i].count : 0;
    return count;
}

void fund_bear_costs(trial *t, size_t date, bool some_claim_is_open)
{
    fund *f = t->fund;
    const sol_costs *costs = &t->plan->scenario->fund.costs;
    sol_money due = t->costs_owed;
    if (costs->yearly.units) {
        int32_t days = sol_date_days(t->plan->scenario->start, day_of(t, date));
        sol_money by_now = sol_money_scale(costs->yearly, (int64_t)days * 100, 36525);
        sol_money more = sol_money_subtract(by_now, f->yearly_charged);
        f->yearly_charged = by_now;
        bool has_ended = costs->until_closed && !some_claim_is_open;
        due = sol_money_add(due, has_ended ? sol_money_of(0) : more);
    }
    due = sol_money_add(due, share_of_receipts(t));
    if (costs->per_claim.units) {
        uint64_t by = processed_by(t, date);
        due = sol_money_add(due, sol_money_scale(costs->per_claim, (int64_t)(by - f->claims_charged), 1));
        f->claims_charged = by;
    }
    t->costs_owed = sol_money_subtract(due, pay_cost(t, 0, due));
}

void fund_allow(trial *t, size_t date)
{
    if (t->plan->limit)
        t->fund->limit = limit_on(t->plan, t->fund->limit, date);
}

sol_money fund_young(const trial *t, size_t pool)
{
    return sol_money_min(t->balance[pool], t->fund->young[pool]);
}

fund_kept fund_keeps(const trial *t, size_t pool)
{
    const sol_money balance = t->balance[pool];
    sol_money reserve = pool == 0 ? sol_money_min(balance, t->plan->scenario->fund.reserve) : sol_money_of(0);
    sol_money free = sol_money_subtract(balance, reserve), young = sol_money_min(free, t->fund->young[pool]);
    sol_money old = sol_money_subtract(free, young);
    return (fund_kept){reserve, young, sol_money_subtract(old, bearing_costs(t, old))};
}

sol_money fund_means(const trial *t, size_t pool)
{
    if (t->plan->has_unlimited_money)
        return sol_money_of(SOL_MONEY_SUM_MAX);
    const sol_money balance = t->balance[pool];
    if (balance.units == 0)
        return balance; /* most pools, on most pay dates */
    const fund_kept kept = fund_keeps(t, pool);
    return sol_money_subtract(sol_money_subtract(sol_money_subtract(balance, kept.reserve), kept.young), kept.costs);
}

sol_money fund_cash(const trial *t, size_t pool)
{
    sol_money means = fund_means(t, pool);
    return t->fund->limit.is.limit > 0 ? sol_money_min(means, t->fund->limit.left) : means;
}

sol_money fund_foresee(const trial *t, size_t date)
{
    const fund *f = t->fund;
    const inflow *in = t->in;
    const sol_scenario *scenario = t->plan->scenario;
    sol_money today = fund_cash(t, 0), comes = {0};
    for (size_t i = f->next_arrival; i < in->arrival_count && in->arrival[i].date.day <= t->plan->date[date + 1].day;
         i++)
        comes = sol_money_add(
            comes, sol_money_scale(stays(&in->arrival[i]), BILLION - scenario->fund.costs.share_billionths, BILLION));
    sol_money more = sol_money_add(sol_money_subtract(fund_means(t, 0), today), bearing_costs(t, comes));
    if (!t->plan->limit)
        return more;
    limit_account limit = f->limit;
    limit.left = sol_money_subtract(limit.left, today);
    limit = limit_on(t->plan, limit, date + 1);
    return limit.is.limit > 0 ? sol_money_min(more, limit.left) : more;
}

/* Costs of a payment, which were set aside. */
static void bear_costs_of(trial *t, size_t pool, sol_money payment)
{
    sol_money cost = sol_money_scale(payment, t->plan->scenario->fund.costs.share_of_payments_billionths, BILLION);
    sol_money borne = pay_cost(t, pool, cost);
    SOL_CHECK(borne.units == cost.units);
    t->ledger.costs_of_payments = sol_money_add(t->ledger.costs_of_payments, borne);
}

static void take_out(trial *t, size_t pool, sol_money amount)
{
    if (t->plan->has_unlimited_money)
        t->ledger.received = sol_money_add(t->ledger.received, amount); /* it comes as it is paid, without costs */
    else
        t->balance[pool] = sol_money_subtract(t->balance[pool], amount);
    if (t->fund->limit.is.limit > 0)
        t->fund->limit.left = sol_money_subtract(t->fund->limit.left, amount);
}

void fund_pay(trial *t, size_t pool, sol_money amount)
{
    take_out(t, pool, amount);
    if (t->plan->scenario->fund.costs.share_of_payments_billionths > 0 && !t->plan->has_unlimited_money)
        bear_costs_of(t, pool, amount);
    t->ledger.paid = sol_money_add(t->ledger.paid, amount);
}

bool fund_allows(const trial *t, sol_money amount)
{
    return t->fund->limit.is.limit == 0 || amount.units <= t->fund->limit.left.units;
}

void fund_deposit(trial *t, size_t pool, sol_money amount)
{
    take_out(t, pool, amount);
    t->ledger.deposited = sol_money_add(t->ledger.deposited, amount);
}

void fund_pay_deposit(trial *t, sol_money amount)
{
    t->ledger.deposited = sol_money_subtract(t->ledger.deposited, amount);
    t->ledger.taken_up = sol_money_add(t->ledger.taken_up, amount);
    t->ledger.paid = sol_money_add(t->ledger.paid, amount);
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

void fund_end(trial *t, bool some_claim_is_open)
{
    fund_receive(t, t->plan->date_count);
    for (size_t i = t->fund->first_arrival; i < t->fund->next_arrival; i++) {
        const inflow_arrival *a = &t->in->arrival[i];
        if (!a->is_direct)
            continue;
        note_sender(t, a);
        t->balance[a->pool] = sol_money_add(t->balance[a->pool], a->amount);
    }
    fund_bear_costs(t, t->plan->date_count, some_claim_is_open);
}

void fund_leave(trial *t)
{
    for (size_t k = 0; k < t->plan->money.pool_count; k++)
        t->ledger.left = sol_money_add(t->ledger.left, t->balance[k]);
}
