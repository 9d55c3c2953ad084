#include "engine/arrivals/inflow_trial.h"
#include "solatium/mathematics.h"

void firms_rates(const inflow_trial *t, const money_details *details, money_odds *odds)
{
    for (size_t i = 0; i < details->rates_count; i++) {
        const money_rates *rates = &details->rates[i];
        if (rates->is_drawn)
            money_odds_put(rates, sol_draw_uniform(t->seed, t->trial, rates->entity, SOL_PURPOSE_RATE), odds);
    }
}

void firms_factors(inflow_trial *t)
{
    const money_details *d = t->details;
    double w = d->common > 0 ? sol_draw_normal(t->seed, t->trial, d->factor_entity, SOL_PURPOSE_FACTOR) : 0;
    for (size_t g = 0; g < t->scenario->country_count; g++) {
        if (t->scenario->country[g].correlation <= 0)
            continue;
        double v = sol_draw_normal(t->seed, t->trial, d->country_entity[g], SOL_PURPOSE_FACTOR);
        t->factor[g] = d->common * w + d->own * v;
    }
}

/* The rate of the last listed event that has happened by a day. */
static size_t rate_on(const inflow_trial *t, const money_rates *rates, sol_date day)
{
    size_t which = 0;
    for (size_t j = 1; j < rates->count; j++)
        if (t->in->event_date[rates->participation->after_event[j - 1]].day <= day.day)
            which = j;
    return rates->first + which;
}

double firms_inclination(inflow_trial *t, size_t firm, const money_row *row)
{
    double z = row->rest * sol_normal_quantile(quads_uniform(&t->inclination, t->seed, t->trial, firm));
    if (row->loading > 0)
        z += row->loading * t->factor[t->plan->money.firm[firm].country];
    return z;
}

/* No draw where p is 0 or 1. */
static bool is_inclined(inflow_trial *t, size_t firm, const money_row *row, size_t rate)
{
    double p = t->odds.probability[rate];
    if (p <= 0 || p >= 1)
        return p >= 1;
    return firms_inclination(t, firm, row) <= t->odds.threshold[rate];
}

sol_date firms_day(inflow_trial *t, size_t firm, const sol_firm *written, const money_row *row, size_t *rate)
{
    double u = inflow_firm_uniform(t, &t->joins, firm, inflow_day_chance(&written->joins));
    sol_date day = inflow_day(t, &written->joins, written->requires, u);
    if (sol_date_is_never(day) || inflow_excluded(t, written->unless, day))
        return sol_date_never();
    *rate = rate_on(t, &t->details->rates[row->rates], day);
    return day;
}

/* The day on which a firm would join if it looked at nobody else. */
static sol_date day_alone(inflow_trial *t, size_t firm, const sol_firm *written, const money_row *row)
{
    size_t rate;
    sol_date day = firms_day(t, firm, written, row, &rate);
    if (sol_date_is_never(day))
        return day;
    if (t->scenario->participation_is_fraction) {
        t->fraction[firm] = t->odds.fraction[rate];
        return t->fraction[firm] > 0 ? day : sol_date_never();
    }
    return is_inclined(t, firm, row, rate) ? day : sol_date_never();
}

void firms_draw(inflow_trial *t)
{
    firms_rates(t, t->details, &t->odds);
    firms_factors(t);
    bool are_followers = false;
    for (size_t r = 0; r < t->scenario->firm_count; r++) {
        const sol_firm *written = &t->scenario->firm[r];
        const money_row *row = &t->details->row[r];
        bool follows = written->follows_country != SOL_NONE && !t->scenario->participation_is_fraction;
        are_followers = are_followers || follows;
        for (size_t f = row->member; f < row->member + row->members; f++) {
            t->alone[f] = day_alone(t, f, written, row);
            t->joined[f] = follows ? sol_date_never() : t->alone[f];
        }
    }
    if (are_followers)
        follows_resolve(t);
    for (size_t f = 0; f < t->plan->money.firm_count; f++)
        t->in->firm_joined[f] = !sol_date_is_never(t->joined[f]);
}
