#include "engine/trial/common_history.h"

#include "division/level/level.h"

enum { SCALE_MOST = 64 };

/* The largest claim, times the scale of a rule, is below the first, and the sum of all below the second. */
#define CLAIM_LIMIT 0x1p45
#define SUM_LIMIT 0x1p61

/* A total that is a function of the claim: the claim is the same on all days, and nothing was paid of it but by steps that see all of that. */
static bool are_claims_whole(const sol_plan *plan)
{
    for (size_t k = 0; k < plan->people.terms_count; k++)
        if (plan->people.terms[k].interest_count > 0 || plan->people.terms[k].earlier_count > 0)
            return false;
    return true;
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
    return !scenario->hold_registered;
}

/* Whether what a step gives is one function of what it sees and a level, and what was paid before a part of it. */
static bool has_levels(const sol_step *step, level_path *path)
{
    if (step->is_outstanding || step->weight.kind != SOL_WEIGHT_NONE || !level_path_of(&step->rule, false, path))
        return false;
    level_slope slope = path->stretch[0].slope;
    return (slope == LEVEL_ONE || slope == LEVEL_CLAIM) && path->scale <= SCALE_MOST;
}

bool common_history_fits(const sol_plan *plan)
{
    const plan_people *people = &plan->people;
    int64_t scale = 1, most = 0;
    level_path path;
    for (size_t s = 0; s < plan->scenario->step_count; s++) {
        if (!has_levels(&plan->scenario->step[s], &path))
            return false;
        scale = path.scale > scale ? path.scale : scale;
    }
    double sum = 0;
    for (size_t i = 0; i < people->count; i++) {
        int64_t claim = people->claimant[i].principal.units;
        most = claim > most ? claim : most;
        sum += (double)claim;
    }
    return are_claims_whole(plan) && is_all_by_steps(plan) && (double)most * (double)scale < CLAIM_LIMIT &&
           (double)plan->scenario->payments.unit.units < CLAIM_LIMIT && sum * (double)scale < SUM_LIMIT;
}
