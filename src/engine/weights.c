#include "engine/weights.h"

#include "division/level.h"
#include "engine/accounts.h"
#include "engine/lifetimes.h"
#include "solatium/mathematics.h"
#include "solatium/random.h"

#include <math.h>
#include <string.h>

enum { MONTHS = 130 * 12, AGES = 256, AGELESS = INT32_MAX / 2 };
static const double least_weight = 1e-6, most_weight = 1e6, least_survival = 1e-9, unknown = -1;

/* What is the same in all trials for claimants of one birth date and sex who live to see a pay date; unknown until it is asked for. */
typedef struct living_values {
    const int32_t *life; /* by row: in plan_people.survival, or SOL_NONE */
    double *value;       /* by pay date, then life; NULL: the table would be too large, or nobody asks */
} living_values;

struct weights {
    double *expectancy[SOL_SEXES]; /* by month of age, where a step weighs by need */
    double **power; /* by step, then completed age, `unknown` behind them; NULL but where a step weighs by age */
    living_values hazard, remaining;
    living_values *survival;   /* by step; of those that are alpha-fair */
    living_values *fair;       /* the same: the weights */
    bool looks_at_death;       /* some step asks for ages or hazards of estates */
    int32_t *life;             /* by row: in plan_people.survival, or SOL_NONE */
    int32_t *birth, *pay_date; /* calendar_number by row, AGELESS for institutions, and by pay date */
    sol_date *death;           /* by row: the day of death once asked for, else INT32_MIN */
    int32_t *after, *until;    /* by survival date, calendar_number: who does not see it dies on these days */
    int16_t *age_before;       /* by row: completed age at a death before start, or INT16_MIN */
    int16_t *age_at_death;     /* the same: completed age, or INT16_MIN */
    double *hazard_at_death, *years_at_death; /* the same: the hazard and the life expectancy, or unknown */
};

/* Years in multiples of 512 and the day within them: two days are as many whole years apart as 512 goes into the difference. */
static int32_t calendar_number(sol_date date)
{
    int year, month, day;
    sol_date_civil(date, &year, &month, &day);
    return (int32_t)(year * 512 + month * 32 + day);
}

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

static inline double within(double weight)
{
    weight = weight > least_weight ? weight : least_weight;
    return weight < most_weight ? weight : most_weight;
}

static double power_of(const sol_weight *weight, int age)
{
    return within(sol_pow(1 + weight->each_year, fmax(0, age - weight->age_from)));
}

static double *powers_of(sol_arena *arena, const sol_weight *weight)
{
    double *power = SOL_TAKE(arena, AGES + 1, double);
    for (int age = 0; age < AGES; age++)
        power[age] = power_of(weight, age);
    power[AGES] = unknown;
    return power;
}

static living_values living_values_of(sol_arena *arena, const sol_plan *plan, const int32_t *life, bool is_needed)
{
    enum { MOST = 1 << 22 };
    size_t count = plan->people.survival_count * plan->date_count;
    if (!is_needed || count > MOST)
        return (living_values){.life = life};
    living_values values = {life, SOL_TAKE(arena, count, double)};
    for (size_t k = 0; k < count; k++)
        values.value[k] = unknown;
    return values;
}

static void add_tables(sol_arena *arena, const sol_plan *plan, weights *w)
{
    const sol_scenario *scenario = plan->scenario;
    w->power = SOL_TAKE(arena, scenario->step_count, double *);
    w->survival = SOL_TAKE(arena, scenario->step_count, living_values);
    w->fair = SOL_TAKE(arena, scenario->step_count, living_values);
    bool by_hazard = false;
    for (size_t s = 0; s < scenario->step_count; s++) {
        const sol_step *step = &scenario->step[s];
        by_hazard |= step->weight.kind == SOL_WEIGHT_HAZARD;
        by_hazard |= step->rule.rule == SOL_RULE_PRIORITY && step->rule.by == SOL_BY_HAZARD;
        w->survival[s] = living_values_of(arena, plan, w->life, step->rule.rule == SOL_RULE_ALPHA_FAIR);
        w->fair[s] = living_values_of(arena, plan, w->life, step->rule.rule == SOL_RULE_ALPHA_FAIR);
        if (step->weight.kind == SOL_WEIGHT_AGE)
            w->power[s] = powers_of(arena, &step->weight);
    }
    w->hazard = living_values_of(arena, plan, w->life, by_hazard);
    w->remaining = living_values_of(arena, plan, w->life, weighs_by_need(scenario));
}

static void add_days(sol_arena *arena, const sol_plan *plan, row_map rows, weights *w)
{
    size_t n = w->looks_at_death ? plan->people.count : 0;
    w->birth = SOL_TAKE(arena, n, int32_t);
    w->pay_date = SOL_TAKE(arena, plan->date_count, int32_t);
    w->after = SOL_TAKE(arena, plan->people.survival_date_count, int32_t);
    w->until = SOL_TAKE(arena, plan->people.survival_date_count, int32_t);
    w->death = SOL_TAKE(arena, n, sol_date);
    w->age_before = SOL_TAKE(arena, n, int16_t);
    w->age_at_death = SOL_TAKE(arena, n, int16_t);
    w->hazard_at_death = SOL_TAKE(arena, n, double);
    w->years_at_death = SOL_TAKE(arena, n, double);
    for (size_t i = 0; i < n; i++) {
        const plan_claimant *c = &plan->people.claimant[rows.claimant[i]];
        w->birth[i] = c->is_institution ? AGELESS : calendar_number(c->birth);
        bool is_before = !c->is_institution && !sol_date_is_never(c->died);
        w->age_before[i] = is_before ? (int16_t)sol_date_age(c->birth, c->died) : INT16_MIN;
    }
    for (size_t k = 0; k < plan->date_count; k++)
        w->pay_date[k] = calendar_number(plan->date[k]);
    const sol_date *seen = plan->people.survival_date;
    for (size_t k = 0; k < plan->people.survival_date_count; k++) {
        sol_date before = k ? seen[k - 1] : plan->scenario->start;
        w->after[k] = calendar_number((sol_date){before.day + 1});
        w->until[k] = calendar_number(seen[k]);
    }
}

weights *weights_new(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    weights *w = SOL_TAKE(arena, 1, weights);
    w->looks_at_death = looks_at_death(plan->scenario);
    w->life = SOL_TAKE(arena, plan->people.count, int32_t);
    for (size_t i = 0; i < plan->people.count; i++)
        w->life[i] = people_details_of(plan)->survival[rows.claimant[i]];
    add_tables(arena, plan, w);
    add_days(arena, plan, rows, w);
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
    if (!w->looks_at_death)
        return;
    size_t n = t->plan->people.count;
    memcpy(w->age_at_death, w->age_before, n * sizeof *w->age_at_death);
    for (size_t i = 0; i < n; i++) {
        w->death[i].day = INT32_MIN;
        w->hazard_at_death[i] = w->years_at_death[i] = unknown;
    }
}

static const plan_claimant *claimant_of(const trial *t, size_t row)
{
    return &t->plan->people.claimant[t->rows.claimant[row]];
}

/* The pay date, or for an estate the day of death. */
static sol_date last_day(weights *w, const trial *t, size_t row, size_t date)
{
    if (claims_is_alive(t, row, date))
        return t->plan->date[date];
    if (w->death[row].day == INT32_MIN)
        w->death[row] = lifetimes_death_day(t, t->rows.claimant[row]);
    return w->death[row];
}

/* Most have no birthday between the two dates around their death. */
static int16_t age_at_death(weights *w, const trial *t, size_t i)
{
    if (w->age_at_death[i] != INT16_MIN)
        return w->age_at_death[i];
    const uint16_t unseen = t->claims->unseen[i];
    int32_t least = (w->after[unseen] - w->birth[i]) >> 9, most = (w->until[unseen] - w->birth[i]) >> 9;
    return w->age_at_death[i] = (int16_t)(least == most ? most : lifetimes_death_age(t, t->rows.claimant[i]));
}

int weights_age(weights *w, const trial *t, size_t row, size_t date)
{
    if (w->birth[row] == AGELESS)
        return -1;
    if (claims_is_alive(t, row, date))
        return (w->pay_date[date] - w->birth[row]) >> 9;
    return age_at_death(w, t, row);
}

/* Where a value that is the same for many is kept; NULL where it is not kept. */
static double *place_of(const living_values *living, double *dead, const trial *t, size_t row, size_t date)
{
    if (!claims_is_alive(t, row, date))
        return dead + row;
    size_t life = (size_t)living->life[row];
    return living->value ? living->value + date * t->plan->people.survival_count + life : NULL;
}

static double find_hazard(weights *w, const trial *t, size_t row, size_t date)
{
    const plan_claimant *c = claimant_of(t, row);
    const sol_scenario *scenario = t->plan->scenario;
    sol_date day = last_day(w, t, row, date);
    return sol_hazard_on(&scenario->hazard[c->sex], &scenario->improvement, sol_date_years(c->birth, day), day);
}

static double hazard_of(weights *w, const trial *t, size_t row, size_t date)
{
    double *known = place_of(&w->hazard, w->hazard_at_death, t, row, date);
    if (!known)
        return find_hazard(w, t, row, date);
    if (*known == unknown)
        *known = find_hazard(w, t, row, date);
    return *known;
}

static double find_remaining(weights *w, const trial *t, size_t row, size_t date)
{
    const plan_claimant *c = claimant_of(t, row);
    double months = fmin(fmax(sol_date_years(c->birth, last_day(w, t, row, date)) * 12, 0), MONTHS - 1);
    const double *table = w->expectancy[c->sex];
    int month = (int)months;
    return table[month] + (table[month + 1] - table[month]) * (months - month);
}

/* Remaining life expectancy. */
static double remaining_of(weights *w, const trial *t, size_t row, size_t date)
{
    double *known = place_of(&w->remaining, w->years_at_death, t, row, date);
    if (!known)
        return find_remaining(w, t, row, date);
    if (*known == unknown)
        *known = find_remaining(w, t, row, date);
    return *known;
}

static double weight_by_age(weights *w, const trial *t, const sol_step *step, size_t row, size_t date)
{
    int age = weights_age(w, t, row, date);
    const double *power = w->power[step - t->plan->scenario->step];
    return age >= 0 && age < AGES ? power[age] : power_of(&step->weight, age);
}

double weights_of(weights *w, const trial *t, const sol_step *step, size_t row, size_t date)
{
    const sol_weight *weight = &step->weight;
    bool has_age = w->birth[row] != AGELESS;
    double value = weight->kind == SOL_WEIGHT_AGE ? 1 : least_weight;
    if (has_age && weight->kind == SOL_WEIGHT_AGE)
        value = weight_by_age(w, t, step, row, date);
    else if (has_age && weight->kind == SOL_WEIGHT_HAZARD)
        value = hazard_of(w, t, row, date);
    else if (has_age && weight->kind == SOL_WEIGHT_NEED)
        value = 1 / fmax(remaining_of(w, t, row, date), least_weight);
    return within(value);
}

/* The weights by age of those whose ages are known at once, without branches: who is alive and who not cannot be foretold. */
static void fill_by_age(const weights *w, const trial *t, size_t date, const double *restrict power,
                        double *restrict weight)
{
    const uint16_t *restrict death = t->claims->death;
    const int32_t *restrict birth = w->birth;
    const int16_t *restrict dead = w->age_at_death;
    const int32_t today = w->pay_date[date];
    for (size_t i = 0; i < t->plan->people.count; i++) {
        int32_t living = (today - birth[i]) >> 9, is_alive = -(int32_t)(date < death[i]);
        uint32_t age = (uint32_t)((living & is_alive) | (dead[i] & ~is_alive));
        weight[i] = power[age < AGES ? age : AGES];
    }
}

/* The hazard or the life expectancy where it is known at once. */
static inline double value_at_once(const living_values *living, const double *dead, const trial *t, size_t i,
                                   size_t date)
{
    if (!claims_is_alive(t, i, date))
        return dead[i];
    int32_t life = living->life[i];
    return living->value && life >= 0 ? living->value[date * t->plan->people.survival_count + (size_t)life] : unknown;
}

static void fill_by_rate(const weights *w, const trial *t, sol_weight_kind kind, size_t date, double *weight)
{
    bool is_need = kind == SOL_WEIGHT_NEED;
    const living_values *living = is_need ? &w->remaining : &w->hazard;
    const double *dead = is_need ? w->years_at_death : w->hazard_at_death;
    for (size_t i = 0; i < t->plan->people.count; i++) {
        double value = value_at_once(living, dead, t, i, date), least = value > least_weight ? value : least_weight;
        weight[i] = value == unknown ? unknown : within(is_need ? 1 / least : value);
    }
}

double weights_urgency(weights *w, const trial *t, sol_priority by, size_t row, size_t date)
{
    const plan_claimant *c = claimant_of(t, row);
    switch (by) {
    case SOL_BY_AGE:
        return c->is_institution ? -1
                                 : (double)sol_date_days(c->birth, sol_date_earlier(c->died, t->plan->scenario->start));
    case SOL_BY_HAZARD:
        return c->is_institution ? -1 : hazard_of(w, t, row, date);
    case SOL_BY_RANDOM:
        return sol_draw_uniform(t->seed, t->index, people_details_of(t->plan)->entity[t->rows.claimant[row]],
                                SOL_PURPOSE_PRIORITY);
    default:
        return 0;
    }
}

static double find_survival(const trial *t, const sol_step *step, const plan_claimant *c, sol_date now)
{
    const sol_scenario *scenario = t->plan->scenario;
    sol_date horizon = step->horizon_is_span ? sol_date_add(now, step->horizon_span) : step->horizon_date;
    if (horizon.day <= now.day)
        return 1;
    sol_life life = {&scenario->hazard[c->sex], &scenario->improvement, sol_date_years(c->birth, now), now};
    double integral;
    sol_hazard_integrals(&life, 1, &horizon, &integral);
    return fmax(sol_exp(-integral), least_survival);
}

double weights_survival(weights *w, const trial *t, const sol_step *step, size_t row, size_t date)
{
    const plan_claimant *c = claimant_of(t, row);
    if (c->is_institution || !claims_is_alive(t, row, date))
        return 1;
    double *known = place_of(&w->survival[step - t->plan->scenario->step], NULL, t, row, date);
    if (!known)
        return find_survival(t, step, c, t->plan->date[date]);
    if (*known == unknown)
        *known = find_survival(t, step, c, t->plan->date[date]);
    return *known;
}

static double fair_of(weights *w, const trial *t, const sol_step *step, size_t row, size_t date)
{
    double weight = level_fair_weight(step->rule.alpha, weights_survival(w, t, step, row, date));
    int32_t life = w->life[row];
    double *known = w->fair[step - t->plan->scenario->step].value;
    if (known && life >= 0 && claims_is_alive(t, row, date))
        known[date * t->plan->people.survival_count + (size_t)life] = weight;
    return weight;
}

/* An estate counts as one who survives. */
static void fill_fair(const weights *w, const trial *t, const sol_step *step, size_t date, double *weight)
{
    const living_values *living = &w->fair[step - t->plan->scenario->step];
    const double estate = level_fair_weight(step->rule.alpha, 1);
    for (size_t i = 0; i < t->plan->people.count; i++)
        weight[i] = claims_is_alive(t, i, date) ? value_at_once(living, NULL, t, i, date) : estate;
}

void weights_fill(weights *w, const trial *t, const sol_step *step, size_t date, double *weight)
{
    const int64_t *total = t->accounts->total;
    bool is_fair = step->rule.rule == SOL_RULE_ALPHA_FAIR;
    if (is_fair)
        fill_fair(w, t, step, date, weight);
    else if (step->weight.kind == SOL_WEIGHT_AGE)
        fill_by_age(w, t, date, w->power[step - t->plan->scenario->step], weight);
    else
        fill_by_rate(w, t, step->weight.kind, date, weight);
    for (size_t i = 0; i < t->plan->people.count; i++)
        if (weight[i] == unknown && total[i] > 0)
            weight[i] = is_fair ? fair_of(w, t, step, i, date) : weights_of(w, t, step, i, date);
        else if (weight[i] == unknown)
            weight[i] = 0;
}
