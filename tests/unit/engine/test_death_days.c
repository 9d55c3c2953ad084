/* Days of death looked up by age are those of lifetimes_day, and what is not certain is said. */
#include "division/dice.h"
#include "engine/lives/death_days.h"
#include "engine/lives/lifetimes.h"
#include "trial_fixture.h"

enum { DEATHS = 20000 };

static const char *const weights[] = {"hazard", "need"};
static const char *const laws[] = {
    "{law: kannisto, b: 1.4189207e-6, g: 0.1321865}",
    "{law: kannisto-makeham, a: 0.0031429, b: 9.75772e-7, g: 0.1356475}",
    "{law: gompertz, b: 3.2e-5, g: 0.094}",
};

static const char *text_of(sol_arena *arena, const char *law, const char *weight, const char *improvement)
{
    return sol_arena_print(arena,
                           "solatium: 1\ntitle: Days\ncurrency: KRW\nstart: 2025-01-01\nend: 2035-01-01\n"
                           "mortality: {male: %s, female: %s%s}\n"
                           "fund: {opening: 1m KRW}\n"
                           "claimants:\n  groups:\n    - {name: G, count: 300, sex: {male: 50%%}, age: {uniform: [50, "
                           "104]}, claim: 1m KRW}\n"
                           "payments: {first: 2025-04-01, every: quarter}\n"
                           "allocation: {rule: proportional, weight: %s}\n"
                           "timeliness: {by: 2030-01-01, goal: 30%%}\n",
                           law, law, improvement, weight);
}

static void look_at(const fixture *f, const death_days *days, const weights_tables *tables, uint64_t *state)
{
    size_t certain = 0;
    for (size_t k = 0; k < DEATHS; k++) {
        size_t i = dice_next(state) % f->plan->people.count, unseen = 0;
        const plan_claimant *c = &f->plan->people.claimant[i];
        const float *integral = f->plan->people.survival[people_details_of(f->plan)->survival[i]].integral;
        double limit = lifetimes_limit((uint32_t)dice_next(state), 1);
        if (k % 4 == 0) /* on the edge of a day */
            limit = lifetimes_integral(f->plan, i, (sol_date){f->plan->scenario->start.day + 1 + (int32_t)(k % 3000)});
        while (unseen < f->plan->people.survival_date_count && (double)integral[unseen] < limit)
            unseen++;
        if (unseen == f->plan->people.survival_date_count)
            continue;
        lifetimes_death death = {f->plan, i, unseen, limit};
        double weight =
            death_days_weight(days, &(death_days_person){c->birth.day, people_law(f->plan, i), unseen, limit});
        if (weight == WEIGHTS_UNKNOWN)
            continue;
        certain++;
        cr_assert_eq(weight, weights_on(tables, f->plan, 0, i, lifetimes_day(&death)), "death %zu", k);
    }
    cr_assert_gt(certain, DEATHS / 4);
}

Test(death_days, weights_are_those_of_the_day)
{
    uint64_t state = 2385;
    for (size_t k = 0; k < 6; k++) {
        sol_arena *arena = sol_arena_new();
        fixture f = fixture_of(text_of(arena, laws[k / 2], weights[k % 2], ""));
        weights_tables *tables = weights_tables_new(f.arena, f.plan);
        death_days *days = death_days_new(f.arena, f.plan, tables, 0);
        cr_assert_not_null(days);
        look_at(&f, days, tables, &state);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}

Test(death_days, there_are_none_where_mortality_improves)
{
    sol_arena *arena = sol_arena_new();
    fixture f = fixture_of(text_of(arena, laws[0], weights[0], ", improvement: 1%/y, reference: 2020"));
    cr_assert_null(death_days_new(f.arena, f.plan, weights_tables_new(f.arena, f.plan), 0));
    fixture_end(&f);
    sol_arena_free(arena);
}
