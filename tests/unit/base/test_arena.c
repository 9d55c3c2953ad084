#include "solatium/arena.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

Test(arena, memory_is_zeroed_and_aligned_also_after_a_reset)
{
    sol_arena *arena = sol_arena_new();
    for (size_t round = 0; round < 4; round++) {
        for (size_t size = 1 + round % 3; size < 3000000; size = size * 3 + 1) { /* not always over what was dirty */
            unsigned char *bytes = sol_arena_take(arena, size, 1);
            cr_assert_eq((uintptr_t)bytes % (size >= 64 ? 64 : 16), 0, "size %zu", size);
            for (size_t i = 0; i < size; i++)
                cr_assert_eq(bytes[i], 0, "size %zu byte %zu", size, i);
            memset(bytes, 0xab, size);
        }
        sol_arena_reset(arena);
    }
    size_t held = sol_arena_held(arena);
    for (size_t size = 1; size < 3000000; size = size * 3 + 1)
        sol_arena_take(arena, size, 1);
    cr_assert_eq(sol_arena_held(arena), held, "a reset arena reuses its memory");
    sol_arena_free(arena);
}

Test(arena, prints_and_copies)
{
    sol_arena *arena = sol_arena_new();
    cr_assert_str_eq(sol_arena_print(arena, "%d won", 107452055), "107452055 won");
    cr_assert_str_eq(sol_arena_copy(arena, "estate of", 6), "estate");
    sol_arena_free(arena);
}
