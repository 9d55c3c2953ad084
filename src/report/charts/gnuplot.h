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

/* What a picture of ours says of who made it: a chunk of a PNG, with its length and check sum, and a comment of a PDF. */
enum { GNUPLOT_SIGN_LENGTH = 29 };
extern const char gnuplot_sign_png[GNUPLOT_SIGN_LENGTH];
#define GNUPLOT_SIGN_PDF "% Made by solatium\n"

/**
 * Runs a script: no shell, no file, no settings of the user, and a run that takes too long is ended with all that it started.
 *
 * Gives    what the program wrote on standard output, a PNG or PDF with our sign in it, or why there is none
 */
chart_picture gnuplot_draw(sol_arena *arena, const gnuplot_run *run);

#endif
