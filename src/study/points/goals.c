#include "study/points/goals.h"

#include "base/check.h"

#include <string.h>

static const sol_timeliness *asked(const sol_goal_of *goal)
{
    return &goal->of->timeliness[0];
}

static int group_named(const sol_scenario *scenario, const char *name)
{
    for (size_t g = 0; g < scenario->group_count; g++)
        if (strcmp(scenario->group[g].name, name) == 0)
            return (int)g;
    return -1;
}

static bool counts_group(const sol_who *who, int group)
{
    for (size_t i = 0; i < who->group_count; i++)
        if (who->group[i] == group)
            return true;
    return false;
}

static bool counts_same(const sol_who *a, const sol_scenario *of, const sol_who *b, const sol_scenario *others)
{
    if (a->vital != b->vital || a->age_from != b->age_from || a->group_count != b->group_count ||
        a->filed_from.day != b->filed_from.day || a->filed_by.day != b->filed_by.day)
        return false;
    for (size_t i = 0; i < b->group_count; i++) {
        const int group = group_named(of, others->group[b->group[i]].name);
        if (group < 0 || !counts_group(a, group))
            return false;
    }
    return true;
}

bool goals_are_same(const sol_scenario *scenario, const sol_goal_of *goal)
{
    const sol_timeliness *own = &scenario->timeliness[0], *other = asked(goal);
    return own->by.day == other->by.day && own->paid_billionths == other->paid_billionths &&
           own->goal_billionths == other->goal_billionths && own->confidence == other->confidence &&
           counts_same(&own->who, scenario, &other->who, goal->of);
}

sol_goal_of *goals_distinct(sol_arena *arena, size_t plan_count, const sol_plan *const *plan, size_t *count)
{
    sol_goal_of *all = SOL_TAKE(arena, plan_count, sol_goal_of);
    *count = 0;
    for (size_t i = 0; i < plan_count; i++) {
        bool is_new = true;
        for (size_t k = 0; k < *count; k++)
            is_new = is_new && !goals_are_same(plan[i]->scenario, &all[k]);
        if (is_new)
            all[(*count)++] = (sol_goal_of){plan[i]->scenario};
    }
    return all;
}

/* Whether a goal can be asked of a scenario; then its groups by their numbers here. */
static bool can_ask(sol_arena *arena, const sol_scenario *scenario, const sol_goal_of *goal, sol_timeliness *here)
{
    const sol_timeliness *there = asked(goal);
    if (there->by.day < scenario->start.day || there->by.day > scenario->end.day)
        return false;
    int *group = arena ? SOL_TAKE(arena, there->who.group_count, int) : NULL;
    for (size_t i = 0; i < there->who.group_count; i++) {
        const int found = group_named(scenario, goal->of->group[there->who.group[i]].name);
        if (found < 0)
            return false;
        if (group)
            group[i] = found;
    }
    if (here) {
        *here = *there;
        here->node = scenario->timeliness[0].node;
        here->who.group = group;
    }
    return true;
}

void goals_add(sol_arena *arena, sol_scenario *scenario, size_t count, const sol_goal_of *also)
{
    sol_timeliness *all = SOL_TAKE(arena, scenario->timeliness_count + count, sol_timeliness);
    size_t goals = scenario->timeliness_count;
    memcpy(all, scenario->timeliness, goals * sizeof *all);
    for (size_t k = 0; k < count; k++)
        goals += !goals_are_same(scenario, &also[k]) && can_ask(arena, scenario, &also[k], &all[goals]);
    scenario->timeliness = all;
    scenario->timeliness_count = goals;
}

sol_verdict goals_verdict(const sol_scenario *scenario, const sol_goal_of *also, size_t k, const sol_result *result)
{
    size_t at = scenario->timeliness_count; /* of the scenario as it is written: what was added stands behind */
    if (goals_are_same(scenario, &also[k]))
        return result->verdict[0];
    if (!can_ask(NULL, scenario, &also[k], NULL))
        return (sol_verdict){.probability = {.support = SOL_OF_NONE}, .share_in_time = {.support = SOL_OF_NONE}};
    for (size_t i = 0; i < k; i++)
        at += !goals_are_same(scenario, &also[i]) && can_ask(NULL, scenario, &also[i], NULL);
    return result->verdict[at];
}

void goals_put_first(sol_arena *arena, sol_scenario *scenario, size_t which)
{
    SOL_CHECK(which < scenario->timeliness_count);
    sol_timeliness *all = SOL_TAKE(arena, scenario->timeliness_count, sol_timeliness);
    all[0] = scenario->timeliness[which];
    for (size_t i = 0, at = 1; i < scenario->timeliness_count; i++)
        if (i != which)
            all[at++] = scenario->timeliness[i];
    scenario->timeliness = all;
}
