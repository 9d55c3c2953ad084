/* What everyone is owed at start. */
#ifndef SOL_PLAN_CLAIMED_H
#define SOL_PLAN_CLAIMED_H

#include "plan/plan.h"

/**
 * Principal and interest that one claimant is owed at `start`, what he received before left out.
 *
 * Interest that runs until the claim is eligible ends on the terms' `eligible` date, or at start if that is later or an event is required.
 */
sol_money claimed_by(const plan_claimant *claimant, const sol_terms *terms, sol_date start);

/** What was received before `start`: it counts as paid. */
sol_money claimed_before(const sol_terms *terms);

/** The first day without interest, as far as it is known at start, which it is not behind. */
sol_date claimed_interest_end(const sol_terms *terms, sol_date start);

/** The sum over everyone: `money.claimed`. */
sol_money claimed_in_all(const plan_people *people, sol_date start);

#endif
