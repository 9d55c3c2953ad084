/* A share of men is met as nearly as whole people allow, in the group and among its living; who they are is drawn. */
#include "plan/sexes.h"

#include "plan/plan.h"

#include <criterion/criterion.h>
#include <string.h>

static sol_scenario scenario;

static const bool *drawn(sol_arena *arena, uint64_t seed, sol_group group)
{
    scenario.claimants_seed = seed;
    return sexes_draw(arena, &scenario, &group);
}

static sol_group group_of(uint32_t count, uint32_t living, int64_t male_billionths)
{
    return (sol_group){.name = "People", .count = count, .living = living, .male_billionths = male_billionths};
}

static uint32_t men_among(const bool *is_man, uint32_t from, uint32_t to)
{
    uint32_t men = 0;
    for (uint32_t i = from; i < to; i++)
        men += is_man[i];
    return men;
}

/* The whole number next to share · people, the upper of two: found by trying. */
static uint32_t nearest(uint32_t people, int64_t billionths)
{
    uint32_t men = 0;
    while (2 * ((int64_t)people * billionths - (int64_t)men * 1000000000) >= 1000000000)
        men++;
    return men;
}

Test(sexes, as_many_are_men_as_the_share_says)
{
    static const struct {
        uint32_t count, living;
        int64_t share;
        uint32_t men, living_men;
    } rows[] = {
        {12, 12, 500000000, 6, 6},     {10, 10, 490000000, 5, 5},   {1, 1, 500000000, 1, 1},
        {3, 1, 500000000, 2, 1},       {2, 1, 500000000, 1, 1},     {40, 40, 850000000, 34, 34},
        {30, 20, 400000000, 12, 8},    {50, 25, 570000000, 29, 14}, {10, 0, 333333333, 3, 0},
        {1000000, 1, 1, 0, 0},         {7, 3, 999999999, 7, 3},     {200, 100, 285000000, 57, 29},
        {100, 100, 285000000, 29, 29},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_group group = group_of(rows[i].count, rows[i].living, rows[i].share);
        const bool *is_man = drawn(arena, 1, group);
        cr_expect_eq(men_among(is_man, 0, group.count), rows[i].men, "row %zu", i);
        cr_expect_eq(men_among(is_man, 0, group.living), rows[i].living_men, "row %zu, of the living", i);
    }
    uint64_t state = 70;
    for (int i = 0; i < 2000; i++) {
        state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
        uint32_t count = 1 + (uint32_t)(state >> 33) % 60, living = (uint32_t)(state >> 40) % (count + 1);
        int64_t share =
            i % 2 ? (int64_t)(state >> 20) % 1000 * 1000000 + 500000 : 1 + (int64_t)(state >> 20) % 999999999;
        const bool *is_man = drawn(arena, state, group_of(count, living, share));
        cr_expect_eq(men_among(is_man, 0, count), nearest(count, share), "%u at %ld", count, (long)share);
        cr_expect_eq(men_among(is_man, 0, living), nearest(living, share), "%u living at %ld", living, (long)share);
    }
    cr_expect_null(drawn(arena, 1, group_of(5, 5, 0)));
    cr_expect_null(drawn(arena, 1, group_of(5, 5, 1000000000)));
    cr_expect_eq(sexes_of(&(sol_group){.male_billionths = 1000000000}, NULL, 3), SOL_MALE);
    cr_expect_eq(sexes_of(&(sol_group){0}, NULL, 3), SOL_FEMALE);
    sol_arena_free(arena);
}

Test(sexes, everybody_is_as_likely_a_man)
{
    enum { SEEDS = 4000, COUNT = 10 };
    int men[COUNT] = {0};
    sol_arena *arena = sol_arena_new();
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        sol_arena_reset(arena);
        const bool *is_man = drawn(arena, seed, group_of(COUNT, 6, 500000000));
        for (int i = 0; i < COUNT; i++)
            men[i] += is_man[i];
    }
    /* Binomial with 1/2: 2,000 and 31.6 either way; 4.5 of them. */
    for (int i = 0; i < COUNT; i++)
        cr_expect(men[i] > 1857 && men[i] < 2143, "member %d: %d of %d", i, men[i], SEEDS);
    sol_arena_free(arena);
}

Test(sexes, a_larger_share_takes_nobody_back)
{
    enum { COUNT = 200 };
    sol_arena *arena = sol_arena_new();
    const bool *before = drawn(arena, 5, group_of(COUNT, 120, 1));
    for (int64_t share = 1; share < 1000000000; share += 7654321) {
        const bool *is_man = drawn(arena, 5, group_of(COUNT, 120, share));
        for (int i = 0; i < COUNT; i++)
            cr_assert(is_man[i] || !before[i], "member %d at %ld", i, (long)share);
        before = is_man;
    }
    sol_arena_free(arena);
}

static const char text[] = "solatium: 1\ntitle: Both sexes\ncurrency: KRW\nstart: 2020-01-01\nend: 2030-01-01\n"
                           "mortality:\n  male: {law: gompertz, b: 2.0e-5, g: 0.1}\n"
                           "  female: {law: gompertz, b: 1.2e-5, g: 0.1}\n"
                           "claimants:\n  groups:\n"
                           "    - {name: First, count: 12, living: 7, sex: {male: 50%}, age: 88, claim: 100m KRW}\n"
                           "    - {name: Women, count: 3, sex: female, age: 88, claim: 100m KRW}\n"
                           "    - {name: Men, count: 2, sex: male, age: 88, claim: 100m KRW}\n"
                           "    - {name: City, kind: institution, count: 2, claim: 100m KRW}\n"
                           "payments: {first: 2021-01-01}\n";

Test(sexes, the_plan_has_them)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "sexes.yaml", text, strlen(text), faults);
    sol_scenario *made = document ? sol_scenario_make(arena, document, 0, NULL, faults) : NULL;
    const sol_plan *plan = made ? sol_plan_make(arena, made, faults) : NULL;
    cr_assert_not_null(plan);
    int living = 0, estates = 0;
    for (size_t i = 0; i < 12; i++) {
        bool is_man = plan->people.claimant[i].sex == SOL_MALE;
        *(sol_date_is_never(plan->people.claimant[i].died) ? &living : &estates) += is_man;
    }
    cr_expect_eq(living, 4, "3.5 of 7, halves up: %d", living);
    cr_expect_eq(estates, 2, "the rest of 6: %d", estates);
    for (size_t i = 12; i < 17; i++)
        cr_expect_eq(plan->people.claimant[i].sex, i < 15 ? SOL_FEMALE : SOL_MALE, "claimant %zu", i);
    sol_arena_free(arena);
}
