/* The same draw of many entities, four trials at a time. */
#ifndef SOL_ENGINE_QUADS_H
#define SOL_ENGINE_QUADS_H

#include "solatium/arena.h"
#include "solatium/random.h"
#include "value/number/draws.h"

#include <stdbool.h>

/* One block of Philox serves four trials: kept until a trial of another four, or another seed, is asked for. */
typedef struct quads {
    sol_purpose purpose;
    size_t count;
    const uint64_t *entity;
    uint32_t *word; /* trial by trial, as draws_fill writes them */
    bool is_filled;
    uint64_t seed, quad; /* that the words are of */
} quads;

/** Room for the draws of `count` entities, whose array is kept. */
quads quads_new(sol_arena *arena, sol_purpose purpose, size_t count, const uint64_t *entity);

/** Draws the four trials about `trial`. */
void quads_fill(quads *q, uint64_t seed, uint64_t trial);

/** The words of all entities in a trial. */
static inline const uint32_t *quads_words(quads *q, uint64_t seed, uint64_t index)
{
    if (!q->is_filled || q->seed != seed || q->quad != index / 4)
        quads_fill(q, seed, index);
    return q->word + (index % 4) * q->count;
}

/** The i-th entity's number: the same as sol_draw_uniform gives. */
static inline double quads_uniform(quads *q, uint64_t seed, uint64_t index, size_t i)
{
    return sol_uniform_from_word(quads_words(q, seed, index)[i]);
}

#endif
