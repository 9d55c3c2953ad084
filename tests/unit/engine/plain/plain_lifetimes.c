#include "engine/plain/plain.h"

#include "base/check.h"
#include "solatium/mathematics.h"
#include "solatium/random.h"
#include "value/draws.h"

/* The first date whose integral, times the multiplier, reaches −ln u: from there on u >= S. */
static uint32_t first_unseen(const float *integral, size_t count, double limit)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (integral[middle] < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static double integral_limit(const plain_trial *t, size_t claimant)
{
    uint32_t word = t->word[(t->index % 4) * t->plan->people.count + claimant];
    return -sol_log(sol_uniform_from_word(word)) / t->multiplier;
}

void plain_lifetimes_draw(plain_trial *t)
{
    const plan_people *people = &t->plan->people;
    const people_details *details = people_details_of(t->plan);
    const sol_distribution *multiplier = &t->plan->scenario->multiplier;
    uint64_t world = sol_entity(SOL_ENTITY_WORLD, "mortality");
    t->multiplier = sol_distribution_at(multiplier, sol_draw_uniform(t->seed, t->index, world, SOL_PURPOSE_MULTIPLIER));
    SOL_CHECK(t->multiplier >= 0);
    if (t->word_quad != t->index / 4) {
        t->word_quad = t->index / 4;
        draws_fill(draws_block_of(t->seed, t->word_quad, SOL_PURPOSE_LIFETIME), people->count, details->entity,
                   t->word);
    }
    uint32_t never = (uint32_t)people->survival_date_count;
    for (size_t i = 0; i < people->count; i++) {
        int32_t row = details->survival[i];
        if (row == SOL_NONE)
            t->death[i] = people->claimant[i].is_institution && sol_date_is_never(people->claimant[i].died) ? never : 0;
        else
            t->death[i] =
                t->multiplier > 0 ? first_unseen(people->survival[row].integral, never, integral_limit(t, i)) : never;
    }
}

sol_date plain_lifetimes_death_day(const plain_trial *t, size_t claimant)
{
    const plan_people *people = &t->plan->people;
    const plan_claimant *c = &people->claimant[claimant];
    const sol_scenario *scenario = t->plan->scenario;
    if (!sol_date_is_never(c->died))
        return c->died;
    uint32_t unseen = t->death[claimant];
    if (unseen == people->survival_date_count)
        return sol_date_never();
    double limit = integral_limit(t, claimant);
    sol_life life = {&scenario->hazard[c->sex], &scenario->improvement, sol_date_years(c->birth, scenario->start),
                     scenario->start};
    sol_date low = unseen ? people->survival_date[unseen - 1] : scenario->start, high = people->survival_date[unseen];
    while (high.day - low.day > 1) {
        sol_date middle = {low.day + (high.day - low.day) / 2};
        double integral;
        sol_hazard_integrals(&life, 1, &middle, &integral);
        if (integral < limit)
            low = middle;
        else
            high = middle;
    }
    return high;
}
