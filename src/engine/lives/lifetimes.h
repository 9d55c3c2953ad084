/* Lifetimes of one trial. */
#ifndef SOL_ENGINE_LIFETIMES_H
#define SOL_ENGINE_LIFETIMES_H

#include "engine/trial/trial.h"

typedef struct lifetimes lifetimes;

/** Room for the lifetimes of any trial; the tables may be those of another worker of the plan. */
lifetimes *lifetimes_new(sol_arena *arena, const sol_plan *plan, row_map rows, const lifetimes *like);

/** Draws the trial's multiplier and, by row, the first survival date that he does not see (survival_date_count: none). */
void lifetimes_draw(trial *t);

/** The multipliers of mortality of trials 4·quad … 4·quad + 3. */
void lifetimes_multipliers(const sol_plan *plan, uint64_t seed, uint64_t quad, double multiplier[4]);

/** Whether the claimant of a row is alive on a survival date. */
static inline bool lifetimes_is_alive(const trial *t, size_t row, size_t survival_date)
{
    return t->death[row] > survival_date;
}

/** The same on any day from start on. */
bool lifetimes_is_alive_on(const trial *t, size_t row, sol_date day);

/* A death in some trial: whose, the first survival date that he does not see, and the integral of his hazard at which he dies. */
typedef struct lifetimes_death {
    const sol_plan *plan;
    size_t claimant, unseen;
    double limit;
} lifetimes_death;

/** The integral of the hazard, without the multiplier, at which the owner of a word dies. */
double lifetimes_limit(uint32_t word, double multiplier);

/** The integral of a claimant's hazard from start to a day: who dies by the day has a limit up to it. */
double lifetimes_integral(const sol_plan *plan, size_t claimant, sol_date day);

/** The day of a death: the first one whose integral is not below the limit. */
sol_date lifetimes_day(const lifetimes_death *death);

/** Whether the claimant of a row, who is living at start, is alive on a day, not before start and not after `end`. */
bool lifetimes_lives_on(const trial *t, size_t row, sol_date day);

/** The day on which the claimant of a row dies in this trial: that on which his survival reaches his number; never for those who see `end`. */
sol_date lifetimes_death_day(const trial *t, size_t row);

/**
 * Completed years on that day.
 *
 * Needs    a claimant who dies before start or in this trial
 */
int lifetimes_death_age(const trial *t, size_t row);

#endif
