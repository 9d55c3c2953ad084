/* What a step looks at in a claimant on a day: age, weight, urgency, survival. */
#ifndef SOL_ENGINE_WEIGHTS_H
#define SOL_ENGINE_WEIGHTS_H

#include "engine/trial/trial.h"

/* Tables that all trials share, and what is found out about the dead of one trial. */
typedef struct weights weights;

/* Of which step, on which pay date, and of which of the first `count` rows: those whose total is not 0. */
typedef struct weights_wanted {
    const sol_step *step;
    size_t date, count;
    const int64_t *total;
} weights_wanted;

weights *weights_new(sol_arena *arena, const sol_plan *plan, row_map rows);

/** Forgets the trial before. */
void weights_begin(weights *w, const trial *t);

/** Of the claimant of a row: completed years on a pay date, at death for an estate; −1 for institutions. */
int weights_age(weights *w, const trial *t, size_t row, size_t date);

/**
 * The weight of a claimant in a step: (1 + each_year)^max(0, completed age − from); the force of mortality a year; or 1 / remaining life
 * expectancy, linear between months of age. An estate keeps the age of its death. Institutions: 1 by age; else, as they do not die, 10^-6.
 *
 * Gives    from 10^-6 to 10^6
 */
double weights_of(weights *w, const trial *t, const sol_step *step, size_t row, size_t date);

/** The weights, in alpha-fair steps those by survival, of all rows that take part; what stands at the others' places is not to be used. */
void weights_fill(weights *w, const trial *t, const weights_wanted *of, double *weight);

/** Urgencies by hazard in the same way: forces of mortality, at death for estates, and less for institutions. */
void weights_fill_hazards(weights *w, const trial *t, const weights_wanted *of, double *hazard);

/**
 * Urgency in a priority rule: filled in decreasing order, ties in file order. Not for `by: claim`. By age it is the age at start, or at death
 * before it: the order of birth among the living, and an estate keeps the rank of who died.
 */
double weights_urgency(weights *w, const trial *t, sol_priority by, size_t row, size_t date);

/** Survival from a pay date to the horizon of an alpha-fair step, by the laws without the trial's multiplier; 1 for estates and institutions. */
double weights_survival(weights *w, const trial *t, const sol_step *step, size_t row, size_t date);

#endif
