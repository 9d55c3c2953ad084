/*
 * What is owed on the first goal's day, of claims that are entitled by then and neither refused, declined nor excluded, and what they wait for.
 * Source   model, section 8: as money.owed has it at `end`
 */
#ifndef SOL_ENGINE_UNPAID_H
#define SOL_ENGINE_UNPAID_H

#include "engine/claims/claims.h"

/** Writes t->unpaid. Needs payments up to the day, and no others, in the accounts' column of what was paid. */
void unpaid_note(trial *t);

#endif
