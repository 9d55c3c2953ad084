/* gnuplot as a program at the end of a pipe. */
#ifndef SOL_REPORT_GNUPLOT_H
#define SOL_REPORT_GNUPLOT_H

#include "base/child.h"
#include "report/charts/chart.h"

/** A script, and how long a run may take. */
typedef struct gnuplot_run {
    const char *program; /* found on PATH */
    const char *script;
    child_limits limits;
} gnuplot_run;

/**
 * Runs a script: no shell, no file, no settings of the user, and a run that takes too long is ended with all that it started.
 *
 * Gives    what the program wrote on standard output, or why there is none
 */
chart_picture gnuplot_draw(sol_arena *arena, const gnuplot_run *run);

#endif
