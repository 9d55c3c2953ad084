#include "engine/arrivals/inflow_trial.h"
#include "solatium/quantity.h"

/* Each amount of a source in the smallest units of its currency; of seized assets, what the sale leaves. */
static sol_money drawn_amount(const inflow_trial *t, uint64_t entity, const sol_other_source *source)
{
    double u = inflow_uniform(t, entity, SOL_PURPOSE_SOURCE_AMOUNT, &source->amount.value);
    double v = inflow_uniform(t, entity, SOL_PURPOSE_SOURCE_HAIRCUT, &source->haircut);
    sol_money worth = money_drawn(&source->amount, NULL, t->plan->money.claimed, u);
    return money_after_haircut(source, worth, v);
}

/* What comes of an amount on a day: the share of it that is in force then. */
static sol_money share_of(const sol_other_source *source, sol_date day, sol_money amount)
{
    int64_t billionths = 0;
    for (size_t k = 0; k < source->share_count && source->share[k].from.day <= day.day; k++)
        billionths = source->share[k].billionths;
    return source->share_count > 0 ? sol_money_scale(amount, billionths, SOL_BILLION) : amount;
}

/* A series runs from its first day, itself not before what it requires. */
static void pay_series(inflow_trial *t, const sol_other_source *source, inflow_arrival arrival, sol_date first)
{
    sol_money amount = drawn_amount(t, t->details->source_entity[arrival.source], source);
    int currency = source->amount.kind == SOL_AMOUNT_OF_CLAIMS ? 0 : source->amount.currency;
    sol_date last = source->every_months > 0 ? sol_date_earlier(t->scenario->end, source->until) : t->scenario->end;
    for (int i = 0;; i++) {
        arrival.date = sol_date_add_months(first, i * source->every_months);
        if (arrival.date.day > last.day || inflow_excluded(t, source->unless, arrival.date))
            return;
        inflow_arrive(t, arrival, currency, share_of(source, arrival.date, amount));
        if (source->every_months <= 0)
            return;
    }
}

/* Amounts that are written out: each on its day, or on that of what it requires where that is later. */
static void pay_dated(inflow_trial *t, const sol_other_source *source, inflow_arrival arrival, sol_date first)
{
    for (size_t i = 0; i < source->dated_count; i++) {
        const sol_dated_amount *dated = &source->dated[i];
        arrival.date = sol_date_later(dated->date, first);
        if (arrival.date.day > t->scenario->end.day || inflow_excluded(t, source->unless, arrival.date))
            return;
        inflow_arrive(t, arrival, dated->currency, share_of(source, arrival.date, dated->amount));
    }
}

static void pay_money(inflow_trial *t, size_t s, sol_date first)
{
    const sol_other_source *source = &t->scenario->source[s];
    inflow_arrival arrival = {
        .firm = SOL_NONE,
        .source = (int32_t)s,
        .pool = t->plan->money.source_pool[s],
        .is_direct = source->kind == SOL_ENFORCEMENT && source->is_direct,
    };
    if (source->dated_count > 0)
        pay_dated(t, source, arrival, first);
    else
        pay_series(t, source, arrival, first);
}

/* The payments of a country's firms by day: keys of day and index. */
static size_t sort_payments(inflow_trial *t, size_t firm_arrivals, int country)
{
    size_t count = 0;
    for (size_t i = 0; i < firm_arrivals; i++)
        if (t->plan->money.firm[t->written[i].firm].country == country)
            t->key[count++] = (uint64_t)sol_date_days(t->scenario->start, t->written[i].date) << 32 | i;
    order_sort(t->key, t->spare, count);
    return count;
}

/* Brings the match up to its share of all that the firms have paid so far; so its total is rounded once. */
static void match_up_to(inflow_trial *t, size_t s, sol_date day, sol_money paid, sol_money *matched)
{
    const sol_money due =
        sol_money_min(t->details->cap[s], sol_money_scale(paid, t->scenario->source[s].match_billionths, SOL_BILLION));
    inflow_arrival arrival = {.date = day, .firm = SOL_NONE, .source = (int32_t)s};
    inflow_arrive(t, arrival, 0, sol_money_subtract(due, *matched));
    *matched = due;
}

/* What firms paid before the match's own day is matched on that day. */
static void pay_match(inflow_trial *t, size_t s, sol_date first, size_t firm_arrivals)
{
    const sol_other_source *match = &t->scenario->source[s];
    size_t count = sort_payments(t, firm_arrivals, match->match_country);
    sol_money paid = {0}, matched = {0};
    for (size_t i = 0; i < count; i++) {
        const inflow_arrival *payment = &t->written[t->key[i] & UINT32_MAX];
        sol_date day = sol_date_later(payment->date, first);
        if (inflow_excluded(t, match->unless, day))
            return;
        paid = sol_money_add(paid, payment->amount);
        bool is_last_of_day = i + 1 == count || t->written[t->key[i + 1] & UINT32_MAX].date.day > day.day;
        if (is_last_of_day)
            match_up_to(t, s, day, paid, &matched);
    }
}

/* A guarantor takes back what is left of the firms' later payments, until he is whole. */
static void refund(inflow_trial *t, size_t count, sol_date day, sol_money brought)
{
    for (size_t i = 0; i < count && brought.units > 0; i++) {
        inflow_arrival *payment = &t->written[t->key[i] & UINT32_MAX];
        if (payment->date.day <= day.day)
            continue;
        sol_money back = sol_money_min(brought, sol_money_subtract(payment->amount, payment->refund));
        payment->refund = sol_money_add(payment->refund, back);
        brought = sol_money_subtract(brought, back);
    }
}

/* On its day it brings what the firms have not paid of its target by then. */
static void pay_guarantee(inflow_trial *t, size_t s, sol_date day, size_t firm_arrivals)
{
    const sol_other_source *guarantee = &t->scenario->source[s];
    if (inflow_excluded(t, guarantee->unless, day))
        return;
    size_t count = sort_payments(t, firm_arrivals, guarantee->match_country);
    const int currency = guarantee->amount.kind == SOL_AMOUNT_OF_CLAIMS ? 0 : guarantee->amount.currency;
    sol_money target = drawn_amount(t, t->details->source_entity[s], guarantee), paid = {0};
    for (size_t i = 0; i < count; i++) {
        const inflow_arrival *payment = &t->written[t->key[i] & UINT32_MAX];
        if (payment->date.day <= day.day)
            paid = sol_money_add(paid, payment->amount);
    }
    sol_money lacks = sol_money_subtract(money_at_start(&t->plan->money, currency, target), paid);
    sol_money brought = sol_money_min(sol_money_max(lacks, sol_money_of(0)), t->details->cap[s]);
    inflow_arrive(t, (inflow_arrival){.date = day, .firm = SOL_NONE, .source = (int32_t)s}, 0, brought);
    if (guarantee->refunds)
        refund(t, count, day, brought);
}

void sources_draw_one(inflow_trial *t, size_t s, size_t firm_arrivals)
{
    const sol_other_source *source = &t->scenario->source[s];
    uint64_t entity = t->details->source_entity[s];
    if (!inflow_happens(t, entity, SOL_PURPOSE_SOURCE, &source->probability))
        return;
    double u = inflow_uniform(t, entity, SOL_PURPOSE_SOURCE_DATE, inflow_day_chance(&source->date));
    sol_date first = inflow_day(t, &source->date, source->requires, u);
    if (sol_date_is_never(first))
        return;
    if (source->kind == SOL_MATCH)
        pay_match(t, s, first, firm_arrivals);
    else if (source->kind == SOL_GUARANTEE)
        pay_guarantee(t, s, first, firm_arrivals);
    else
        pay_money(t, s, first);
}

void sources_draw(inflow_trial *t)
{
    size_t firm_arrivals = t->count;
    for (size_t s = 0; s < t->scenario->source_count; s++)
        sources_draw_one(t, s, firm_arrivals);
}
