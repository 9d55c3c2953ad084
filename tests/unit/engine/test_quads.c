#include "engine/passes/quads.h"

#include <criterion/criterion.h>

Test(quads, four_trials_at_a_time_give_the_numbers_of_one_at_a_time)
{
    static const struct {
        uint64_t seed, trial;
    } asked[] = {{1, 0}, {1, 3}, {1, 4}, {1, 1}, {2, 1}, {2, 4294967301u}, {1, 0}};
    enum { COUNT = 37 };
    uint64_t entity[COUNT];
    for (uint64_t i = 0; i < COUNT; i++)
        entity[i] = sol_entity_member(2385, i);
    sol_arena *arena = sol_arena_new();
    quads q = quads_new(arena, SOL_PURPOSE_PLEDGE, COUNT, entity);
    for (size_t a = 0; a < sizeof asked / sizeof *asked; a++)
        for (size_t i = 0; i < COUNT; i++)
            cr_assert_eq(quads_uniform(&q, asked[a].seed, asked[a].trial, i),
                         sol_draw_uniform(asked[a].seed, asked[a].trial, entity[i], SOL_PURPOSE_PLEDGE),
                         "asked %zu, entity %zu", a, i);
    sol_arena_free(arena);
}
