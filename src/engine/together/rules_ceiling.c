#include "engine/together/rules_ceiling.h"

#include "plan/dates.h"

/* A step that pays everybody all, the living alone or estates too, if there is money. */
static bool pays_all(const sol_plan *plan, const sol_step *step, bool estates_count)
{
    const sol_who *who = &step->who;
    bool is_for_them = who->vital == SOL_ANY || (who->vital == SOL_LIVING && !estates_count);
    return is_for_them && dates_always_has_step(plan, step) && who->age_from < 0 && who->group_count == 0 &&
           !who->goes_by_filing && !step->has_up_to;
}

/* Whether some goal asks for what estates get. */
static bool estates_count(const sol_scenario *scenario)
{
    for (size_t g = 0; g < scenario->timeliness_count; g++)
        if (scenario->timeliness[g].who.vital != SOL_LIVING)
            return true;
    return false;
}

/* Bare of limits, one step that leaves out nobody is enough, wherever it stands: what stands before it only gives earlier on the same day. */
static bool rules_may_bind(const sol_plan *plan)
{
    const sol_scenario *scenario = plan->scenario;
    if (scenario->payments.limit_count > 0)
        return true;
    for (size_t s = 0; s < scenario->step_count; s++)
        if (pays_all(plan, &scenario->step[s], estates_count(scenario)))
            return false;
    return true;
}

const sol_plan *rules_ceiling_plan(sol_arena *arena, const sol_plan *plan)
{
    if (!rules_may_bind(plan))
        return NULL;
    sol_plan *flush = SOL_TAKE(arena, 1, sol_plan);
    *flush = *plan;
    flush->has_unlimited_money = true;
    return flush;
}
