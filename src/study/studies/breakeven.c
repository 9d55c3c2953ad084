/* Where a lever meets the goal: a grid of tries, then each crossing closed in by halving, all on the same futures. */
#include "solatium/breakeven.h"

#include "base/guard.h"

#include "plan/kin.h"
#include "study/levers/axis.h"
#include "study/points/condition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GRID = 11, HALVINGS = 12, TRIES_MAX = 240 };

/*
 * Rates of joining that are close let the same firms join in most trials, so that many cost little more than one: within an interval of
 * 1/NEAR of the range the values that the next LEVELS halvings may ask for run together.
 */
enum { NEAR = 16, LEVELS = 4, TOGETHER_MAX = 16 };

/* A value that has run, whether or not the search comes to it. */
typedef struct run_step {
    int64_t step;
    sol_point point;
    condition_met met;
    struct run_step *next;
} run_step;

typedef struct search {
    points p;
    const sol_study *study;
    const sol_breakeven_request *request;
    axis axis;
    condition asked;
    sol_trial_record record; /* where an outcome is asked for */
    bool moves_rates_alone;
    run_step *run; /* the last first */
    size_t count;
    int64_t step[TRIES_MAX]; /* where each was tried, rising */
    sol_tried tried[TRIES_MAX];
    sol_failed_value failed; /* the first */
} search;

static size_t place_of(const search *s, int64_t step)
{
    size_t at = 0;
    while (at < s->count && s->step[at] < step)
        at++;
    return at;
}

static const run_step *run_of(const search *s, int64_t step)
{
    for (const run_step *r = s->run; r; r = r->next)
        if (r->step == step)
            return r;
    return NULL;
}

static sol_study study_at(search *s, int64_t step)
{
    sol_study with = *s->study;
    if (!s->request->key) {
        with.added = axis_amount(&s->axis, step);
        return with;
    }
    const char **set = SOL_TAKE(s->p.arena, 1, const char *);
    *set = points_setting(s->p.arena, s->request->key, axis_value(s->p.arena, &s->axis, step));
    return points_with(s->p.arena, s->study, 1, set);
}

/* Steps that run together. */
typedef struct running {
    const search *s;
    run_step *step[TOGETHER_MAX];
} running;

static void see_point(void *context, size_t index, const sol_trial_record *record)
{
    const running *r = context;
    r->step[index]->met = condition_of(&r->s->asked, &r->step[index]->point, record);
}

/* Runs those of some steps that have not run; what a stop breaks off has not. */
static void run_steps(search *s, size_t count, const int64_t *step)
{
    sol_study study[TOGETHER_MAX] = {0};
    sol_point *point[TOGETHER_MAX] = {NULL};
    running r = {.s = s};
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (run_of(s, step[i]))
            continue;
        r.step[n] = SOL_TAKE(s->p.arena, 1, run_step);
        r.step[n]->step = step[i];
        point[n] = &r.step[n]->point;
        study[n++] = study_at(s, step[i]);
    }
    if (n == 0)
        return;
    points_run_all(&s->p, n, study, point, (points_taker){see_point, &r, s->p.outcomes.count > 0 ? &s->record : NULL});
    for (size_t i = 0; i < n; i++)
        if (r.step[i]->point.state != SOL_POINT_NOT_REACHED) {
            r.step[i]->next = s->run;
            s->run = r.step[i];
        }
}

/* The try of a step, made if it was not; NULL if it failed or a stop came. */
static const sol_tried *try_step(search *s, int64_t step)
{
    size_t at = place_of(s, step);
    if (at < s->count && s->step[at] == step)
        return &s->tried[at];
    if (s->count == TRIES_MAX)
        return NULL;
    run_steps(s, 1, &step);
    const run_step *run = run_of(s, step);
    if (!run || run->point.state != SOL_POINT_DONE) {
        bool is_first = run && !s->failed.fault;
        s->failed = is_first ? (sol_failed_value){axis_value(s->p.arena, &s->axis, step), run->point.fault} : s->failed;
        return NULL;
    }
    memmove(&s->step[at + 1], &s->step[at], (s->count - at) * sizeof *s->step);
    memmove(&s->tried[at + 1], &s->tried[at], (s->count - at) * sizeof *s->tried);
    s->count++;
    s->step[at] = step;
    double position = axis_position(&s->axis, step);
    s->tried[at] = (sol_tried){.value = axis_value(s->p.arena, &s->axis, step),
                               .position = position,
                               .probability = run->met.probability,
                               .counted = run->met.counted,
                               .share_in_time = run->point.verdict.share_in_time};
    if (s->request->outcome)
        s->tried[at].outcome = run->point.outcome[0].value;
    return &s->tried[at];
}

static bool is_met(const search *s, const sol_tried *tried)
{
    return tried->probability.mean >= s->asked.confidence;
}

/* Which of a try's numbers is held against the confidence: its mean, or an end of its interval. */
typedef enum bound { BOUND_MEAN, BOUND_LOW, BOUND_HIGH } bound;

static bool passes(const search *s, const sol_tried *tried, bound which)
{
    const sol_proportion *p = &tried->probability;
    return (which == BOUND_MEAN ? p->mean : which == BOUND_LOW ? p->low : p->high) >= s->asked.confidence;
}

static int64_t middle_of(int64_t fails, int64_t holds)
{
    return fails + (holds - fails) / 2;
}

/* The middles that so many halvings of an interval can come to. */
static size_t middles(int64_t fails, int64_t holds, int levels, int64_t *step)
{
    if (levels == 0 || llabs(holds - fails) <= 1)
        return 0;
    step[0] = middle_of(fails, holds);
    size_t count = 1 + middles(step[0], holds, levels - 1, step + 1);
    return count + middles(fails, step[0], levels - 1, step + count);
}

static void run_ahead(search *s, int64_t fails, int64_t holds)
{
    int64_t step[TOGETHER_MAX];
    bool can_share = s->moves_rates_alone && s->p.settings.trials <= SOL_MANY_TRIALS_MAX;
    bool is_near = llabs(holds - fails) * NEAR <= s->axis.to - s->axis.from;
    if (can_share && is_near && !run_of(s, middle_of(fails, holds)))
        run_steps(s, middles(fails, holds, LEVELS, step), step);
}

/* Halves until two neighbouring steps, or enough halvings, part what passes from what does not; gives the step on the side that passes. */
static int64_t close_in(search *s, int64_t fails, int64_t holds, bound which)
{
    for (int i = 0; i < HALVINGS && llabs(holds - fails) > 1; i++) {
        int64_t middle = middle_of(fails, holds);
        run_ahead(s, fails, holds);
        const sol_tried *tried = try_step(s, middle);
        if (!tried)
            break;
        if (passes(s, tried, which))
            holds = middle;
        else
            fails = middle;
    }
    return holds;
}

/*
 * The interval from the trials: from where the upper end of the probability's 95 % interval first reaches the confidence to where the lower
 * end does, as a test of each value would not refuse that it is the one; open where none does within the range.
 */
static int64_t interval_end(search *s, int64_t at, int direction, bound which, bool *is_open)
{
    size_t i = place_of(s, at);
    while (passes(s, &s->tried[i], which) == (which == BOUND_HIGH)) {
        *is_open = (direction < 0 && i == 0) || (direction > 0 && i + 1 == s->count);
        if (*is_open)
            return s->step[i];
        i = direction < 0 ? i - 1 : i + 1;
    }
    if (s->step[i] == at)
        return at;
    int64_t inside = s->step[direction < 0 ? i + 1 : i - 1], outside = s->step[i];
    return which == BOUND_HIGH ? close_in(s, outside, inside, which) : close_in(s, inside, outside, which);
}

/* No value lies between the two, or next to none, and yet the probability leaps by more than chance makes it. */
static bool is_jump_at(const search *s, int64_t holds, bool is_rising)
{
    size_t i = place_of(s, holds), next = is_rising ? i - 1 : i + 1;
    const sol_proportion *here = &s->tried[i].probability, *there = &s->tried[next].probability;
    double leap = fabs(here->mean - there->mean);
    int64_t apart = llabs(s->step[i] - s->step[next]);
    return (apart == 1 || apart * 100 <= s->axis.to - s->axis.from) && leap > 0.1 &&
           leap > 4 * fmax(here->se, there->se);
}

static sol_crossing crossing_between(search *s, int64_t left, int64_t right)
{
    bool is_rising = is_met(s, &s->tried[place_of(s, right)]);
    int64_t holds = is_rising ? close_in(s, left, right, BOUND_MEAN) : close_in(s, right, left, BOUND_MEAN);
    int up = is_rising ? 1 : -1;
    bool is_open[2] = {false, false}; /* on the side that fails, on the side that holds */
    int64_t near = interval_end(s, holds, -up, BOUND_HIGH, &is_open[0]);
    int64_t far = interval_end(s, holds, up, BOUND_LOW, &is_open[1]);
    sol_arena *arena = s->p.arena;
    return (sol_crossing){.value = axis_value(arena, &s->axis, holds),
                          .low = axis_value(arena, &s->axis, is_rising ? near : far),
                          .high = axis_value(arena, &s->axis, is_rising ? far : near),
                          .amount = {axis_amount(&s->axis, holds), axis_amount(&s->axis, is_rising ? near : far),
                                     axis_amount(&s->axis, is_rising ? far : near)},
                          .low_is_open = is_open[!is_rising],
                          .high_is_open = is_open[is_rising],
                          .position = s->tried[place_of(s, holds)].position,
                          .is_rising = is_rising,
                          .is_jump = is_jump_at(s, holds, is_rising)};
}

/* Whether two values of the lever differ in rates of joining and in nothing else. */
static bool moves_rates_alone(search *s)
{
    sol_arena *scratch = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(scratch);
    sol_study low = study_at(s, s->axis.from), high = study_at(s, s->axis.to);
    const sol_plan *a = points_plan_like(scratch, &low, s->p.base, faults);
    const sol_plan *b = points_plan_like(scratch, &high, s->p.base, faults);
    bool moves = a && b && !(kin_plans(a, b) & ~(unsigned)KIN_RATES);
    sol_arena_free(scratch);
    return moves;
}

static void walk(search *s, sol_breakeven *b)
{
    int64_t grid[GRID];
    for (int i = 0; i < GRID; i++)
        grid[i] = s->axis.from + (s->axis.to - s->axis.from) * i / (GRID - 1);
    s->moves_rates_alone = moves_rates_alone(s);
    run_steps(s, GRID, grid);
    for (int i = 0; i < GRID; i++)
        try_step(s, grid[i]);
    int64_t left[GRID], right[GRID];
    size_t found = 0;
    for (size_t i = 1; i < s->count && found < GRID; i++)
        if (is_met(s, &s->tried[i]) != is_met(s, &s->tried[i - 1])) {
            left[found] = s->step[i - 1];
            right[found++] = s->step[i];
        }
    sol_crossing *crossing = SOL_TAKE(s->p.arena, found, sol_crossing);
    for (size_t i = 0; i < found; i++)
        crossing[i] = crossing_between(s, left[i], right[i]);
    b->crossing = crossing;
    b->crossing_count = found;
}

static bool same_figure(const sol_tried *a, const sol_tried *b)
{
    return a->share_in_time.mean == b->share_in_time.mean && a->outcome.estimate.mean == b->outcome.estimate.mean &&
           a->outcome.date.p50.day == b->outcome.date.p50.day;
}

static void conclude(search *s, sol_breakeven *b)
{
    sol_tried *tried = SOL_TAKE(s->p.arena, s->count, sol_tried);
    memcpy(tried, s->tried, s->count * sizeof *tried);
    b->tried = tried;
    b->tried_count = s->count;
    size_t met = 0;
    b->is_flat = s->count > 1;
    for (size_t i = 0; i < s->count; i++) {
        met += is_met(s, &tried[i]);
        b->is_flat = b->is_flat && tried[i].probability.mean == tried[0].probability.mean &&
                     same_figure(&tried[i], &tried[0]) && tried[i].counted == tried[0].counted;
        if (tried[i].probability.mean > tried[b->best].probability.mean)
            b->best = i;
    }
    if (b->crossing_count > 0 && b->crossing[b->crossing_count - 1].is_rising)
        b->needed = &b->crossing[b->crossing_count - 1];
    b->is_always_met = met == s->count;
    b->is_never_met = met == 0;
    b->is_interrupted = s->p.is_interrupted;
    b->failed = s->failed;
}

sol_breakeven *sol_breakeven_find(sol_arena *arena, const sol_study *study, const sol_breakeven_request *request,
                                  sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    search *s = SOL_TAKE(arena, 1, search);
    sol_study with = *study;
    *s = (search){.p = {.arena = arena, .total = GRID + HALVINGS / LEVELS * (TOGETHER_MAX - 1) * 3},
                  .study = &with,
                  .request = request};
    if (request->key && lever_is_of_simulation(request->key, diagnostics))
        return NULL;
    if (!condition_set_goal(arena, request, &with)) {
        if (!points_plan(arena, study, diagnostics))
            return NULL;
        axis_refuse(diagnostics, "pass `--goal 90%` and a `--confidence` above 50%", "the goal cannot be set so");
        return NULL;
    }
    if (request->outcome)
        with.outcomes = (sol_outcome_keys){1, &request->outcome};
    const sol_plan *base = points_plan(arena, &with, diagnostics);
    if (!base ||
        !axis_make(arena, base->scenario, axis_range(arena, base->scenario, base->money.claimed, request), &s->axis,
                   diagnostics) ||
        !points_begin(&s->p, base, s->study, diagnostics) ||
        !condition_make(&s->p, base, request, &s->asked, diagnostics))
        return NULL;
    const sol_timeliness *goal = &base->scenario->timeliness[0];
    s->p.scratch = sol_arena_new();
    s->record = points_record(&s->p);
    sol_breakeven *b = SOL_TAKE(arena, 1, sol_breakeven);
    *b = (sol_breakeven){.title = base->scenario->title,
                         .currency = base->scenario->currency[0].code,
                         .minor_digits = base->scenario->currency[0].minor_digits,
                         .trials = s->p.settings.trials,
                         .seed = s->p.settings.seed,
                         .key = request->key,
                         .goal = (double)goal->goal_billionths / 1e9,
                         .confidence = s->asked.confidence,
                         .outcome = request->outcome,
                         .condition = s->asked.text,
                         .outcome_kind = s->asked.kind};
    walk(s, b);
    sol_arena_free(s->p.scratch);
    if (s->count == 0 && !s->p.is_interrupted) {
        axis_refuse(diagnostics, s->failed.fault, "the lever cannot be moved");
        return NULL;
    }
    conclude(s, b);
    return b;
}

sol_frontier *sol_frontier_find(sol_arena *arena, const sol_study *study, const sol_breakeven_request *request,
                                const sol_lever *second, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    sol_frontier *f = SOL_TAKE(arena, 1, sol_frontier);
    const sol_breakeven **at = SOL_TAKE(arena, second->count, const sol_breakeven *);
    size_t found = 0;
    bool is_stopped = false;
    if (!points_plan(arena, study, diagnostics))
        return NULL;
    said_once said = said_begin(arena, study, diagnostics);
    for (size_t i = 0; i < second->count && !is_stopped; i++) {
        const char *const set[] = {points_setting(arena, second->key, second->value[i])};
        sol_study with = points_with(arena, study, 1, set);
        sol_diagnostics *own = sol_diagnostics_new(arena);
        at[i] = sol_breakeven_find(arena, &with, request, own);
        said_all(&said, &with, own);
        is_stopped = at[i] && at[i]->is_interrupted;
        if (is_stopped)
            at[i] = NULL;
        found += at[i] != NULL;
    }
    *f = (sol_frontier){*second, at};
    return found || is_stopped ? f : NULL;
}
