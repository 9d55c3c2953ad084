/* How far long work has come, on standard error when that is a terminal. */
#ifndef SOL_PROGRAM_PROGRESS_H
#define SOL_PROGRAM_PROGRESS_H

#include "program/session/program.h"
#include "solatium/simulation.h"

#include <time.h>

typedef struct progress {
    bool is_shown;  /* it may be */
    bool has_shown; /* a line stands on the terminal */
    struct timespec began, last;
    sol_progress latest; /* also when nothing is shown */
} progress;

/** Starts the clock. */
progress progress_begin(const program_session *session);

/** For sol_simulation_settings.progress; `context` is a progress. */
void progress_report(void *context, const sol_progress *now);

/** The same of work that is counted, "12 of 45 pages"; `noun` in the singular. */
void progress_count(progress *p, size_t done, size_t total, const char *noun);

/** Wipes the line. */
void progress_end(progress *p);

/** The share in time so far, "41.2% ± 0.53%", of one trial without ±, or "–" as long as nobody counts. */
const char *progress_share(sol_arena *arena, const sol_progress *now);

/** The line without colours: done, rate, time left, the estimate so far. */
const char *progress_line(sol_arena *arena, const sol_progress *now, double seconds);

#endif
