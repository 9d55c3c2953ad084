#include "engine/lives/weights_tables.h"

#include "division/level/level.h"
#include "solatium/mathematics.h"

#include <math.h>

enum { MONTHS = 130 * 12 };
static const double least_survival = 1e-60; /* weights made of it stay within what an exact division holds */

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

static double power_of(const sol_weight *weight, int age)
{
    return weights_within(sol_pow(1 + weight->each_year, fmax(0, age - weight->age_from)));
}

static double *powers_of(sol_arena *arena, const sol_weight *weight)
{
    double *power = SOL_TAKE(arena, WEIGHTS_AGES + 1, double);
    for (int age = 0; age < WEIGHTS_AGES; age++)
        power[age] = power_of(weight, age);
    power[WEIGHTS_AGES] = WEIGHTS_UNKNOWN;
    return power;
}

weights_tables *weights_tables_new(sol_arena *arena, const sol_plan *plan)
{
    const sol_scenario *scenario = plan->scenario;
    weights_tables *w = SOL_TAKE(arena, 1, weights_tables);
    bool by_need = false;
    w->power = SOL_TAKE(arena, scenario->step_count, double *);
    for (size_t s = 0; s < scenario->step_count; s++) {
        const sol_weight *weight = &scenario->step[s].weight;
        by_need |= weight->kind == SOL_WEIGHT_NEED;
        if (weight->kind == SOL_WEIGHT_AGE)
            w->power[s] = powers_of(arena, weight);
    }
    for (int sex = 0; by_need && scenario->has_mortality && sex < SOL_SEXES; sex++) {
        w->expectancy[sex] = SOL_TAKE(arena, MONTHS + 1, double);
        fill_expectancy(&scenario->hazard[sex], w->expectancy[sex]);
    }
    return w;
}

double weights_by_age(const weights_tables *w, const sol_plan *plan, size_t step, int age)
{
    bool is_there = age >= 0 && age < WEIGHTS_AGES;
    return is_there ? w->power[step][age] : power_of(&plan->scenario->step[step].weight, age);
}

double weights_hazard_on(const sol_plan *plan, size_t claimant, sol_date day)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    const sol_scenario *scenario = plan->scenario;
    return sol_hazard_on(&scenario->hazard[c->sex], &scenario->improvement, sol_date_years(c->birth, day), day);
}

double weights_remaining_at(const weights_tables *w, int sex, double years)
{
    double months = fmin(fmax(years * 12, 0), MONTHS - 1);
    const double *table = w->expectancy[sex];
    int month = (int)months;
    return table[month] + (table[month + 1] - table[month]) * (months - month);
}

double weights_remaining_on(const weights_tables *w, const sol_plan *plan, size_t claimant, sol_date day)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    return weights_remaining_at(w, (int)c->sex, sol_date_years(c->birth, day));
}

double weights_survival_on(const sol_plan *plan, size_t step, size_t claimant, sol_date day)
{
    const sol_scenario *scenario = plan->scenario;
    const sol_step *s = &scenario->step[step];
    const plan_claimant *c = &plan->people.claimant[claimant];
    sol_date horizon = s->horizon_is_span ? sol_date_add(day, s->horizon_span) : s->horizon_date;
    if (horizon.day <= day.day)
        return 1;
    sol_life life = {&scenario->hazard[c->sex], &scenario->improvement, sol_date_years(c->birth, day), day};
    double integral;
    sol_hazard_integrals(&life, 1, &horizon, &integral);
    return fmax(sol_exp(-integral), least_survival);
}

double weights_on(const weights_tables *w, const sol_plan *plan, size_t step, size_t claimant, sol_date day)
{
    const sol_step *s = &plan->scenario->step[step];
    if (s->rule.rule == SOL_RULE_ALPHA_FAIR)
        return level_fair_weight(s->rule.alpha, weights_survival_on(plan, step, claimant, day));
    if (s->weight.kind == SOL_WEIGHT_AGE)
        return weights_by_age(w, plan, step, sol_date_age(plan->people.claimant[claimant].birth, day));
    if (s->weight.kind == SOL_WEIGHT_HAZARD)
        return weights_within(weights_hazard_on(plan, claimant, day));
    return weights_within(1 / fmax(weights_remaining_on(w, plan, claimant, day), WEIGHTS_LEAST));
}

double weights_of_institutions(const sol_plan *plan, size_t step)
{
    const sol_step *s = &plan->scenario->step[step];
    if (s->rule.rule == SOL_RULE_ALPHA_FAIR)
        return level_fair_weight(s->rule.alpha, 1);
    return s->weight.kind == SOL_WEIGHT_AGE ? 1 : WEIGHTS_LEAST;
}
