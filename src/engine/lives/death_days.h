/*
 * On which day somebody dies, and what he weighs then, looked up by age in days: both go by age alone where mortality does not improve. What
 * roundings could decide is left to lifetimes_day.
 */
#ifndef SOL_ENGINE_DEATH_DAYS_H
#define SOL_ENGINE_DEATH_DAYS_H

#include "engine/lives/weights_tables.h"

typedef struct death_days death_days;

/** Tables for a step that weighs by hazard or need; NULL where mortality improves with time, or nobody dies. */
death_days *death_days_new(sol_arena *arena, const sol_plan *plan, const weights_tables *weights, size_t step);

/* Somebody who dies after one survival date, or after start, and not after the next. */
typedef struct death_days_person {
    int32_t birth;
    size_t law;    /* people_law */
    size_t unseen; /* the latter date */
    double limit;  /* see lifetimes_death */
} death_days_person;

/** The weight of his estate; WEIGHTS_UNKNOWN where his day is not certain here. */
double death_days_weight(const death_days *d, const death_days_person *person);

#endif
