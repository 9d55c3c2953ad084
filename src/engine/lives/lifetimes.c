#include "engine/lives/lifetimes.h"

#include "base/check.h"
#include "engine/lives/deaths.h"
#include "solatium/mathematics.h"
#include "solatium/random.h"

#include <math.h>

struct lifetimes {
    const deaths *deaths; /* may be another worker's */
    const uint32_t *row;  /* in the order of deaths; the same */
    bool is_drawn;        /* the multiplier of mortality */
    uint16_t *unseen;     /* of four trials, by row */
    bool is_filled;
    uint64_t seed, quad; /* that they are of */
    double multiplier[4];
    double *
        steepness; /* by law: a bound of how much the logarithm of the hazard changes in a year of a life; infinity: not known */
};

/* Claimants who do not die in a trial: institutions never, estates are dead from the outset. */
static void fill_others(const sol_plan *plan, row_map rows, uint16_t *unseen)
{
    const plan_people *people = &plan->people;
    for (size_t i = 0; i < people->count; i++) {
        const plan_claimant *c = &people->claimant[rows.claimant[i]];
        bool is_living = c->is_institution && sol_date_is_never(c->died);
        unseen[i] = is_living ? (uint16_t)people->survival_date_count : 0;
    }
}

static const deaths *deaths_of(sol_arena *arena, const sol_plan *plan)
{
    const sol_distribution *multiplier = &plan->scenario->multiplier;
    if (!sol_distribution_is_constant(multiplier))
        return deaths_new_drawn(arena, &plan->people);
    return deaths_new(arena, &plan->people, sol_distribution_at(multiplier, 0.5));
}

static const uint32_t *rows_of(sol_arena *arena, const deaths *d, row_map rows)
{
    uint32_t *row = SOL_TAKE(arena, d->count, uint32_t);
    for (size_t i = 0; i < d->count; i++)
        row[i] = rows.row[d->claimant[i]];
    return row;
}

/* By the law's G, and by improvement: its rate, and how fast that changes with age. */
static double steepness_of(const sol_plan *plan, size_t law)
{
    const sol_scenario *scenario = plan->scenario;
    const sol_hazard *hazard = people_hazard(plan, law);
    const sol_improvement *improvement = people_improvement(plan, law);
    double rate = 0, bend = 0,
           years = fmax(fabs(sol_date_years(improvement->reference, scenario->start)),
                        fabs(sol_date_years(improvement->reference, scenario->end)));
    for (size_t i = 0; i < improvement->count; i++)
        rate = fmax(rate, fabs(improvement->rate[i]));
    for (size_t i = 1; i < improvement->count; i++)
        bend = fmax(bend, fabs(improvement->rate[i] - improvement->rate[i - 1]) /
                              (improvement->age[i] - improvement->age[i - 1]));
    return hazard->law == SOL_LIFE_TABLE ? INFINITY : hazard->g + rate + bend * (years + 1);
}

lifetimes *lifetimes_new(sol_arena *arena, const sol_plan *plan, row_map rows, const lifetimes *like)
{
    size_t n = plan->people.count;
    lifetimes *l = SOL_TAKE(arena, 1, lifetimes);
    SOL_CHECK(plan->people.survival_date_count < UINT16_MAX);
    l->is_drawn = !sol_distribution_is_constant(&plan->scenario->multiplier);
    l->deaths = like ? like->deaths : deaths_of(arena, plan);
    l->row = like ? like->row : rows_of(arena, l->deaths, rows);
    l->unseen = SOL_TAKE(arena, 4 * n, uint16_t);
    for (size_t j = 0; j < 4; j++)
        fill_others(plan, rows, l->unseen + j * n);
    l->steepness = SOL_TAKE(arena, people_laws(plan), double);
    for (size_t law = 0; law < people_laws(plan); law++)
        l->steepness[law] = steepness_of(plan, law);
    return l;
}

void lifetimes_multipliers(const sol_plan *plan, uint64_t seed, uint64_t quad, double multiplier[4])
{
    uint32_t word[4];
    sol_draw_four(seed, 4 * quad, sol_entity(SOL_ENTITY_WORLD, "mortality"), SOL_PURPOSE_MULTIPLIER, word);
    for (size_t j = 0; j < 4; j++) {
        multiplier[j] = sol_distribution_at(&plan->scenario->multiplier, sol_uniform_from_word(word[j]));
        SOL_CHECK(multiplier[j] >= 0);
    }
}

static void look_up(const lifetimes *l, size_t count)
{
    const deaths *d = l->deaths;
    draws_block draws = draws_block_of(l->seed, l->quad, SOL_PURPOSE_LIFETIME);
    for (size_t b = 0; b < d->block_count; b++) {
        deaths_block block;
        if (l->is_drawn)
            deaths_draw_by(d, draws, l->multiplier, b, &block);
        else
            deaths_draw(d, draws, b, &block);
        const uint32_t *row = l->row + block.first;
        for (size_t j = 0; j < 4; j++)
            for (size_t i = 0; i < block.count; i++)
                l->unseen[j * count + row[i]] = block.unseen[j][i];
    }
}

void lifetimes_draw(trial *t)
{
    lifetimes *l = t->lifetimes;
    size_t count = t->plan->people.count;
    if (!l->is_filled || l->seed != t->seed || l->quad != t->index / 4) {
        l->is_filled = true;
        l->seed = t->seed;
        l->quad = t->index / 4;
        lifetimes_multipliers(t->plan, l->seed, l->quad, l->multiplier);
        look_up(l, count);
    }
    t->multiplier = l->multiplier[t->index % 4];
    t->death = l->unseen + (t->index % 4) * count;
}

/* Between which days a claimant dies: after `low`, not after `high`. */
typedef struct dying {
    sol_life life;
    double limit; /* the integral of his hazard at which he dies */
    sol_date low, high;
    int32_t guess;
    int looks;
} dying;

/* Needs a claimant who dies in the trial. */
static dying dying_of(const sol_plan *plan, size_t claimant, size_t unseen)
{
    const plan_people *people = &plan->people;
    sol_date start = plan->scenario->start;
    return (dying){
        .life = people_life(plan, people_law(plan, claimant), people->claimant[claimant].birth, start),
        .low = unseen ? people->survival_date[unseen - 1] : start,
        .high = people->survival_date[unseen],
    };
}

static double integral_on(const sol_life *life, int32_t day)
{
    double integral;
    sol_hazard_integrals(life, 1, &(sol_date){day}, &integral);
    return integral;
}

/* Whether he dies after a day or by it. */
static void look_at(dying *d, int32_t day)
{
    if (day <= d->low.day || day >= d->high.day)
        return;
    if (integral_on(&d->life, day) < d->limit)
        d->low.day = day;
    else
        d->high.day = day;
}

/* Where the day will be, by the integrals around it and a hazard that rises by some eighth a year: mostly right. */
static int32_t guess(const dying *d, const float *integral, size_t unseen)
{
    const double rise = 0.125;
    double before = unseen ? (double)integral[unseen - 1] : 0, whole = (double)integral[unseen] - before;
    double days = d->high.day - d->low.day, part = whole > 0 ? (d->limit - before) / whole : 0;
    part = part > 0 ? part < 1 ? part : 1 : 0;
    return d->low.day + (int32_t)(days * (part + rise * days / 365 / 2 * part * (1 - part)));
}

static void begin(dying *d, const lifetimes_death *death)
{
    const plan_people *people = &death->plan->people;
    int32_t row = people_details_of(death->plan)->survival[death->claimant];
    d->limit = death->limit;
    d->guess = guess(d, people->survival[row].integral, death->unseen);
}

/* Looks at the guess first, then beside it, then in the middle. */
static void narrow(dying *d)
{
    int32_t middle = d->low.day + (d->high.day - d->low.day) / 2;
    int32_t beside = d->low.day == d->guess ? d->guess + 1 : d->guess - 1;
    int32_t day = d->looks == 0 ? d->guess : d->looks == 1 ? beside : middle;
    d->looks++;
    look_at(d, day);
}

double lifetimes_limit(uint32_t word, double multiplier)
{
    return -sol_log(sol_uniform_from_word(word)) / multiplier;
}

double lifetimes_integral(const sol_plan *plan, size_t claimant, sol_date day)
{
    dying d = dying_of(plan, claimant, 0);
    return integral_on(&d.life, day.day);
}

sol_date lifetimes_day(const lifetimes_death *death)
{
    dying d = dying_of(death->plan, death->claimant, death->unseen);
    begin(&d, death);
    while (d.high.day - d.low.day > 1)
        narrow(&d);
    return d.high;
}

/* Draws his number. */
static lifetimes_death death_of(const trial *t, size_t row)
{
    const size_t claimant = t->rows.claimant[row];
    uint32_t word =
        sol_draw_word(t->seed, t->index, people_details_of(t->plan)->entity[claimant], SOL_PURPOSE_LIFETIME);
    return (lifetimes_death){t->plan, claimant, t->death[row], lifetimes_limit(word, t->multiplier)};
}

/*
 * Whether somebody who dies between two survival dates has done so by a day between them, from the integrals at both and from what part of the
 * time has passed: a hazard that changes by a factor of at most `most` puts between a bound and another into that part. 1, 0, or −1: the
 * integral itself must tell.
 */
static int is_dead_between(const lifetimes_death *death, double part, double most)
{
    const plan_people *people = &death->plan->people;
    const float *integral = people->survival[people_details_of(death->plan)->survival[death->claimant]].integral;
    double before = death->unseen ? (double)integral[death->unseen - 1] : 0, by = (double)integral[death->unseen];
    double margin = by * 0x1p-22, passed = death->limit - before, whole = by - before;
    if (passed < whole * (part / (part + (1 - part) * most)) - margin)
        return 1;
    return passed > whole * (part * most / (part * most + 1 - part)) + margin ? 0 : -1;
}

bool lifetimes_lives_on(const trial *t, size_t row, sol_date day)
{
    const plan_people *people = &t->plan->people;
    const size_t unseen = t->death[row];
    if (unseen == people->survival_date_count || day.day >= people->survival_date[unseen].day)
        return unseen == people->survival_date_count;
    sol_date low = unseen > 0 ? people->survival_date[unseen - 1] : t->plan->scenario->start;
    if (day.day <= low.day)
        return true;
    const lifetimes_death death = death_of(t, row);
    double years = sol_date_years(low, people->survival_date[unseen]), part = sol_date_years(low, day) / years;
    double change = t->lifetimes->steepness[people_law(t->plan, death.claimant)] * years;
    int is_dead = change <= 1 ? is_dead_between(&death, part, 1 + change + change * change) : -1;
    return is_dead >= 0 ? !is_dead : lifetimes_integral(t->plan, death.claimant, day) < death.limit;
}

bool lifetimes_is_alive_on(const trial *t, size_t row, sol_date day)
{
    const bool has_life = people_details_of(t->plan)->survival[t->rows.claimant[row]] != SOL_NONE;
    return has_life ? lifetimes_lives_on(t, row, day) : t->death[row] > 0;
}

sol_date lifetimes_death_day(const trial *t, size_t row)
{
    const plan_people *people = &t->plan->people;
    const plan_claimant *c = &people->claimant[t->rows.claimant[row]];
    if (!sol_date_is_never(c->died))
        return c->died;
    if (t->death[row] == people->survival_date_count)
        return sol_date_never();
    lifetimes_death death = death_of(t, row);
    return lifetimes_day(&death);
}

int lifetimes_death_age(const trial *t, size_t row)
{
    const plan_people *people = &t->plan->people;
    const plan_claimant *c = &people->claimant[t->rows.claimant[row]];
    if (!sol_date_is_never(c->died))
        return sol_date_age(c->birth, c->died);
    SOL_CHECK(t->death[row] < people->survival_date_count);
    dying d = dying_of(t->plan, t->rows.claimant[row], t->death[row]);
    int most = sol_date_age(c->birth, d.high);
    if (sol_date_age(c->birth, (sol_date){d.low.day + 1}) == most)
        return most; /* most have no birthday between the two days */
    lifetimes_death death = death_of(t, row);
    begin(&d, &death);
    while (sol_date_age(c->birth, (sol_date){d.low.day + 1}) < (most = sol_date_age(c->birth, d.high)))
        narrow(&d);
    return most;
}
