/* What compare and breakeven share: studies from files, levers from arguments, pictures. */
#ifndef SOL_PROGRAM_STUDY_H
#define SOL_PROGRAM_STUDY_H

#include "program/session/progress.h"
#include "report/charts/chart.h"
#include "solatium/study.h"

/** A study's settings by the general options, with the progress line; the two pointers must outlive the study. */
sol_simulation_settings study_settings(const program_session *session, progress *shown);

/** Reads a file into a study; its status as of simulate_prepare. `how` is kept. */
exit_status study_read(program_session *session, const char *path, const sol_simulation_settings *how,
                       sol_study *study);

/** Every --outcome, as it was written. */
sol_outcome_keys study_outcomes(const program_session *session);

/** Reads every --vary that is written with values; STATUS_USAGE and an error if one is wrong. */
exit_status study_levers(program_session *session, size_t count, const char *const *text, sol_lever *lever);

/** Whether the scenario has the key of every --vary; STATUS_USAGE and an error (U137; S909 of what all points share) at the first that it has not. */
exit_status study_keys(program_session *session, const sol_study *study);

/** The points of a study that could not be run, and the first of them. */
typedef struct study_failures {
    size_t count;
    const char *name, *fault;
} study_failures;

/** Counts a point that has failed. */
void study_note_failure(study_failures *failures, const char *name, const char *fault);

/**
 * The status of a study whose answer was given with `status`: interrupted; STATUS_INVALID and an error (S905) where a point failed, while
 * the answer holds the others.
 */
exit_status study_ended(program_session *session, exit_status status, bool is_interrupted,
                        const study_failures *failures);

/** Whether the answer is to be a picture, and of which format. */
bool study_wants_picture(const program_session *session, chart_format *format);

/** Draws a picture and gives it as the answer. */
exit_status study_draw(program_session *session, const chart_spec *chart, chart_format format);

#endif
