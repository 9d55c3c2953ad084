#include "plan/sexes.h"

#include "plan/people.h"
#include "solatium/quantity.h"
#include "solatium/random.h"

static uint32_t men_of(uint32_t people, int64_t share_billionths)
{
    return (uint32_t)sol_money_scale(sol_money_of(people), share_billionths, SOL_BILLION).units;
}

const bool *sexes_draw(sol_arena *arena, const sol_scenario *scenario, const sol_group *group)
{
    if (group->male_billionths == 0 || group->male_billionths == SOL_BILLION)
        return NULL;
    sol_arena *scratch = sol_arena_new();
    uint64_t named = sol_entity(SOL_ENTITY_CLAIMANT, group->name);
    int64_t *key = SOL_TAKE(scratch, group->count, int64_t);
    for (uint32_t i = 0; i < group->count; i++)
        key[i] = sol_draw_word(scenario->claimants_seed, 0, sol_entity_member(named, i + 1), SOL_PURPOSE_SEX);
    const uint32_t *order = people_order(scratch, group->count, key);
    uint32_t living = men_of(group->living, group->male_billionths);
    uint32_t estates = men_of(group->count, group->male_billionths) - living;
    bool *is_man = SOL_TAKE(arena, group->count, bool);
    for (uint32_t k = 0; k < group->count; k++) {
        uint32_t *left = order[k] < group->living ? &living : &estates;
        is_man[order[k]] = *left > 0;
        *left -= *left > 0;
    }
    sol_arena_free(scratch);
    return is_man;
}
