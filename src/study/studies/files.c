/* Several scenarios on the same futures: what differs in what they say, and who fares better or worse. */
#include "study/points/goals.h"
#include "study/points/points.h"

#include "base/guard.h"

#include "study/studies/changed.h"
#include "study/studies/movers.h"

#include <string.h>

static bool are_in_one_currency(size_t count, const sol_plan *const *plan, sol_diagnostics *diagnostics)
{
    for (size_t i = 1; i < count; i++) {
        const char *first = plan[0]->scenario->currency[0].code, *other = plan[i]->scenario->currency[0].code;
        if (strcmp(first, other) == 0)
            continue;
        sol_place nowhere = {0};
        sol_diagnostics_add(diagnostics, SOL_ERROR, "S904", nowhere, "write them in one currency",
                            "`%.100s` counts in %.3s and `%.100s` in %.3s", plan[0]->scenario->file, first,
                            plan[i]->scenario->file, other);
        return false;
    }
    return true;
}

/* A country's place in another plan, or -1. */
static int place_of(const sol_scenario *scenario, const char *country)
{
    for (size_t i = 0; i < scenario->country_count; i++)
        if (strcmp(scenario->country[i].name, country) == 0)
            return (int)i;
    return -1;
}

/* Levels and differences of one file, from its trials and the baseline's; a country that it does not know brings nothing. */
static void compare_trials(sol_arena *arena, const sol_plan *const plan[2], const sol_trial_record *is,
                           const sol_trial_record *was, sol_point *point)
{
    const sol_scenario *first = plan[0]->scenario, *own = plan[1]->scenario;
    const points_column none = {0};
    sol_difference *level = SOL_TAKE(arena, SOL_METRICS, sol_difference);
    sol_difference *country = SOL_TAKE(arena, 2 * first->country_count, sol_difference);
    for (int m = 0; m < SOL_METRICS; m++)
        level[m] = points_difference(is->trials, points_metric(is, m), none);
    for (size_t g = 0; g < first->country_count; g++) {
        int place = place_of(own, first->country[g].name);
        points_column before = {.first = was->country + g, .step = first->country_count};
        points_column after = {.first = place < 0 ? NULL : is->country + place, .step = own->country_count};
        country[g] = points_difference(is->trials, after, none);
        country[first->country_count + g] = points_difference(is->trials, after, before);
    }
    point->level = level;
    point->country_level = country;
    point->country_difference = country + first->country_count;
    points_differences(is, was, point);
}

/* Room for one file's record, with its countries. */
static sol_trial_record record_of(const points *p, sol_arena *arena, const sol_plan *plan)
{
    points room = *p;
    room.scratch = arena;
    sol_trial_record record = points_record(&room);
    record.country = SOL_TAKE(arena, p->settings.trials * plan->scenario->country_count + 1, double);
    return record;
}

/* Each file by each of the goals, where they differ. */
static void tell_goals(const points *p, const sol_study *study, const sol_plan *plan, const sol_result *result,
                       sol_point *point)
{
    sol_verdict *goal = SOL_TAKE(p->arena, study->also_count, sol_verdict);
    for (size_t k = 0; k < study->also_count; k++) {
        goal[k] = goals_verdict(plan->scenario, study->also, k, result);
        goal[k].who = goal[k].who ? sol_arena_print(p->arena, "%s", goal[k].who) : NULL;
    }
    point->goal = goal;
}

/* What a goal asks, as the first file that has it says it. */
static void name_goals(sol_arena *arena, const sol_plan *const *plan, const sol_study *study, sol_comparison *c)
{
    sol_verdict *goal = SOL_TAKE(arena, study->also_count, sol_verdict);
    for (size_t k = 0; k < study->also_count; k++)
        for (size_t i = c->point_count; i-- > 0;)
            if (c->point[i].state == SOL_POINT_DONE && goals_are_same(plan[i]->scenario, &study->also[k]))
                goal[k] = c->point[i].goal[k];
    c->goal_count = study->also_count;
    c->goal = goal;
}

static void run_files(points *p, const sol_study *study, const sol_plan *const *plan, sol_comparison *c,
                      sol_point *point)
{
    sol_trial_record baseline = record_of(p, p->scratch, plan[0]), record;
    sol_arena *other = sol_arena_new();
    const sol_result *first = NULL;
    sol_movers *movers = NULL;
    for (size_t i = 0; i < c->point_count; i++) {
        const sol_result *result = NULL;
        sol_arena_reset(other);
        record = record_of(p, other, plan[i]);
        points_wants wants = {i ? &record : &baseline, i ? other : p->scratch, &result};
        if (points_run(p, &study[i], wants, &point[i]) != SOL_POINT_DONE)
            break;
        tell_goals(p, &study[i], plan[i], result, &point[i]);
        compare_trials(p->arena, (const sol_plan *const[]){plan[0], plan[i]}, wants.record, &baseline, &point[i]);
        if (i == 0) {
            first = result;
            c->movers_count = movers_rows(first);
            movers = SOL_TAKE(p->arena, c->movers_count * (c->point_count - 1), sol_movers);
            movers_label(p->arena, first, c->point_count - 1, movers);
        } else {
            movers_count(p->scratch, first, result, &movers[(i - 1) * c->movers_count]);
        }
    }
    c->movers = movers;
    sol_arena_free(other);
}

/* The studies with the goals of all of them, where these differ. */
static const sol_study *with_goals(sol_arena *arena, size_t count, const sol_study *study, const sol_plan *const *plan)
{
    size_t goals;
    const sol_goal_of *also = goals_distinct(arena, count, plan, &goals);
    if (goals < 2)
        return study;
    sol_study *with = SOL_TAKE(arena, count, sol_study);
    for (size_t i = 0; i < count; i++) {
        with[i] = study[i];
        with[i].also_count = goals;
        with[i].also = also;
    }
    return with;
}

sol_comparison *sol_compare_files(sol_arena *arena, size_t count, const sol_study *study, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    const sol_plan **plan = SOL_TAKE(arena, count, const sol_plan *);
    bool is_read = true;
    for (size_t i = 0; i < count; i++) {
        plan[i] = points_plan(arena, &study[i], diagnostics);
        is_read = is_read && plan[i];
    }
    points p = {.arena = arena, .total = count};
    if (!is_read || !are_in_one_currency(count, plan, diagnostics) ||
        !points_begin(&p, plan[0], &study[0], diagnostics))
        return NULL;
    for (size_t i = 0; i < count; i++)
        is_read = points_have_outcomes(&p, plan[i], true, NULL, diagnostics) && is_read;
    if (!is_read)
        return NULL;
    sol_comparison *c = SOL_TAKE(arena, 1, sol_comparison);
    *c = (sol_comparison){
        .title = plan[0]->scenario->title,
        .currency = plan[0]->scenario->currency[0].code,
        .minor_digits = plan[0]->scenario->currency[0].minor_digits,
        .trials = p.settings.trials,
        .seed = p.settings.seed,
        .point_count = count,
        .outcomes = study[0].outcomes,
    };
    changed_list *list = SOL_TAKE(arena, count, changed_list);
    for (size_t i = 0; i < count; i++)
        c->has_other_starts |= plan[i]->scenario->start.day != plan[0]->scenario->start.day;
    for (size_t i = 0; i < count; i++)
        list[i] = (changed_list){plan[i]->scenario->assumption_count, plan[i]->scenario->assumption};
    changed_find(arena, list, c);
    sol_point *point = SOL_TAKE(arena, count, sol_point);
    study = with_goals(arena, count, study, plan);
    for (size_t i = 0; i < count; i++)
        point[i] = (sol_point){.state = SOL_POINT_NOT_REACHED, .name = plan[i]->scenario->title};
    c->point = point;
    p.scratch = sol_arena_new();
    run_files(&p, study, plan, c, point);
    name_goals(arena, plan, study, c);
    c->is_interrupted = p.is_interrupted;
    sol_arena_free(p.scratch);
    return c;
}
