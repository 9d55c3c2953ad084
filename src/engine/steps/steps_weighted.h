/* A weighted proportional step by passes over what it sees. */
#ifndef SOL_ENGINE_STEPS_WEIGHTED_H
#define SOL_ENGINE_STEPS_WEIGHTED_H

#include "engine/passes/columns_weighted.h"
#include "engine/steps/view.h"

typedef struct weighted weighted;

/* What is divided: which step on which pay date, what it sees, and what all have before or today. */
typedef struct weighted_round {
    const sol_step *step;
    size_t date;
    const view *seen;
    int64_t endowment;
} weighted_round;

/** Room for the divisions of one step, and a column of doubles that it may share with others. */
weighted *weighted_new(sol_arena *arena, double *slope);

/**
 * Finds the level at which all, paid before or today, have the endowment: by doubles, with a bound of what they can be off.
 *
 * Needs    amounts below COLUMNS_LIMIT / 2; what was paid < endowment < what all claim
 * Gives    whether every whole award is certain to be that of the exact level
 */
bool weighted_solve(weighted *w, const trial *t, weights *by, const weighted_round *r);

/** Pays by the level that was found; gives what was paid. */
int64_t weighted_pay(const weighted *w, const view *v, columns_payment *payment);

#endif
