/* Whether payouts arrive in time: whom a goal of timeliness counts, and how he reaches it. */
#ifndef SOL_ENGINE_TIMELY_H
#define SOL_ENGINE_TIMELY_H

#include "engine/claims/claims.h"

/* What a claimant is to a goal, beside what he is in every trial (claims.h). */
enum {
    TIMELY_COUNTED = 8, /* the goal counts him */
    TIMELY_EVER = 16, /* he reaches it by what is ever paid, to him or to his estate; else by what he is paid in life */
    TIMELY_HAD = 64   /* he had come to its share at start, counted or not: he never waits */
};

/**
 * What a claimant is to a goal: settled at start (of who files later, as if he filed then), by group, by age (an estate keeps that of its death) and by being alive. Who was living
 * then reaches a goal in life, and one for all in life or after; an estate reaches one that counts it by what is ever paid, and no other. Who
 * was living at start and had come to its share has reached it in life, whenever he dies.
 */
uint8_t timely_standing(const sol_plan *plan, const sol_timeliness *goal, size_t claimant);

/* What the claimants of a plan are to its goals, and in every trial (CLAIM_… of claims.h), by row. */
typedef struct timely_people {
    uint8_t **standing; /* by goal, then row */
} timely_people;

const timely_people *timely_people_new(sol_arena *arena, const sol_plan *plan, row_map rows);

/** Settles whom goals count of those who may file after start: on the day on which they do, and nobody who would after `end`. Needs claims opened. */
void timely_settle_filing(trial *t);

/** Whether one of such a standing with the first goal may wait: it counts him, and he was living at start and had not come to its share. */
static inline bool timely_may_wait(uint8_t standing)
{
    const uint8_t both = CLAIM_OF_LIVING | TIMELY_COUNTED;
    return (standing & (both | TIMELY_HAD)) == both;
}

/**
 * Whether `paid` reaches a share of all that a claimant was ever paid or is owed, `total`, short of less than the payments' unit: but somebody
 * to whom something is owed does not without any payment.
 */
bool timely_reaches(int64_t paid, int64_t total, int64_t share_billionths, sol_money unit);

/** No goal is reached where paid + near < goal · total. */
void timely_least(const trial *t, double *goal, double *near);

/** Whether a claimant was living at start. */
static inline bool timely_was_living(const sol_plan *plan, size_t claimant)
{
    return sol_date_is_never(plan->people.claimant[claimant].died);
}

/** The state that the claimant of a row ends in. */
sol_state timely_state(const trial *t, size_t row);

#endif
