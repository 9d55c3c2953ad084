#include "engine/steps/weights.h"

#include "division/level/level.h"
#include "engine/claims/accounts.h"
#include "engine/lives/lifetimes.h"
#include "engine/lives/weights_tables.h"
#include "solatium/random.h"

#include <math.h>
#include <string.h>

enum { AGES = WEIGHTS_AGES, AGELESS = INT32_MAX / 2 };
static const double unknown = WEIGHTS_UNKNOWN;
#define INSTITUTION (-1.0) /* comes behind all hazards */

/* What is the same in all trials for claimants of one birth date and sex who live to see a pay date; unknown until it is asked for. */
typedef struct living_values {
    const int32_t *life; /* by row: in plan_people.survival, or SOL_NONE */
    double *value;       /* by pay date, then life; NULL: the table would be too large, or nobody asks */
} living_values;

struct weights {
    const weights_tables *tables;
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
    w->survival = SOL_TAKE(arena, scenario->step_count, living_values);
    w->fair = SOL_TAKE(arena, scenario->step_count, living_values);
    bool by_hazard = false, by_need = false;
    for (size_t s = 0; s < scenario->step_count; s++) {
        const sol_step *step = &scenario->step[s];
        by_hazard |= step->weight.kind == SOL_WEIGHT_HAZARD;
        by_hazard |= step->rule.rule == SOL_RULE_PRIORITY && step->rule.by == SOL_BY_HAZARD;
        by_need |= step->weight.kind == SOL_WEIGHT_NEED;
        w->survival[s] = living_values_of(arena, plan, w->life, step->rule.rule == SOL_RULE_ALPHA_FAIR);
        w->fair[s] = living_values_of(arena, plan, w->life, step->rule.rule == SOL_RULE_ALPHA_FAIR);
    }
    w->hazard = living_values_of(arena, plan, w->life, by_hazard);
    w->remaining = living_values_of(arena, plan, w->life, by_need);
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
    w->tables = weights_tables_new(arena, plan);
    add_tables(arena, plan, w);
    add_days(arena, plan, rows, w);
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

/* The pay date, or for an estate the day of death. */
static sol_date last_day(weights *w, const trial *t, size_t row, size_t date)
{
    if (claims_is_alive(t, row, date))
        return t->plan->date[date];
    if (w->death[row].day == INT32_MIN)
        w->death[row] = lifetimes_death_day(t, row);
    return w->death[row];
}

/* Most have no birthday between the two dates around their death. */
static int16_t age_at_death(weights *w, const trial *t, size_t i)
{
    if (w->age_at_death[i] != INT16_MIN)
        return w->age_at_death[i];
    const uint16_t unseen = t->death[i];
    int32_t least = (w->after[unseen] - w->birth[i]) >> 9, most = (w->until[unseen] - w->birth[i]) >> 9;
    return w->age_at_death[i] = (int16_t)(least == most ? most : lifetimes_death_age(t, i));
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

static double hazard_of(weights *w, const trial *t, size_t row, size_t date)
{
    double *known = place_of(&w->hazard, w->hazard_at_death, t, row, date);
    if (!known)
        return weights_hazard_on(t->plan, t->rows.claimant[row], last_day(w, t, row, date));
    if (*known == unknown)
        *known = weights_hazard_on(t->plan, t->rows.claimant[row], last_day(w, t, row, date));
    return *known;
}

/* Remaining life expectancy. */
static double remaining_of(weights *w, const trial *t, size_t row, size_t date)
{
    double *known = place_of(&w->remaining, w->years_at_death, t, row, date);
    if (!known)
        return weights_remaining_on(w->tables, t->plan, t->rows.claimant[row], last_day(w, t, row, date));
    if (*known == unknown)
        *known = weights_remaining_on(w->tables, t->plan, t->rows.claimant[row], last_day(w, t, row, date));
    return *known;
}

static double weight_by_age(weights *w, const trial *t, const sol_step *step, size_t row, size_t date)
{
    int age = weights_age(w, t, row, date);
    return weights_by_age(w->tables, t->plan, (size_t)(step - t->plan->scenario->step), age);
}

double weights_of(weights *w, const trial *t, const sol_step *step, size_t row, size_t date)
{
    const sol_weight *weight = &step->weight;
    bool has_age = w->birth[row] != AGELESS;
    double value = weight->kind == SOL_WEIGHT_AGE ? 1 : WEIGHTS_LEAST;
    if (has_age && weight->kind == SOL_WEIGHT_AGE)
        value = weight_by_age(w, t, step, row, date);
    else if (has_age && weight->kind == SOL_WEIGHT_HAZARD)
        value = hazard_of(w, t, row, date);
    else if (has_age && weight->kind == SOL_WEIGHT_NEED)
        value = 1 / fmax(remaining_of(w, t, row, date), WEIGHTS_LEAST);
    return weights_within(value);
}

/* The weights by age of those whose ages are known at once, without branches: who is alive and who not cannot be foretold. */
static void fill_by_age(const weights *w, const trial *t, const weights_wanted *of, double *restrict weight)
{
    const double *restrict power = w->tables->power[of->step - t->plan->scenario->step];
    const size_t date = of->date;
    const uint16_t *restrict death = t->claims->death;
    const int32_t *restrict birth = w->birth;
    const int16_t *restrict dead = w->age_at_death;
    const int32_t today = w->pay_date[date];
    for (size_t i = 0; i < of->count; i++) {
        int32_t living = (today - birth[i]) >> 9, is_alive = -(int32_t)(date < death[i]);
        uint32_t age = (uint32_t)((living & is_alive) | (dead[i] & ~is_alive));
        weight[i] = power[age < AGES ? age : AGES];
    }
}

/* Values of the dead: by row, or, if the step is 0, one of all. */
typedef struct dead_values {
    const double *value;
    size_t step;
} dead_values;

/* What is known at once of each, without branches: who is alive and who not cannot be foretold. */
static void fill_known(const living_values *living, dead_values dead, const trial *t, const weights_wanted *of,
                       double *restrict value)
{
    static const double nothing = WEIGHTS_UNKNOWN;
    const uint16_t *restrict death = t->claims->death;
    const int32_t *restrict life = living->life;
    const double *restrict of_living =
        living->value ? living->value + of->date * t->plan->people.survival_count : &nothing;
    const int32_t has_values = living->value ? -1 : 0;
    for (size_t i = 0; i < of->count; i++) {
        int32_t has_life = ~(life[i] >> 31), at = life[i] & has_life & has_values;
        double lives = of_living[at], known = has_life ? lives : unknown, is_dead = dead.value[i * dead.step];
        value[i] = of->date < death[i] ? known : is_dead;
    }
}

static void fill_by_rate(const weights *w, const trial *t, const weights_wanted *of, double *restrict weight)
{
    const bool is_need = of->step->weight.kind == SOL_WEIGHT_NEED;
    const dead_values dead = {is_need ? w->years_at_death : w->hazard_at_death, 1};
    fill_known(is_need ? &w->remaining : &w->hazard, dead, t, of, weight);
    for (size_t i = 0; is_need && i < of->count; i++) {
        double value = weight[i], years = value > WEIGHTS_LEAST ? value : WEIGHTS_LEAST;
        weight[i] = value == unknown ? unknown : 1 / years;
    }
    for (size_t i = 0; i < of->count; i++)
        weight[i] = weight[i] == unknown ? unknown : weights_within(weight[i]);
}

double weights_urgency(weights *w, const trial *t, sol_priority by, size_t row, size_t date)
{
    const plan_claimant *c = &t->plan->people.claimant[t->rows.claimant[row]];
    switch (by) {
    case SOL_BY_AGE:
        return -(double)c->birth.day; /* who was never born comes last */
    case SOL_BY_HAZARD:
        return c->is_institution ? INSTITUTION : hazard_of(w, t, row, date);
    case SOL_BY_RANDOM:
        return sol_draw_uniform(t->seed, t->index, people_details_of(t->plan)->entity[t->rows.claimant[row]],
                                SOL_PURPOSE_PRIORITY);
    case SOL_BY_APPROVAL: {
        sol_date examined = claims_examined(t, row);
        return examined.day > t->plan->date[date].day ? -(double)SOL_NEVER_DAY : -(double)examined.day;
    }
    case SOL_BY_FILING:
        return -(double)t->claims->filed_day[row];
    default:
        return 0;
    }
}

double weights_survival(weights *w, const trial *t, const sol_step *step, size_t row, size_t date)
{
    size_t s = (size_t)(step - t->plan->scenario->step), claimant = t->rows.claimant[row];
    sol_date day = t->plan->date[date];
    if (t->plan->people.claimant[claimant].is_institution || !claims_is_alive(t, row, date))
        return 1;
    double *known = place_of(&w->survival[s], NULL, t, row, date);
    if (!known)
        return weights_survival_on(t->plan, s, claimant, day);
    if (*known == unknown)
        *known = weights_survival_on(t->plan, s, claimant, day);
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

void weights_fill(weights *w, const trial *t, const weights_wanted *of, double *weight)
{
    const sol_step *step = of->step;
    const bool is_fair = step->rule.rule == SOL_RULE_ALPHA_FAIR;
    const double estate = is_fair ? level_fair_weight(step->rule.alpha, 1) : 0; /* counts as one who survives */
    if (is_fair)
        fill_known(&w->fair[step - t->plan->scenario->step], (dead_values){&estate, 0}, t, of, weight);
    else if (step->weight.kind == SOL_WEIGHT_AGE)
        fill_by_age(w, t, of, weight);
    else
        fill_by_rate(w, t, of, weight);
    for (size_t i = 0; i < of->count; i++)
        if (weight[i] == unknown)
            weight[i] = of->total[i] == 0 ? 0
                        : is_fair         ? fair_of(w, t, step, i, of->date)
                                          : weights_of(w, t, step, i, of->date);
}

void weights_fill_hazards(weights *w, const trial *t, const weights_wanted *of, double *hazard)
{
    fill_known(&w->hazard, (dead_values){w->hazard_at_death, 1}, t, of, hazard);
    for (size_t i = 0; i < of->count; i++)
        if (hazard[i] == unknown)
            hazard[i] = of->total[i] == 0 ? 0 : w->birth[i] == AGELESS ? INSTITUTION : hazard_of(w, t, i, of->date);
}
