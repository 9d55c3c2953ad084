/* One trial: lifetimes, money in, and its division at each pay date. */
#ifndef SOL_ENGINE_TRIAL_H
#define SOL_ENGINE_TRIAL_H

#include "engine/arrivals/inflow.h"
#include "engine/trial/ledger.h"
#include "engine/trial/rows.h"
#include "plan/account.h"
#include "plan/people.h"

/* What is fixed about a claim at the outset of a trial, whatever happens later. */
enum { CLAIM_REFUSED = 1, CLAIM_DECLINED = 2, CLAIM_NOT_DUE = 4 };

/* A claim in a trial, today. Indices of pay dates beyond the last are date_count. */
typedef struct trial_claim {
    sol_money owed;
    sol_money paid;                         /* ever, before start included */
    sol_money uncounted;                    /* of it: from pools that do not count */
    sol_money held;                         /* today for one not yet eligible: taken from the cash, not paid */
    sol_money paid_in_life, paid_to_estate; /* by the fund and directly, in this trial */
    uint32_t due;                           /* the first pay date on which date and event allow it */
    uint32_t processed;                     /* the first pay date on which it has been processed as well */
    uint32_t eligible;                      /* the first pay date on which it is accepted as well */
    uint32_t death;    /* the first pay date that the claimant does not see; 0: an estate from the outset */
    uint32_t paid_off; /* the first pay date on which nothing is owed any more */
    uint8_t flags;
    bool is_alive_at_end;
} trial_claim;

/* A division, as an observer sees it before the payments are made. */
typedef struct trial_division {
    size_t date, pool, step;
    bool is_after_living; /* the round for estates that come after the living */
    bool is_direct;       /* enforcement paid directly; `pool` and `step` say nothing */
    bool
        is_share; /* the yearly limit binds after this division: all awards are held; within them, those behind it are paid */
    bool is_within; /* one of those: `cash` is what the limit leaves, `upper` what the shares do */
    bool goes_on;   /* nobody could be given more, so that what is left is for the next step or round */
    sol_money cash;
    size_t count;
    const uint32_t *claimant;               /* count: who takes part */
    const sol_money *claim, *lower, *upper; /* lower NULL: zero */
    const double *weight;                   /* or NULL */
    const sol_money *award, *payment, *held;
    const sol_division *outcome;
} trial_division;

/* A deposit that is made for a claimant who declined, or that he takes up. */
typedef struct trial_deposit {
    size_t date, claimant;
    sol_money amount;
    bool is_taken_up;
} trial_deposit;

/* What may be told while a trial runs; any of the functions may be NULL. */
typedef struct trial_observer {
    void *context;
    void (*divided)(void *context, const trial_division *division);
    void (*deposit)(void *context, const trial_deposit *deposit);
    void (*paid_date)(void *context, size_t date, const ledger *ledger,
                      const sol_money *balance); /* after the last: `end` */
} trial_observer;

/* Claimants by where they stood at start. */
enum { TRIAL_ESTATES, TRIAL_LIVING, TRIAL_ORIGINS };

/*
 * Sums up to and including a pay date. Whole: claims that came to the first goal's share, those refused, declined or not due left out: of
 * each origin, in life or after; and of those living at start, in life.
 */
typedef struct trial_date {
    sol_money received, balance, paid;
    int64_t living, paid_in_full, in_time, waiting;
    int64_t deaths; /* of those who wait at first, before they reached it */
    int64_t whole[TRIAL_ORIGINS], whole_in_life;
} trial_date;

/* What a claim that is entitled waits for: the office, the claimant's answer, money. */
typedef enum trial_wait { TRIAL_IN_QUEUE, TRIAL_DECIDING, TRIAL_FOR_MONEY, TRIAL_WAITS } trial_wait;

typedef struct fund fund;

/* A worker's room for one trial after the other. */
typedef struct trial {
    sol_arena *arena;
    const sol_plan *plan;
    uint64_t seed, index;
    const trial_observer *observer; /* or NULL */
    inflow *in;
    row_map rows; /* where each claimant stands in the columns */
    double multiplier;
    struct lifetimes *lifetimes; /* of lifetimes.c */
    const uint16_t *death;       /* by row: index of the first survival date that he does not see */
    struct claims *own;    /* the trial's own claims, and those that it walks: another's, if it was opened like that */
    struct claims *claims; /* of claims.h: what is fixed when the trial opens */
    struct accounts *accounts; /* of accounts.h: what is owed and paid */
    bool is_kept;
    sol_date today;                             /* of the walk: a pay date, then `end` */
    sol_money *balance;                         /* by pool */
    sol_money *source_received;                 /* by firm, then by other source */
    trial_date *date;                           /* by pay date */
    const struct timely_people *goals;          /* of timely.h */
    uint8_t *in_time;                           /* by goal, then row */
    uint8_t *late;                              /* by row: reached the first goal's share alive, after its day */
    int64_t deaths;                             /* as in trial_date, by `end` */
    int64_t valid[TRIAL_ORIGINS];               /* claims neither refused, declined nor not due */
    int64_t had[TRIAL_ORIGINS];                 /* of them, those that had come to the first goal's share at start */
    int64_t unpaid[TRIAL_ORIGINS][TRIAL_WAITS]; /* what is owed on the first goal's day: claims/unpaid.h */
    ledger ledger;
    sol_money costs_owed, stranded;
    fund *fund;              /* of fund.c */
    struct reached *reached; /* of claims/reached.h */
    struct history *history; /* of history/history.h: what the walk divides by; NULL: claim by claim */
    void *payout;            /* of payout.c */
    sol_arena *scratch;      /* reset at each division */
} trial;

/** Room for any trial of the plan, in an arena of its own: trials of several threads share nothing that grows. */
trial *trial_new(const sol_plan *plan, uint64_t seed);

/** The same with the tables of another trial of the plan, which must last as long. */
trial *trial_new_like(const sol_plan *plan, uint64_t seed, const trial *other);

/** Room in `arena` for a trial's money alone: all that is by claimant, and payouts, are NULL. Needs no trial_free. */
trial *trial_new_money(sol_arena *arena, const sol_plan *plan, uint64_t seed);

/** Opens balances and an empty ledger; money in must be drawn. */
void trial_begin_money(trial *t);

/** Frees a trial of trial_new with all that it holds. */
void trial_free(trial *t);

/**
 * Runs one trial.
 *
 * Gives    claims, dates, ledger and received sums as they stand at `end`; the ledger balances to the unit
 */
void trial_run(trial *t, uint64_t index);

/*
 * The same in parts, for one trial with several courses of money. Draw money into t->in, open, then walk: that is trial_run. To walk again
 * with other arrivals but the same event days, keep what was opened before the first walk and reopen it before each further one.
 */

/**
 * Has walks go by the common histories of claims, or claim by claim; both give the same. Otherwise it is whichever is quicker.
 *
 * Gives    whether they go by common histories; not if claims have none
 */
bool trial_choose_history(trial *t, bool by_history);

/** What has become of a claim by today. */
trial_claim trial_claim_of(const trial *t, size_t claimant);

/** Draws lifetimes and opens claims. Looks at the event days in t->in, not at arrivals. */
void trial_open(trial *t, uint64_t index);
void trial_keep(trial *t);
void trial_reopen(trial *t);

/**
 * Draws lifetimes together with another from now on, in one room; in one thread.
 *
 * Needs    plans with the same rows and mortality; the same seed
 */
void trial_live_like(trial *t, const trial *other);

/**
 * Opens a trial as another was opened and kept, whose memory it uses from then on.
 *
 * Needs    plans with the same rows, events and administration; the same event days
 */
void trial_open_like(trial *t, const trial *other);

/** Walks the pay dates of a trial that is open. */
void trial_walk(trial *t);

#endif
