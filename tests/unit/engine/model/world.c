/* §4 events and exchange, §5 return: what happens in the world of a trial, whoever pays and is paid. */
#include "engine/model/parts.h"

#include "solatium/mathematics.h"

#include <math.h>

double model_world_chance(const model_trial *t, const sol_distribution *chance, uint64_t entity)
{
    return sol_distribution_at(chance, drawn(t, entity, SOL_PURPOSE_RATE));
}

sol_date model_world_when(const sol_when *when, sol_date base, double u)
{
    if (!when->is_after)
        return (sol_date){sol_distribution_day_at(&when->date, u)};
    if (sol_date_is_never(base))
        return base;
    /* §1: "A plain span is added on the calendar"; "A date drawn is a whole day (rounded down)". */
    if (when->is_calendar)
        return sol_date_add(base, when->span);
    return (sol_date){base.day + (int32_t)floor(sol_distribution_at(&when->delay, u))};
}

bool model_world_leaves(const model_trial *t, int unless, sol_date on)
{
    /* "`unless: E` removes what is dated on or after E's day". */
    return unless == SOL_NONE || on.day < t->event[unless].day;
}

/* "Events happen with a probability, given what they require, on a date drawn. Dates before a required event's move to it." */
static sol_date event_day(const model_trial *t, const sol_event *event)
{
    uint64_t entity = sol_entity(SOL_ENTITY_EVENT, event->name);
    sol_date base = event->requires == SOL_NONE ? t->scenario->start : t->event[event->requires];
    if (sol_date_is_never(base) ||
        drawn(t, entity, SOL_PURPOSE_EVENT) >= model_world_chance(t, &event->probability, entity))
        return sol_date_never();
    sol_date day = model_world_when(&event->date, base, drawn(t, entity, SOL_PURPOSE_EVENT_DATE));
    day = sol_date_later(day, base);
    return model_world_leaves(t, event->unless, day) ? day : sol_date_never();
}

/* The days on which a Brownian path is drawn: "on the first of each month, linear between"; from start, where it is 0. */
static size_t knots(const sol_scenario *scenario, size_t room, sol_date *knot)
{
    int year, month;
    sol_date_civil(scenario->start, &year, &month, NULL);
    size_t count = 0;
    knot[count++] = scenario->start;
    while (knot[count - 1].day < scenario->end.day && count < room) {
        month = month % 12 + 1;
        year += month == 1;
        knot[count++] = sol_date_of(year, month, 1);
    }
    return count;
}

enum { KNOTS = 12 * 60 };

static double *path_of(const model_trial *t, uint64_t entity, sol_purpose purpose)
{
    sol_date knot[KNOTS];
    size_t count = knots(t->scenario, KNOTS, knot);
    double *b = SOL_TAKE(t->arena, count, double);
    for (size_t i = 1; i < count; i++) {
        int year, month;
        sol_date_civil(knot[i], &year, &month, NULL);
        uint64_t number = sol_entity_member(entity, (uint64_t)(year * 12 + month - 1));
        double z = sol_draw_normal(t->seed, t->trial, number, purpose);
        b[i] = b[i - 1] + sqrt(sol_date_years(knot[i - 1], knot[i])) * z;
    }
    return b;
}

static double brownian(const sol_scenario *scenario, const double *b, sol_date on)
{
    sol_date knot[KNOTS];
    size_t count = knots(scenario, KNOTS, knot), i = 1;
    while (i + 1 < count && knot[i].day < on.day)
        i++;
    double part = (double)sol_date_days(knot[i - 1], on) / sol_date_days(knot[i - 1], knot[i]);
    return b[i - 1] + part * (b[i] - b[i - 1]);
}

long double model_world_index(const model_trial *t, size_t path, sol_date on)
{
    const sol_scenario *s = t->scenario;
    bool is_fund = path == s->currency_count;
    double per_year = is_fund ? s->fund.return_per_year : s->currency[path].drift;
    if (is_fund && s->fund.uncertain_return)
        per_year = sol_distribution_at(s->fund.uncertain_return,
                                       drawn(t, sol_entity(SOL_ENTITY_POOL, "fund"), SOL_PURPOSE_RETURN_MEAN));
    double volatility = is_fund ? s->fund.volatility : s->currency[path].volatility;
    if ((path == 0 || per_year == 0) && volatility == 0)
        return 1;
    /* "Value after t years: exp((ln(1+m) − v²/2)·t + v·B(t)), m drift, v volatility, B one Brownian path a currency and trial". */
    double years = sol_date_years(s->start, on);
    double grown = (log1p(per_year) - volatility * volatility / 2) * years;
    if (volatility > 0)
        grown += volatility * brownian(s, t->path[path], on);
    return expl(grown);
}

int64_t model_world_convert(const model_trial *t, int currency, int64_t amount, sol_date on)
{
    const sol_scenario *s = t->scenario;
    if (currency == 0)
        return amount;
    const sol_currency *other = &s->currency[currency];
    int power = s->currency[0].minor_digits - other->minor_digits;
    long double index = model_world_index(t, (size_t)currency, on);
    if (index == 1)
        return fraction_times((fraction){other->price.digits, other->price.decimals}, amount, power);
    long double price = other->price.digits * powl(10, power - other->price.decimals);
    return nearest_real(amount * price * index);
}

int64_t model_world_amount(const model_trial *t, const sol_amount *amount, double u, int *currency)
{
    *currency = amount->currency;
    if (amount->kind == SOL_AMOUNT_MONEY)
        return sol_distribution_money_at(&amount->value, u);
    *currency = 0;
    return fraction_times(fraction_of(sol_distribution_at(&amount->value, u)), t->claimed_by_start, 0);
}

void model_world_draw(model_trial *t)
{
    const sol_scenario *s = t->scenario;
    uint64_t everyone = sol_entity(SOL_ENTITY_WORLD, "mortality");
    t->multiplier =
        s->has_mortality ? sol_distribution_at(&s->multiplier, drawn(t, everyone, SOL_PURPOSE_MULTIPLIER)) : 1;
    t->event = SOL_TAKE(t->arena, s->event_count, sol_date);
    for (size_t e = 0; e < s->event_count; e++)
        t->event[e] = event_day(t, &s->event[e]);
    t->path = SOL_TAKE(t->arena, s->currency_count + 1, double *);
    for (size_t c = 1; c < s->currency_count; c++)
        t->path[c] = path_of(t, sol_entity(SOL_ENTITY_CURRENCY, s->currency[c].code), SOL_PURPOSE_EXCHANGE);
    t->path[s->currency_count] = path_of(t, sol_entity(SOL_ENTITY_POOL, "fund"), SOL_PURPOSE_RETURN);
}
