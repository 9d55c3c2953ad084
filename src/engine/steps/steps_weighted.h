/* A weighted proportional step among all open claims, by passes over their columns. */
#ifndef SOL_ENGINE_STEPS_WEIGHTED_H
#define SOL_ENGINE_STEPS_WEIGHTED_H

#include "engine/passes/columns_weighted.h"
#include "engine/steps/steps.h"

typedef struct weighted weighted;

/** Room for the divisions of one step. */
weighted *weighted_new(sol_arena *arena, const sol_plan *plan);

/**
 * Finds the level at which all, paid before or today, have the endowment: by doubles, with a bound of what they can be off.
 *
 * Needs    amounts below COLUMNS_LIMIT / 2; what was paid < endowment < what all claim
 * Gives    whether every whole award is certain to be that of the exact level
 */
bool weighted_solve(weighted *w, const trial *t, weights *by, const steps_round *r, int64_t endowment);

/** Pays by the level that was found; gives what was paid. */
int64_t weighted_pay(const weighted *w, const trial *t, columns_payment *payment);

#endif
