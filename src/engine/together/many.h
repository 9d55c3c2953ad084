/* What many plans share in a trial; for many.c and the study that calls it. */
#ifndef SOL_ENGINE_MANY_H
#define SOL_ENGINE_MANY_H

#include "engine/arrivals/courses.h"
#include "engine/crowd_passes/crowd.h"
#include "engine/tally/metrics.h"

/* Plans whose firms join alike but for their rates: their money in is drawn together. */
typedef struct many_stream {
    size_t count;
    uint32_t *plan;
    const sol_plan *const *plans; /* the same, as courses_new takes them */
} many_stream;

/* Plans that do the same with the same money, and with the same people: those whose arrivals are the same are walked once. */
typedef struct many_kind {
    const sol_plan *plan; /* the first of them */
    metrics_layout *layout;
    /* Of those that are no crowds: the first with the same people, and the first with the same claims where events fall on the same days; SOL_NONE: this one is. */
    int32_t lives, like;
    const crowd_layout *crowd; /* four trials of which are walked side by side; NULL: it is none */
    int32_t crowd_like;        /* the first kind whose crowd is laid out like this one's; SOL_NONE: this one is */
    rows_order order;          /* of its rows; kinds share lives and claims only where they stand alike */
} many_kind;

/* How rows are laid out: metrics_layout_brief, or whole. */
typedef metrics_layout *many_lay_out(sol_arena *arena, const sol_plan *plan);

/* Which plan is of which kind and which stream. */
typedef struct many_kin {
    many_lay_out *lay_out;
    size_t count, stream_count, kind_count;
    const sol_plan *const *plan;
    many_stream *stream;
    many_kind *kind;
    uint32_t *kind_of;  /* by plan */
    size_t crowd_count; /* of kinds */
} many_kin;

/** Whether rows tell of each source of money. */
static inline bool many_kin_tells_sources(const many_kin *kin)
{
    return kin->kind_count > 0 && kin->kind[0].layout->source_count > 0;
}

/** Sorts plans into kinds and streams, by what kin_plans can prove of them. */
many_kin *many_kin_make(sol_arena *arena, size_t count, const sol_plan *const *plan, many_lay_out *lay_out);

/* A worker's room; with the tables of a first one, which must last as long, or NULL. */
typedef struct many_worker many_worker;
many_worker *many_worker_new(sol_arena *arena, const many_kin *kin, uint64_t seed, const many_worker *first);
void many_worker_free(many_worker *w);

/**
 * Runs the trials 4·quad … 4·quad + count − 1, count <= 4, of all plans; row[j · count of plans + p] becomes the row of plan p in the j-th, by
 * its kind's layout, shared with those whose trial was the same.
 */
void many_worker_run(many_worker *w, uint64_t quad, size_t count, const int64_t **row);

/* many_crowd.c: the kinds that are crowds, in a worker. */
typedef struct many_crowd many_crowd;
many_crowd *many_crowd_new(sol_arena *arena, const many_kin *kin, uint64_t seed);
void many_crowd_free(many_crowd *m);
void many_crowd_run(many_crowd *m, uint64_t quad, size_t count, const int64_t **row, sol_arena *rows);

/**
 * Bytes that a plan takes, at most, when it is simulated together with a first one; 0 trials: without its rows.
 *
 * Needs    threads >= 1
 */
uint64_t many_bytes(const sol_plan *plan, const sol_plan *first, uint64_t trials, int threads);

/** What whole rows add to that. */
uint64_t many_bytes_of_whole(const sol_plan *plan, uint64_t trials);

#endif
