#include "plan/people.h"
#include "scenario/node.h"

static const char *const measure[] = {
    [SOL_WEIGHT_AGE] = "age", [SOL_WEIGHT_HAZARD] = "hazard", [SOL_WEIGHT_NEED] = "need"};

static bool is_for_group(const sol_who *who, int group)
{
    for (size_t g = 0; g < who->group_count; g++)
        if (who->group[g] == group)
            return true;
    return who->group_count == 0;
}

/* A step for ages or for estates is for no institution, which has neither age nor death. */
static bool may_take(const sol_step *step, const plan_claimant *c)
{
    const sol_who *who = &step->who;
    return c->is_institution && who->age_from < 0 && who->vital != SOL_ESTATES && is_for_group(who, c->group);
}

static bool check_step(const sol_plan *plan, const sol_step *step, sol_diagnostics *diagnostics)
{
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        if (!may_take(step, c))
            continue;
        const char *group = plan->scenario->group[c->group].name;
        sol_arena *scratch = sol_arena_new();
        sol_diagnostics_add(diagnostics, SOL_ERROR, "S814", node_place(step->node),
                            "name in `who: {groups: …}` those without institutions, and give these a step of their own",
                            "the step weighs by %s, which the institution `%s` of group `%s` does not have",
                            measure[step->weight.kind], plan_claimant_id(scratch, plan, i), group);
        sol_arena_free(scratch);
        return false;
    }
    return true;
}

bool plan_weights_check(const sol_plan *plan, sol_diagnostics *diagnostics)
{
    bool all_have = true;
    for (size_t s = 0; s < plan->scenario->step_count; s++) {
        const sol_step *step = &plan->scenario->step[s];
        if (step->weight.kind != SOL_WEIGHT_NONE)
            all_have = check_step(plan, step, diagnostics) && all_have;
    }
    return all_have;
}
