/* Saved results side by side: their levels, and differences as of independent runs, since single trials were not saved. */
#include "solatium/study.h"

#include "base/guard.h"
#include "study/points/points.h"
#include "study/studies/changed.h"

#include <math.h>
#include <string.h>

static sol_difference level_of(const sol_estimate *e)
{
    return (sol_difference){.mean = e->mean, .se = e->se, .support = e->support};
}

static sol_difference counted_of(const sol_result *r)
{
    double share = r->verdict[0].counted, n = (double)r->trials;
    return (sol_difference){.mean = share,
                            .se = n > 1 ? sqrt(share * (1 - share) / (n - 1)) : 0,
                            .support = n > 1 ? SOL_OF_MANY : SOL_OF_ONE};
}

/* Interest is not saved. */
static sol_difference *levels_of(sol_arena *arena, const sol_result *r)
{
    sol_difference *level = SOL_TAKE(arena, SOL_METRICS, sol_difference);
    const struct {
        sol_metric metric;
        const sol_estimate *estimate;
    } rows[] = {{SOL_METRIC_SHARE_IN_TIME, &r->people.share_in_time},
                {SOL_METRIC_PAID_IN_LIFE, &r->money.paid_in_life},
                {SOL_METRIC_PAID, &r->money.paid},
                {SOL_METRIC_RECEIVED, &r->money.received},
                {SOL_METRIC_COSTS, &r->money.costs},
                {SOL_METRIC_LEFT, &r->money.left},
                {SOL_METRIC_OWED, &r->money.owed},
                {SOL_METRIC_DIED_WAITING, &r->people.died_waiting}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        level[rows[i].metric] = level_of(rows[i].estimate);
    const sol_proportion *met = &r->verdict[0].probability;
    level[SOL_METRIC_GOAL_MET] = (sol_difference){.mean = met->mean, .se = met->se, .support = met->support};
    level[SOL_METRIC_COUNTED] = counted_of(r);
    return level;
}

static sol_difference apart(const sol_difference *is, const sol_difference *was)
{
    enum { NORMAL_95 = 196 };
    sol_support support = is->support > was->support ? is->support : was->support;
    if (support == SOL_OF_NONE)
        return (sol_difference){.support = SOL_OF_NONE};
    sol_difference d = {.mean = is->mean - was->mean, .support = support};
    d.se = support == SOL_OF_MANY ? hypot(is->se, was->se) : 0;
    d.is_distinguishable = support == SOL_OF_MANY && fabs(d.mean) > NORMAL_95 / 100.0 * d.se;
    return d;
}

static sol_difference received_from(const sol_result *r, const char *country)
{
    for (size_t i = 0; i < r->country_count; i++)
        if (strcmp(r->country[i].country, country) == 0)
            return level_of(&r->country[i].received);
    return (sol_difference){.mean = 0};
}

/* An outcome as a level of independent trials: of a date how often it is reached. */
static sol_difference outcome_level(const sol_outcome *o)
{
    const sol_proportion *p = o->kind == SOL_OUTCOME_DATE ? &o->date.never : &o->proportion;
    if (o->kind == SOL_OUTCOME_DATE)
        return (sol_difference){.mean = 1 - p->mean, .se = p->se, .support = p->support};
    if (o->kind == SOL_OUTCOME_PROPORTION)
        return (sol_difference){.mean = p->mean, .se = p->se, .support = p->support};
    return level_of(&o->estimate);
}

/* Those of a saved result; false, and errors that name its file, where it lacks some. */
static bool add_outcomes(sol_arena *arena, const sol_result *r, const sol_outcome_keys *asked, sol_point *point,
                         sol_diagnostics *diagnostics)
{
    bool has = true;
    point->outcome = SOL_TAKE(arena, asked->count, sol_point_outcome);
    for (size_t k = 0; k < asked->count; k++) {
        sol_outcome *o = &point->outcome[k].value;
        if (sol_outcome_find(arena, r, asked->key[k], o))
            continue;
        points_lack_outcome(diagnostics, o, asked->key[k], r->file);
        has = false;
    }
    return has;
}

static sol_point point_of(sol_arena *arena, const sol_result *first, const sol_result *r)
{
    sol_point point = {.state = SOL_POINT_DONE,
                       .name = r->title,
                       .trials = r->trials,
                       .verdict = r->verdict[0],
                       .people = r->people,
                       .money = r->money,
                       .country_count = r->country_count,
                       .country = r->country};
    const sol_difference *level = levels_of(arena, r), *base = levels_of(arena, first);
    sol_difference *country = SOL_TAKE(arena, 2 * first->country_count, sol_difference);
    for (int m = 0; m < SOL_METRICS; m++)
        point.difference[m] = r == first ? (sol_difference){.mean = 0} : apart(&level[m], &base[m]);
    for (size_t g = 0; g < first->country_count; g++) {
        sol_difference before = level_of(&first->country[g].received);
        country[g] = received_from(r, first->country[g].country);
        country[first->country_count + g] = r == first ? (sol_difference){.mean = 0} : apart(&country[g], &before);
    }
    point.level = level;
    point.country_level = country;
    point.country_difference = country + first->country_count;
    return point;
}

sol_comparison *sol_compare_results(sol_arena *arena, size_t count, const sol_result *const *result,
                                    const sol_outcome_keys *outcomes, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    changed_list *list = SOL_TAKE(arena, count, changed_list);
    sol_point *point = SOL_TAKE(arena, count, sol_point);
    bool has_all = true;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(result[i]->currency, result[0]->currency) != 0) {
            sol_diagnostics_add(diagnostics, SOL_ERROR, "S904", (sol_place){0}, "write them in one currency",
                                "`%.100s` counts in %.3s and `%.100s` in %.3s", result[0]->title, result[0]->currency,
                                result[i]->title, result[i]->currency);
            return NULL;
        }
        point[i] = point_of(arena, result[0], result[i]);
        list[i] = (changed_list){result[i]->assumption_count, result[i]->assumption};
        has_all = add_outcomes(arena, result[i], outcomes, &point[i], diagnostics) && has_all;
    }
    if (!has_all)
        return NULL;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < outcomes->count; k++) {
            const sol_difference is = outcome_level(&point[i].outcome[k].value),
                                 was = outcome_level(&point[0].outcome[k].value);
            point[i].outcome[k].difference = i == 0 ? (sol_difference){.mean = 0} : apart(&is, &was);
        }
    sol_comparison *c = SOL_TAKE(arena, 1, sol_comparison);
    *c = (sol_comparison){
        .title = result[0]->title,
        .currency = result[0]->currency,
        .minor_digits = result[0]->minor_digits,
        .trials = result[0]->trials,
        .seed = result[0]->seed,
        .is_of_saved = true,
        .outcomes = *outcomes,
        .point_count = count,
        .point = point,
    };
    changed_find(arena, list, c);
    return c;
}
