#include "engine/lives/weights_tables.h"

#include "division/level/level.h"
#include "solatium/mathematics.h"

#include <math.h>

enum { MONTHS = 130 * 12, PIECES_MOST = 64 };
static const double least_survival = 1e-60; /* weights made of it stay within what an exact division holds */

/* From the oldest age down: the years lived within a month, by Simpson's rule, and the expectancy of those who see its end. A month is cut into
 * as many pieces as the hazard is times the law's, so that what is multiplied is as exact as what is not. */
static void fill_expectancy(const sol_hazard *hazard, double *expectancy)
{
    const int pieces = (int)fmin(fmax(ceil(hazard->multiplier), 1), PIECES_MOST);
    const double width = 1 / (12.0 * pieces);
    expectancy[MONTHS] = sol_life_expectancy(hazard, MONTHS / 12.0);
    for (int month = MONTHS - 1; month >= 0; month--) {
        double left = expectancy[month + 1];
        for (int piece = pieces - 1; piece >= 0; piece--) {
            double age = month / 12.0 + piece * width, next = piece + 1 < pieces ? age + width : (month + 1) / 12.0;
            double middle = sol_exp(-sol_hazard_between(hazard, age, age + width / 2));
            double end = sol_exp(-sol_hazard_between(hazard, age, next));
            left = (1 + 4 * middle + end) / (72 * pieces) + end * left;
        }
        expectancy[month] = left;
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
    size_t laws = by_need && scenario->has_mortality ? people_laws(plan) : 0;
    w->expectancy = laws ? SOL_TAKE(arena, laws, double *) : NULL;
    for (size_t law = 0; law < laws; law++) {
        if (people_details_of(plan)->mortality[law / SOL_SEXES] != law / SOL_SEXES)
            continue;
        w->expectancy[law] = SOL_TAKE(arena, MONTHS + 1, double);
        fill_expectancy(people_hazard(plan, law), w->expectancy[law]);
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
    size_t law = people_law(plan, claimant);
    return sol_hazard_on(people_hazard(plan, law), people_improvement(plan, law),
                         sol_date_years(plan->people.claimant[claimant].birth, day), day);
}

double weights_remaining_at(const weights_tables *w, size_t law, double years)
{
    double months = fmin(fmax(years * 12, 0), MONTHS - 1);
    const double *table = w->expectancy[law];
    int month = (int)months;
    return table[month] + (table[month + 1] - table[month]) * (months - month);
}

double weights_remaining_on(const weights_tables *w, const sol_plan *plan, size_t claimant, sol_date day)
{
    return weights_remaining_at(w, people_law(plan, claimant),
                                sol_date_years(plan->people.claimant[claimant].birth, day));
}

double weights_survival_on(const sol_plan *plan, size_t step, size_t claimant, sol_date day)
{
    const sol_scenario *scenario = plan->scenario;
    const sol_step *s = &scenario->step[step];
    sol_date horizon = s->horizon_is_span ? sol_date_add(day, s->horizon_span) : s->horizon_date;
    if (horizon.day <= day.day)
        return 1;
    const sol_life life = people_life(plan, people_law(plan, claimant), plan->people.claimant[claimant].birth, day);
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
