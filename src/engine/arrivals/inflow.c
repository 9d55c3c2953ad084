#include "engine/arrivals/inflow.h"

#include "base/check.h"
#include "engine/arrivals/inflow_trial.h"
#include "solatium/mathematics.h"

#include <math.h>
#include <string.h>

static void take_rates(sol_arena *arena, inflow_trial *t)
{
    const money_details *d = t->details;
    t->odds = money_odds_new(arena, d->odds_count);
    money_odds_copy(&t->odds, &d->odds, d->odds_count);
    t->factor = SOL_TAKE(arena, t->scenario->country_count, double);
}

static void take_firms(sol_arena *arena, inflow_trial *t)
{
    size_t firms = t->plan->money.firm_count, countries = t->scenario->country_count;
    uint64_t *entity = SOL_TAKE(arena, firms, uint64_t);
    for (size_t f = 0; f < firms; f++)
        entity[f] = t->plan->money.firm[f].entity;
    t->inclination = quads_new(arena, SOL_PURPOSE_INCLINATION, firms, entity);
    t->joins = quads_new(arena, SOL_PURPOSE_JOINS, firms, entity);
    t->pledge = quads_new(arena, SOL_PURPOSE_PLEDGE, firms, entity);
    t->solvency = quads_new(arena, SOL_PURPOSE_SOLVENCY, firms, entity);
    t->alone = SOL_TAKE(arena, firms, sol_date);
    t->joined = SOL_TAKE(arena, firms, sol_date);
    t->fraction = SOL_TAKE(arena, firms, int64_t);
    t->reached = SOL_TAKE(arena, firms, uint64_t);
    t->reached_first = SOL_TAKE(arena, countries, size_t);
    t->reached_count = SOL_TAKE(arena, countries, size_t);
    for (size_t g = 1; g < countries; g++)
        t->reached_first[g] = t->reached_first[g - 1] + t->details->heads[g - 1];
}

static void take_arrivals(sol_arena *arena, inflow_trial *t)
{
    size_t limit = t->details->arrival_limit, firms = t->plan->money.firm_count;
    size_t keys = limit > firms ? limit : firms;
    t->written = SOL_TAKE(arena, limit, inflow_arrival);
    t->key = SOL_TAKE(arena, keys, uint64_t);
    t->spare = SOL_TAKE(arena, keys, uint64_t);
}

/* A path's increments are draws of one entity a month. */
static exchange_path take_path(sol_arena *arena, const inflow_trial *t, const money_path *path, double *value)
{
    size_t months = t->plan->money.month_count;
    uint64_t *entity = SOL_TAKE(arena, months, uint64_t);
    for (size_t k = 0; k < months; k++)
        entity[k] = sol_entity_member(path->entity, t->details->month_number[k]);
    return (exchange_path){.value = value, .step = quads_new(arena, path->purpose, months, entity)};
}

static void take_paths(sol_arena *arena, inflow_trial *t)
{
    size_t months = t->plan->money.month_count;
    t->path = SOL_TAKE(arena, t->scenario->currency_count, exchange_path);
    for (size_t c = 0; c < t->scenario->currency_count; c++)
        if (t->details->path[c].is_random)
            t->path[c] = take_path(arena, t, &t->details->path[c], SOL_TAKE(arena, months, double));
    t->in->fund_index = SOL_TAKE(arena, months, double);
    if (t->details->fund.is_random)
        t->fund = take_path(arena, t, &t->details->fund, t->in->fund_index);
    else
        t->in->growth = SOL_TAKE(arena, (size_t)sol_date_days(t->scenario->start, t->scenario->end) + 1, double);
}

inflow *inflow_new(sol_arena *arena, const sol_plan *plan)
{
    const plan_money *money = &plan->money;
    inflow *in = SOL_TAKE(arena, 1, inflow);
    inflow_trial *t = SOL_TAKE(arena, 1, inflow_trial);
    *t = (inflow_trial){.plan = plan, .scenario = plan->scenario, .details = money_details_of(money), .in = in};
    take_rates(arena, t);
    take_firms(arena, t);
    take_arrivals(arena, t);
    take_paths(arena, t);
    in->arrival = SOL_TAKE(arena, t->details->arrival_limit, inflow_arrival);
    in->event_date = SOL_TAKE(arena, plan->scenario->event_count, sol_date);
    in->firm_joined = SOL_TAKE(arena, money->firm_count, bool);
    in->firm_promised = SOL_TAKE(arena, money->firm_count, sol_money);
    in->scratch = t;
    return in;
}

void inflow_arrive(inflow_trial *t, inflow_arrival arrival, int currency, sol_money amount)
{
    amount = exchange_convert(t, currency, arrival.date, amount);
    if (amount.units <= 0)
        return;
    SOL_CHECK(t->count < t->details->arrival_limit);
    arrival.amount = amount;
    t->written[t->count++] = arrival;
}

/* The same money later, for the study of delay; what would come after `end` does not come. */
static void delay_arrivals(inflow_trial *t, sol_span delay)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        inflow_arrival arrival = t->written[i];
        arrival.date = sol_date_add(arrival.date, delay);
        if (arrival.date.day <= t->scenario->end.day)
            t->written[kept++] = arrival;
    }
    t->count = kept;
}

/* They were found firms first, then sources, by index and instalment: among those of one day that order stays. */
void inflow_end(inflow_trial *t)
{
    if (t->scenario->money_delay.months > 0 || t->scenario->money_delay.days > 0)
        delay_arrivals(t, t->scenario->money_delay);
    for (size_t i = 0; i < t->count; i++)
        t->key[i] = (uint64_t)sol_date_days(t->scenario->start, t->written[i].date) << 32 | i;
    order_sort(t->key, t->spare, t->count);
    for (size_t i = 0; i < t->count; i++)
        t->in->arrival[i] = t->written[t->key[i] & UINT32_MAX];
    t->in->arrival_count = t->count;
}

/* Of the fund's return. What was known of its growth is that of another trial where it is uncertain. */
static void draw_drift(inflow_trial *t)
{
    const money_path *fund = &t->details->fund;
    double u = fund->uncertain ? sol_draw_uniform(t->seed, t->trial, fund->entity, SOL_PURPOSE_RETURN_MEAN) : 0.5;
    size_t days = (size_t)sol_date_days(t->scenario->start, t->scenario->end) + 1;
    t->in->fund_drift = money_path_drift(fund, u);
    if (fund->uncertain && t->in->growth)
        memset(t->in->growth, 0, days * sizeof *t->in->growth);
}

/* Draws the fund's path; those of currencies are drawn as far as they are asked for. */
static void begin_paths(inflow_trial *t, uint64_t seed, uint64_t trial)
{
    t->seed = seed;
    t->trial = trial;
    t->count = 0;
    for (size_t c = 0; c < t->scenario->currency_count; c++)
        t->path[c].drawn = 1;
    draw_drift(t);
    if (t->details->fund.is_random) {
        t->fund.drawn = 1;
        exchange_draw(t, &t->fund, t->plan->money.month_count - 1);
    }
}

void inflow_begin(inflow_trial *t, uint64_t seed, uint64_t trial)
{
    begin_paths(t, seed, trial);
    events_draw(t);
}

void inflow_begin_like(inflow_trial *t, const inflow_trial *other)
{
    begin_paths(t, other->seed, other->trial);
    for (size_t e = 0; e < t->scenario->event_count; e++)
        t->in->event_date[e] = other->in->event_date[e];
}

void inflow_draw(const sol_plan *plan, uint64_t seed, uint64_t trial, inflow *in)
{
    inflow_trial *t = in->scratch;
    SOL_CHECK(t->plan == plan);
    inflow_begin(t, seed, trial);
    firms_draw(t);
    pledges_draw(t);
    sources_draw(t);
    inflow_end(t);
}

/* Without volatility it depends on the days alone, and comes up again and again. */
static double steady_growth(const inflow *in, sol_date from, sol_date to)
{
    SOL_CHECK(from.day <= to.day);
    double *known = &in->growth[sol_date_days(from, to)];
    if (*known == 0)
        *known = sol_exp(in->fund_drift * sol_date_years(from, to));
    return *known;
}

double inflow_growth(const sol_plan *plan, const inflow *in, sol_date from, sol_date to)
{
    const money_path *fund = &money_details_of(&plan->money)->fund;
    if (!fund->moves || from.day == to.day)
        return 1;
    if (!fund->is_random)
        return steady_growth(in, from, to);
    double exponent = in->fund_drift * sol_date_years(from, to);
    exponent += fund->volatility *
                (exchange_value(&plan->money, in->fund_index, to) - exchange_value(&plan->money, in->fund_index, from));
    return sol_exp(exponent);
}
