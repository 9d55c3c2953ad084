/* The pay dates of one trial: what arrives, what it costs, what is paid. */
#ifndef SOL_ENGINE_PAYOUT_H
#define SOL_ENGINE_PAYOUT_H

#include "engine/steps.h"

/* A worker's room. */
typedef struct payout {
    steps *steps;
    size_t next_arrival;
    sol_date last;      /* the day up to which balances have earned */
    double *pending;    /* by pool: what arrived since, with its return, in units */
    sol_money *arrived; /* by pool: the same without return */
    sol_money yearly_charged;
    uint64_t claims_charged;
    int limit_year;      /* of the allowance below */
    sol_money allowance; /* what may still be paid this calendar year */
} payout;

payout *payout_new(sol_arena *arena, const sol_plan *plan);

/** Walks the pay dates; claims must be open and money in drawn. */
void payout_run(trial *t);

#endif
