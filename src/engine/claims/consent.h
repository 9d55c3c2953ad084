/* What somebody does with a probability, by one draw of his at the outset: consents to a claim, accepts, takes up, inherits. */
#ifndef SOL_ENGINE_CONSENT_H
#define SOL_ENGINE_CONSENT_H

#include "engine/trial/trial.h"
#include "solatium/random.h"

/** How many words say yes in a trial. A probability that is uncertain is itself drawn once a trial, as by one number for all. */
uint64_t consent_words(const trial *t, sol_purpose purpose, const sol_distribution *probability);

#endif
