/* The level of equal awards is found where nobody is free below it. */
#include "engine/passes/columns.h"
#include "engine/steps/steps_equals.h"
#include "engine/trial_fixture.h"

#include <criterion/criterion.h>

enum { ROWS = 1000 };

/* All stand at a whole level, and what comes is less than a unit for each: the sum is flat up to that level, and the level sought just above it. */
Test(equals, are_found_just_above_a_level_at_which_all_stand)
{
    static const level_path path = {1, 1, {{0, 1, 0, 1, LEVEL_ONE}}};
    static const int64_t level[] = {1, 700, 814808, 999999};
    fixture f = fixture_of(FIXTURE_HEAD "start: 2019-07-01\nend: 2023-07-01\nclaimants:\n  groups:\n"
                                        "    - {name: A, count: 1000, sex: male, age: 90, claim: 1000000 KRW}\n"
                                        "payments: {first: 2019-10-01, every: year}\n");
    int64_t total[ROWS], paid[ROWS];
    columns_version version[3];
    size_t versions = columns_versions(version);
    for (size_t k = 0; k < sizeof level / sizeof *level * versions; k++) {
        const int64_t stand = level[k / versions];
        for (size_t i = 0; i < ROWS; i++) {
            total[i] = 1000000;
            paid[i] = stand;
        }
        const view v = {.rows = {ROWS, total, paid, NULL},
                        .totals = INT64_C(1000000) * ROWS,
                        .paid = stand * ROWS,
                        .most = 1e6,
                        .columns = &version[k % versions]};
        columns_equal found;
        cr_assert(equals_solve(equals_new(f.arena, f.plan, &path), &v, v.paid + 7, &found), "at %lld",
                  (long long)stand);
        cr_assert(found.level_down == stand && found.level_up == stand + 1, "at %lld: from %lld to %lld",
                  (long long)stand, (long long)found.level_down, (long long)found.level_up);
    }
    fixture_end(&f);
}
