/* Points of a study: each a scenario with some scalars set, simulated on the futures that all points share. */
#ifndef SOL_STUDY_POINTS_H
#define SOL_STUDY_POINTS_H

#include "plan/plan.h"
#include "solatium/study.h"
#include "study/points/said.h"

/* More trials than this are refused: every trial's metrics are kept to pair them. */
enum { POINTS_TRIALS_MAX = 2000000 };

/* Bytes that the points run in one pass may take together, beside what one point takes by itself. */
#define POINTS_BYTES_MAX (UINT64_C(512) << 20)

/* No more points than this in one pass, so that a stop keeps those of the passes before. */
enum { POINTS_PASS_MAX = 64 };

/** How the points of one study are run. */
typedef struct points {
    sol_arena *arena;                 /* the result's */
    sol_arena *scratch;               /* records; the caller frees it */
    const sol_plan *base;             /* the scenario as it stands; points take over from it what they do not change */
    said_once said;                   /* of warnings */
    sol_simulation_settings settings; /* trials and seed settled, without `until` */
    void (*progress)(void *context, const sol_progress *progress);
    void *context;
    uint64_t total, done;      /* points; a search does not know its total and gives the most that it may take */
    uint64_t together;         /* points that run now */
    uint64_t bytes_max;        /* POINTS_BYTES_MAX */
    sol_outcome_keys outcomes; /* of the study */
    bool is_interrupted;
} points;

/**
 * Settles trials and seed by the scenario where they are 0. With `until` the scenario as it stands is run first, and the trials it took
 * are those of every point.
 *
 * Needs    `base` made of `study`, with what it warns of in `diagnostics`: points add there what only they warn of
 * Gives    true, or false and an error
 */
bool points_begin(points *p, const sol_plan *base, const sol_study *study, sol_diagnostics *diagnostics);

/**
 * Whether a plan's result has all the outcomes that are asked for; else errors, which name the file if there are several. They are written to
 * `outcome` as one trial has them, unless that is NULL.
 */
bool points_have_outcomes(const points *p, const sol_plan *plan, bool are_several, sol_outcome *outcome,
                          sol_diagnostics *diagnostics);

/** Adds the error of one that a file, or NULL, does not have. */
void points_lack_outcome(sol_diagnostics *diagnostics, const sol_outcome *o, const char *key, const char *file);

/** Room for one point's record. */
sol_trial_record points_record(const points *p);

/** The study with more scalars set. */
sol_study points_with(sol_arena *arena, const sol_study *study, size_t more_count, const char *const *more);

/** A study's scenario and its plan; NULL and an error if it cannot be made. With a base, what it has alike is taken over from it. */
const sol_plan *points_plan(sol_arena *arena, const sol_study *study, sol_diagnostics *diagnostics);
const sol_plan *points_plan_like(sol_arena *arena, const sol_study *study, const sol_plan *base,
                                 sol_diagnostics *diagnostics);

/** What becomes of a point beside its numbers. */
typedef struct points_wants {
    sol_trial_record *record;  /* NULL: not kept */
    sol_arena *kept;           /* takes the whole result; NULL: it is dropped */
    const sol_result **result; /* receives it, where `kept` is given */
} points_wants;

/**
 * Runs one point in memory of its own.
 *
 * Gives    the state that it also writes to `point`; a broken-off point is SOL_POINT_NOT_REACHED
 */
sol_point_state points_run(points *p, const sol_study *study, points_wants wants, sol_point *point);

/** Who is told of each point that is done, in their order; its record is gone when `take` returns. */
typedef struct points_taker {
    void (*take)(void *context, size_t index, const sol_trial_record *record); /* or NULL */
    void *context;
    sol_trial_record *record; /* room for one, or NULL */
} points_taker;

/**
 * Runs points in few passes, each over as many as fit into POINTS_BYTES_MAX but no more than POINTS_PASS_MAX, so that
 * they share what they have alike.
 *
 * Gives    their states; those of a pass that was broken off are SOL_POINT_NOT_REACHED, one whose scenario cannot be made SOL_POINT_FAILED
 */
void points_run_all(points *p, size_t count, const sol_study *study, sol_point *const *point, points_taker taker);

/** What a done point keeps of a result. */
void points_keep(const points *p, const sol_result *result, sol_point *point);

/** Marks a point as failed, by the first error. */
void points_fail(const points *p, sol_diagnostics *faults, sol_point *point);

/** Notes a stop; whether there was one. */
bool points_are_stopped(points *p);

/** One number a trial, `step` apart; `first` NULL: nothing in any trial. Trials where `counts` is 0 do not have it; NULL: all do. */
typedef struct points_column {
    const double *first;
    size_t step;
    const double *counts;
} points_column;

/** A metric's column in a record. */
points_column points_metric(const sol_trial_record *record, int metric);

/** The mean of what two columns differ by in the trials that both have, and its standard error. */
sol_difference points_difference(uint64_t trials, points_column is, points_column was);

/** The differences of a record from the baseline's, trial by trial: of the metrics, and of the outcomes that were asked for. */
void points_differences(const sol_trial_record *record, const sol_trial_record *baseline, sol_point *point);

/** Copies a record into room for another. */
void points_copy(const points *p, const sol_trial_record *from, sol_trial_record *to);

/** `key=value`, as --set takes it. */
const char *points_setting(sol_arena *arena, const char *key, const char *value);

#endif
