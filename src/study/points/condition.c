#include "study/points/condition.h"

#include "engine/tally/tally.h"
#include "study/points/outcome_value.h"

#include <math.h>
#include <string.h>

static bool refuse(sol_diagnostics *diagnostics, const char *hint, const char *message)
{
    sol_diagnostics_add(diagnostics, SOL_ERROR, "S910", (sol_place){0}, hint, "%s", message);
    return false;
}

static bool take_bound(const points *p, const sol_scenario *scenario, const sol_outcome *o, condition *c,
                       sol_diagnostics *diagnostics)
{
    const sol_breakeven_request *q = c->request;
    sol_quantity_fault fault = {0};
    if (o->kind == SOL_OUTCOME_FIXED || o->kind == SOL_OUTCOME_EXPECTED)
        return refuse(diagnostics, "`solatium outcomes` lists those that do",
                      sol_arena_print(p->arena, "no future tells `%s`: it has no probability", q->outcome));
    if (!outcome_value_read(scenario, o->unit, q->bound, &c->bound, &fault))
        return refuse(
            diagnostics, fault.hint[0] ? sol_arena_copy(p->arena, fault.hint, strlen(fault.hint)) : NULL,
            sol_arena_print(p->arena, "`%s` cannot be held against `%s`: %s", q->outcome, q->bound, fault.message));
    if (o->kind == SOL_OUTCOME_PROPORTION && q->confidence >= 0)
        return refuse(diagnostics, "leave out --confidence",
                      sol_arena_print(p->arena, "`%s` is itself a share of futures", q->outcome));
    if (o->kind == SOL_OUTCOME_PROPORTION)
        c->confidence = q->is_at_least ? c->bound : 1 - c->bound;
    c->text = sol_arena_print(p->arena, "%s at %s %s", q->outcome, q->is_at_least ? "least" : "most", q->bound);
    return true;
}

bool condition_make(const points *p, const sol_plan *plan, const sol_breakeven_request *request, condition *c,
                    sol_diagnostics *diagnostics)
{
    const sol_timeliness *goal = &plan->scenario->timeliness[0];
    *c = (condition){.request = request, .confidence = goal->confidence};
    if (!request->outcome)
        return true;
    sol_outcome o; /* of which its kind and its unit matter */
    if (!points_have_outcomes(p, plan, false, &o, diagnostics))
        return false;
    c->kind = o.kind;
    return take_bound(p, plan->scenario, &o, c, diagnostics);
}

static sol_proportion complement(const sol_proportion *p)
{
    return (sol_proportion){
        .mean = 1 - p->mean, .se = p->se, .low = 1 - p->high, .high = 1 - p->low, .support = p->support};
}

condition_met condition_of(const condition *c, const sol_point *point, const sol_trial_record *record)
{
    if (!c->request->outcome)
        return (condition_met){point->verdict.probability, point->verdict.counted};
    const sol_proportion *p = &point->outcome[0].value.proportion;
    if (c->kind == SOL_OUTCOME_PROPORTION)
        return (condition_met){c->request->is_at_least ? *p : complement(p), p->support == SOL_OF_NONE ? 0 : 1};
    uint64_t holds = 0, known = 0;
    for (uint64_t t = 0; t < record->trials; t++) {
        const double value = record->asked_value[t * record->asked_count];
        known += !isnan(value);
        holds += c->request->is_at_least ? value >= c->bound : value <= c->bound; /* of no number neither */
    }
    return (condition_met){tally_proportion((double)holds, (double)known), (double)known / (double)record->trials};
}

/* As settings; a list of goals takes them at its first. */
bool condition_set_goal(sol_arena *arena, const sol_breakeven_request *q, sol_study *study)
{
    const char *const path[] = {"timeliness", "timeliness.0"};
    for (size_t i = 0; i < 2; i++) {
        const char *set[2];
        size_t count = 0;
        if (q->goal >= 0)
            set[count++] = sol_arena_print(arena, "%s.goal=%.9f", path[i], q->goal);
        if (q->confidence >= 0)
            set[count++] = sol_arena_print(arena, "%s.confidence=%.9f", path[i], q->confidence);
        sol_study with = points_with(arena, study, count, set);
        if (count == 0 || points_plan(arena, &with, sol_diagnostics_new(arena))) {
            *study = with;
            return true;
        }
    }
    return false;
}
