/* Many trials: blocks of a fixed size one after the other, the trials of a block over threads; between blocks it is decided whether to go on. */
#include "engine/crowd_passes/crowd.h"
#include "engine/tally/prospects.h"
#include "engine/tally/running.h"
#include "engine/tally/summary.h"
#include "engine/together/asked.h"
#include "engine/together/rules_ceiling.h"
#include "engine/together/threads.h"

#include "base/check.h"
#include "solatium/random.h"

#include <stdatomic.h>

_Static_assert(SOL_TRIALS_MAX <= SOL_DRAWN_TRIAL_MAX, "each trial has draws of its own");

/* Trials of a block: fixed by the plan, whatever the threads; fewer where a trial is long, so that Ctrl-C is heard. */
enum { BLOCK_MOST = 1000, BLOCK_LEAST = 8, BLOCK_PEOPLE = 2000000, BLOCK_CROWD = 40000000 };

typedef struct worker {
    crowd *crowd; /* NULL: claimants differ, or are asked for one by one */
    trial *trial; /* else NULL */
    metrics_room room;
    tally_part *part; /* binned */
    prospects *prospects;
} worker;

typedef struct run {
    const sol_plan *plan;
    const sol_simulation_settings *settings;
    metrics_layout *layout;
    const crowd_layout *crowd; /* or NULL */
    tally *numbers;
    int thread_count;
    threads *threads;
    bool may_break; /* a block, on a stop */
    worker *worker;
    running_share share; /* over the blocks done, in their order */
    struct run *beside;  /* NULL, or the same trials with unlimited money */
} run;

static uint64_t block_of(const run *r)
{
    uint64_t people = r->crowd ? BLOCK_CROWD : BLOCK_PEOPLE, fits = people / r->plan->people.count / 4 * 4;
    return fits < BLOCK_LEAST ? BLOCK_LEAST : fits > BLOCK_MOST ? BLOCK_MOST : fits;
}

static worker worker_new(sol_arena *arena, const run *r)
{
    worker w = {0};
    if (r->crowd)
        w.crowd = crowd_new(arena, r->crowd, r->settings->seed);
    else
        w.trial = trial_new_like(r->plan, r->settings->seed, r->worker[0].trial);
    w.room = metrics_room_new(arena, r->layout, w.trial);
    w.part = tally_part_new(arena, r->numbers);
    if (r->settings->claimants)
        w.prospects = prospects_new(arena, r->plan, r->settings->trials);
    return w;
}

static void record(const run *r, const int64_t *row, uint64_t index)
{
    const sol_trial_record *to = r->settings->record;
    size_t countries = r->plan->scenario->country_count;
    metrics_record(r->layout, row, to->value + index * SOL_METRICS);
    for (size_t g = 0; to->country && g < countries; g++)
        to->country[index * countries + g] = (double)row[r->layout->countries + g * COUNTRY_PARTS + COUNTRY_RECEIVED];
}

/* Up to four trials, which draw from the same blocks of numbers; `first` is a multiple of four. */
static void run_quad(const run *r, worker *w, uint64_t first, size_t count, int64_t *share)
{
    int64_t *row[4];
    for (size_t j = 0; j < count; j++)
        row[j] = tally_row(r->numbers, w->part, first + j);
    if (w->crowd)
        crowd_run(w->crowd, first / 4, count, row);
    for (size_t j = 0; j < count; j++) {
        if (!w->crowd) {
            trial_run(w->trial, first + j);
            metrics_fill(w->trial, r->layout, &w->room, row[j]);
        }
        share[j] = row[j][METRIC_SHARE_IN_TIME];
        tally_add(r->numbers, w->part, first + j);
        if (w->prospects)
            prospects_add(w->prospects, w->trial);
        if (r->settings->record)
            record(r, row[j], first + j);
    }
}

static bool is_stopped(const run *r)
{
    return r->settings->stop && *r->settings->stop;
}

typedef struct trial_block {
    const run *run;
    uint64_t first, count;
    int64_t *share;
    bool can_break;
    atomic_bool is_broken;
} trial_block;

static void run_piece(void *context, int thread, size_t quad)
{
    trial_block *b = context;
    uint64_t at = quad * 4;
    if (b->can_break && is_stopped(b->run))
        b->is_broken = true;
    if (!b->is_broken)
        run_quad(b->run, &b->run->worker[thread], b->first + at, b->count - at < 4 ? b->count - at : 4, &b->share[at]);
}

/* One block; false if it was broken off, so that it does not count. Sums of workers cannot be taken back, so those run their block out. */
static bool run_block(run *r, uint64_t first, uint64_t count, int64_t *share)
{
    if (r->beside && !run_block(r->beside, first, count, share))
        return false;
    tally_open(r->numbers, first, count);
    trial_block b = {.run = r, .first = first, .count = count, .share = share};
    b.can_break = r->may_break;
    threads_run(r->threads, (count + 3) / 4, run_piece, &b);
    for (uint64_t k = 0; !b.is_broken && k < count; k++)
        running_add(&r->share, share[k]);
    return !b.is_broken;
}

static uint64_t run_blocks(run *r, sol_arena *scratch)
{
    uint64_t block = block_of(r), done = 0;
    int64_t *share = SOL_TAKE(scratch, block, int64_t);
    for (uint64_t look = 1; done < r->settings->trials && !is_stopped(r); look++) {
        uint64_t count = r->settings->trials - done < block ? r->settings->trials - done : block;
        uint64_t pilot = tally_pilot(r->numbers, done, count);
        if ((pilot && !run_block(r, done, pilot, share)) || !run_block(r, done + pilot, count - pilot, share))
            break;
        done += count;
        running_tell(&r->share, r->settings);
        if (r->settings->until > 0 && running_half_width(&r->share, look) < r->settings->until)
            break;
    }
    return done;
}

static void take_column(const void *context, size_t index, uint64_t trials, int64_t *column)
{
    tally_column(context, index, trials, column);
}

static sol_result *finish(sol_arena *arena, run *r, uint64_t done)
{
    for (int w = 0; w < r->thread_count; w++) {
        if (r->worker[w].part)
            tally_merge(r->numbers, r->worker[w].part);
        if (w > 0 && r->worker[w].prospects)
            prospects_merge(r->worker[0].prospects, r->worker[w].prospects);
        if (r->worker[w].trial)
            trial_free(r->worker[w].trial);
    }
    if (done == 0)
        return NULL;
    sol_result *result = summary_make(arena, r->plan, r->layout, r->numbers, done);
    result->seed = r->settings->seed;
    result->content = plan_content(arena, r->plan, result->seed);
    result->is_interrupted = done < r->settings->trials && is_stopped(r);
    if (r->settings->record) {
        r->settings->record->trials = done;
        asked_fill(result, r->settings->record, (asked_columns){take_column, r->numbers});
    }
    if (r->settings->claimants) {
        result->claimant_result_count = r->plan->people.count;
        result->claimant = prospects_results(arena, r->plan, r->worker[0].prospects, done);
        if (done == r->settings->trials)
            result->paid_in_life_part = prospects_parts(arena, r->worker[0].prospects, &result->part_count);
    }
    return result;
}

/* Room for the trials of a plan. */
static void make_room(sol_arena *scratch, run *r)
{
    r->crowd = r->settings->claimants ? NULL : crowd_layout_make(scratch, r->plan, r->layout);
    r->numbers = tally_new(scratch, r->layout->count, r->settings->trials);
    r->worker = SOL_TAKE(scratch, (size_t)r->thread_count, worker);
    for (int w = 0; w < r->thread_count; w++)
        r->worker[w] = worker_new(scratch, r);
}

/* The same trials with unlimited money, where that may not reach everybody; told by nobody but the ceiling of the rules. */
static run *run_beside(sol_arena *scratch, const run *r)
{
    const sol_plan *flush = rules_ceiling_plan(scratch, r->plan);
    if (!flush)
        return NULL;
    sol_simulation_settings *settings = SOL_TAKE(scratch, 1, sol_simulation_settings);
    *settings =
        (sol_simulation_settings){.trials = r->settings->trials, .seed = r->settings->seed, .stop = r->settings->stop};
    run *beside = SOL_TAKE(scratch, 1, run);
    *beside = (run){.plan = flush,
                    .settings = settings,
                    .layout = metrics_layout_brief(scratch, flush),
                    .thread_count = r->thread_count,
                    .threads = r->threads,
                    .may_break = r->may_break};
    make_room(scratch, beside);
    return beside;
}

static void tell_ceiling(sol_arena *scratch, run *beside, uint64_t done, sol_result *result)
{
    const sol_result *flush = finish(scratch, beside, done);
    if (flush && result && flush->people.share_in_time.mean != result->people.ceiling.mean)
        result->people.ceiling_of_rules = flush->people.share_in_time;
}

sol_result *sol_simulate(sol_arena *arena, const sol_plan *plan, const sol_simulation_settings *settings)
{
    SOL_ENTRY(NULL);
    SOL_CHECK(settings->trials > 0);
    SOL_CHECK(!settings->record || settings->record->asked_count == 0 || settings->trials <= SOL_MANY_TRIALS_MAX);
    sol_arena *scratch = sol_arena_new();
    run r = {.plan = plan, .settings = settings, .thread_count = threads_of(settings)};
    r.threads = threads_new(scratch, settings);
    r.layout = metrics_layout_make(scratch, plan);
    make_room(scratch, &r);
    r.may_break = !tally_is_binned(r.numbers) && !settings->claimants;
    r.beside = run_beside(scratch, &r);
    uint64_t done = run_blocks(&r, scratch);
    sol_result *result = finish(arena, &r, done);
    if (r.beside)
        tell_ceiling(scratch, r.beside, done, result);
    sol_arena_free(scratch);
    return result;
}
