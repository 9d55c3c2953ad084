/* The fund's money in one trial: what arrives, what it earns, what it costs, what may be paid out. Knows no claimant. */
#ifndef SOL_ENGINE_FUND_H
#define SOL_ENGINE_FUND_H

#include "engine/trial/trial.h"
#include "engine/walk/limit.h"

/* How far a trial's money has come, beside its balances and ledger. */
struct fund {
    size_t first_arrival, next_arrival; /* of the date at hand, and behind it */
    sol_date last;                      /* the day up to which balances have earned */
    double *pending;                    /* by pool: what arrived since, with its return, in units */
    sol_money *arrived;                 /* by pool: the same without return */
    sol_money yearly_charged;
    uint64_t claims_charged;
    size_t first_young; /* of the arrivals that may not be paid out yet */
    sol_money *young;   /* by pool: these, as far as they are there */
    limit_account limit;
};

fund *fund_new(sol_arena *arena, const sol_plan *plan);

/** Opens the balances; money in must be drawn. */
void fund_begin(trial *t);

/** Takes into the pools what has arrived by a pay date, with its return; money that is paid directly lies in no pool and is left out. */
void fund_receive(trial *t, size_t date);

/**
 * Bears costs: what is owed of them, the year's part (ended where costs end with the claims and none is open), a share of what the date has
 * received and the claims processed. What the general pool cannot bear is owed.
 */
void fund_bear_costs(trial *t, size_t date, bool some_claim_is_open);

/** Brings the limit of payments to a pay date. */
void fund_allow(trial *t, size_t date);

/** What of a pool's balance came too lately to be paid out, or to go to another pool. */
sol_money fund_young(const trial *t, size_t pool);

/** What a pool holds and has not for claims: the reserve, what came too lately, and the costs of paying the rest out. */
typedef struct fund_kept {
    sol_money reserve, young, costs;
} fund_kept;
fund_kept fund_keeps(const trial *t, size_t pool);

/** What a pool has for claims: its balance less what it keeps. */
sol_money fund_means(const trial *t, size_t pool);

/** What of it may be paid today, within the limit. */
sol_money fund_cash(const trial *t, size_t pool);

/** About what the next pay date will have to divide beside what this one has, all of which is paid: by what arrives. Of one pool. */
sol_money fund_foresee(const trial *t, size_t date);

/** What a pool must hold to make payments: their costs included, rounded up. */
sol_money fund_with_costs(const trial *t, sol_money payments);

/** Books what a pool pays on a pay date, all of it at once, and the costs of that. */
void fund_pay(trial *t, size_t pool, sol_money amount);

/** Whether the limit lets so much out. */
bool fund_allows(const trial *t, sol_money amount);

/** Books a deposit out of a pool; the limit counts it as it does a payment. */
void fund_deposit(trial *t, size_t pool, sol_money amount);

/** Books that a deposit is taken up. */
void fund_pay_deposit(trial *t, sol_money amount);

/** Notes what has come in, is there and has been paid by a pay date. */
void fund_note(trial *t, size_t date);

/** `end` after the last pay date: what still comes is received, seizures too, and costs are borne as on a pay date. */
void fund_end(trial *t, bool some_claim_is_open);

/** What is left in all pools, into the ledger. */
void fund_leave(trial *t);

#endif
