#include "plan/dates.h"

#include "base/guard.h"
#include "scenario/content.h"

#include <string.h>

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

const char *plan_content(sol_arena *arena, const sol_plan *plan, uint64_t seed)
{
    const sol_scenario *s = plan->scenario;
    const int64_t numbers[] = {(int64_t)seed, s->money_delay.months, s->money_delay.days, plan->money.claimed.units};
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, strlen(s->content), (const uint8_t *)s->content);
    sha256_update(&context, sizeof numbers, (const uint8_t *)numbers);
    sha256_update(&context, plan->date_count * sizeof *plan->date, (const uint8_t *)plan->date);
    sha256_update(&context, plan->people.count * sizeof *plan->people.claimant,
                  (const uint8_t *)plan->people.claimant); /* half a line each, without gaps */
    return content_text(arena, &context);
}
