/* Lifetimes of one trial. */
#ifndef SOL_ENGINE_LIFETIMES_H
#define SOL_ENGINE_LIFETIMES_H

#include "engine/trial.h"

typedef struct lifetimes lifetimes;

/** Room for the lifetimes of any trial; the tables may be those of another worker of the plan. */
lifetimes *lifetimes_new(sol_arena *arena, const sol_plan *plan, const lifetimes *like);

/** Draws the trial's multiplier and, by claimant, the first survival date that he does not see (survival_date_count: none). */
void lifetimes_draw(trial *t);

/** The multipliers of mortality of trials 4·quad … 4·quad + 3. */
void lifetimes_multipliers(const sol_plan *plan, uint64_t seed, uint64_t quad, double multiplier[4]);

/** Whether a claimant is alive on a survival date. */
static inline bool lifetimes_is_alive(const trial *t, size_t claimant, size_t survival_date)
{
    return t->death[claimant] > survival_date;
}

/** The day on which a claimant dies in this trial: that on which his survival reaches his number; never for those who see `end`. */
sol_date lifetimes_death_day(const trial *t, size_t claimant);

/**
 * Completed years on that day.
 *
 * Needs    a claimant who dies before start or in this trial
 */
int lifetimes_death_age(const trial *t, size_t claimant);

#endif
