#include "engine/lives/death_days.h"

#include <math.h>

/* What integrals in the tables and along a life may differ by, in what they come to. */
static const double near = 1e-12;

typedef struct table {
    int32_t first;    /* age in days */
    double *integral; /* of the hazard from the first age on, by age in days */
    double *weight;
} table;

struct death_days {
    int32_t start;
    const sol_date *seen;
    table of[SOL_SEXES];
};

/* The ages in days that somebody of a sex has from start to the last survival date; from > to: there is nobody. */
static void range_of(const sol_plan *plan, int sex, int32_t *from, int32_t *to)
{
    const plan_people *people = &plan->people;
    int32_t end = people->survival_date[people->survival_date_count - 1].day;
    *from = INT32_MAX;
    *to = 0;
    for (size_t i = 0; i < people->count; i++) {
        const plan_claimant *c = &people->claimant[i];
        if (people_details_of(plan)->survival[i] == SOL_NONE || (int)c->sex != sex)
            continue;
        int32_t at_start = plan->scenario->start.day - c->birth.day, at_end = end - c->birth.day;
        *from = at_start < *from ? at_start : *from;
        *to = at_end > *to ? at_end : *to;
    }
}

/* By one claimant, who is moved through time: weights go by age alone. */
static double weight_at(const sol_plan *plan, const weights_tables *weights, const sol_step *step, int sex,
                        double years)
{
    if (step->weight.kind == SOL_WEIGHT_HAZARD)
        return weights_within(sol_hazard_at(&plan->scenario->hazard[sex], years));
    return weights_within(1 / fmax(weights_remaining_at(weights, sex, years), WEIGHTS_LEAST));
}

death_days *death_days_new(sol_arena *arena, const sol_plan *plan, const weights_tables *weights, size_t step)
{
    const sol_scenario *scenario = plan->scenario;
    if (scenario->improvement.count > 0 || plan->people.survival_count == 0)
        return NULL;
    death_days *d = SOL_TAKE(arena, 1, death_days);
    d->start = scenario->start.day;
    d->seen = plan->people.survival_date;
    for (int sex = 0; sex < SOL_SEXES; sex++) {
        int32_t from, to;
        range_of(plan, sex, &from, &to);
        if (from > to)
            continue;
        size_t count = (size_t)(to - from) + 1;
        table *t = &d->of[sex];
        *t = (table){from, SOL_TAKE(arena, count, double), SOL_TAKE(arena, count, double)};
        double first = sol_date_years((sol_date){0}, (sol_date){from});
        for (size_t k = 0; k < count; k++) {
            double years = sol_date_years((sol_date){0}, (sol_date){from + (int32_t)k});
            t->integral[k] = sol_hazard_between(&scenario->hazard[sex], first, years);
            t->weight[k] = weight_at(plan, weights, &scenario->step[step], sex, years);
        }
    }
    return d;
}

/* The first day by which the integral is not below the limit, or the last one: from a guess between the two dates, as if the hazard were even. */
double death_days_weight(const death_days *d, const death_days_person *p)
{
    const table *t = &d->of[p->sex];
    int32_t before = p->unseen ? d->seen[p->unseen - 1].day : d->start, days = d->seen[p->unseen].day - before, day;
    const double *integral = t->integral + (before - p->birth - t->first); /* by days after the former date */
    double limit = p->limit + t->integral[d->start - p->birth - t->first];
    double part = (limit - integral[0]) / (integral[days] - integral[0]);
    part = part > 0 ? part < 1 ? part : 1 : 0;
    day = 1 + (int32_t)(part * (days - 1));
    while (day > 1 && integral[day - 1] >= limit)
        day--;
    while (day < days && integral[day] < limit)
        day++;
    double margin = near * (1 + limit);
    bool is_near = (day < days && integral[day] - limit < margin) || (day > 1 && limit - integral[day - 1] < margin);
    return is_near ? WEIGHTS_UNKNOWN : t->weight[before + day - p->birth - t->first];
}
