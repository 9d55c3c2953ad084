/*
 * The queue by age in a trial: each claim that can be examined on a day goes to the oldest of those who live on it and were not examined yet,
 * then to estates, by birth too.
 */
#ifndef SOL_ENGINE_WAITING_H
#define SOL_ENGINE_WAITING_H

#include "engine/trial/trial.h"

typedef struct waiting waiting;

/** The places of a plan's queue. Needs a queue by age. */
waiting *waiting_new(sol_arena *arena, const sol_plan *plan, row_map rows);

/** Writes the day on which each row's claim is examined; never: not by `end`. Needs lifetimes drawn. */
void waiting_draw(waiting *w, const trial *t, int32_t *examined_day);

#endif
