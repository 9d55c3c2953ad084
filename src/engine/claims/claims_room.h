/* What is shared of how claims are opened. Of claims.c. */
#ifndef SOL_ENGINE_CLAIMS_ROOM_H
#define SOL_ENGINE_CLAIMS_ROOM_H

#include "engine/claims/claims.h"
#include "engine/claims/filing.h"
#include "engine/claims/listing.h"
#include "engine/claims/pauses.h"
#include "engine/claims/waiting.h"
#include "engine/passes/quads.h"

/* What all claims of some terms have in common in a trial. */
typedef struct terms_today {
    sol_date due;
    bool is_known;    /* when claims are due and can be examined stands from the trial before */
    bool is_same;     /* and so does all else, where nothing is drawn by claimant */
    bool lacks_event; /* the event that they require does not happen by `end` */
    bool is_not_due;  /* so it is, or they are excluded */
    sol_date
        excluding; /* the day of the event that excludes them if it comes before that of their entitlement; never beyond `end` */
    sol_date excluded; /* the same if it does; else never. Of claims with days of their own it is found for each */
    uint64_t accepting, approved, taking; /* words below are accepted and approved, and taken up */
    pause answers, takes;
} terms_today;

struct claims_room {
    quads approval, accepts, taken; /* by row; without words where nobody needs any */
    bool has_approval, has_accepts;
    pauses *answers, *takes; /* takes: NULL where no terms keep anything for who declines */
    terms_today *terms;      /* by terms */
    bool is_opened;          /* in some trial before */
    waiting *waiting;        /* where the order of the queue is decided in the trial; else NULL */
    uint16_t *pay_of_day;    /* by days since start, up to `end` and beyond: the first pay date on or after the day */
    uint16_t *pay_of_unseen; /* by survival date, the last being none: the first pay date on or after it */
    listing *by_date;
    uint64_t *processed_by; /* of claims with days of their own; NULL: none has */
    filing *filing;         /* NULL where everyone files at start and no day is drawn */
    uint16_t *coming;       /* by row: the pay date on which an unflagged claim becomes eligible */
};

/** Where a day stands in pay_of_day: at its end if it is behind `end` or never. */
static inline size_t claims_place_of_day(int32_t start, int32_t end, int32_t day)
{
    int32_t least = day < start ? start : day;
    return (size_t)((least > end ? end + 1 : least) - start);
}

/** The numbers of the claimants' draws, by row. */
const uint64_t *claims_entities(sol_arena *arena, const sol_plan *plan, row_map rows);

/** The words of a trial by row; NULL where nobody needs any. */
static inline const uint32_t *claims_words(quads *q, const trial *t, bool is_drawn)
{
    return is_drawn ? quads_words(q, t->seed, t->index) : NULL;
}

/** Opens a run of claims of terms that have days of their own; how many are neither refused, declined nor not due. */
size_t claims_open_own(trial *t, const terms_today *today, size_t from, size_t to);

/** Counts the claims that were processed by each pay date and by `end`, one by one. */
void claims_count_processed(trial *t, uint64_t *processed_by);

#endif
