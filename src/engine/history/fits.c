/* Whether a plan's claims have a common history, and what its steps see of them. */
#include "engine/history/parts.h"

#include <math.h>

enum { SCALE_MOST = 64 };

#define BILLION INT64_C(1000000000)

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

bool history_fits(const sol_plan *plan)
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
    return are_claims_whole(plan) && is_all_by_steps(plan) && (double)most * (double)scale < HISTORY_CLAIM_LIMIT &&
           (double)plan->scenario->payments.unit.units < HISTORY_CLAIM_LIMIT && sum * (double)scale < HISTORY_SUM_LIMIT;
}

static void put_path(history_view *v, const level_path *path)
{
    v->is_share = path->stretch[0].slope == LEVEL_CLAIM;
    v->scale = (double)path->scale;
    v->stretches = path->count;
    for (int k = 0; k < path->count; k++) {
        v->stretch[k].from = (double)path->stretch[k].from;
        v->stretch[k].to = (double)path->stretch[k].to;
        v->stretch[k].anchor = (double)path->stretch[k].anchor;
    }
}

static bool is_same_view(const history_view *a, const history_view *b)
{
    bool is_same = a->is_share == b->is_share && a->scale == b->scale && a->stretches == b->stretches &&
                   a->base == b->base && a->cap == b->cap;
    for (int k = 0; k < a->stretches && is_same; k++)
        is_same = a->stretch[k].from == b->stretch[k].from && a->stretch[k].to == b->stretch[k].to &&
                  a->stretch[k].anchor == b->stretch[k].anchor;
    return is_same;
}

/* The column of a step's share of claims. */
static size_t base_of(const sol_step *step, int64_t *share, size_t *count)
{
    if (!step->has_up_to || !step->up_to_is_share || step->up_to_billionths >= BILLION)
        return 0;
    for (size_t b = 1; b < *count; b++)
        if (share[b] == step->up_to_billionths)
            return b;
    share[*count] = step->up_to_billionths;
    return (*count)++;
}

int64_t *history_find_views(sol_arena *arena, history *h)
{
    const sol_scenario *scenario = h->plan->scenario;
    int64_t *share = SOL_TAKE(arena, scenario->step_count + 1, int64_t);
    h->view = SOL_TAKE(arena, scenario->step_count, history_view);
    h->view_of_step = SOL_TAKE(arena, scenario->step_count, size_t);
    h->base_count = 1;
    for (size_t s = 0; s < scenario->step_count; s++) {
        const sol_step *step = &scenario->step[s];
        level_path path;
        history_view *v = &h->view[h->view_count];
        level_path_of(&step->rule, false, &path);
        put_path(v, &path);
        v->base = base_of(step, share, &h->base_count);
        v->cap = step->has_up_to && !step->up_to_is_share ? (double)step->up_to.units : INFINITY;
        size_t same = 0;
        while (!is_same_view(&h->view[same], v))
            same++;
        h->view_of_step[s] = same;
        h->view_count += same == h->view_count;
    }
    return share;
}
