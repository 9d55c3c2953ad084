/* A proportional step by passes over what it sees: the share of the total that all have, paid before or today. */
#ifndef SOL_ENGINE_STEPS_SHARES_H
#define SOL_ENGINE_STEPS_SHARES_H

#include "engine/steps/view.h"

/*
 * Below this endowment the awards, whole parts of products by the smallest double not below part / whole, never sum to more than the part: a
 * double's roundings make the sum of products, and so of their whole parts, less than one unit too much.
 */
#define SHARES_LIMIT (INT64_C(1) << 51)

typedef struct shares shares;

/** Room for the divisions of one step. */
shares *shares_new(sol_arena *arena, const sol_plan *plan);

/**
 * Finds the share at which all have the endowment, where some would have less than what they were paid by that of the whole.
 *
 * Needs    what was paid < endowment < what all claim; endowment < SHARES_LIMIT; amounts below COLUMNS_LIMIT / 2
 * Gives    whether it was found: the same as sol_divide's
 */
bool shares_solve(shares *s, const view *v, size_t date, int64_t endowment, double *share);

/** Whether by a share, that of the whole, nobody has less than what he was paid; from it the next is sought. */
bool shares_is_free(shares *s, const view *v, size_t date, double share);

/** Notes that all have been paid by the share that was found; `payments` is what accounts count since. */
void shares_paid(shares *s, const view *v, double share, uint64_t payments);

#endif
