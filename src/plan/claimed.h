/* What everyone is owed at start. */
#ifndef SOL_PLAN_CLAIMED_H
#define SOL_PLAN_CLAIMED_H

#include "plan/plan.h"

/**
 * Principal and interest that one claimant is owed at `start`, what he received before left out.
 *
 * Interest that runs until the claim is eligible ends on the terms' `eligible` date, or at start if that is later, or not known, or an event is
 * required.
 */
sol_money claimed_by(const plan_claimant *claimant, const sol_terms *terms, sol_date start);

/** The same on the day of filing of one who may file after `start`; he is not entitled before. */
sol_money claimed_on_filing(const plan_claimant *claimant, const sol_terms *terms, sol_date day);

/** What was received before `start`: it counts as paid. */
sol_money claimed_before(const sol_terms *terms);

/** The first day without interest, as far as it is known at start, which it is not behind. */
sol_date claimed_interest_end(const sol_terms *terms, sol_date start);

/** The sum over all who are sure to have filed by `start`. */
sol_money claimed_in_all(const plan_people *people, sol_date start);

#endif
