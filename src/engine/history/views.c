/* What the steps of a plan see of claims. */
#include "engine/history/parts.h"
#include "engine/trial/common_history.h"
#include "plan/dates.h"

#include <math.h>

#define BILLION INT64_C(1000000000)

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

/* A view that some step has already, or a new one. */
static size_t view_as(history *h, const history_view *v)
{
    size_t same = 0;
    h->view[h->view_count] = *v;
    while (!is_same_view(&h->view[same], v))
        same++;
    h->view_count += same == h->view_count;
    return same;
}

static void find_views_of_step(history *h, size_t s)
{
    const sol_step *step = &h->plan->scenario->step[s];
    const sol_rule_choice share = sol_rule_default(SOL_RULE_PROPORTIONAL);
    const size_t dates = h->plan->date_count;
    level_path path;
    history_view v = {0};
    h->is_listed[s] = !common_history_has_level(step);
    level_path_of(h->is_listed[s] ? &share : &step->rule, false, &path);
    put_path(&v, &path);
    v.base = base_of(step, h->share, &h->base_count);
    for (size_t d = 0; d < dates; d++) {
        v.cap = step->has_up_to && !step->up_to_is_share ? (double)dates_level(h->plan, step, d).units : INFINITY;
        h->view_of_step[s * dates + d] = view_as(h, &v);
    }
}

/* No more views than the steps have levels. */
static size_t most_views(const sol_plan *plan)
{
    size_t count = 1; /* one is looked for where it would stand */
    for (size_t s = 0; s < plan->scenario->step_count; s++)
        count += plan->scenario->step[s].index.rate_billionths > 0 ? plan->date_count : 1;
    return count;
}

void history_find_views(sol_arena *arena, history *h)
{
    const sol_scenario *scenario = h->plan->scenario;
    h->share = SOL_TAKE(arena, scenario->step_count + 1, int64_t);
    h->share[0] = BILLION;
    h->is_listed = SOL_TAKE(arena, scenario->step_count, bool);
    h->view = SOL_TAKE(arena, most_views(h->plan), history_view);
    h->view_of_step = SOL_TAKE(arena, scenario->step_count * h->plan->date_count, size_t);
    h->base_count = 1;
    for (size_t s = 0; s < scenario->step_count; s++)
        find_views_of_step(h, s);
}
