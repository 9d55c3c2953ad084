/* All claims by size: sums over those within reach without looking at each. */
#include "engine/crowd_passes/crowd_parts.h"

#include <stdlib.h>
#include <string.h>

static int compare_claims(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static int64_t part_of(const crowd_layout *l, double claim)
{
    return (int64_t)claim * l->theta / l->scale;
}

const crowd_ranks *crowd_ranks_make(sol_arena *arena, const crowd_layout *l)
{
    crowd_ranks *r = SOL_TAKE(arena, 1, crowd_ranks);
    double *claim = SOL_TAKE(arena, l->count, double);
    int64_t *claims = SOL_TAKE(arena, l->count / RANKS_STEP + 1, int64_t);
    int64_t *parts = SOL_TAKE(arena, l->count / RANKS_STEP + 1, int64_t);
    memcpy(claim, l->claim, l->count * sizeof *claim);
    qsort(claim, l->count, sizeof *claim, compare_claims);
    int64_t sum = 0, part_sum = 0;
    for (size_t i = 0; i < l->count; i++) {
        if (i % RANKS_STEP == 0) {
            claims[i / RANKS_STEP] = sum;
            parts[i / RANKS_STEP] = part_sum;
        }
        sum += (int64_t)claim[i];
        part_sum += part_of(l, claim[i]);
    }
    if (l->count % RANKS_STEP == 0) {
        claims[l->count / RANKS_STEP] = sum;
        parts[l->count / RANKS_STEP] = part_sum;
    }
    *r = (crowd_ranks){l->count, claim, claims, parts};
    return r;
}

crowd_within crowd_ranks_within(const crowd_layout *l, sol_wide reach)
{
    const crowd_ranks *r = l->ranks;
    size_t low = 0, high = r->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((sol_wide)r->claim[middle] <= reach)
            low = middle + 1;
        else
            high = middle;
    }
    crowd_within w = {(int64_t)low, r->claims[low / RANKS_STEP], r->parts[low / RANKS_STEP]};
    for (size_t i = low / RANKS_STEP * RANKS_STEP; i < low; i++) {
        w.claims += (int64_t)r->claim[i];
        w.parts += part_of(l, r->claim[i]);
    }
    return w;
}
