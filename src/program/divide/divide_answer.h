/* The answer of `solatium divide`: awards by rule as tables, or as JSON. */
#ifndef SOL_PROGRAM_DIVIDE_ANSWER_H
#define SOL_PROGRAM_DIVIDE_ANSWER_H

#include "program/divide/divide_problem.h"
#include "report/document/document.h"
#include "solatium/axiom.h"
#include "solatium/measure.h"

#include <jansson.h>

/* What one rule gave; awards in minor units. */
typedef struct divide_result {
    sol_division division;
    double *award;
    double gini, least_share;
    size_t above, below;              /* of the other rules, whose Lorenz curves lie wholly below, above it */
    const sol_axiom_finding *finding; /* SOL_AXIOMS; NULL: not asked for */
} divide_result;

document *divide_document(sol_arena *arena, const divide_problem *problem, const divide_result *result);

/** `schedule` of the only rule, or NULL. */
json_t *divide_json(const divide_problem *problem, const divide_result *result, const sol_schedule *schedule);

/** Adds the schedule as a table: a row for each endowment, a column for each claimant. */
void divide_add_schedule(document *doc, const divide_problem *problem, const sol_schedule *schedule);

/** An amount in the currency's major unit. */
double divide_major(const divide_problem *problem, double minor);

/** As people read it: grouped, with the currency's decimals, or four more. */
const char *divide_text(sol_arena *arena, const divide_problem *problem, double minor, bool is_fine);

#endif
