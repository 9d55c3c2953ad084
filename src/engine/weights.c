#include "engine/weights.h"

#include "engine/claims.h"
#include "engine/lifetimes.h"
#include "solatium/mathematics.h"
#include "solatium/random.h"

#include <math.h>

enum { MONTHS = 130 * 12 };
static const double least_weight = 1e-6, most_weight = 1e6, least_survival = 1e-9;

struct weights {
    double *expectancy[SOL_SEXES]; /* by month of age, where a step weighs by need */
    bool looks_at_death;           /* some step asks for ages or hazards of estates */
    sol_date *death;               /* by claimant: the day of death once asked for, else INT32_MIN */
};

static bool weighs_by_need(const sol_scenario *scenario)
{
    for (size_t s = 0; s < scenario->step_count; s++)
        if (scenario->step[s].weight.kind == SOL_WEIGHT_NEED)
            return true;
    return false;
}

static bool looks_at_death(const sol_scenario *scenario)
{
    bool looks = false;
    for (size_t s = 0; s < scenario->step_count; s++) {
        const sol_step *step = &scenario->step[s];
        bool is_urgent = step->rule.rule == SOL_RULE_PRIORITY && step->rule.by == SOL_BY_HAZARD;
        looks |= step->who.age_from >= 0 || step->weight.kind != SOL_WEIGHT_NONE || is_urgent;
    }
    return looks;
}

/* From the oldest age down: the years lived within a month, by Simpson's rule, and the expectancy of those who see its end. */
static void fill_expectancy(const sol_hazard *hazard, double *expectancy)
{
    expectancy[MONTHS] = sol_life_expectancy(hazard, MONTHS / 12.0);
    for (int month = MONTHS - 1; month >= 0; month--) {
        double age = month / 12.0;
        double middle = sol_exp(-sol_hazard_between(hazard, age, age + 1 / 24.0));
        double end = sol_exp(-sol_hazard_between(hazard, age, (month + 1) / 12.0));
        expectancy[month] = (1 + 4 * middle + end) / 72 + end * expectancy[month + 1];
    }
}

weights *weights_new(sol_arena *arena, const sol_plan *plan)
{
    weights *w = SOL_TAKE(arena, 1, weights);
    w->looks_at_death = looks_at_death(plan->scenario);
    w->death = SOL_TAKE(arena, w->looks_at_death ? plan->people.count : 0, sol_date);
    if (!weighs_by_need(plan->scenario) || !plan->scenario->has_mortality)
        return w;
    for (int sex = 0; sex < SOL_SEXES; sex++) {
        w->expectancy[sex] = SOL_TAKE(arena, MONTHS + 1, double);
        fill_expectancy(&plan->scenario->hazard[sex], w->expectancy[sex]);
    }
    return w;
}

void weights_begin(weights *w, const trial *t)
{
    for (size_t i = 0; w->looks_at_death && i < t->plan->people.count; i++)
        w->death[i].day = INT32_MIN;
}

/* The pay date, or for an estate the day of death. */
static sol_date last_day(weights *w, const trial *t, size_t claimant, size_t date)
{
    if (claims_is_alive(t, claimant, date))
        return t->plan->date[date];
    if (w->death[claimant].day == INT32_MIN)
        w->death[claimant] = lifetimes_death_day(t, claimant);
    return w->death[claimant];
}

int weights_age(weights *w, const trial *t, size_t claimant, size_t date)
{
    const plan_claimant *c = &t->plan->people.claimant[claimant];
    return c->is_institution ? -1 : sol_date_age(c->birth, last_day(w, t, claimant, date));
}

static double hazard_of(weights *w, const trial *t, size_t claimant, size_t date)
{
    const plan_claimant *c = &t->plan->people.claimant[claimant];
    const sol_scenario *scenario = t->plan->scenario;
    sol_date day = last_day(w, t, claimant, date);
    return sol_hazard_on(&scenario->hazard[c->sex], &scenario->improvement, sol_date_years(c->birth, day), day);
}

static double expectancy_of(weights *w, const trial *t, size_t claimant, size_t date)
{
    const plan_claimant *c = &t->plan->people.claimant[claimant];
    double months = fmin(fmax(sol_date_years(c->birth, last_day(w, t, claimant, date)) * 12, 0), MONTHS - 1);
    const double *table = w->expectancy[c->sex];
    int month = (int)months;
    return table[month] + (table[month + 1] - table[month]) * (months - month);
}

double weights_of(weights *w, const trial *t, const sol_step *step, size_t claimant, size_t date)
{
    const sol_weight *weight = &step->weight;
    bool has_age = !t->plan->people.claimant[claimant].is_institution;
    double value = weight->kind == SOL_WEIGHT_AGE ? 1 : least_weight;
    if (has_age && weight->kind == SOL_WEIGHT_AGE)
        value = sol_pow(1 + weight->each_year, fmax(0, weights_age(w, t, claimant, date) - weight->age_from));
    else if (has_age && weight->kind == SOL_WEIGHT_HAZARD)
        value = hazard_of(w, t, claimant, date);
    else if (has_age && weight->kind == SOL_WEIGHT_NEED)
        value = 1 / fmax(expectancy_of(w, t, claimant, date), least_weight);
    return fmin(fmax(value, least_weight), most_weight);
}

double weights_urgency(weights *w, const trial *t, sol_priority by, size_t claimant, size_t date)
{
    const plan_claimant *c = &t->plan->people.claimant[claimant];
    switch (by) {
    case SOL_BY_AGE:
        return c->is_institution ? -1
                                 : (double)sol_date_days(c->birth, sol_date_earlier(c->died, t->plan->scenario->start));
    case SOL_BY_HAZARD:
        return c->is_institution ? -1 : hazard_of(w, t, claimant, date);
    case SOL_BY_RANDOM:
        return sol_draw_uniform(t->seed, t->index, people_details_of(t->plan)->entity[claimant], SOL_PURPOSE_PRIORITY);
    default:
        return 0;
    }
}

double weights_survival(weights *w, const trial *t, const sol_step *step, size_t claimant, size_t date)
{
    (void)w;
    const plan_claimant *c = &t->plan->people.claimant[claimant];
    const sol_scenario *scenario = t->plan->scenario;
    if (c->is_institution || !claims_is_alive(t, claimant, date))
        return 1;
    sol_date now = t->plan->date[date];
    sol_date horizon = step->horizon_is_span ? sol_date_add(now, step->horizon_span) : step->horizon_date;
    if (horizon.day <= now.day)
        return 1;
    sol_life life = {&scenario->hazard[c->sex], &scenario->improvement, sol_date_years(c->birth, now), now};
    double integral;
    sol_hazard_integrals(&life, 1, &horizon, &integral);
    return fmax(sol_exp(-integral), least_survival);
}
