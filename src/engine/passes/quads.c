#include "engine/passes/quads.h"

quads quads_new(sol_arena *arena, sol_purpose purpose, size_t count, const uint64_t *entity)
{
    return (quads){.purpose = purpose, .count = count, .entity = entity, .word = SOL_TAKE(arena, 4 * count, uint32_t)};
}

void quads_fill(quads *q, uint64_t seed, uint64_t trial)
{
    q->seed = seed;
    q->quad = trial / 4;
    draws_fill(draws_block_of(seed, q->quad, q->purpose), q->count, q->entity, q->word);
    q->is_filled = true;
}
