/*
 * The money in of one trial for many plans that differ in their rates of joining alone.
 *
 * Events, prices, the firms' days, inclinations and pledges, and the other sources are drawn once. Countries that follow one another are a
 * bloc, and no two blocs meet but in the fund: in each bloc the plans' rates let certain firms join, mostly the same at many rates, and
 * those who join bring what they bring at whatever rate. A course is one combination of what the blocs bring. Each plan's course equals
 * what inflow_draw gives for it.
 */
#ifndef SOL_ENGINE_COURSES_H
#define SOL_ENGINE_COURSES_H

#include "engine/inflow.h"

/* A worker's room, overwritten by each trial. */
typedef struct courses {
    inflow *in;   /* the trial's events and paths, and the course that was taken last; firm_promised is not filled */
    size_t count; /* of courses in this trial */
    uint32_t *of; /* by plan: its course */
    void *details;
} courses;

/**
 * Room for any trial.
 *
 * Needs    plans that differ in no part but KIN_RATES of their money in (kin_plans)
 */
courses *courses_new(sol_arena *arena, size_t count, const sol_plan *const *plan);

/** Frees what does not lie in the arena of courses_new. */
void courses_free(courses *c);

/** Draws a trial: events and paths stand in c->in, and the courses can be taken. */
void courses_draw(courses *c, uint64_t seed, uint64_t trial);

/** Puts the arrivals of one course into c->in, and who has joined. */
void courses_take(courses *c, size_t course);

#endif
