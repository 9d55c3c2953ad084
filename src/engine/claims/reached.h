/*
 * By when claims were paid what goals ask for: columns of dates, whoever lives to see them. Who was in time or late, and how many waited on
 * each pay date, follows from these and the deaths when the walk is over.
 */
#ifndef SOL_ENGINE_REACHED_H
#define SOL_ENGINE_REACHED_H

#include "engine/trial/trial.h"

typedef struct reached {
    size_t share_count;
    int64_t *share;   /* of claims, in billionths, that some goal asks for; rising */
    uint16_t **date;  /* by share, then row: the first pay date by which so much had been paid, or date_count */
    size_t *of_goal;  /* its share */
    uint16_t *by;     /* by goal: pay dates that are not after its day */
    int64_t *settled; /* by pay date: claims that it paid off */
    uint32_t *count;  /* rows of reached.c, by pay date */
} reached;

/** Room for the walks of a plan. */
reached *reached_new(sol_arena *arena, const sol_plan *plan);

/** Begins a walk: shares were come to by what was paid before start, and by nothing else. Needs accounts that have begun. */
void reached_begin(reached *r, const trial *t);

/** Notes which shares a row's claim has come to by a payment on a pay date: what was ever paid is held against `total`. */
void reached_see(reached *r, const trial *t, size_t row, size_t date, int64_t total);

/** Notes that a row's claim came to a share on a pay date, if it had not before. */
static inline void reached_note(reached *r, size_t share, size_t row, uint16_t date)
{
    uint16_t *at = &r->date[share][row];
    *at = *at < date ? *at : date;
}

/** Writes who is in time and late, and the counts of people of all pay dates, into the trial. */
void reached_tell(const reached *r, trial *t);

#endif
