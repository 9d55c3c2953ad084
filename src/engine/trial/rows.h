/*
 * The rows of a trial's columns: claimants by the pay date on which their claims can be processed, then by terms, then by what divisions look
 * at in order, then in file order. Claims that are open together stand together, and so do those that bear the same
 * interest, or that a level reaches together; where that would leave few side by side, terms come first.
 */
#ifndef SOL_ENGINE_ROWS_H
#define SOL_ENGINE_ROWS_H

#include "plan/plan.h"

typedef struct row_map {
    const uint32_t *claimant; /* by row */
    const uint32_t *row;      /* by claimant */
} row_map;

/* How claims of one pay date and the same terms stand: as filed; by claim, where trials go by common histories (history/history.h) or a rule looks at
 * claims in order; by birth, where one looks at hazards. */
typedef enum rows_order { ROWS_AS_FILED, ROWS_BY_CLAIM, ROWS_BY_BIRTH } rows_order;

rows_order rows_order_of(const sol_plan *plan);

/** The rows of a plan; plans with the same people, administration and pay dates and the same order have the same. */
row_map rows_of_plan(sol_arena *arena, const sol_plan *plan);

/** The claimants of some rows. */
const uint32_t *rows_claimants(sol_arena *arena, row_map rows, size_t count, const uint32_t *row);

/** Each claim's place in the queue, by claimant; by age as if all lived when it opens who live at start. Needs a queue. */
const uint32_t *rows_places_in_queue(sol_arena *arena, const sol_plan *plan);

/** When it leaves the queue; of an uncertain capacity, at its median. */
const sol_date *rows_days_in_queue(sol_arena *arena, const sol_plan *plan);

#endif
