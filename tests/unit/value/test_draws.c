#include "value/number/draws.h"

#include "solatium/arena.h"

#include <criterion/criterion.h>

Test(draws, every_version_gives_the_words_of_single_draws)
{
    enum { MOST = 67 };
    sol_arena *arena = sol_arena_new();
    uint64_t *entity = SOL_TAKE(arena, MOST, uint64_t);
    uint32_t *word = SOL_TAKE(arena, 4 * MOST, uint32_t);
    for (size_t i = 0; i < MOST; i++)
        entity[i] = sol_entity_member(sol_entity(SOL_ENTITY_CLAIMANT, "Yi"), i);
    draws_version version[3];
    size_t versions = draws_versions(version);
    const uint64_t seed = UINT64_C(0x9120190619abcdef), quad = 24999;
    const draws_block block = draws_block_of(seed, quad, SOL_PURPOSE_LIFETIME);
    for (size_t v = 0; v < versions; v++)
        for (size_t count = 0; count <= MOST; count++) {
            version[v].fill(block, count, entity, word);
            for (size_t i = 0; i < count; i++)
                for (uint64_t j = 0; j < 4; j++)
                    cr_assert_eq(word[j * count + i],
                                 sol_draw_word(seed, 4 * quad + j, entity[i], SOL_PURPOSE_LIFETIME),
                                 "%s: entity %zu of %zu, trial %d", version[v].name, i, count, (int)j);
        }
    sol_arena_free(arena);
}
