/*
 * The money in of one trial for many plans whose firms join alike but for their rates.
 *
 * Events, the firms' days and inclinations are drawn once. Countries that follow one another are a bloc, and no two blocs meet but in the
 * fund: in each bloc the plans' rates let certain firms join, mostly the same at many rates. What those who join bring is the same for all
 * plans that differ in nothing else; plans with other amounts have another purse, which pays for the same firms. A course is one
 * combination of purse and of who joins in each bloc. Each plan's course equals what inflow_draw gives for it.
 */
#ifndef SOL_ENGINE_COURSES_H
#define SOL_ENGINE_COURSES_H

#include "engine/arrivals/inflow.h"

/* A worker's room, overwritten by each trial. */
typedef struct courses {
    size_t count; /* of courses in this trial */
    uint32_t *of; /* by plan: its course */
    size_t purse_count;
    bool wants_promised; /* for rows that tell of each source; false at first */
    void *details;
} courses;

/**
 * Room for any trial.
 *
 * Needs    plans that do not differ in KIN_JOINING (kin_plans)
 */
courses *courses_new(sol_arena *arena, size_t count, const sol_plan *const *plan);

/** Frees what does not lie in the arena of courses_new. */
void courses_free(courses *c);

/** Draws a trial. */
void courses_draw(courses *c, uint64_t seed, uint64_t trial);

/** The events, paths and arrivals of one course, and who has joined; firm_promised if that is wanted. It stands until another is taken. */
inflow *courses_take(courses *c, size_t course);

#endif
