#include "engine/arrivals/inflow_trial.h"

#include <math.h>

double inflow_uniform(const inflow_trial *t, uint64_t entity, sol_purpose purpose, const sol_distribution *d)
{
    return !d || sol_distribution_is_constant(d) ? 0.5 : sol_draw_uniform(t->seed, t->trial, entity, purpose);
}

bool inflow_happens(const inflow_trial *t, uint64_t entity, sol_purpose purpose, const sol_distribution *probability)
{
    double p = sol_distribution_at(probability, inflow_uniform(t, entity, SOL_PURPOSE_RATE, probability));
    if (p <= 0 || p >= 1)
        return p >= 1;
    return sol_draw_uniform(t->seed, t->trial, entity, purpose) <= p;
}

/* A long delay is never: it is compared with `end` before it is added, so that no day overflows. */
static sol_date delayed(const inflow_trial *t, const sol_when *when, double u, sol_date from)
{
    int32_t days_left = sol_date_days(from, t->scenario->end);
    if (when->is_calendar) {
        bool is_far = when->span.days > days_left || when->span.months > (int32_t)t->plan->money.month_count;
        return is_far ? sol_date_never() : sol_date_add(from, when->span);
    }
    double days = floor(sol_distribution_at(&when->delay, u));
    if (days > days_left)
        return sol_date_never();
    return (sol_date){from.day + (int32_t)fmax(0, days)};
}

sol_date inflow_day(const inflow_trial *t, const sol_when *when, int requires, double u)
{
    sol_date from = requires == SOL_NONE ? t->scenario->start : t->in->event_date[requires];
    if (sol_date_is_never(from))
        return from;
    sol_date day;
    if (when->is_after)
        day = delayed(t, when, u, from);
    else
        day.day = sol_distribution_day_at(&when->date, u);
    day = sol_date_later(day, from);
    return day.day > t->scenario->end.day ? sol_date_never() : day;
}

bool inflow_excluded(const inflow_trial *t, int unless, sol_date day)
{
    return unless != SOL_NONE && t->in->event_date[unless].day <= day.day;
}

void events_draw(inflow_trial *t)
{
    for (size_t e = 0; e < t->scenario->event_count; e++) {
        const sol_event *event = &t->scenario->event[e];
        uint64_t entity = t->details->event_entity[e];
        sol_date day = sol_date_never();
        if (inflow_happens(t, entity, SOL_PURPOSE_EVENT, &event->probability)) {
            double u = inflow_uniform(t, entity, SOL_PURPOSE_EVENT_DATE, inflow_day_chance(&event->date));
            day = inflow_day(t, &event->date, event->requires, u);
        }
        t->in->event_date[e] = inflow_excluded(t, event->unless, day) ? sol_date_never() : day;
    }
}
