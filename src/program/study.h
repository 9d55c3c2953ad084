/* What compare and breakeven share: studies from files, levers from arguments, pictures. */
#ifndef SOL_PROGRAM_STUDY_H
#define SOL_PROGRAM_STUDY_H

#include "program/progress.h"
#include "report/chart.h"
#include "solatium/study.h"

/** A study's settings by the general options, with the progress line; the two pointers must outlive the study. */
sol_simulation_settings study_settings(const program_session *session, progress *shown);

/** Reads a file into a study; its status as of simulate_prepare. `how` is kept. */
exit_status study_read(program_session *session, const char *path, const sol_simulation_settings *how,
                       sol_study *study);

/** Reads every --vary that is written with values; STATUS_USAGE and an error if one is wrong. */
exit_status study_levers(program_session *session, size_t count, const char *const *text, sol_lever *lever);

/** Whether the answer is to be a picture, and of which format. */
bool study_wants_picture(const program_session *session, chart_format *format);

/** Draws a picture and gives it as the answer. */
exit_status study_draw(program_session *session, const chart_spec *chart, chart_format format);

#endif
