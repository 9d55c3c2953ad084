#include "solatium/missing.h"

#include "base/guard.h"
#include "solatium/quantity.h"
#include "study/levers/axis.h"
#include "study/points/points.h"

#include <math.h>

enum { DOUBLINGS = 8 };

/* The scenario with so much added, as a result of its own; NULL: stopped, or it cannot be made. */
static const sol_result *with_money(points *p, sol_arena *own, const sol_study *study, sol_money added)
{
    sol_study with = *study;
    with.added = added;
    sol_diagnostics *faults = sol_diagnostics_new(own);
    const sol_plan *plan = points_plan_like(own, &with, p->base, faults);
    sol_simulation_settings settings = p->settings;
    settings.progress = NULL;
    const sol_result *r = plan ? sol_simulate(own, plan, &settings) : NULL;
    p->is_interrupted |= plan && (!r || r->trials < settings.trials);
    return p->is_interrupted ? NULL : r;
}

/* The first sum from what is unpaid on, doubled, that meets the goal; what was tried last stands in `tried`. */
static bool double_up(points *p, const sol_study *study, const sol_result *as_it_is, sol_missing_goal *m)
{
    const double least = as_it_is->money.claimed.mean / 100;
    sol_money sum =
        sol_money_of(axis_round_up((int64_t)ceil(fmax(as_it_is->unpaid.of[SOL_OF_ALL].mean, fmax(least, 1)))));
    for (int i = 0; i < DOUBLINGS && !p->is_interrupted; i++) {
        sol_arena *own = sol_arena_new();
        const sol_result *r = with_money(p, own, study, sum);
        if (r) {
            const sol_proportion *met = &r->verdict[0].probability;
            m->best = met->mean > m->best.mean ? *met : m->best;
            m->tried = sum;
        }
        const bool is_met = r && r->verdict[0].probability.mean >= m->verdict.confidence;
        sol_arena_free(own);
        if (is_met)
            return true;
        sum = sol_money_of(2 * sum.units);
    }
    return false;
}

/* Whether every goal is met with its own confidence. */
static bool meets_all(const sol_scenario *scenario, const sol_result *r)
{
    bool are_met = true;
    for (size_t i = 0; i < scenario->timeliness_count; i++)
        are_met = are_met && r->verdict[i].probability.mean >= r->verdict[i].confidence;
    return are_met;
}

/* Closes in on the sum, and whether with that all goals are met. */
static bool close_in(points *p, const sol_study *study, sol_missing_goal *m, sol_diagnostics *diagnostics)
{
    const sol_currency *currency = &p->base->scenario->currency[0];
    const sol_breakeven_request request = {.from = lever_amount_write(p->arena, 0, currency),
                                           .to = lever_amount_write(p->arena, m->tried.units, currency),
                                           .goal = -1,
                                           .confidence = -1};
    const sol_breakeven *b = sol_breakeven_find(p->arena, study, &request, diagnostics);
    p->is_interrupted |= !b || b->is_interrupted;
    const sol_crossing *c = b ? b->needed : NULL;
    m->is_found = c != NULL;
    if (!c)
        return false;
    m->amount = c->amount[0];
    m->low = c->amount[1];
    m->high = c->amount[2];
    m->high_is_open = c->high_is_open;
    sol_arena *own = sol_arena_new();
    const sol_result *r = with_money(p, own, study, m->amount);
    const sol_reach_date none = {.never = {.support = SOL_OF_NONE}};
    m->nine_in_ten = r ? r->reach[SOL_COMING_ALL][SOL_COMING_SHARES - 2] : none;
    m->all = r ? r->reach[SOL_COMING_ALL][SOL_COMING_SHARES - 1] : none;
    const bool are_met = r && meets_all(p->base->scenario, r);
    sol_arena_free(own);
    return are_met;
}

/* One goal's sum; gives whether with that all are met. */
static bool find_for(points *p, const sol_study *study, sol_missing_goal *m, sol_diagnostics *diagnostics)
{
    const sol_result *as_it_is = with_money(p, p->arena, study, sol_money_of(0));
    if (!as_it_is)
        return false;
    m->verdict = as_it_is->verdict[0];
    m->best = m->verdict.probability;
    m->ceiling = as_it_is->people.ceiling;
    m->ceiling_of_rules = as_it_is->people.ceiling_of_rules;
    m->is_met = m->best.mean >= m->verdict.confidence;
    if (m->is_met)
        return meets_all(p->base->scenario, as_it_is);
    return double_up(p, study, as_it_is, m) && close_in(p, study, m, diagnostics);
}

/* Of two goals the one whose sum would meet both: what no sum meets is more than any. */
static bool needs_more(const sol_missing_goal *is, const sol_missing_goal *than)
{
    const bool has_sum = is->is_met || is->is_found, had_sum = than->is_met || than->is_found;
    return had_sum && (!has_sum || is->amount.units > than->amount.units);
}

static sol_money yearly_limit(const sol_payments *payments)
{
    bool is_yearly = payments->limit_count == 1 && payments->limit[0].per == SOL_LIMIT_YEAR &&
                     payments->limit[0].index.rate_billionths == 0;
    return is_yearly ? payments->limit[0].amount : sol_money_of(-1);
}

sol_missing *sol_missing_find(sol_arena *arena, const sol_study *study, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    sol_missing *m = SOL_TAKE(arena, 1, sol_missing);
    sol_missing_goal *goal = NULL;
    size_t count = 1;
    for (size_t i = 0; i < count; i++) {
        sol_study of_goal = *study;
        of_goal.goal = i;
        points p = {.arena = arena, .total = 1};
        const sol_plan *base = points_plan(arena, &of_goal, i ? sol_diagnostics_new(arena) : diagnostics);
        if (!base || !points_begin(&p, base, &of_goal, diagnostics))
            return NULL;
        const sol_scenario *scenario = base->scenario;
        if (i == 0) {
            count = scenario->timeliness_count;
            goal = SOL_TAKE(arena, count, sol_missing_goal);
            *m = (sol_missing){.title = scenario->title,
                               .currency = scenario->currency[0].code,
                               .minor_digits = scenario->currency[0].minor_digits,
                               .trials = p.settings.trials,
                               .seed = p.settings.seed,
                               .on = base->date_count > 0 ? base->date[0] : scenario->start,
                               .is_limited = scenario->payments.limit_count > 0,
                               .yearly_limit = yearly_limit(&scenario->payments),
                               .goal_count = count,
                               .goal = goal,
                               .needs = goal};
        }
        const bool are_all_met = find_for(&p, &of_goal, &goal[i], diagnostics);
        if (i == 0 || needs_more(&goal[i], m->needs)) {
            m->needs = &goal[i];
            m->meets_all = are_all_met;
        }
        m->is_interrupted |= p.is_interrupted;
    }
    return m;
}
