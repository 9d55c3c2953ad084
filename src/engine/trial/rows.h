/*
 * The rows of a trial's columns: claimants by the pay date on which their claims can be processed, then by terms, then, where trials go by common
 * histories (history/history.h), by claim, then in file order. Claims that are open together stand together, and so do those that bear the same
 * interest, or that a level reaches together; where that would leave few side by side, terms come first.
 */
#ifndef SOL_ENGINE_ROWS_H
#define SOL_ENGINE_ROWS_H

#include "plan/plan.h"

typedef struct row_map {
    const uint32_t *claimant; /* by row */
    const uint32_t *row;      /* by claimant */
} row_map;

/** Whether claims of one pay date and the same terms stand by claim. */
bool rows_are_by_claim(const sol_plan *plan);

/** The rows of a plan; plans with the same people, administration and pay dates, which are both by claim or both not, have the same. */
row_map rows_of_plan(sol_arena *arena, const sol_plan *plan);

/** The claimants of some rows. */
const uint32_t *rows_claimants(sol_arena *arena, row_map rows, size_t count, const uint32_t *row);

/** When each claim leaves the queue, by claimant; by age as if all lived when it opens who live at start. Needs a queue. */
const sol_date *rows_days_in_queue(sol_arena *arena, const sol_plan *plan);

#endif
