/* Every problem that the language knows, with its stable id: one row each in problems.def. */
#ifndef SOL_SCENARIO_PROBLEM_H
#define SOL_SCENARIO_PROBLEM_H

#include "solatium/diagnostic.h"

typedef enum problem {
#define PROBLEM(name, id, severity, meaning) name,
#include "scenario/text/problems.def"
#undef PROBLEM
    PROBLEMS
} problem;

typedef struct problem_row {
    const char *id; /* "S201"; never given to another problem */
    sol_severity severity;
    const char *meaning;
} problem_row;
extern const problem_row problem_table[PROBLEMS];

/** Adds a problem to a list; see sol_diagnostics_add. */
#define problem_add(list, which, place, hint, ...)                                                                     \
    sol_diagnostics_add((list), problem_table[which].severity, problem_table[which].id, (place), (hint), __VA_ARGS__)

#endif
