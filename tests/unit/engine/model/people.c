/* §1 people, §3 mortality: who they are, when they die, how old they are on a day, and what follows from that in a step. */
#include "engine/model/parts.h"

#include "plan/people.h"
#include "solatium/mathematics.h"

#include <math.h>

/* The reference: a group, or a row, may have a mortality of its own; what it bears `multiplier` times is taken apart from that. */
typedef struct own_law {
    sol_hazard bare;
    const sol_improvement *improvement;
    double multiplier;
} own_law;

static own_law law_of(const model_trial *t, const model_person *p)
{
    const sol_scenario *s = t->scenario;
    size_t row = (size_t)p->who->row;
    int which = row < s->group_count ? s->group[row].mortality : s->row[row - s->group_count].mortality;
    const sol_mortality *m = &s->mortality[which];
    own_law law = {m->hazard[p->who->sex], &m->improvement, m->hazard[p->who->sex].multiplier};
    law.bare.multiplier = 1;
    return law;
}

/* From one day to another. */
static double integral_of(const model_trial *t, const model_person *p, sol_date from, sol_date to)
{
    own_law law = law_of(t, p);
    sol_life life = {&law.bare, law.improvement, sol_date_years(p->who->birth, from), from};
    double integral;
    sol_hazard_integrals(&life, 1, &to, &integral);
    return law.multiplier * integral;
}

static double integral_to(const model_trial *t, const model_person *p, sol_date on)
{
    return integral_of(t, p, t->scenario->start, on);
}

/*
 * "A claimant alive at `start` is alive on day d iff u < S(d) …; he dies on the day that S(d) reaches u." S(d) is exp(−multiplier · H(d)).
 * On the plan's own dates (pay dates, `opens`, `end`) H is what the plan says, rounded to a float, so that nobody is alive in one of two
 * programs by the last digit of a float; between two of them the day is found by halving.
 */
static sol_date day_of_death(const model_trial *t, const model_person *p, const float *integral)
{
    const plan_people *people = &t->plan->people;
    double enough = -sol_log(drawn(t, p->entity, SOL_PURPOSE_LIFETIME));
    size_t i = 0;
    while (i < people->survival_date_count && t->multiplier * integral[i] < enough)
        i++;
    if (i == people->survival_date_count)
        return sol_date_never();
    sol_date alive = i == 0 ? t->scenario->start : people->survival_date[i - 1], dead = people->survival_date[i];
    while (sol_date_days(alive, dead) > 1) {
        sol_date middle = {alive.day + sol_date_days(alive, dead) / 2};
        if (t->multiplier * integral_to(t, p, middle) < enough)
            alive = middle;
        else
            dead = middle;
    }
    return dead;
}

void model_people_draw(model_trial *t)
{
    const plan_people *people = &t->plan->people;
    const people_details *details = people_details_of(t->plan);
    t->people = people->count;
    t->person = SOL_TAKE(t->arena, t->people, model_person);
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        p->who = &people->claimant[i];
        p->terms = &people->terms[p->who->terms];
        p->entity = details->entity[i];
        p->on = SOL_TAKE(t->arena, t->plan->date_count, int64_t);
        p->held_in = SOL_TAKE(t->arena, t->plan->money.pool_count, int64_t);
        /* "An estate stands in for a claimant who has died: before `start` or in the trial." An institution does not die. */
        p->is_estate = !sol_date_is_never(p->who->died);
        p->death = p->who->died;
        p->goal_on = p->alive_on = p->paid_off = p->whole_on = sol_date_never();
        if (!p->is_estate && !p->who->is_institution)
            p->death = day_of_death(t, p, people->survival[details->survival[i]].integral);
    }
}

/* "It keeps the age he died at." */
static sol_date last_day(const model_person *p, sol_date on)
{
    return sol_date_earlier(p->death, on);
}

int model_people_age(const model_person *p, sol_date on)
{
    return p->who->is_institution ? -1 : sol_date_age(p->who->birth, last_day(p, on));
}

double model_people_exact_age(const model_person *p, sol_date on)
{
    return sol_date_years(p->who->birth, last_day(p, on));
}

bool model_people_meant(const sol_who *who, const model_person *p, sol_date on)
{
    bool is_of_group = who->group_count == 0;
    for (size_t i = 0; i < who->group_count; i++)
        is_of_group = is_of_group || who->group[i] == p->who->group;
    bool is_old_enough = who->age_from < 0 || model_people_age(p, on) >= who->age_from;
    bool is_right = who->vital == SOL_ANY || (who->vital == SOL_LIVING) == is_alive(p, on);
    /* "`who: {filed_from, filed_by}` in steps and goals" */
    bool is_filed = !who->goes_by_filing || (is_by(who->filed_from, p->filed) && is_by(p->filed, who->filed_by));
    return is_of_group && is_old_enough && is_right && is_filed;
}

double model_people_hazard(const model_trial *t, const model_person *p, sol_date on)
{
    if (p->who->is_institution)
        return 0;
    own_law law = law_of(t, p);
    return law.multiplier * sol_hazard_on(&law.bare, law.improvement, model_people_exact_age(p, on), last_day(p, on));
}

/*
 * "`need`, 1/(remaining life expectancy)". The program takes it linear between months of age (engine/lives/weights_tables.h says so), some 10^-7 of it
 * beside the exact one; a payment may differ by a unit. So does this, so that all else of such steps can be compared to the unit.
 */
static double expectancy_of(const model_trial *t, const model_person *p, sol_date on)
{
    double months = fmax(0, model_people_exact_age(p, on) * 12), month = floor(months);
    own_law law = law_of(t, p);
    law.bare.multiplier = law.multiplier;
    double here = sol_life_expectancy(&law.bare, month / 12), next = sol_life_expectancy(&law.bare, (month + 1) / 12);
    return here + (next - here) * (months - month);
}

/* "what is uncertain about the world is one draw a trial for that group and key, what varies between people one draw a person" */
sol_date model_people_when(const model_trial *t, const model_person *p, const sol_when *when, sol_date base,
                           sol_purpose purpose)
{
    sol_when given = *when;
    const struct sol_uncertain *uncertain = when->delay.uncertain;
    uint64_t group = sol_entity(SOL_ENTITY_GROUP, t->scenario->group[p->who->group].name);
    if (uncertain)
        given.delay.parameter[uncertain->parameter] = sol_distribution_at(&uncertain->value, drawn(t, group, purpose));
    given.delay.uncertain = NULL;
    return model_world_when(&given, base, drawn(t, p->entity, purpose));
}

double model_people_weight(const model_trial *t, const sol_step *step, const model_person *p, sol_date on)
{
    switch (step->weight.kind) {
    case SOL_WEIGHT_AGE:
        /* "`weight`: `{age: {from: 80, each_year: 5%}}` is 1.05^max(0, age − 80)" */
        return sol_pow(1 + step->weight.each_year, fmax(0, model_people_age(p, on) - step->weight.age_from));
    case SOL_WEIGHT_HAZARD:
        return model_people_hazard(t, p, on); /* "`hazard`, the force of mortality" */
    case SOL_WEIGHT_NEED:
        return 1 / expectancy_of(t, p, on);
    default:
        return 1;
    }
}

double model_people_survival(const model_trial *t, const sol_step *step, const model_person *p, sol_date on)
{
    /* rules.md: "`alpha-fair` takes `at: DATE|span` (s is survival from the pay date to it"; the reference: by default `end`. */
    sol_date at = step->horizon_is_span ? sol_date_add(on, step->horizon_span) : step->horizon_date;
    if (p->who->is_institution || !is_alive(p, on) || at.day <= on.day)
        return 1; /* nobody of an estate can die */
    return fmax(sol_exp(-integral_of(t, p, on, at)),
                1e-60); /* the program's own bound: below it nobody is told from the dead */
}
