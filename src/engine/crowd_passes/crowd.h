/*
 * Trials of a crowd: claimants with a common history, as all are eligible from the first pay date on, or in waves on later ones, bear no
 * interest and are paid by one step, or few, out of one pool. What each has had by a pay date is then a function of his claim and of levels, so
 * that a trial walks dates and levels and looks at persons once; where weights change with age, of his fate too, or it is kept claimant by
 * claimant. Four trials go side by side. The rows are those of the general path, number by number.
 */
#ifndef SOL_ENGINE_CROWD_H
#define SOL_ENGINE_CROWD_H

#include "engine/tally/metrics.h"

/* What all workers share: the claimants in the order that the step needs, in blocks of neighbours. */
typedef struct crowd_layout crowd_layout;

/** The layout of a plan whose claimants are a crowd; NULL if they are not. Rows are by `metrics`, whole or brief. */
const crowd_layout *crowd_layout_make(sol_arena *arena, const sol_plan *plan, const metrics_layout *metrics);

/**
 * The same of a plan whose people are those of another that has a layout, which must live as long: all that is by claimant is taken over from
 * it. NULL also where something of that differs.
 */
const crowd_layout *crowd_layout_like(sol_arena *arena, const sol_plan *plan, const metrics_layout *metrics,
                                      const crowd_layout *other);

/** Whether a plan's claimants are a crowd, and with another plan's, which are the same people, one that crowd_layout_like gives. */
bool crowd_is_one(const sol_plan *plan);
bool crowd_is_like(const sol_plan *plan, const sol_plan *other);

/** Whether what each has had is kept, as claimants have weights. Needs a crowd. */
bool crowd_has_weights(const sol_plan *plan);

/* A worker's room. */
typedef struct crowd crowd;

crowd *crowd_new(sol_arena *arena, const crowd_layout *layout, uint64_t seed);

/** The same in the room of another, whose layout this one's is like: its lives are those that the other has opened, and one walks at a time. */
crowd *crowd_new_like(sol_arena *arena, const crowd_layout *layout, uint64_t seed, const crowd *other);

/** Runs trials 4·quad … 4·quad + count − 1, count <= 4, and fills their rows as metrics_fill does. */
void crowd_run(crowd *c, uint64_t quad, size_t count, int64_t *const row[4]);

/**
 * The same in parts, for several courses of money: opens the trials, then walks them, one a lane, with money that was drawn for each; it may
 * be walked again with other money.
 */
void crowd_open(crowd *c, uint64_t quad, size_t count);
void crowd_walk(crowd *c, inflow *const in[4], int64_t *const row[4]);

#endif
