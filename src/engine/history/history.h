/*
 * History classes: claims whose payments so far are one function of the claim.
 *
 * In steps with `basis: cumulative`, by rules with a level and without weights, everyone's total is the largest of what the levels of the
 * steps give of his claim, over the pay dates on which he took part,
 *
 *     M(c) = max r_s(min(T, u_s), level),    total = T if M = T, else M in whole units of payments,
 *
 * whatever happened before and whatever the levels do: an award is clamp(r, P, max(P, c)) and r <= c, hence the larger of P and r. The same
 * holds of a claim that grows or had payments before, if what it had is kept of itself. So a trial
 * keeps no total by claimant but one level by cell and view: a cell is of claimants who come into and leave every step together, a view
 * what a step sees of a claim (its rule and `up_to`). What is paid by a pay date, to whom, and who reaches a goal are those of the general path
 * (steps.h), to the unit; it stays for whatever does not fit.
 */
#ifndef SOL_ENGINE_HISTORY_HISTORY_H
#define SOL_ENGINE_HISTORY_HISTORY_H

#include "engine/claims/reached.h"
#include "engine/steps/steps.h"

typedef struct history history;

/** Room for the trials of a plan, whose steps are at hand; notes who reaches what. NULL where its claims have no common history. */
history *history_new(sol_arena *arena, const sol_plan *plan, row_map rows, reached *notes, steps *of);

/** The same of a plan that has one already, whose tables are used; it must last as long. */
history *history_new_like(sol_arena *arena, const history *other, reached *notes, steps *of);

/** Whether claimants are not of too many kinds for it to be quicker than the general path. */
bool history_pays_off(const history *h);

/** Begins a walk: sorts the trial's claims into cells. Claims, lifetimes and accounts must be open. */
void history_begin(history *h, const trial *t);

/** Notes what those have had who do not live to see a pay date. */
void history_bury(history *h, const trial *t, size_t date);

/** Looks at interest, before the first division of a pay date. */
void history_accrue(history *h, const trial *t, size_t date);

/** Does what steps_divide does, of all that may be paid. */
sol_money history_divide(history *h, trial *t, const steps_round *of, sol_money most);

/** Whether some claim is neither paid off nor lapsed by a pay date. */
bool history_is_open(const history *h, size_t date);

/** Whether claims that are open in a pool are owed so much or more. */
bool history_owes(const history *h, const steps_round *r, sol_money amount);

/** Writes what everyone has been paid so far into the accounts, which have begun apart; at the end also what of it was paid in life. */
void history_tell(const history *h, trial *t);
void history_end(history *h, trial *t);

#endif
