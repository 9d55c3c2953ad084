/* Whether payouts arrive in time. */
#ifndef SOL_ENGINE_TIMELY_H
#define SOL_ENGINE_TIMELY_H

#include "engine/trial.h"

/** Notes which goals the claimant of a row reaches by a payment on a pay date, if he is alive: what he was paid is held against `total`. */
void timely_reach(trial *t, size_t row, size_t date, int64_t total);

/** Notes after the payments of a pay date the day's counts; on the first, who has reached a goal by what he had before. */
void timely_note(trial *t, size_t date);

/**
 * Whether `paid` reaches a share of all that a claimant was ever paid or is owed, `total`, short of less than the payments' unit: but somebody
 * to whom something is owed does not without any payment.
 */
bool timely_reaches(int64_t paid, int64_t total, int64_t share_billionths, sol_money unit);

/** No goal is reached where paid + near < goal · total. */
void timely_least(const trial *t, double *goal, double *near);

/** Whether a claimant was living at start. */
static inline bool timely_was_living(const sol_plan *plan, size_t claimant)
{
    return sol_date_is_never(plan->people.claimant[claimant].died);
}

/** Whether a goal counts a claimant: by group, age and being alive, at start. */
bool timely_counts(const sol_plan *plan, const sol_timeliness *goal, size_t claimant);

/** The state that the claimant of a row ends in. */
sol_state timely_state(const trial *t, size_t row);

#endif
