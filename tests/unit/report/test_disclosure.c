#include "sample_result.h"

#include "report/disclosure.h"

#include <criterion/criterion.h>

enum { GROUPS_MOST = 9 };

/* A result whose groups have sizes and living drawn from a small generator of the test's own. */
static sol_result *drawn_result(sol_arena *arena, uint64_t *state)
{
    static const char *const names[GROUPS_MOST] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    sol_result *r = sample_result(arena);
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    r->group_count = 1 + (*state >> 33) % GROUPS_MOST;
    sol_band_result *group = SOL_TAKE(arena, r->group_count, sol_band_result);
    r->claimant_count = r->living_count = 0;
    for (size_t g = 0; g < r->group_count; g++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        group[g].name = names[g];
        group[g].count = 1 + (*state >> 40) % 30;
        group[g].living = (*state >> 33) % 4 == 0 ? 0 : (*state >> 35) % (group[g].count + 1);
        group[g].claimed = group[g].paid = group[g].paid_in_life = sample_estimate((double)group[g].count * 1e6 + 17);
        r->claimant_count += group[g].count;
        r->living_count += group[g].living;
    }
    r->group = group;
    return r;
}

/* Whatever unions of published lines are subtracted from everyone or from each other, ten people or nobody are left. */
static void nothing_can_be_solved_back(const sol_result *public, unsigned seed)
{
    size_t lines = public->group_count;
    for (unsigned chosen = 0; chosen < 1u << lines; chosen++) {
        size_t count = public->claimant_count, living = public->living_count;
        for (size_t g = 0; g < lines; g++)
            if (chosen >> g & 1) {
                count -= public->group[g].count;
                living -= public->group[g].living;
            }
        cr_assert(count == 0 || count >= 10 || lines == 0, "%u: %zu people are left over", seed, count);
        cr_assert(living == 0 || living >= 10 || lines == 0, "%u: %zu living are left over", seed, living);
    }
}

Test(disclosure, nobody_is_found_by_subtraction)
{
    sol_arena *arena = sol_arena_new();
    uint64_t state = 20190619;
    size_t published = 0, refused = 0;
    for (unsigned i = 0; i < 2000; i++) {
        sol_result *r = drawn_result(arena, &state);
        const sol_result *public = disclosure_public(arena, r);
        bool is_small = r->claimant_count < 10 || (r->living_count > 0 && r->living_count < 10);
        cr_assert_eq(public == NULL, is_small, "%u", i);
        refused += is_small;
        if (!public)
            continue;
        size_t count = 0;
        for (size_t g = 0; g < public->group_count; g++)
            count += public->group[g].count;
        cr_assert(public->group_count == 0 || count == r->claimant_count, "%u: everyone stands in one line", i);
        cr_assert_eq(public->claimant_result_count + public->age_band_count + public->claim_band_count, 0);
        nothing_can_be_solved_back(public, i);
        published += public->group_count > 1;
        sol_arena_reset(arena);
    }
    cr_assert(published > 300 && refused > 20, "%zu with several lines, %zu refused", published, refused);
    sol_arena_free(arena);
}
