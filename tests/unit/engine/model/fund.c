/* §4 pools and §5 the fund: what it holds, earns and costs. */
#include "engine/model/parts.h"

#include <string.h>

static bool names_group(const sol_earmark *earmark, int group)
{
    for (size_t i = 0; i < earmark->group_count; i++)
        if (earmark->group[i] == group)
            return true;
    return false;
}

bool model_fund_is_for(const model_pool *pool, const model_person *p)
{
    if (pool->group_count == 0)
        return true;
    for (size_t i = 0; i < pool->group_count; i++)
        if (pool->group[i] == p->who->group)
            return true;
    return false;
}

/* "Sources with the same groups share a pool"; what they say of `counts` and `then` must be the same, too. */
static int pool_of(model_trial *t, const sol_earmark *earmark)
{
    const sol_scenario *s = t->scenario;
    int *group = SOL_TAKE(t->arena, s->group_count, int);
    model_pool pool = {.group = group, .counts = earmark->counts, .then_general = earmark->then_general};
    for (size_t g = 0; g < s->group_count; g++)
        if (names_group(earmark, (int)g))
            group[pool.group_count++] = (int)g;
    for (size_t i = 1; i < t->pool_count; i++) {
        const model_pool *other = &t->pool[i];
        if (other->group_count == pool.group_count && other->counts == pool.counts &&
            other->then_general == pool.then_general &&
            memcmp(other->group, group, pool.group_count * sizeof *group) == 0)
            return (int)i;
    }
    for (size_t i = 0; i < t->people; i++)
        pool.people += model_fund_is_for(&pool, &t->person[i]);
    t->pool[t->pool_count] = pool;
    return (int)t->pool_count++;
}

void model_fund_make_pools(model_trial *t)
{
    const sol_scenario *s = t->scenario;
    t->pool = SOL_TAKE(t->arena, s->source_count + 1, model_pool);
    t->source_pool = SOL_TAKE(t->arena, s->source_count, int);
    t->pool[0] = (model_pool){.counts = true, .then_general = true, .people = t->people};
    t->pool_count = 1;
    for (size_t i = 0; i < s->source_count; i++)
        if (!sol_source_kind_follows_firms(s->source[i].kind) && s->source[i].earmark.group_count > 0)
            t->source_pool[i] = pool_of(t, &s->source[i].earmark);
    t->opening = t->pool[0].balance = s->fund.opening.units;
}

/* Whether an arrival counts on `to`: "What is dated d_0 ≤ t ≤ d_1 counts at d_1, d_{k−1} < t ≤ d_k at d_k." */
static bool counts_now(const model_trial *t, const model_arrival *arrival, sol_date since, sol_date to)
{
    bool is_first = since.day < t->scenario->start.day;
    return is_by(arrival->date, to) && (is_first || arrival->date.day > since.day);
}

/* "Each pool earns `return` on its balance (the same formula as exchange; rounded once a pool and pay date)"; "arrivals, with their return
   since". */
static int64_t return_of(const model_trial *t, int pool, sol_date since, sol_date to)
{
    size_t fund = t->scenario->currency_count;
    long double now = model_world_index(t, fund, to);
    sol_date from = sol_date_later(since, t->scenario->start);
    long double gained = t->pool[pool].balance * (now / model_world_index(t, fund, from) - 1);
    for (size_t i = 0; i < t->arrival_count; i++) {
        const model_arrival *a = &t->arrival[i];
        if (a->pool == pool && !a->is_direct && counts_now(t, a, since, to))
            gained += (a->amount - a->refund) * (now / model_world_index(t, fund, a->date) - 1);
    }
    return nearest_real(gained);
}

void model_fund_receive(model_trial *t, sol_date since, sol_date to, model_day *day)
{
    for (size_t p = 0; p < t->pool_count; p++) {
        int64_t gained = return_of(t, (int)p, since, to);
        t->pool[p].balance += gained;
        day->gained += gained;
    }
    for (size_t p = 0; p < t->pool_count; p++) {
        int64_t received = 0, returned = 0;
        for (size_t i = 0; i < t->arrival_count; i++) {
            const model_arrival *a = &t->arrival[i];
            if (a->pool != (int)p || a->is_direct || !counts_now(t, a, since, to))
                continue;
            received += a->amount;
            returned += a->refund;
        }
        day->received += received;
        day->returned += returned;
        t->pool[p].balance += received - returned;
    }
}

/* Judged on the pay date, after (2) deaths and (3) claims processed and answers due. */
static bool has_open_claim(const model_trial *t, sol_date on)
{
    for (size_t i = 0; i < t->people; i++)
        if (!model_claims_are_closed(t, &t->person[i], on) && t->person[i].owed > 0)
            return true;
    return false;
}

/* "`yearly` pro rata": a year is 365.25 days; what is charged in all by a day is rounded once. */
static int64_t yearly_by(const model_trial *t, sol_date on)
{
    int64_t days = sol_date_days(t->scenario->start, on);
    return nearest((sol_wide)t->scenario->fund.costs.yearly.units * days * 4, 1461);
}

/* "`share` of receipts (from the receiving pool)": of each receipt, to the nearest unit. */
static int64_t share_of_receipts(const model_trial *t, int pool, sol_date since, sol_date to)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->arrival_count; i++) {
        const model_arrival *a = &t->arrival[i];
        if (a->pool == pool && !a->is_direct && counts_now(t, a, since, to))
            sum += fraction_times((fraction){t->scenario->fund.costs.share_billionths, 9}, a->amount - a->refund, 0);
    }
    return sum;
}

static int64_t take(model_pool *pool, int64_t wanted)
{
    int64_t taken = wanted < pool->balance ? wanted : pool->balance;
    taken = taken > 0 ? taken : 0;
    pool->balance -= taken;
    return taken;
}

void model_fund_bear_costs(model_trial *t, sol_date since, size_t processed, model_day *day)
{
    const sol_costs *costs = &t->scenario->fund.costs;
    /* "what is owed of them, then `yearly` pro rata, `share` of receipts (from the receiving pool), `per_claim` of (3)". */
    int64_t due = t->costs_owed + costs->per_claim.units * (int64_t)processed;
    /* "`until: closed` ends yearly costs when no claim is open". */
    if (!costs->until_closed || has_open_claim(t, day->date))
        due += yearly_by(t, day->date) - yearly_by(t, sol_date_later(since, t->scenario->start));
    for (size_t p = 0; p < t->pool_count; p++) {
        int64_t share = share_of_receipts(t, (int)p, since, day->date);
        int64_t borne = p == 0 ? 0 : take(&t->pool[p], share);
        due += share - borne;
        day->costs += borne;
    }
    /* "all but `share` from the general pool, what it cannot bear is owed and taken first next time". */
    int64_t borne = take(&t->pool[0], due);
    day->costs += borne;
    t->costs_owed = due - borne;
}

/* "an entry opens its own account on its `from`": the one in force on a day; NULL: none. */
static const sol_limit *limit_on(const model_trial *t, sol_date on)
{
    const sol_payments *payments = &t->scenario->payments;
    const sol_limit *found = NULL;
    for (size_t i = 0; i < payments->limit_count; i++)
        if (sol_date_is_never(payments->limit[i].from) || is_by(payments->limit[i].from, on))
            found = &payments->limit[i];
    return found;
}

/* Calendar quarters, years, or one period for ever. */
static int period_of(const sol_limit *limit, sol_date on)
{
    int year, month;
    sol_date_civil(on, &year, &month, NULL);
    if (limit->per == SOL_LIMIT_TOTAL)
        return 0;
    return limit->per == SOL_LIMIT_QUARTER ? 4 * year + (month + 2) / 3 : year;
}

/* A pay date goes by the amount of its day; an earlier period, of which something is carried, by that of its last day. */
static int64_t allowed(const sol_limit *limit, sol_date since, sol_date on)
{
    int64_t sum = indexed(limit->amount.units, &limit->index, on);
    for (sol_date day = since; limit->carries && period_of(limit, day) < period_of(limit, on); day.day++)
        if (period_of(limit, (sol_date){day.day + 1}) != period_of(limit, day))
            sum += indexed(limit->amount.units, &limit->index, day);
    return sum;
}

int64_t model_fund_limit(const model_trial *t, size_t k)
{
    sol_date on = t->day[k].date;
    const sol_limit *limit = limit_on(t, on);
    if (!limit)
        return INT64_MAX;
    /* "payments of all pools together at most `payments.limit` per calendar year (no carry-over unless `{amount, carry: true}`; the first
       year is that of the first pay date)"; "whole amount for the calendar period it starts in, nothing carried from the one before". */
    int now = period_of(limit, on);
    int64_t left = allowed(limit, sol_date_is_never(limit->from) ? t->day[0].date : limit->from, on);
    for (size_t j = 0; j <= k; j++)
        if (limit_on(t, t->day[j].date) == limit && (limit->carries || period_of(limit, t->day[j].date) == now))
            left -= t->day[j].by_pools;
    return left;
}

int64_t model_fund_young(const model_trial *t, int pool, sol_date on)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->arrival_count; i++) {
        const model_arrival *a = &t->arrival[i];
        if (a->pool == pool && !a->is_direct && is_by(a->date, on) &&
            !is_by(sol_date_add(a->date, t->scenario->payments.lag), on))
            sum += a->amount - a->refund;
    }
    return sum;
}
