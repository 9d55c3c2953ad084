/*
 * What is fixed about claims when a trial opens: whether, and from when, each can be paid. Columns by row; a walk changes nothing here.
 *
 * A claimant is entitled from the day on which date and event allow his claim, whatever the office and he do. It is examined by its place in
 * the queue, entitled or not; where there is no queue when he is entitled, but not before the office opens nor before start. Once it is both,
 * he is asked, and it is eligible when he accepts. A claim that is filed later than at start exists from that day: it joins the queue and nobody
 * is entitled before. Whether it is refused is known when it is examined, whether he declines on the day on which
 * he would have accepted, whether it is excluded on the day of the event that does so. Where his terms keep something for who declines, a share
 * of each division is held for him from that day on; if he takes it up after all, his claim is eligible from the day on which he does.
 */
#ifndef SOL_ENGINE_CLAIMS_H
#define SOL_ENGINE_CLAIMS_H

#include "engine/trial/trial.h"

/* What a claimant is in every trial. */
enum {
    CLAIM_OF_LIVING = 1,    /* he was living at start; in a trial: or, later, on the day of filing */
    CLAIM_LAPSES = 2,       /* his claim ends with his death; of terms, or of a trial (claims.kind) */
    CLAIM_AFTER_LIVING = 4, /* his estate comes after the living */
    CLAIM_AFTER_END = 32    /* his claim falls due after `end`, whatever happens; 8 and 16 are of timely.h */
};

/* A list has so many rows behind its end, so that the columns of rows to come can be fetched while others are worked on. */
enum { CLAIMS_AHEAD = 16 };

typedef struct claims {
    uint8_t *flags;
    uint8_t *kind;  /* a claim to which nobody comes forward in the trial lapses, whatever its terms say of others */
    int32_t *terms; /* indices into plan_people.terms */
    uint16_t *due, *processed, *eligible, *death; /* pay dates, as in trial_claim */
    int32_t *eligible_day;                        /* the day, or that on which he declines; never beyond `end` */
    int32_t *examined_day;                        /* of the office alone: no earlier than start or when it opens */
    int32_t *entitled_day;                        /* by terms; never beyond `end` */
    int32_t *own_entitled;                        /* by row, in its place; NULL where no claim has days of its own */
    int32_t *filed_day;                           /* by row; never: not by `end`. NULL where everyone files at start */
    int64_t *claimed; /* by row: at start, or later on the day of filing; 0: he does not file. NULL likewise */
    int64_t claimed_in_all;
    const uint64_t *processed_by; /* as in people.h, of this trial; where claims have days of their own, of all */
    int32_t *
        kept_day; /* the day from which a share is kept for who declined; never: none is. NULL where no terms keep any */
    uint64_t opened;  /* as long as it stands, all but deaths is as it was */
    size_t unflagged; /* claims that are neither refused, declined nor not due */
    /* Rows, in order, by the pay date that the claimant does not see, once listed: those of date k from dying_first[k] to dying_first[k + 1]. */
    bool are_deaths_listed;
    uint32_t *dying, *dying_first;
    /* The same by the pay date on which their claims, if unflagged, become eligible. */
    uint32_t *coming, *coming_first;
    /* Where heirs may come later or not at all, else NULL; by row: the pay date before which heirs are awaited once the claimant is dead, 0 where
       none are; the first pay date on which somebody may be paid. And the rows whose heirs come on each pay date behind the death, in order. */
    uint16_t *awaited, *payable;
    uint32_t *returning, *returning_first;
    struct heirs *heirs;      /* of heirs.c */
    struct claims_room *room; /* of claims_room.h */
} claims;

/** What a claimant is in every trial: CLAIM_… above. */
uint8_t claims_kind(const sol_plan *plan, size_t claimant);

/** Room for the claims of any trial of a plan. */
claims *claims_new(sol_arena *arena, const sol_plan *plan, row_map rows);

/** Opens all claims: refusals, consents, the queue. Needs event days and lifetimes drawn. */
void claims_open(trial *t);

/** Lists who dies by the pay date that he does not see, unless that was done. */
void claims_list_deaths(trial *t);

/* Claims as they were opened at some time. */
typedef struct claims_opening {
    const claims *of;
    uint64_t opened;
} claims_opening;

/** Whether a trial's claims still are as they were, but for deaths; notes how they are. */
static inline bool claims_are_still(claims_opening *since, const trial *t)
{
    const claims_opening now = {t->claims, t->claims->opened};
    bool are = since->of == now.of && since->opened == now.opened;
    *since = now;
    return are;
}

/* The days from which on date and event allow a claim, it has been processed, and it is accepted as well; never: not by `end`. */
typedef struct claims_days {
    sol_date entitled, processed, accepted;
} claims_days;

claims_days claims_days_of(const trial *t, size_t row);

/** Whether a claimant is alive on a pay date. */
static inline bool claims_is_alive(const trial *t, size_t row, size_t date)
{
    return date < t->claims->death[row];
}

/** Whether he is dead, and heirs have not come forward. */
static inline bool claims_awaits_heirs(const trial *t, size_t row, size_t date)
{
    return t->claims->awaited && date < t->claims->awaited[row] && !claims_is_alive(t, row, date);
}

/** Whether a claim can be paid on a pay date, as far as office, answer, date and heirs go; it may have lapsed. */
static inline bool claims_is_eligible(const trial *t, size_t row, size_t date)
{
    return t->claims->flags[row] == 0 && t->claims->eligible[row] <= date && !claims_awaits_heirs(t, row, date);
}

/** Whether a claimant is alive at `end`. */
static inline bool claims_is_alive_at_end(const trial *t, size_t row)
{
    return t->death[row] > people_details_of(t->plan)->end;
}

static inline const sol_terms *claims_terms(const trial *t, size_t row)
{
    return &t->plan->people.terms[t->claims->terms[row]];
}

/** Whether a claimant was living at start or, later, on the day of filing. */
static inline bool claims_was_living(const trial *t, size_t row)
{
    return t->claims->kind[row] & CLAIM_OF_LIVING;
}

/** The day from which on date, event and filing allow a claim; never beyond `end`. */
static inline int32_t claims_entitled_day(const claims *c, size_t row)
{
    return c->own_entitled ? c->own_entitled[row] : c->entitled_day[c->terms[row]];
}

/** Whether a claim is filed by a day. */
static inline bool claims_is_filed(const trial *t, size_t row, sol_date day)
{
    return !t->claims->filed_day || t->claims->filed_day[row] <= day.day;
}

/** Whether it is filed too late, or would be if it were. */
static inline bool claims_is_late(const trial *t, size_t row)
{
    return t->claims->filed_day && t->claims->filed_day[row] > t->plan->scenario->administration.closes.day;
}

/** The day on which a claim is examined: by its place in the queue; without one when it is entitled, once the office is open. Or never. */
sol_date claims_examined(const trial *t, size_t row);

/** The day from which it is known that a claim is refused, declined or excluded; never, if it is not. */
sol_date claims_barred_from(const trial *t, size_t row);

/** Whether a share is kept by a day for a claimant who declined; he may have taken it up since. */
static inline bool claims_is_kept(const trial *t, size_t row, sol_date day)
{
    return t->claims->kept_day && t->claims->kept_day[row] <= day.day;
}

/** Whether that is known on a day. */
static inline bool claims_is_barred(const trial *t, size_t row, sol_date day)
{
    return claims_barred_from(t, row).day <= day.day;
}

/** Whether a claim has ended with its claimant's death. */
static inline bool claims_has_lapsed(const trial *t, size_t row, size_t date)
{
    return (t->claims->kind[row] & CLAIM_LAPSES) && !claims_is_alive(t, row, date);
}

/** The same by a pay date or, behind the last one, by `end`. */
static inline bool claims_has_lapsed_by(const trial *t, size_t row, size_t date)
{
    bool lives = date < t->plan->date_count ? claims_is_alive(t, row, date) : claims_is_alive_at_end(t, row);
    return (t->claims->kind[row] & CLAIM_LAPSES) && !lives;
}

/** The first day on which a claim bears no interest. */
static inline sol_date claims_interest_end(const trial *t, size_t row)
{
    const sol_terms *terms = claims_terms(t, row);
    if (terms->interest_end == SOL_INTEREST_UNTIL_DATE)
        return terms->interest_until;
    bool ends = terms->interest_end == SOL_INTEREST_UNTIL_ELIGIBLE;
    return ends ? (sol_date){claims_entitled_day(t->claims, row)} : sol_date_never();
}

#endif
