#include "study/points/points.h"

#include "base/check.h"
#include "plan/kin.h"
#include "study/points/goals.h"

#include <math.h>
#include <string.h>

static const double NORMAL_975 = 1.959963984540054;

static const char *kept_text(sol_arena *arena, const char *text)
{
    return text ? sol_arena_copy(arena, text, strlen(text)) : NULL;
}

const char *points_setting(sol_arena *arena, const char *key, const char *value)
{
    return sol_arena_print(arena, "%s=%s", key, value);
}

/* A study runs its points one after the other, or some together; whoever watches sees one long run. */
static void pass_on(void *context, const sol_progress *now)
{
    points *p = context;
    sol_progress all = *now;
    all.total = p->total * p->settings.trials;
    all.done = p->done * p->settings.trials + now->done * p->together;
    if (all.done > all.total)
        all.done = all.total;
    p->progress(p->context, &all);
}

static bool is_stopped(const points *p)
{
    return p->settings.stop && *p->settings.stop;
}

/* A trial of the scenario tells which figures there are, before hours are spent. */
bool points_have_outcomes(const points *p, const sol_plan *plan, bool are_several, sol_outcome *outcome,
                          sol_diagnostics *diagnostics)
{
    sol_arena *scratch = sol_arena_new();
    const sol_simulation_settings one = {.trials = 1, .seed = 1, .threads = 1};
    const sol_result *result = p->outcomes.count > 0 ? sol_simulate(scratch, plan, &one) : NULL;
    bool have = true;
    for (size_t k = 0; k < p->outcomes.count; k++) {
        sol_outcome o;
        const bool has = sol_outcome_find(p->arena, result, p->outcomes.key[k], &o);
        if (outcome)
            outcome[k] = o;
        if (!has) {
            points_lack_outcome(diagnostics, &o, p->outcomes.key[k], are_several ? plan->scenario->file : NULL);
            have = false;
        }
    }
    sol_arena_free(scratch);
    return have;
}

void points_lack_outcome(sol_diagnostics *diagnostics, const sol_outcome *o, const char *key, const char *file)
{
    sol_diagnostics_add(diagnostics, SOL_ERROR, "S907", (sol_place){0}, o->hint, "`%s` is no outcome%s%s: %s", key,
                        file ? " of " : "", file ? file : "", o->fault);
}

bool points_begin(points *p, const sol_plan *base, const sol_study *study, sol_diagnostics *diagnostics)
{
    const sol_simulation_settings *settings = study->settings;
    p->said = said_begin(p->arena, study, diagnostics);
    p->base = base;
    p->together = 1;
    p->bytes_max = POINTS_BYTES_MAX;
    p->outcomes = study->outcomes;
    p->settings = *settings;
    p->settings.record = NULL;
    p->settings.claimants = false;
    if (p->settings.seed == 0)
        p->settings.seed = base->scenario->seed;
    if (p->settings.trials == 0)
        p->settings.trials = base->scenario->trials;
    if (p->settings.until > 0) {
        sol_arena *pilot = sol_arena_new();
        const sol_result *result = sol_simulate(pilot, base, &p->settings);
        p->is_interrupted = is_stopped(p);
        p->settings.trials = result ? result->trials : 1;
        p->settings.until = 0;
        sol_arena_free(pilot);
    }
    if (p->outcomes.count > 0 && p->settings.trials > SOL_MANY_TRIALS_MAX) {
        sol_diagnostics_add(diagnostics, SOL_ERROR, "S911", (sol_place){0}, "pass `--trials 100000`",
                            "outcomes are compared over at most 100,000 trials");
        return false;
    }
    if (p->settings.trials > POINTS_TRIALS_MAX) {
        sol_place nowhere = {0};
        sol_diagnostics_add(diagnostics, SOL_ERROR, "S902", nowhere, "pass `--trials 10000`",
                            "a study keeps every trial of a point and takes at most 2,000,000 of them");
        return false;
    }
    p->progress = settings->progress;
    p->context = settings->context;
    p->settings.progress = settings->progress ? pass_on : NULL;
    p->settings.context = p;
    return true;
}

sol_trial_record points_record(const points *p)
{
    return (sol_trial_record){.value = SOL_TAKE(p->scratch, p->settings.trials * SOL_METRICS, double),
                              .asked_count = p->outcomes.count,
                              .asked = p->outcomes.key,
                              .asked_value = SOL_TAKE(p->scratch, p->settings.trials * p->outcomes.count, double)};
}

void points_copy(const points *p, const sol_trial_record *from, sol_trial_record *to)
{
    to->trials = from->trials;
    memcpy(to->value, from->value, from->trials * SOL_METRICS * sizeof *from->value);
    if (p->outcomes.count > 0)
        memcpy(to->asked_value, from->asked_value, from->trials * p->outcomes.count * sizeof *from->asked_value);
}

sol_study points_with(sol_arena *arena, const sol_study *study, size_t more_count, const char *const *more)
{
    sol_study with = *study;
    with.set_count = study->set_count + more_count;
    const char **set = SOL_TAKE(arena, with.set_count, const char *);
    for (size_t i = 0; i < with.set_count; i++)
        set[i] = i < study->set_count ? study->set[i] : more[i - study->set_count];
    with.set = set;
    return with;
}

const sol_plan *points_plan_like(sol_arena *arena, const sol_study *study, const sol_plan *base,
                                 sol_diagnostics *diagnostics)
{
    sol_scenario *scenario = sol_scenario_make(arena, study->document, study->set_count, study->set, diagnostics);
    if (!scenario)
        return NULL;
    scenario->money_delay = study->delay;
    scenario->money_added = study->added;
    if (study->goal > 0)
        goals_put_first(arena, scenario, study->goal);
    if (study->also_count > 0)
        goals_add(arena, scenario, study->also_count, study->also);
    return base ? kin_plan_make(arena, scenario, base, diagnostics) : sol_plan_make(arena, scenario, diagnostics);
}

const sol_plan *points_plan(sol_arena *arena, const sol_study *study, sol_diagnostics *diagnostics)
{
    return points_plan_like(arena, study, NULL, diagnostics);
}

static const char *first_error(sol_arena *arena, sol_diagnostics *diagnostics)
{
    for (size_t i = 0; i < sol_diagnostics_count(diagnostics); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(diagnostics, i);
        if (d->severity == SOL_ERROR)
            return d->hint ? sol_arena_print(arena, "%s (%s)", d->message, d->hint) : kept_text(arena, d->message);
    }
    return kept_text(arena, "it cannot be prepared");
}

/* What its texts say lies in the result's memory: of a figure that is missing in one point that is told in words that stay. */
static void keep_outcomes(const points *p, const sol_result *result, sol_point *point)
{
    point->outcome = SOL_TAKE(p->arena, p->outcomes.count, sol_point_outcome);
    for (size_t k = 0; k < p->outcomes.count; k++) {
        sol_outcome *o = &point->outcome[k].value;
        if (!sol_outcome_find(p->arena, result, p->outcomes.key[k], o))
            o->kind = SOL_OUTCOME_FIXED;
        point->outcome[k].difference = point->outcome[k].later = (sol_difference){.support = SOL_OF_NONE};
    }
}

void points_keep(const points *p, const sol_result *result, sol_point *point)
{
    sol_arena *arena = p->arena;
    keep_outcomes(p, result, point);
    point->state = SOL_POINT_DONE;
    point->trials = result->trials;
    point->claimant_count = result->claimant_count;
    point->living_count = result->living_count;
    point->verdict = result->verdict[0];
    point->verdict.who = kept_text(arena, result->verdict[0].who);
    point->people = result->people;
    point->money = result->money;
    sol_country_result *country = SOL_TAKE(arena, result->country_count, sol_country_result);
    for (size_t i = 0; i < result->country_count; i++) {
        country[i] = result->country[i];
        country[i].country = kept_text(arena, result->country[i].country);
    }
    point->country_count = result->country_count;
    point->country = country;
}

void points_fail(const points *p, sol_diagnostics *faults, sol_point *point)
{
    point->state = SOL_POINT_FAILED;
    point->fault = first_error(p->arena, faults);
}

bool points_are_stopped(points *p)
{
    p->is_interrupted = p->is_interrupted || is_stopped(p);
    return p->is_interrupted;
}

/* A point whose whole result is wanted, or with more trials than can be kept in rows. */
static void run_whole(points *p, const sol_study *study, points_wants wants, sol_point *point)
{
    sol_arena *own = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(own);
    /* A result's names are its scenario's: what is kept of the one is kept of the other. */
    const sol_plan *plan = points_plan_like(wants.kept ? wants.kept : own, study, p->base, faults);
    said_warnings(&p->said, study, faults);
    sol_simulation_settings settings = p->settings;
    settings.record = wants.record;
    settings.claimants = wants.kept != NULL;
    const sol_result *result = plan ? sol_simulate(wants.kept ? wants.kept : own, plan, &settings) : NULL;
    if (!plan) {
        points_fail(p, faults, point);
    } else if (!result || result->trials < settings.trials) {
        p->is_interrupted = true;
    } else {
        points_keep(p, result, point);
        if (wants.kept)
            *wants.result = result;
    }
    p->done++;
    sol_arena_free(own);
}

sol_point_state points_run(points *p, const sol_study *study, points_wants wants, sol_point *point)
{
    point->state = SOL_POINT_NOT_REACHED;
    if (points_are_stopped(p))
        return point->state;
    if (wants.kept || p->settings.trials > SOL_MANY_TRIALS_MAX)
        run_whole(p, study, wants, point);
    else
        points_run_all(p, 1, study, &point, (points_taker){.record = wants.record});
    return point->state;
}

bool sol_counted_is_moved(const sol_difference *counted)
{
    return counted->support != SOL_OF_NONE && fabs(counted->mean) > 0.01;
}

static double at(points_column column, uint64_t trial)
{
    return column.first ? column.first[trial * column.step] : 0;
}

static bool has(points_column column, uint64_t trial)
{
    return (!column.counts || column.counts[trial * column.step] > 0) && !isnan(at(column, trial));
}

/* In shares and goals, trials in which nobody is left to count have no part. */
points_column points_metric(const sol_trial_record *record, int metric)
{
    bool is_counted = metric == SOL_METRIC_SHARE_IN_TIME || metric == SOL_METRIC_GOAL_MET;
    return (points_column){record->value + metric, SOL_METRICS, is_counted ? record->value + SOL_METRIC_COUNTED : NULL};
}

sol_difference points_difference(uint64_t trials, points_column is, points_column was)
{
    double sum = 0, squares = 0;
    uint64_t both = 0;
    for (uint64_t t = 0; t < trials; t++) {
        bool counts = has(is, t) && has(was, t);
        both += counts;
        sum += counts ? at(is, t) - at(was, t) : 0;
    }
    if (both == 0)
        return (sol_difference){.support = SOL_OF_NONE};
    double n = (double)both, mean = sum / n;
    for (uint64_t t = 0; t < trials; t++) {
        double d = has(is, t) && has(was, t) ? at(is, t) - at(was, t) - mean : 0;
        squares += d * d;
    }
    if (both == 1)
        return (sol_difference){.mean = mean, .support = SOL_OF_ONE};
    double se = sqrt(squares / (n - 1) / n);
    return (sol_difference){mean, se, fabs(mean) > NORMAL_975 * se, SOL_OF_MANY};
}
