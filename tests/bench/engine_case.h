/* Scenarios for the benchmark of the engine: many people with distinct claims, forty quarterly pay dates with money at each. */
#ifndef ENGINE_CASE_H
#define ENGINE_CASE_H

#include "solatium/simulation.h"

#include <stddef.h>

/* What every scenario here begins with. */
#define ENGINE_HEAD                                                                                                    \
    "solatium: 1\n"                                                                                                    \
    "title: Benchmark\n"                                                                                               \
    "currency: KRW\n"                                                                                                  \
    "start: 2025-01-01\n"                                                                                              \
    "end: 2035-01-01\n"                                                                                                \
    "mortality:\n"                                                                                                     \
    "  male:   {law: kannisto, b: 1.4189207e-6, g: 0.1321865}\n"                                                       \
    "  female: {law: kannisto, b: 1.181384e-7, g: 0.1547054}\n"

typedef struct engine_case {
    const char *name;  /* as an argument names it */
    const char *label; /* in the table */
    const char *heirs, *claims, *administration, *allocation;
    double goal; /* in floors */
} engine_case;

/* The cases of the table of ratios; the last has no name. */
extern const engine_case engine_cases[];

/* A scenario of the text, its plan, and what it took to make them. */
typedef struct engine_plan {
    sol_arena *scenario_arena, *plan_arena;
    const sol_plan *plan;
    double read_ms, plan_ms;
} engine_plan;

/* The text of a case with `people` in one group; of `rows` rows with a count in a CSV at `path`, if path is not NULL. */
const char *engine_case_text(sol_arena *arena, const engine_case *c, size_t people, const char *path);

/* Sixty-seven claimants, twenty firms, forty dates and what the shipped scenarios have. */
extern const char engine_small_text[];

/* Writes a CSV of distinct people, or of alike ones `count` a row; false if it cannot be written. */
bool engine_csv_write(const char *path, size_t rows, size_t count);

/* Ends the program with the diagnostics if there is no plan of the text. */
engine_plan engine_plan_of(const char *text);
void engine_plan_free(engine_plan *p);

/* CPU time of the process; time on the clock. */
double engine_cpu_ms(void);
double engine_wall_ms(void);

#endif
