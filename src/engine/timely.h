/* Whether payouts arrive in time. */
#ifndef SOL_ENGINE_TIMELY_H
#define SOL_ENGINE_TIMELY_H

#include "engine/trial.h"

/** Notes after the payments of a pay date who has reached a goal's share alive, and the day's counts. */
void timely_note(trial *t, size_t date);

/** Whether what a claimant was paid reaches a share of all that he was ever paid or is owed today, short of less than the payments' unit. */
bool timely_reaches(const trial_claim *claim, int64_t share_billionths, sol_money unit);

/** Whether a claimant was living at start. */
static inline bool timely_was_living(const sol_plan *plan, size_t claimant)
{
    return sol_date_is_never(plan->people.claimant[claimant].died);
}

/** Whether a goal counts a claimant: by group, age and being alive, at start. */
bool timely_counts(const sol_plan *plan, const sol_timeliness *goal, size_t claimant);

/** The state that a claimant ends in, and of those living at start and not in time, why. */
sol_state timely_state(const trial *t, size_t claimant);
sol_reason timely_reason(const trial *t, size_t claimant);

/** Whether a claimant would be in time by a goal if money were unlimited from the first pay date on. */
bool timely_could(const trial *t, const sol_timeliness *goal, size_t claimant);

#endif
