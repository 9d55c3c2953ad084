/* The identity of every trial: opening + received + return = paid + deposited + costs + returned + left. */
#ifndef SOL_ENGINE_LEDGER_H
#define SOL_ENGINE_LEDGER_H

#include "solatium/money.h"

#include <stdbool.h>

typedef struct ledger {
    sol_money opening, received, returns; /* in; returns may be negative */
    sol_money paid, costs, returned;      /* out; returned: to debtors and guarantors */
    sol_money deposited;                  /* out, for those who declined and have not taken it up */
    sol_money left;
    sol_money costs_of_payments; /* a part of costs */
    sol_money taken_up;          /* a part of paid, out of what had been deposited */
} ledger;

/** Whether what came in went out or is left, to the unit. */
static inline bool ledger_balances(const ledger *l)
{
    sol_wide in = (sol_wide)l->opening.units + l->received.units + l->returns.units;
    sol_wide out = (sol_wide)l->paid.units + l->deposited.units + l->costs.units + l->returned.units + l->left.units;
    return in == out;
}

#endif
