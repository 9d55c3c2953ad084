/* Points in passes: the plans of a pass are made, simulated together and told of one by one. */
#include "study/points/points.h"

#include "engine/together/many.h"
#include "engine/together/threads.h"

/* A pass in the making. */
typedef struct batch {
    points *p;
    points_taker taker;
    sol_point *const *point;
    size_t count;
    const sol_plan **plan;
    size_t *index;   /* by plan: which point it is */
    sol_arena **own; /* by plan: where it lies */
    uint64_t bytes;
} batch;

static void receive(void *context, size_t plan, const sol_result *result, const sol_trial_record *record)
{
    batch *b = context;
    size_t i = b->index[plan];
    points_keep(b->p, result, b->point[i]);
    if (b->taker.take)
        b->taker.take(b->taker.context, i, record);
}

/* Runs what has been gathered; a stop leaves its points as they are, not reached. */
static void run(batch *b)
{
    points *p = b->p;
    sol_simulation_settings settings = p->settings;
    settings.record = b->taker.record;
    p->together = b->count;
    if (b->count && !points_are_stopped(p) && !sol_simulate_many(b->count, b->plan, &settings, receive, b))
        p->is_interrupted = true;
    p->done += b->count;
    p->together = 1;
    for (size_t i = 0; i < b->count; i++)
        sol_arena_free(b->own[i]);
    b->count = 0;
    b->bytes = 0;
}

/* What a plan adds to a pass, beside what the first of it takes by itself. */
static uint64_t bytes_beside_first(const batch *b, const sol_plan *plan)
{
    const uint64_t trials = b->p->settings.trials;
    if (b->count == 0)
        return 0;
    return many_bytes(plan, b->plan[0], trials, threads_of(&b->p->settings)) +
           (b->p->outcomes.count > 0 ? many_bytes_of_whole(plan, trials) : 0);
}

/* Makes the plan of a point; a pass that it no longer fits into runs before. */
static void add(batch *b, size_t index, const sol_study *study)
{
    points *p = b->p;
    sol_arena *own = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(own);
    const sol_plan *plan = points_plan_like(own, study, p->base, faults);
    said_warnings(&p->said, study, faults);
    if (!plan) {
        points_fail(p, faults, b->point[index]);
        p->done++;
        sol_arena_free(own);
        return;
    }
    uint64_t bytes = bytes_beside_first(b, plan);
    if (b->count == POINTS_PASS_MAX || b->bytes + bytes > p->bytes_max) {
        run(b);
        bytes = 0;
    }
    b->plan[b->count] = plan;
    b->index[b->count] = index;
    b->own[b->count++] = own;
    b->bytes += bytes;
}

/* More trials than a pass can keep: one point after the other. */
static void run_apart(batch *b, size_t count, const sol_study *study)
{
    for (size_t i = 0; i < count; i++)
        if (points_run(b->p, &study[i], (points_wants){.record = b->taker.record}, b->point[i]) == SOL_POINT_DONE &&
            b->taker.take)
            b->taker.take(b->taker.context, i, b->taker.record);
}

void points_run_all(points *p, size_t count, const sol_study *study, sol_point *const *point, points_taker taker)
{
    for (size_t i = 0; i < count; i++)
        point[i]->state = SOL_POINT_NOT_REACHED;
    sol_arena *arena = sol_arena_new();
    batch b = {
        .p = p,
        .taker = taker,
        .point = point,
        .plan = SOL_TAKE(arena, count, const sol_plan *),
        .index = SOL_TAKE(arena, count, size_t),
        .own = SOL_TAKE(arena, count, sol_arena *),
    };
    if (p->settings.trials > SOL_MANY_TRIALS_MAX) {
        run_apart(&b, count, study);
    } else {
        for (size_t i = 0; i < count && !points_are_stopped(p); i++)
            add(&b, i, &study[i]);
        run(&b);
    }
    sol_arena_free(arena);
}
