/*
 * When the office examines each claim. By age: each claim that can be examined on a day goes to the oldest of those who live on it and were not
 * examined yet, then to estates, by birth too. The days are those of the plan, or a trial's own where the capacity is uncertain.
 */
#ifndef SOL_ENGINE_WAITING_H
#define SOL_ENGINE_WAITING_H

#include "engine/trial/trial.h"

typedef struct waiting waiting;

/** Room for the queue of any trial; NULL: the days are the same in all of them, and stand in `examined_day` (by row) from now on. */
waiting *waiting_new(sol_arena *arena, const sol_plan *plan, row_map rows, int32_t *examined_day);

/** Writes the day on which each row's claim is examined; never: not by `end`. Needs lifetimes drawn. */
void waiting_draw(waiting *w, const trial *t, int32_t *examined_day);

/** The draw of a trial for an office's capacity where that is uncertain: one for all its steps. */
double waiting_capacity_draw(const trial *t);

/** By pay date, then by `end`: claims examined by then; of the trial that was drawn last. Not where claims have days of their own. */
const uint64_t *waiting_processed_by(const waiting *w);

#endif
