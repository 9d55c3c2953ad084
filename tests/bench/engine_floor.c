#include "engine_floor.h"

#include "engine_case.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct room {
    const deaths *d;
    int64_t *claim; /* in the order of d */
    int64_t *sum;   /* by trial of four, then date */
    size_t dates;
} room;

static void add_claims(const room *r, const deaths_block *block)
{
    const int64_t *claim = r->claim + block->first;
    int64_t *sum[4];
    for (size_t j = 0; j < 4; j++)
        sum[j] = r->sum + j * r->dates;
    for (size_t i = 0; i < block->count; i++)
        for (size_t j = 0; j < 4; j++)
            sum[j][block->unseen[j][i]] += claim[i];
}

/* How much is done of it: numbers, look-ups as well, sums as well. */
typedef enum depth { DRAW, LOOK_UP, ALL } extent;

static void run_quad(const room *r, uint64_t quad, extent depth)
{
    draws_block draws = draws_block_of(1, quad, SOL_PURPOSE_LIFETIME);
    deaths_block block;
    memset(r->sum, 0, 4 * r->dates * sizeof *r->sum);
    for (size_t b = 0; b < r->d->block_count; b++) {
        if (depth == DRAW) {
            uint32_t word[4 * DEATHS_BLOCK];
            draws_fill(draws, DEATHS_BLOCK, r->d->entity + b * DEATHS_BLOCK, word);
            r->sum[0] += word[b % DEATHS_BLOCK];
            continue;
        }
        if (r->d->integral)
            deaths_draw_by(r->d, draws, (const double[]){0.95, 1.02, 1.1, 0.99}, b, &block);
        else
            deaths_draw(r->d, draws, b, &block);
        if (depth == ALL)
            add_claims(r, &block);
        else
            r->sum[0] += block.unseen[b % 4][b % DEATHS_BLOCK];
    }
}

/* The best of some stretches of at least 30 ms. */
static double measure(const room *r, extent depth)
{
    double best = INFINITY;
    uint64_t quad = 0;
    for (int round = 0; round < 5; round++) {
        double begun = engine_cpu_ms(), took = 0;
        uint64_t quads = 0;
        do {
            run_quad(r, quad++, depth);
            quads++;
            took = engine_cpu_ms() - begun;
        } while (took < 30);
        best = fmin(best, took * 1e6 / (double)(4 * quads * r->d->count));
    }
    volatile int64_t seen = r->sum[0];
    (void)seen;
    return best;
}

static room room_new(sol_arena *arena, const sol_plan *plan, const deaths *d)
{
    room r = {d, SOL_TAKE(arena, d->count, int64_t), SOL_TAKE(arena, 4 * (d->date_count + 1), int64_t),
              d->date_count + 1};
    for (size_t i = 0; i < d->count; i++)
        r.claim[i] = plan->people.claimant[d->claimant[i]].principal.units;
    return r;
}

engine_floor engine_floor_of(const sol_plan *plan, const deaths_version *version, bool is_drawn)
{
    sol_arena *arena = sol_arena_new();
    deaths *d = is_drawn ? deaths_new_drawn_version(arena, &plan->people, version)
                         : deaths_new_version(arena, &plan->people, 1, version);
    room r = room_new(arena, plan, d);
    engine_floor floor = {measure(&r, DRAW), measure(&r, LOOK_UP), measure(&r, ALL)};
    sol_arena_free(arena);
    return floor;
}

double engine_floor_ns(const sol_plan *plan)
{
    sol_arena *arena = sol_arena_new();
    room r = room_new(arena, plan, deaths_new(arena, &plan->people, 1));
    double ns = measure(&r, ALL);
    sol_arena_free(arena);
    return ns;
}
