/* What a step looks at in a claimant on a day, whatever the trial: weight, hazard, remaining life, survival to a horizon. */
#ifndef SOL_ENGINE_WEIGHTS_TABLES_H
#define SOL_ENGINE_WEIGHTS_TABLES_H

#include "plan/people.h"

enum { WEIGHTS_AGES = 256 };

/* Below the least weight there is none, above the most neither. */
#define WEIGHTS_LEAST 1e-6
#define WEIGHTS_MOST 1e6

/* What a table holds where nothing has been found out yet. */
#define WEIGHTS_UNKNOWN (-1.0)

typedef struct weights_tables {
    double **expectancy; /* of life, by law, then month of age; NULL but where a step weighs by need */
    double **power; /* by step, then completed age, WEIGHTS_UNKNOWN behind them; NULL but where a step weighs by age */
} weights_tables;

weights_tables *weights_tables_new(sol_arena *arena, const sol_plan *plan);

static inline double weights_within(double weight)
{
    weight = weight > WEIGHTS_LEAST ? weight : WEIGHTS_LEAST;
    return weight < WEIGHTS_MOST ? weight : WEIGHTS_MOST;
}

/** The weight by completed age in a step that weighs by it. */
double weights_by_age(const weights_tables *w, const sol_plan *plan, size_t step, int age);

/** The force of mortality a year, and the remaining life expectancy, linear between months of age, of one who lives to see a day. */
double weights_hazard_on(const sol_plan *plan, size_t claimant, sol_date day);
double weights_remaining_on(const weights_tables *w, const sol_plan *plan, size_t claimant, sol_date day);

/** The latter by law and age. */
double weights_remaining_at(const weights_tables *w, size_t law, double years);

/** Survival from a day to the horizon of an alpha-fair step, by the laws without the trial's multiplier; at least 10^-9. */
double weights_survival_on(const sol_plan *plan, size_t step, size_t claimant, sol_date day);

/**
 * The weight in a step of one who is alive on a day, or died on it: see weights_of. In an alpha-fair step that of the living.
 *
 * Needs    no institution
 */
double weights_on(const weights_tables *w, const sol_plan *plan, size_t step, size_t claimant, sol_date day);

/** The weight of institutions, whatever the day. */
double weights_of_institutions(const sol_plan *plan, size_t step);

#endif
