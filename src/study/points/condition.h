/*
 * What a search holds against the confidence at each value of its lever: how probable it is that the goal is met, or that an outcome is on one
 * side of a bound. Of an outcome that is itself a share of futures that share is held against the bound, without a confidence.
 */
#ifndef SOL_STUDY_CONDITION_H
#define SOL_STUDY_CONDITION_H

#include "solatium/breakeven.h"
#include "study/points/points.h"

typedef struct condition {
    const sol_breakeven_request *request;
    sol_outcome_kind kind; /* of the outcome, where the request has one */
    double bound;          /* in the outcome's unit; a date in days */
    double confidence;     /* what the probability is held against */
    const char *text;      /* "90% paid in time", "owed at most 0 KRW" */
} condition;

/**
 * Reads what a request asks for, by a trial of the plan.
 *
 * Needs    points that have begun, with the request's outcome among them if it has one
 * Gives    true, or false and an error
 */
bool condition_make(const points *p, const sol_plan *plan, const sol_breakeven_request *request, condition *c,
                    sol_diagnostics *diagnostics);

/** Sets a request's own goal and confidence in a study; false where the scenario cannot be made so. */
bool condition_set_goal(sol_arena *arena, const sol_breakeven_request *request, sol_study *study);

/** Of a point that is done: how probable it is, and the share of futures in which there is anything to tell. */
typedef struct condition_met {
    sol_proportion probability;
    double counted;
} condition_met;

condition_met condition_of(const condition *c, const sol_point *point, const sol_trial_record *record);

#endif
