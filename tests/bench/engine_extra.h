/* What the benchmark of the engine measures beside the table of ratios. */
#ifndef ENGINE_EXTRA_H
#define ENGINE_EXTRA_H

#include "solatium/simulation.h"

typedef struct engine_timing {
    uint64_t trials;
    double trial_ms; /* of further trials */
    double setup_ms; /* what the first block took beyond that */
} engine_timing;

/* One run on one thread: its first block of trials, then as many as a second holds. */
engine_timing engine_time(const sol_plan *plan);

void engine_print_cells(void);              /* 1,660,000 people in 2,000 rows */
void engine_print_threads(size_t people);   /* two threads against one */
void engine_print_small(void);              /* 67 claimants with all that the shipped scenarios have */
void engine_print_growth(void);             /* with claimants, and with trials */
void engine_print_loading(size_t rows);     /* a CSV of claimants */
void engine_print_memory(const char *self); /* of plan and worker, and of many trials in processes of their own */
int engine_print_peak(size_t trials); /* for those: runs the small scenario, prints the most that was held in KiB */

#endif
