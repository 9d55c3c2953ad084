/* For rules that treat equals alike: the distinct claims, ascending, and what one of each gets. */
#ifndef SOL_DIVISION_DISTINCT_H
#define SOL_DIVISION_DISTINCT_H

#include "division/rows/outcome.h"

/**
 * The problem reduced for rules that are self-dual and invariant to truncation: divided is the smaller of endowment and loss, and claims
 * are truncated to it; zero claims are left out.
 */
typedef struct distinct {
    size_t count;
    int64_t *value;  /* > 0, ascending */
    int64_t *copies; /* > 0 */
    double *award;   /* of the reduced problem, for the rule to fill */
    uint32_t *group; /* of each row; count: none */
    int64_t people, claims, endowment;
    bool dual; /* the loss is divided */
} distinct;

distinct distinct_of(const sol_claims_problem *problem, const outcome_totals *totals, sol_arena *scratch);

/** Awards of the rows from those of the groups, good to `error` units; `balance` first scales them to sum to the endowment. */
void distinct_put(const sol_claims_problem *problem, const distinct *d, bool balance, double error, outcome *out);

#endif
