#include "engine/trial/common_history.h"

#include "division/level/level.h"
#include "plan/dates.h"
#include "plan/people.h"

#include <math.h>

enum { SCALE_MOST = 64 };

/* The largest claim, times the scale of a rule, is below the first, and the sum of all below the second. */
#define CLAIM_LIMIT 0x1p45
#define SUM_LIMIT 0x1p61

bool common_history_is_own(const sol_plan *plan, size_t claimant)
{
    const sol_terms *terms = &plan->people.terms[plan->people.claimant[claimant].terms];
    return people_grow(terms) || terms->earlier_count > 0;
}

size_t common_history_owns(const sol_plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->people.count; i++)
        count += common_history_is_own(plan, i);
    return count;
}

/* What a claim may come to by `end`, at the highest of its rates all the time. */
static double most_of(const sol_plan *plan, size_t claimant)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    const sol_terms *terms = &plan->people.terms[c->terms];
    double rate = 0, before = 0;
    sol_date from = plan->scenario->start;
    for (size_t s = 0; s < terms->interest_count; s++) {
        rate = fmax(rate, (double)terms->interest[s].rate_billionths * 1e-9);
        from = sol_date_earlier(from, terms->interest[s].from);
    }
    for (size_t p = 0; p < terms->earlier_count; p++)
        before += (double)terms->earlier[p].amount.units;
    const sol_money most = sol_money_indexed(c->principal, terms->index, plan->scenario->end);
    return before + (double)most.units * (1 + rate * (sol_date_years(from, plan->scenario->end) + 1));
}

static bool is_all_by_steps(const sol_plan *plan)
{
    const sol_scenario *scenario = plan->scenario;
    for (size_t p = 1; p < plan->money.pool_count; p++)
        if (!plan->money.pool[p].counts)
            return false;
    for (size_t s = 0; s < scenario->source_count; s++)
        if (scenario->source[s].kind == SOL_ENFORCEMENT && scenario->source[s].is_direct)
            return false;
    return !people_hold(plan);
}

bool common_history_has_level(const sol_step *step)
{
    level_path path;
    if (step->is_outstanding || step->weight.kind != SOL_WEIGHT_NONE || !level_path_of(&step->rule, false, &path))
        return false;
    level_slope slope = path.stretch[0].slope;
    return (slope == LEVEL_ONE || slope == LEVEL_CLAIM) && path.scale <= SCALE_MOST;
}

bool common_history_fits(const sol_plan *plan)
{
    const plan_people *people = &plan->people;
    int64_t scale = 1;
    level_path path;
    for (size_t s = 0; s < plan->scenario->step_count; s++) {
        if (!common_history_has_level(&plan->scenario->step[s]))
            continue;
        level_path_of(&plan->scenario->step[s].rule, false, &path);
        scale = path.scale > scale ? path.scale : scale;
    }
    double sum = 0, most = 0;
    for (size_t i = 0; i < people->count; i++) {
        double claim = most_of(plan, i);
        most = fmax(most, claim);
        sum += claim;
    }
    const bool are_filed_alike = !people_details_of(plan)->has_filed && !people_details_of(plan)->has_own_days;
    return are_filed_alike && is_all_by_steps(plan) && most * (double)scale < CLAIM_LIMIT &&
           (double)plan->scenario->payments.unit.units < CLAIM_LIMIT && sum * (double)scale < SUM_LIMIT;
}

static bool is_for(const sol_who *who, int group)
{
    bool is = who->group_count == 0;
    for (size_t g = 0; g < who->group_count; g++)
        is |= who->group[g] == group;
    return is;
}

/* What a step leaves to those behind it of claims of a group: nothing up to this amount, whoever lives. */
static int64_t covered_by(const sol_plan *plan, const sol_step *step, int group)
{
    const sol_who *who = &step->who;
    if (!common_history_has_level(step) || !dates_always_has_step(plan, step) || who->vital != SOL_ANY ||
        who->age_from >= 0 || !is_for(who, group))
        return 0;
    return !step->has_up_to ? INT64_MAX : step->up_to_is_share ? 0 : dates_level(plan, step, 0).units;
}

/* By group: claims above this are open when a step without a level is reached; INT64_MAX where there is none. */
static int64_t covered(const sol_plan *plan, int group)
{
    const sol_scenario *scenario = plan->scenario;
    int64_t most = 0;
    for (size_t s = 0; s < scenario->step_count; s++) {
        const sol_step *step = &scenario->step[s];
        if (!common_history_has_level(step) && is_for(&step->who, group))
            return most;
        int64_t by = covered_by(plan, step, group);
        most = by > most ? by : most;
    }
    return INT64_MAX;
}

/* How many claims go one by one at some time: with a course of their own, or divided by steps without a level. */
static size_t one_by_one(const sol_plan *plan)
{
    sol_arena *scratch = sol_arena_new();
    int64_t *most = SOL_TAKE(scratch, plan->scenario->group_count, int64_t);
    for (size_t g = 0; g < plan->scenario->group_count; g++)
        most[g] = covered(plan, (int)g);
    size_t count = 0;
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        count += c->principal.units > most[c->group] || common_history_is_own(plan, i) ||
                 people_await_heirs(&plan->people.terms[c->terms]);
    }
    sol_arena_free(scratch);
    return count;
}

bool common_history_pays_off(const sol_plan *plan)
{
    return plan->people.count >= COMMON_HISTORY_WORTH && common_history_fits(plan) &&
           one_by_one(plan) <= plan->people.count / COMMON_HISTORY_FEW;
}
