/* Many plans on the same futures: all trials of all plans first, then each plan's result from its rows. */
#include "engine/together/many.h"

#include "base/check.h"
#include "engine/tally/running.h"
#include "engine/tally/summary.h"
#include "engine/together/asked.h"
#include "engine/together/threads.h"

#include <stdatomic.h>
#include <string.h>

_Static_assert((int)SOL_MANY_TRIALS_MAX == (int)TALLY_EXACT_TRIALS, "every row is kept");

/* Trials between which progress is told; a multiple of the four that one draw serves. */
enum { BLOCK_MOST = 1000, BLOCK_LEAST = 64, BLOCK_PEOPLE = 2000000 };

typedef struct run {
    const many_kin *kin;
    const sol_simulation_settings *settings;
    int thread_count;
    threads *threads;
    many_worker **worker;
    const int64_t **row; /* by trial, then plan */
    running_share share; /* of the first plan */
} run;

/* A result in the making. */
typedef struct making {
    sol_arena *arena;
    const sol_result *result;
} making;

static bool has_asked(const sol_trial_record *record)
{
    return record && record->asked_count > 0;
}

static bool is_stopped(const run *r)
{
    return r->settings->stop && *r->settings->stop;
}

static uint64_t block_of(const many_kin *kin)
{
    uint64_t fits = BLOCK_PEOPLE / kin->plan[0]->people.count / kin->count / 4 * 4;
    return fits < BLOCK_LEAST ? BLOCK_LEAST : fits > BLOCK_MOST ? BLOCK_MOST : fits;
}

typedef struct trial_block {
    const run *run;
    uint64_t first, count;
    atomic_bool is_broken;
} trial_block;

static void run_piece(void *context, int thread, size_t quad)
{
    trial_block *b = context;
    const run *r = b->run;
    uint64_t at = quad * 4;
    if (is_stopped(r))
        b->is_broken = true;
    if (!b->is_broken)
        many_worker_run(r->worker[thread], (b->first + at) / 4, b->count - at < 4 ? b->count - at : 4,
                        r->row + (b->first + at) * r->kin->count);
}

/* One block; false if a stop left a trial out. */
static bool run_block(run *r, uint64_t first, uint64_t count)
{
    trial_block b = {.run = r, .first = first, .count = count};
    threads_run(r->threads, (count + 3) / 4, run_piece, &b);
    return !b.is_broken;
}

static void tell(run *r, uint64_t from, uint64_t done)
{
    for (uint64_t k = from; k < done; k++)
        running_add(&r->share, r->row[k * r->kin->count][METRIC_SHARE_IN_TIME]);
    running_tell(&r->share, r->settings);
}

static bool run_trials(run *r)
{
    uint64_t block = block_of(r->kin), trials = r->settings->trials;
    for (uint64_t done = 0; done < trials;) {
        uint64_t count = trials - done < block ? trials - done : block;
        if (!run_block(r, done, count))
            return false;
        tell(r, done, done + count);
        done += count;
    }
    return true;
}

static const sol_result *result_of(const run *r, size_t plan, sol_arena *arena)
{
    const metrics_layout *layout = r->kin->kind[r->kin->kind_of[plan]].layout;
    uint64_t trials = r->settings->trials;
    tally *numbers = tally_new(arena, layout->count, trials);
    tally_part *part = tally_part_new(arena, numbers);
    uint64_t pilot = tally_pilot(numbers, 0, trials);
    for (uint64_t k = 0; k < trials; k++) {
        if (k == 0 || k == pilot)
            tally_open(numbers, k, k < pilot ? pilot : trials - k);
        memcpy(tally_row(numbers, part, k), r->row[k * r->kin->count + plan], layout->count * sizeof(int64_t));
        tally_add(numbers, part, k);
    }
    if (part)
        tally_merge(numbers, part);
    sol_result *result = summary_make(arena, r->kin->plan[plan], layout, numbers, trials);
    result->seed = r->settings->seed;
    return result;
}

/* A number of a plan's rows. */
typedef struct plan_column {
    const run *run;
    size_t plan;
} plan_column;

static void take_column(const void *context, size_t index, uint64_t trials, int64_t *column)
{
    const plan_column *of = context;
    for (uint64_t k = 0; k < trials; k++)
        column[k] = of->run->row[k * of->run->kin->count + of->plan][index];
}

static const sol_trial_record *record_of(const run *r, size_t plan, const sol_result *result)
{
    sol_trial_record *record = r->settings->record;
    const metrics_layout *layout = r->kin->kind[r->kin->kind_of[plan]].layout;
    if (!record)
        return NULL;
    record->trials = r->settings->trials;
    for (uint64_t k = 0; k < record->trials; k++)
        metrics_record(layout, r->row[k * r->kin->count + plan], record->value + k * SOL_METRICS);
    asked_fill(result, record, (asked_columns){take_column, &(plan_column){r, plan}});
    return record;
}

/* Results that are made at a time, from a plan on. */
typedef struct batch {
    const run *run;
    making *made;
    size_t first;
} batch;

static void make_result(void *context, int thread, size_t i)
{
    (void)thread;
    const batch *b = context;
    sol_arena_reset(b->made[i].arena);
    b->made[i].result = result_of(b->run, b->first + i, b->made[i].arena);
}

/* As many results at a time as there are threads. */
static void hand_over(const run *r, sol_receive *receive, void *context)
{
    sol_arena *scratch = sol_arena_new();
    size_t room = (size_t)r->thread_count;
    making *made = SOL_TAKE(scratch, room, making);
    for (size_t i = 0; i < room; i++)
        made[i].arena = sol_arena_new();
    for (size_t first = 0; first < r->kin->count; first += room) {
        size_t count = r->kin->count - first < room ? r->kin->count - first : room;
        batch b = {r, made, first};
        threads_run(r->threads, count, make_result, &b);
        for (size_t i = 0; i < count; i++)
            receive(context, first + i, made[i].result, record_of(r, first + i, made[i].result));
    }
    for (size_t i = 0; i < room; i++)
        sol_arena_free(made[i].arena);
    sol_arena_free(scratch);
}

bool sol_simulate_many(size_t count, const sol_plan *const *plan, const sol_simulation_settings *settings,
                       sol_receive *receive, void *context)
{
    SOL_ENTRY(false);
    SOL_CHECK(count > 0 && settings->trials > 0 && settings->trials <= SOL_MANY_TRIALS_MAX);
    SOL_CHECK(settings->until <= 0 && !settings->claimants && !(settings->record && settings->record->country));
    sol_arena *scratch = sol_arena_new();
    run r = {.settings = settings, .thread_count = threads_of(settings)};
    r.threads = threads_new(scratch, settings);
    r.kin =
        many_kin_make(scratch, count, plan, has_asked(settings->record) ? metrics_layout_make : metrics_layout_brief);
    r.row = SOL_TAKE(scratch, settings->trials * count, const int64_t *);
    r.worker = SOL_TAKE(scratch, (size_t)r.thread_count, many_worker *);
    for (int w = 0; w < r.thread_count; w++)
        r.worker[w] = many_worker_new(scratch, r.kin, settings->seed, w > 0 ? r.worker[0] : NULL);
    bool is_done = run_trials(&r);
    if (is_done)
        hand_over(&r, receive, context);
    for (int w = 0; w < r.thread_count; w++)
        many_worker_free(r.worker[w]);
    sol_arena_free(scratch);
    return is_done;
}
