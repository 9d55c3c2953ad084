/* A group with a mortality of its own: held against closed forms, S(t)^m, and by hand where a step looks at hazards and lives. */
#include "engine/by_hand.h"
#include "engine/lives/lifetimes.h"

#include "plan/people.h"
#include "solatium/mathematics.h"

#include <math.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const float *integrals_of(const fixture *f, size_t claimant)
{
    return f->plan->people.survival[people_details_of(f->plan)->survival[claimant]].integral;
}

#define SPAN "start: 2025-01-01\nend: 2030-01-01\n"
#define PAYS_YEARLY "payments: {first: 2026-01-01, every: year}\n"
#define MAN(name, rest) "    - {name: " name ", sex: male, age: 70, claim: 1m KRW" rest "}\n"

static fixture with_laws(sol_arena *arena, const char *law, const char *more, const char *groups)
{
    return fixture_of(sol_arena_print(arena,
                                      "solatium: 1\ntitle: T\ncurrency: KRW\n" SPAN PAYS_YEARLY
                                      "mortality: {male: %s, female: {law: gompertz, b: 1e-6, g: 0.1}%s}\n" GROUPS "%s",
                                      law, more, groups));
}

Test(own_mortality, a_multiplier_is_a_power_of_survival)
{
    static const char *const laws[] = {"{law: gompertz, b: 3e-5, g: 0.1}", "{law: makeham, a: 0.01, b: 3e-5, g: 0.1}",
                                       "{law: kannisto, b: 3.1262678e-6, g: 0.1226277}",
                                       "{law: kannisto-makeham, a: 0.0031429, b: 9.75772e-7, g: 0.1356475}"};
    static const char *const more[] = {"", ", improvement: 2%/y",
                                       ", improvement: {68: -1%/y, 72: 5%/y}, reference: 2010"};
    for (size_t i = 0; i < COUNT(laws) * COUNT(more); i++) {
        sol_arena *arena = sol_arena_new();
        fixture f = with_laws(arena, laws[i / COUNT(more)], more[i % COUNT(more)],
                              MAN("A", "") MAN("B", ", mortality: {multiplier: 2.385}")
                                  MAN("C", ", mortality: {multiplier: 40%}"));
        const float *a = integrals_of(&f, 0), *b = integrals_of(&f, 1), *c = integrals_of(&f, 2);
        cr_expect_eq(f.plan->people.survival_count, 3);
        for (size_t k = 0; k < f.plan->people.survival_date_count; k++) {
            cr_expect_float_eq(b[k], 2.385 * (double)a[k], 1e-6 * (double)b[k], "law %zu, date %zu", i, k);
            cr_expect_float_eq(c[k], 0.4 * (double)a[k], 1e-6 * (double)a[k], "law %zu, date %zu", i, k);
        }
        fixture_end(&f);
        sol_arena_free(arena);
    }
}

/* B/G·e^(Gx)·(e^(Gt) − 1), as the reference writes it. */
static double gompertz(double b, double g, double age, double years)
{
    return b / g * exp(g * age) * (exp(g * years) - 1);
}

/* The example of scenarios/README.md: a law of men, their share alive after five years by disease. */
static const struct {
    double multiplier, alive;
} diseases[] = {{20, 0.014}, {8, 0.181}, {1.5, 0.726}, {1, 0.808}};

static fixture trust_of(sol_arena *arena, const char *drawn)
{
    return with_laws(arena, "{law: gompertz, b: 3e-5, g: 0.1}", drawn,
                     MAN("Mesothelioma", ", count: 400, mortality: {multiplier: 20}")
                         MAN("Lung cancer", ", count: 400, mortality: {multiplier: 8}")
                             MAN("Asbestosis", ", count: 400, mortality: {multiplier: 1.5}")
                                 MAN("Pleural disease", ", count: 400"));
}

enum { OF_EACH = 400, TRIALS = 400 };

static void count_living(const fixture *f, uint64_t index, double share[COUNT(diseases)])
{
    trial_run(f->trial, index);
    size_t last = people_details_of(f->plan)->end;
    for (size_t g = 0; g < COUNT(diseases); g++)
        share[g] = 0;
    for (size_t row = 0; row < f->plan->people.count; row++)
        share[f->plan->people.claimant[f->trial->rows.claimant[row]].group] +=
            lifetimes_is_alive(f->trial, row, last) / (double)OF_EACH;
}

Test(own_mortality, the_example_of_the_reference_lives_as_it_says)
{
    sol_arena *arena = sol_arena_new();
    fixture f = trust_of(arena, "");
    double mean[COUNT(diseases)] = {0}, share[COUNT(diseases)];
    for (uint64_t index = 0; index < TRIALS; index++) {
        count_living(&f, index, share);
        for (size_t g = 0; g < COUNT(diseases); g++)
            mean[g] += share[g] / TRIALS;
    }
    double all = gompertz(3e-5, 0.1, sol_date_years(f.plan->people.claimant[0].birth, f.scenario->start),
                          sol_date_years(f.scenario->start, f.scenario->end));
    for (size_t g = 0; g < COUNT(diseases); g++) {
        double s = exp(-diseases[g].multiplier * all);
        cr_expect_float_eq(s, diseases[g].alive, 0.0005, "group %zu: %.4f", g, s);
        cr_expect_float_eq(mean[g], s, 5 * sqrt(s * (1 - s) / (OF_EACH * TRIALS)), "group %zu: %.4f", g, mean[g]);
    }
    fixture_end(&f);
    sol_arena_free(arena);
}

/* Of a trial's multiplier M, S is e^(−mMH) in every group: the draw is one for all. */
Test(own_mortality, the_scenarios_draw_scales_every_group_at_once)
{
    sol_arena *arena = sol_arena_new();
    fixture f = trust_of(arena, ", multiplier: {choice: {0.5: 50%, 3: 50%}}");
    double all = gompertz(3e-5, 0.1, 70, 5), share[COUNT(diseases)], high = 0;
    for (uint64_t index = 0; index < TRIALS; index++) {
        count_living(&f, index, share);
        double drawn = f.trial->multiplier;
        cr_assert(drawn == 0.5 || drawn == 3);
        high += drawn == 3;
        for (size_t g = 0; g < COUNT(diseases); g++) {
            double s = exp(-diseases[g].multiplier * drawn * all);
            /* six standard errors and the whole person in 400 that S is told by; 1,600 looks */
            cr_expect_float_eq(share[g], s, 6 * sqrt(s * (1 - s) / OF_EACH) + 1.0 / OF_EACH, "trial %d, group %zu",
                               (int)index, g);
        }
    }
    cr_expect_float_eq(high / TRIALS, 0.5, 5 * 0.5 / sqrt(TRIALS));
    fixture_end(&f);
    sol_arena_free(arena);
}

/* What a group does not say is the scenario's, key by key; its laws take its multiplier too. */
Test(own_mortality, what_a_group_does_not_say_is_as_for_all)
{
    sol_arena *arena = sol_arena_new();
    fixture f = with_laws(
        arena, "{law: gompertz, b: 3e-5, g: 0.1}", ", improvement: 2%/y, reference: 2010",
        "    - {name: A, count: 2, sex: {male: 50%}, age: 70, claim: 1, mortality: {male: {law: makeham, a: 0.02, b: "
        "1e-6, g: 0.12}, multiplier: 3, improvement: 1%/y}}\n"
        "    - {name: B, sex: male, age: 85, claim: 1, mortality: {country: KOR, reference: 2015}}\n"
        "    - {name: C, sex: male, age: 65, claim: 1, mortality: {country: KOR}}\n"
        "    - {name: D, sex: male, age: 90, claim: 1}\n");
    const sol_scenario *s = f.scenario;
    const sol_mortality *own = s->mortality, *a = &s->mortality[s->group[0].mortality],
                        *b = &s->mortality[s->group[1].mortality], *c = &s->mortality[s->group[2].mortality];
    cr_expect_eq(s->mortality_count, 4);
    cr_expect_eq(s->group[3].mortality, 0);
    cr_expect(a->hazard[SOL_MALE].law == SOL_MAKEHAM && a->hazard[SOL_FEMALE].b == own->hazard[SOL_FEMALE].b);
    cr_expect(a->hazard[SOL_MALE].multiplier == 3 && a->hazard[SOL_FEMALE].multiplier == 3);
    cr_expect(own->hazard[SOL_MALE].multiplier == 1 && b->hazard[SOL_MALE].multiplier == 1);
    cr_expect(a->improvement.rate[0] == 0.01 && a->improvement.reference.day == sol_date_of(2010, 7, 1).day);
    cr_expect(b->improvement.rate[0] == 0.02 && b->improvement.reference.day == sol_date_of(2015, 7, 1).day);
    /* Which fit of a country is taken follows from the ages of the group alone. */
    cr_expect_eq(b->country_law[SOL_MALE]->fitted_from, 80);
    cr_expect_eq(c->country_law[SOL_MALE]->fitted_from, 60);
    cr_expect_null(own->country_law[SOL_MALE]);
    fixture_end(&f);
    sol_arena_free(arena);
}

#define STEADY "female: {law: gompertz, b: 0.1, g: 1e-6}"

/* The hazard does not change with age: B's is three times A's, so that B is the more urgent, weighs three times as much, and has a third of his years left.
 * Of 402 a quarter is 100.5, and payments are rounded down. */
Test(own_mortality, steps_look_at_the_hazard_that_a_group_has)
{
    static const by_hand rows[] = {
        {"the more urgent first",
         GROUPS SHE("A", "300, mortality: {" STEADY "}")
             SHE("B", "300, mortality: {" STEADY ", multiplier: 3}") "payments: {dates: [2025-01-31]}\nfund: {opening: "
                                                                     "400}\nallocation: {rule: priority, by: hazard}\n",
         "100 300", "left 0, owed 200"},
        {"a hazard three times as high weighs three times as much",
         GROUPS SHE("A", "900, mortality: {" STEADY "}")
             SHE("B", "900, mortality: {" STEADY
                      ", multiplier: 3}") "payments: {dates: [2025-01-31]}\nfund: {opening: 402}\n"
                                          "allocation: {rule: proportional, weight: hazard}\n",
         "100 301", "left 1, owed 1399"},
        {"so does a third of the years",
         GROUPS SHE("A", "900, mortality: {" STEADY "}")
             SHE("B", "900, mortality: {" STEADY
                      ", multiplier: 3}") "payments: {dates: [2025-01-31]}\nfund: {opening: 402}\n"
                                          "allocation: {rule: proportional, weight: need}\n",
         "100 301", "left 1, owed 1399"},
    };
    BY_HAND("start: 2025-01-01\nend: 2025-12-31\n", rows);
}

#define LAW "{male: {law: gompertz, b: 3e-5, g: 0.1}, female: {law: gompertz, b: 1e-6, g: 0.1}}"
#define TABLE "{male: {table: {csv: %s/tests/data/mortality/plain.csv}}, female: {law: gompertz, b: 1e-6, g: 0.1}}"

/* Ages 95 to 100 are in the table: who is 97 may live past it in five years, who is 94 may not; nor may who has a law. */
Test(own_mortality, whether_a_table_ends_too_early_is_asked_of_those_who_have_it)
{
    static const struct {
        bool all_have_table;
        const char *of_group;
        int age;
        bool is_extrapolated;
    } rows[] = {{true, "", 97, true},       {true, "", 94, false},       {true, LAW, 97, false},
                {false, "table", 97, true}, {false, "table", 94, false}, {false, "{multiplier: 2}", 97, false}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        sol_arena *arena = sol_arena_new();
        const char *table = sol_arena_print(arena, TABLE, getenv("SOLATIUM_ROOT"));
        const char *of_all = rows[i].all_have_table ? table : LAW, *of_group = rows[i].of_group;
        of_group = strcmp(of_group, "table") == 0 ? table : of_group;
        fixture f = fixture_of(sol_arena_print(arena,
                                               "solatium: 1\ntitle: T\ncurrency: KRW\n" SPAN PAYS_YEARLY
                                               "mortality: %s\n" GROUPS
                                               "    - {name: A, count: 3, sex: male, age: %d, claim: 9%s%s}\n",
                                               of_all, rows[i].age, *of_group ? ", mortality: " : "", of_group));
        sol_simulation_settings settings = {.trials = 4, .seed = 1, .threads = 1};
        cr_expect_eq(sol_simulate(f.arena, f.plan, &settings)->is_table_extrapolated, rows[i].is_extrapolated,
                     "row %zu", i);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}
