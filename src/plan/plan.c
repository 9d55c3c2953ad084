#include "plan/dates.h"

#include "base/guard.h"

sol_plan *sol_plan_make(sol_arena *arena, const sol_scenario *scenario, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    sol_plan *plan = SOL_TAKE(arena, 1, sol_plan);
    plan->scenario = scenario;
    bool is_made = dates_make(arena, scenario, plan, diagnostics) &&
                   plan_people_make(arena, scenario, plan, diagnostics) && plan_weights_check(plan, diagnostics) &&
                   plan_money_make(arena, scenario, plan, diagnostics);
    return is_made ? plan : NULL;
}
