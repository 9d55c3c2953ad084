#include "plan/pools.h"

#include <string.h>

typedef struct kept_pool {
    plan_pool pool;
    size_t claimants;
    size_t found; /* in the order of the sources */
} kept_pool;

/* The groups of an earmark, each once and increasing. */
static const int *sorted_groups(sol_arena *arena, const sol_earmark *earmark, size_t *count)
{
    int *group = SOL_TAKE(arena, earmark->group_count, int);
    size_t n = 0;
    for (size_t i = 0; i < earmark->group_count; i++) {
        size_t at = n;
        while (at > 0 && group[at - 1] > earmark->group[i])
            at--;
        if (at > 0 && group[at - 1] == earmark->group[i])
            continue;
        memmove(&group[at + 1], &group[at], (n - at) * sizeof *group);
        group[at] = earmark->group[i];
        n++;
    }
    *count = n;
    return group;
}

static bool is_same_pool(const plan_pool *a, const plan_pool *b)
{
    return a->group_count == b->group_count && a->counts == b->counts && a->then_general == b->then_general &&
           memcmp(a->group, b->group, a->group_count * sizeof *a->group) == 0;
}

/* The index of the pool in the order found; a new one is added. */
static size_t find_or_add(kept_pool *kept, size_t *count, const plan_pool *pool, const size_t *group_size)
{
    for (size_t i = 0; i < *count; i++)
        if (is_same_pool(&kept[i].pool, pool))
            return i;
    kept_pool *added = &kept[*count];
    *added = (kept_pool){.pool = *pool, .found = *count};
    for (size_t i = 0; i < pool->group_count; i++)
        added->claimants += group_size[pool->group[i]];
    return (*count)++;
}

/* Few sources have earmarks: insertion keeps the order found among equals. */
static void sort_by_claimants(kept_pool *kept, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        kept_pool moved = kept[i];
        size_t at = i;
        for (; at > 0 && kept[at - 1].claimants > moved.claimants; at--)
            kept[at] = kept[at - 1];
        kept[at] = moved;
    }
}

void pools_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan)
{
    size_t *group_size = SOL_TAKE(arena, scenario->group_count, size_t);
    for (size_t i = 0; i < plan->people.count; i++)
        group_size[plan->people.claimant[i].group]++;

    kept_pool *kept = SOL_TAKE(arena, scenario->source_count, kept_pool);
    size_t *found = SOL_TAKE(arena, scenario->source_count, size_t);
    size_t count = 0;
    for (size_t s = 0; s < scenario->source_count; s++) {
        const sol_other_source *source = &scenario->source[s];
        if (sol_source_kind_follows_firms(source->kind) || source->earmark.group_count == 0)
            continue;
        plan_pool pool = {.counts = source->earmark.counts, .then_general = source->earmark.then_general};
        pool.group = sorted_groups(arena, &source->earmark, &pool.group_count);
        found[s] = find_or_add(kept, &count, &pool, group_size);
    }
    sort_by_claimants(kept, count);

    plan_pool *pool = SOL_TAKE(arena, count + 1, plan_pool);
    size_t *place = SOL_TAKE(arena, count, size_t);
    pool[0] = (plan_pool){.counts = true, .then_general = true};
    for (size_t i = 0; i < count; i++) {
        pool[i + 1] = kept[i].pool;
        place[kept[i].found] = i + 1;
    }
    int *source_pool = SOL_TAKE(arena, scenario->source_count, int);
    for (size_t s = 0; s < scenario->source_count; s++)
        if (!sol_source_kind_follows_firms(scenario->source[s].kind) && scenario->source[s].earmark.group_count > 0)
            source_pool[s] = (int)place[found[s]];
    plan->money.pool = pool;
    plan->money.pool_count = count + 1;
    plan->money.source_pool = source_pool;
}
