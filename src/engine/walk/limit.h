/* What a limit of payments leaves: an account that each limit opens anew. */
#ifndef SOL_ENGINE_LIMIT_H
#define SOL_ENGINE_LIMIT_H

#include "solatium/payments.h"

typedef struct limit_account {
    size_t limit; /* of it: one more than its index; 0: none is in force */
    int period;
    sol_money left; /* in the period, with what is carried over */
} limit_account;

/** The account as it stands on a later day, or on the first. */
limit_account limit_on(const sol_payments *payments, limit_account before, sol_date day);

#endif
