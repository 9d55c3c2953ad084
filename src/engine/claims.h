/* Claims in one trial: whether and when they can be paid, what is owed, what is settled. */
#ifndef SOL_ENGINE_CLAIMS_H
#define SOL_ENGINE_CLAIMS_H

#include "engine/trial.h"

/** Opens all claims: refusals, consents, the queue, and what is owed at start. Needs money in and lifetimes drawn. */
void claims_open(trial *t);

/** Accrues interest up to a day and sets what each claim owes. */
void claims_accrue(trial *t, sol_date day);

/** Pays a claim at a pay date; what its claimant gets if alive then, else his estate. */
void claims_pay(trial *t, size_t claimant, size_t date, sol_money amount);

/** Whether a claimant is alive on a pay date. */
static inline bool claims_is_alive(const trial *t, size_t claimant, size_t date)
{
    return date < t->claim[claimant].death;
}

/** Whether a claim has ended with its claimant's death. */
static inline bool claims_has_lapsed(const trial *t, size_t claimant, size_t date)
{
    const sol_terms *terms = &t->plan->people.terms[t->plan->people.claimant[claimant].terms];
    return terms->heirs == SOL_HEIRS_LAPSE && !claims_is_alive(t, claimant, date);
}

#endif
