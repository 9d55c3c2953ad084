#include "plan/dates.h"

#include "base/guard.h"
#include "scenario/text/digest.h"
#include "scenario/text/node.h"

#include <string.h>

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

/* Whether everyone whom a weighted step may take has what it weighs by; an error for each step where an institution has not. */
static bool check_weights(const sol_plan *plan, sol_diagnostics *diagnostics)
{
    bool all_have = true;
    for (size_t s = 0; s < plan->scenario->step_count; s++) {
        const sol_step *step = &plan->scenario->step[s];
        if (step->weight.kind != SOL_WEIGHT_NONE)
            all_have = check_step(plan, step, diagnostics) && all_have;
    }
    return all_have;
}

/* How many pay dates the day to which survival counts is not after: all survive to it, and every alpha divides as 1 does. */
static size_t count_certain(const sol_plan *plan, const sol_step *step, bool *has_passed)
{
    size_t count = 0;
    *has_passed = false;
    for (size_t k = 0; k < plan->date_count; k++) {
        sol_date day = plan->date[k],
                 at = step->horizon_is_span ? sol_date_add(day, step->horizon_span) : step->horizon_date;
        count += at.day <= day.day;
        *has_passed = *has_passed || at.day < day.day;
    }
    return count;
}

/* A pay date on the very last day is no surprise, unless there is no other. */
static void warn_of_horizon(sol_arena *arena, const sol_plan *plan, const sol_step *step, sol_diagnostics *diagnostics)
{
    bool has_passed;
    size_t certain = count_certain(plan, step, &has_passed), all = plan->date_count;
    if (certain < all && !has_passed)
        return;
    bool is_written = step->node->kind == NODE_MAPPING && node_get(step->node, "at") != NULL;
    const char *which = certain < all ? sol_arena_print(arena, "%zu of %zu pay dates", certain, all)
                        : all == 1    ? "the only pay date"
                                      : "the first pay date";
    sol_diagnostics_add(diagnostics, SOL_WARNING, "S890",
                        is_written ? sol_node_place(step->node, "at") : node_place(step->node),
                        "write a later `at`, or a span from each pay date, such as `at: 5y`",
                        "`at` is not after %s: survival to it is certain%s, and every alpha is proportional", which,
                        certain < all ? " there" : " for all");
}

static void warn_of_horizons(sol_arena *arena, const sol_plan *plan, sol_diagnostics *diagnostics)
{
    for (size_t s = 0; s < plan->scenario->step_count; s++) {
        const sol_step *step = &plan->scenario->step[s];
        if (step->rule.rule == SOL_RULE_ALPHA_FAIR && step->rule.alpha != 1)
            warn_of_horizon(arena, plan, step, diagnostics);
    }
}

/* A step that never takes part is mostly a slip of a day. */
static void warn_of_idle_steps(sol_arena *arena, const sol_plan *plan, sol_diagnostics *diagnostics)
{
    for (size_t s = 0; s < plan->scenario->step_count; s++) {
        const sol_step *step = &plan->scenario->step[s];
        size_t next = dates_first_from(plan, step->from);
        if (next < plan->date_count && plan->date[next].day <= step->until.day)
            continue;
        char day[2][16];
        sol_date_write(plan->date[next > 0 ? next - 1 : 0], day[0]);
        sol_date_write(plan->date[next < plan->date_count ? next : next - 1], day[1]);
        const char *which = strcmp(day[0], day[1]) == 0 ? day[0] : sol_arena_print(arena, "%s and %s", day[0], day[1]);
        bool has_from = step->node->kind == NODE_MAPPING && node_get(step->node, "from");
        sol_diagnostics_add(diagnostics, SOL_WARNING, "S891", sol_node_place(step->node, has_from ? "from" : "until"),
                            sol_arena_print(arena, "the nearest: %s", which), "no pay date is a day of this step");
    }
}

sol_plan *sol_plan_make(sol_arena *arena, const sol_scenario *scenario, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    sol_plan *plan = SOL_TAKE(arena, 1, sol_plan);
    plan->scenario = scenario;
    bool is_made = dates_make(arena, scenario, plan, diagnostics) &&
                   plan_people_make(arena, scenario, plan, diagnostics) && check_weights(plan, diagnostics) &&
                   plan_money_make(arena, scenario, plan, diagnostics);
    if (is_made) {
        dates_schedule(arena, scenario, plan);
        warn_of_horizons(arena, plan, diagnostics);
        warn_of_idle_steps(arena, plan, diagnostics);
    }
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
    return digest_text(arena, &context);
}
