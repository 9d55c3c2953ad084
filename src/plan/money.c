#include "plan/money.h"

#include "base/check.h"
#include "plan/bounds.h"
#include "plan/claimed.h"
#include "plan/pools.h"
#include "solatium/mathematics.h"
#include "solatium/quantity.h"

#include <math.h>
#include <string.h>

static void name_entities(sol_arena *arena, const sol_scenario *scenario, money_details *d)
{
    d->event_entity = SOL_TAKE(arena, scenario->event_count, uint64_t);
    for (size_t i = 0; i < scenario->event_count; i++)
        d->event_entity[i] = sol_entity(SOL_ENTITY_EVENT, scenario->event[i].name);
    d->country_entity = SOL_TAKE(arena, scenario->country_count, uint64_t);
    for (size_t i = 0; i < scenario->country_count; i++)
        d->country_entity[i] = sol_entity(SOL_ENTITY_COUNTRY, scenario->country[i].name);
    d->source_entity = SOL_TAKE(arena, scenario->source_count, uint64_t);
    for (size_t i = 0; i < scenario->source_count; i++)
        d->source_entity[i] = sol_entity(SOL_ENTITY_SOURCE, scenario->source[i].id);
    d->row_entity = SOL_TAKE(arena, scenario->firm_count, uint64_t);
    for (size_t i = 0; i < scenario->firm_count; i++)
        d->row_entity[i] = sol_entity(SOL_ENTITY_FIRM, scenario->firm[i].id);
    d->factor_entity = sol_entity(SOL_ENTITY_WORLD, "factor");
}

/* Members of all rows, and how many firms each country has. */
static void list_firms(sol_arena *arena, const sol_scenario *scenario, plan_money *money, money_details *d)
{
    size_t count = 0;
    for (size_t r = 0; r < scenario->firm_count; r++)
        count += scenario->firm[r].is_row ? 1 : scenario->firm[r].count;
    plan_firm *firm = SOL_TAKE(arena, count, plan_firm);
    d->row = SOL_TAKE(arena, scenario->firm_count, money_row);
    d->heads = SOL_TAKE(arena, scenario->country_count, size_t);
    size_t next = 0;
    for (size_t r = 0; r < scenario->firm_count; r++) {
        const sol_firm *written = &scenario->firm[r];
        d->row[r].member = next;
        d->row[r].members = written->is_row ? 1 : written->count;
        d->heads[written->country] += d->row[r].members;
        for (size_t k = 1; k <= d->row[r].members; k++) {
            uint64_t entity = written->is_row ? d->row_entity[r] : sol_entity_member(d->row_entity[r], k);
            firm[next++] = (plan_firm){.row = (int)r, .country = written->country, .entity = entity};
        }
    }
    money->firm = firm;
    money->firm_count = count;
}

static bool rates_are_drawn(const sol_participation *p)
{
    bool is_drawn = !sol_distribution_is_constant(&p->base);
    for (size_t i = 0; i < p->after_count; i++)
        is_drawn = is_drawn || !sol_distribution_is_constant(&p->after_rate[i]);
    return is_drawn;
}

money_odds money_odds_new(sol_arena *arena, size_t count)
{
    return (money_odds){SOL_TAKE(arena, count, double), SOL_TAKE(arena, count, double),
                        SOL_TAKE(arena, count, int64_t)};
}

void money_odds_copy(money_odds *to, const money_odds *from, size_t count)
{
    memcpy(to->probability, from->probability, count * sizeof *to->probability);
    memcpy(to->threshold, from->threshold, count * sizeof *to->threshold);
    memcpy(to->fraction, from->fraction, count * sizeof *to->fraction);
}

int64_t money_rate_parts(int64_t times_billionths, const sol_distribution *rate, double u)
{
    sol_wide product = (sol_wide)times_billionths * sol_distribution_parts_at(rate, u) / SOL_BILLION;
    return product < SOL_SHARE_PARTS ? (int64_t)product : SOL_SHARE_PARTS;
}

void money_odds_put(const money_rates *rates, double u, money_odds *odds)
{
    const sol_participation *p = rates->participation;
    for (size_t j = 0; j < rates->count; j++) {
        const sol_distribution *rate = j == 0 ? &p->base : &p->after_rate[j - 1];
        double times = (double)rates->times / (double)SOL_BILLION;
        size_t at = rates->first + j;
        odds->fraction[at] = money_rate_parts(rates->times, rate, u);
        odds->probability[at] = fmin(1, fmax(0, times * sol_distribution_at(rate, u)));
        odds->threshold[at] = sol_normal_quantile(odds->probability[at]);
    }
}

static void add_rates(money_details *d, const sol_participation *participation, int64_t times, uint64_t entity)
{
    d->rates[d->rates_count++] = (money_rates){
        .participation = participation,
        .times = times,
        .is_drawn = rates_are_drawn(participation),
        .entity = entity,
        .first = d->odds_count,
        .count = participation->after_count + 1,
    };
    d->odds_count += participation->after_count + 1;
}

static void list_rates(sol_arena *arena, const sol_scenario *scenario, money_details *d)
{
    d->rates = SOL_TAKE(arena, scenario->country_count + scenario->firm_count, money_rates);
    for (size_t g = 0; g < scenario->country_count; g++)
        add_rates(d, &scenario->country[g].rate, SOL_BILLION, d->country_entity[g]);
    for (size_t r = 0; r < scenario->firm_count; r++) {
        const sol_firm *written = &scenario->firm[r];
        d->row[r].rates = written->rate_kind == SOL_RATE_OF_COUNTRY ? written->country : (int)d->rates_count;
        if (written->rate_kind == SOL_RATE_TIMES_COUNTRY)
            add_rates(d, &scenario->country[written->country].rate, written->times_billionths,
                      d->country_entity[written->country]);
        else if (written->rate_kind == SOL_RATE_OWN)
            add_rates(d, &written->own_rate, SOL_BILLION, d->row_entity[r]);
    }
    d->odds = money_odds_new(arena, d->odds_count);
    for (size_t i = 0; i < d->rates_count; i++)
        if (!d->rates[i].is_drawn)
            money_odds_put(&d->rates[i], 0.5, &d->odds);
}

/* 7 % of 100 firms are 7 firms. */
static uint64_t heads_needed(int64_t share_billionths, size_t others)
{
    sol_wide product = (sol_wide)share_billionths * (int64_t)others;
    return (uint64_t)((product + SOL_BILLION - 1) / SOL_BILLION);
}

static void ready_rows(const sol_scenario *scenario, money_details *d)
{
    d->common = sqrt(scenario->between);
    d->own = sqrt(1 - scenario->between);
    for (size_t r = 0; r < scenario->firm_count; r++) {
        const sol_firm *written = &scenario->firm[r];
        money_row *row = &d->row[r];
        row->pledge = truncation_edges_of(&written->pledge.value);
        row->loading = sqrt(scenario->country[written->country].correlation);
        row->rest = sqrt(1 - scenario->country[written->country].correlation);
        double hazard = written->default_per_year < 1 ? -sol_log(1 - written->default_per_year) : INFINITY;
        row->life_years = hazard > 0 ? 1 / hazard : INFINITY;
        if (written->follows_country == SOL_NONE)
            continue;
        size_t others = d->heads[written->follows_country] - (written->follows_country == written->country ? 1 : 0);
        row->can_follow = others > 0;
        row->needed = heads_needed(written->follows_billionths, others);
    }
}

/* A loss of everything in a year is written as a very small rest, so that no logarithm is infinite. */
static double drift_of(double per_year, double volatility)
{
    return sol_log(fmax(1e-300, 1 + per_year)) - volatility * volatility / 2;
}

double money_path_drift(const money_path *path, double u)
{
    return path->uncertain ? drift_of(sol_distribution_at(path->uncertain, u), path->volatility) : path->drift;
}

static money_path ready_path(double per_year, double volatility, uint64_t entity, sol_purpose purpose)
{
    return (money_path){
        .moves = per_year != 0 || volatility > 0,
        .is_random = volatility > 0,
        .drift = drift_of(per_year, volatility),
        .volatility = volatility,
        .entity = entity,
        .purpose = purpose,
    };
}

static void ready_prices(sol_arena *arena, const sol_scenario *scenario, money_details *d)
{
    d->unit = SOL_TAKE(arena, scenario->currency_count, sol_decimal);
    d->unit_near = SOL_TAKE(arena, scenario->currency_count, double);
    d->path = SOL_TAKE(arena, scenario->currency_count, money_path);
    for (size_t c = 0; c < scenario->currency_count; c++) {
        const sol_currency *currency = &scenario->currency[c];
        d->unit[c] = sol_currency_unit(scenario->currency, (int)c);
        d->unit_near[c] = sol_decimal_to_double(d->unit[c]);
        uint64_t entity = sol_entity(SOL_ENTITY_CURRENCY, currency->code);
        if (c > 0)
            d->path[c] = ready_path(currency->drift, currency->volatility, entity, SOL_PURPOSE_EXCHANGE);
    }
    d->fund = ready_path(scenario->fund.return_per_year, scenario->fund.volatility, sol_entity(SOL_ENTITY_POOL, "fund"),
                         SOL_PURPOSE_RETURN);
    d->fund.uncertain = scenario->fund.uncertain_return;
    d->fund.moves |= d->fund.uncertain != NULL;
    d->cap = SOL_TAKE(arena, scenario->source_count, sol_money);
    for (size_t s = 0; s < scenario->source_count; s++)
        d->cap[s] = sol_money_of(SOL_MONEY_SUM_MAX);
}

/* The knots of Brownian paths: start, then every first of a month up to the first one not before `end`. */
static void list_months(sol_arena *arena, const sol_scenario *scenario, plan_money *money, money_details *d)
{
    int year, month, end_year, end_month;
    sol_date_civil(scenario->start, &year, &month, NULL);
    sol_date_civil(scenario->end, &end_year, &end_month, NULL);
    size_t room = (size_t)((end_year - year) * 12 + end_month - month) + 2;
    sol_date *knot = SOL_TAKE(arena, room, sol_date);
    d->month_years = SOL_TAKE(arena, room, double);
    d->month_step = SOL_TAKE(arena, room, double);
    d->month_number = SOL_TAKE(arena, room, uint64_t);
    knot[0] = scenario->start;
    sol_date first = sol_date_of(year, month, 1);
    size_t count = 1;
    for (; knot[count - 1].day < scenario->end.day; count++) {
        SOL_CHECK(count < room);
        knot[count] = sol_date_add_months(first, (int)count);
        d->month_years[count] = sol_date_years(scenario->start, knot[count]);
        d->month_step[count] = sqrt(sol_date_years(knot[count - 1], knot[count]));
        d->month_number[count] = (uint64_t)(year * 12 + month - 1) + count;
    }
    d->brownian_limit = 8 * sqrt(d->month_years[count - 1]);
    money->month = knot;
    money->month_count = count;
}

sol_money money_at_start(const plan_money *money, int currency, sol_money amount)
{
    if (currency == 0)
        return amount;
    SOL_CHECK(sol_money_times(amount, money_details_of(money)->unit[currency], &amount));
    return amount;
}

sol_money money_drawn(const sol_amount *amount, const truncation_edges *edges, sol_money whole, double u)
{
    const sol_distribution *value = &amount->value;
    if (amount->kind != SOL_AMOUNT_MONEY)
        return sol_money_share(whole, sol_distribution_parts_at(value, u));
    int64_t units = edges ? truncation_money_at(value, edges, u) : sol_distribution_money_at(value, u);
    return sol_money_of(units > 0 ? units : 0);
}

sol_money money_pledge_whole(const plan_money *money, const sol_firm *firm)
{
    return firm->pledge.kind == SOL_AMOUNT_OF_SIZE ? firm->size : money->claimed;
}

int money_pledge_currency(const sol_firm *firm)
{
    return firm->pledge.kind == SOL_AMOUNT_OF_SIZE     ? firm->size_currency
           : firm->pledge.kind == SOL_AMOUNT_OF_CLAIMS ? 0
                                                       : firm->pledge.currency;
}

sol_money money_after_haircut(const sol_other_source *source, sol_money worth, double u)
{
    if (source->kind != SOL_ENFORCEMENT)
        return worth;
    return sol_money_share(worth, SOL_SHARE_PARTS - sol_distribution_parts_at(&source->haircut, u));
}

bool plan_money_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, sol_diagnostics *diagnostics)
{
    plan_money *money = &plan->money;
    money_details *d = SOL_TAKE(arena, 1, money_details);
    money->details = d;
    name_entities(arena, scenario, d);
    list_firms(arena, scenario, money, d);
    list_rates(arena, scenario, d);
    ready_rows(scenario, d);
    ready_prices(arena, scenario, d);
    list_months(arena, scenario, money, d);
    pools_make(arena, scenario, plan);
    money->claimed = claimed_in_all(&plan->people, scenario->start);
    if (!bounds_check(scenario, plan, d, diagnostics))
        return false;
    for (size_t s = 0; s < scenario->source_count; s++)
        if (scenario->source[s].has_cap)
            d->cap[s] = money_at_start(money, scenario->source[s].cap_currency, scenario->source[s].cap);
    return true;
}
