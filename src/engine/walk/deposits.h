/* Deposits for those who declined: what is kept for one of them leaves the fund once it is all that he is owed. */
#ifndef SOL_ENGINE_DEPOSITS_H
#define SOL_ENGINE_DEPOSITS_H

#include "engine/steps/steps.h"

/* A worker's room: who may have a deposit, and out of which pools something is held for him on a pay date. */
typedef struct deposits deposits;

/** NULL where no terms deposit anything; the others do nothing then. */
deposits *deposits_new(sol_arena *arena, const sol_plan *plan);

/** Pays those who take up their deposits by a pay date. */
void deposits_take_up(deposits *d, trial *t, size_t date);

/** Begins the divisions of a pay date. */
void deposits_begin_date(deposits *d);

/** Notes what a pool's division holds for each, once it is over. */
void deposits_note(deposits *d, const trial *t, const steps *s, size_t pool);

/**
 * Makes the deposits of a pay date, once all pools are divided, in the order of the file: of all that one who declined is owed, where that is
 * held for him and the limit lets it out.
 */
void deposits_make(deposits *d, trial *t, size_t date);

#endif
