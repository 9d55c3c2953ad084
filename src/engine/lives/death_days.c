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
    table *of; /* by law */
};

/* The ages in days that somebody under a law has from start to the last survival date; from > to: there is nobody. */
typedef struct ages {
    int32_t from, to;
} ages;

static ages *ages_of(sol_arena *arena, const sol_plan *plan)
{
    const plan_people *people = &plan->people;
    int32_t end = people->survival_date[people->survival_date_count - 1].day;
    ages *of = SOL_TAKE(arena, people_laws(plan), ages);
    for (size_t law = 0; law < people_laws(plan); law++)
        of[law] = (ages){INT32_MAX, 0};
    for (size_t i = 0; i < people->count; i++) {
        const sol_date birth = people->claimant[i].birth;
        if (people_details_of(plan)->survival[i] == SOL_NONE)
            continue;
        ages *a = &of[people_law(plan, i)];
        int32_t at_start = plan->scenario->start.day - birth.day, at_end = end - birth.day;
        a->from = at_start < a->from ? at_start : a->from;
        a->to = at_end > a->to ? at_end : a->to;
    }
    return of;
}

static bool improves(const sol_scenario *scenario)
{
    bool some = false;
    for (size_t m = 0; m < scenario->mortality_count; m++)
        some |= scenario->mortality[m].improvement.count > 0;
    return some;
}

/* By one claimant, who is moved through time: weights go by age alone. */
static double weight_at(const sol_plan *plan, const weights_tables *weights, const sol_step *step, size_t law,
                        double years)
{
    if (step->weight.kind == SOL_WEIGHT_HAZARD)
        return weights_within(sol_hazard_at(people_hazard(plan, law), years));
    return weights_within(1 / fmax(weights_remaining_at(weights, law, years), WEIGHTS_LEAST));
}

death_days *death_days_new(sol_arena *arena, const sol_plan *plan, const weights_tables *weights, size_t step)
{
    const sol_scenario *scenario = plan->scenario;
    if (improves(scenario) || plan->people.survival_count == 0)
        return NULL;
    death_days *d = SOL_TAKE(arena, 1, death_days);
    d->start = scenario->start.day;
    d->seen = plan->people.survival_date;
    d->of = SOL_TAKE(arena, people_laws(plan), table);
    const ages *of = ages_of(arena, plan);
    for (size_t law = 0; law < people_laws(plan); law++) {
        int32_t from = of[law].from, to = of[law].to;
        if (from > to)
            continue;
        size_t count = (size_t)(to - from) + 1;
        table *t = &d->of[law];
        *t = (table){from, SOL_TAKE(arena, count, double), SOL_TAKE(arena, count, double)};
        double first = sol_date_years((sol_date){0}, (sol_date){from});
        for (size_t k = 0; k < count; k++) {
            double years = sol_date_years((sol_date){0}, (sol_date){from + (int32_t)k});
            t->integral[k] = sol_hazard_between(people_hazard(plan, law), first, years);
            t->weight[k] = weight_at(plan, weights, &scenario->step[step], law, years);
        }
    }
    return d;
}

/* The first day by which the integral is not below the limit, or the last one: from a guess between the two dates, as if the hazard were even. */
double death_days_weight(const death_days *d, const death_days_person *p)
{
    const table *t = &d->of[p->law];
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
