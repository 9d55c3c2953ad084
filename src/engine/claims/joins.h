/*
 * The queue of an office where claims are filed in the course of a trial: who has filed waits, and each whole claim of capacity examines the
 * first of those who wait on its day; what is left when nobody does is lost.
 */
#ifndef SOL_ENGINE_JOINS_H
#define SOL_ENGINE_JOINS_H

#include "engine/trial/trial.h"

typedef struct joins joins;

joins *joins_new(sol_arena *arena, const sol_plan *plan, row_map rows);

/** Writes the day on which each row's claim is examined; never: not by `end`. Needs days of filing; `u` draws a capacity that is uncertain. */
void joins_draw(joins *j, const trial *t, double u, int32_t *examined_day);

#endif
