/* The pay dates of one trial: what arrives, what it costs, what is paid. */
#ifndef SOL_ENGINE_PAYOUT_H
#define SOL_ENGINE_PAYOUT_H

#include "engine/walk/deposits.h"

/* A worker's room. */
typedef struct payout {
    steps *steps;
    deposits *deposits;      /* or NULL */
    struct history *history; /* or NULL; of the plan, whether the trial goes by it or not */
} payout;

payout *payout_new(sol_arena *arena, const sol_plan *plan, row_map rows);

/** Walks the pay dates; claims must be open and the money begun. */
void payout_run(trial *t);

#endif
