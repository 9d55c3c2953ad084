/* Points of a study: each a scenario with some scalars set, simulated on the futures that all points share. */
#ifndef SOL_STUDY_POINTS_H
#define SOL_STUDY_POINTS_H

#include "plan/plan.h"
#include "solatium/study.h"

/* More trials than this are refused: every trial's metrics are kept to pair them. */
enum { POINTS_TRIALS_MAX = 2000000 };

/** How the points of one study are run. */
typedef struct points {
    sol_arena *arena;                 /* the result's */
    sol_arena *scratch;               /* records; the caller frees it */
    sol_simulation_settings settings; /* trials and seed settled, without `until` */
    void (*progress)(void *context, const sol_progress *progress);
    void *context;
    uint64_t total, done; /* points; a search does not know its total and gives the most that it may take */
    bool is_interrupted;
} points;

/**
 * Settles trials and seed by the scenario where they are 0. With `until` the scenario as it stands is run first, and the trials it took
 * are those of every point.
 *
 * Gives    true, or false and an error
 */
bool points_begin(points *p, const sol_plan *base, const sol_simulation_settings *settings,
                  sol_diagnostics *diagnostics);

/** Room for one point's record. */
sol_trial_record points_record(const points *p);

/** The study with more scalars set. */
sol_study points_with(sol_arena *arena, const sol_study *study, size_t more_count, const char *const *more);

/** A study's scenario and its plan; NULL and an error if it cannot be made. */
const sol_plan *points_plan(sol_arena *arena, const sol_study *study, sol_diagnostics *diagnostics);

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

/** The differences of a record from the baseline's, trial by trial. */
void points_differences(const sol_trial_record *record, const sol_trial_record *baseline,
                        sol_difference difference[static SOL_METRICS]);

/** `key=value`, as --set takes it. */
const char *points_setting(sol_arena *arena, const char *key, const char *value);

#endif
