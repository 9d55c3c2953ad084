/*
 * A trial as the model's page defines it, written from that page alone: person by person, day by day where it speaks of days, with whole
 * numbers and exact decimals. Slow; for some tens of people. It takes from the plan only what the plan is by definition: pay dates, people
 * as drawn from `claimants.seed`, integrals of the hazard. Comments quote the page; `§` names its section.
 */
#ifndef MODEL_H
#define MODEL_H

#include "plan/plan.h"

enum { MODEL_GOALS = 8 }; /* as many as a scenario of the tests has, at most */

/* §8, reasons, in the order of the page. */
typedef enum model_reason {
    MODEL_BEFORE_ENTITLED,
    MODEL_IN_QUEUE,
    MODEL_DECIDING,
    MODEL_BEFORE_PAY_DATE,
    MODEL_FOR_WANT_OF_MONEY,
    MODEL_ALIVE,
    MODEL_REASONS
} model_reason;

/* How a claimant stands to one goal. */
typedef struct model_timely {
    bool is_meant;   /* the goal's `who` is for him, settled at start */
    bool is_counted; /* and he is not refused, declined or not due */
    bool is_in_time;
    bool could_be; /* with unlimited money on the first day: the ceiling */
} model_timely;

typedef struct model_person {
    const plan_claimant *who;
    const sol_terms *terms;
    uint64_t entity; /* what his draws follow from */
    sol_date death;  /* §3: the first day on which he is not alive; never: not by `end` */
    bool is_estate;  /* from the outset, or on the day of filing */
    sol_date filed;  /* not before start, but where it was then; never: not by `end` */
    bool is_later;   /* he may file after start */
    bool is_late;    /* he files after `closes` */
    bool is_refused, is_declined;
    sol_date entitled;  /* §2 (a) and (b) */
    sol_date excluded;  /* the day on which `unless` took his claim */
    sol_date processed; /* (c) */
    sol_date answered;  /* (d); the day of a refusal to accept, too, or that on which he takes up what was kept */
    sol_date heirs;     /* the day on which heirs come forward, or his death; never: nobody does */
    sol_date kept_from; /* the day from which a share is kept for him who declined; never: none is */

    sol_wide accrued; /* §2: interest since ever, in units of a billionth of 1/365, exact */
    sol_date accrued_to;
    int64_t principal, interest_paid; /* principal not yet settled */
    bool is_fixed;                    /* "until the claim is examined or first paid; then it is fixed": it was paid */
    int64_t claimed;                  /* at start, without what was received before */
    int64_t owed;                     /* as of the day that the trial has come to */

    int64_t before;    /* received before start */
    int64_t paid;      /* since */
    int64_t uncounted; /* of it, from pools that the general pool does not count */
    int64_t held,
        held_uncounted; /* §7, today: by the pools that have been divided, and what of it the general pool ignores */
    int64_t *held_in;   /* of `held`: by pool */
    int64_t deposited;  /* outside of the fund, not taken up */
    int64_t in_life, to_estate, direct;
    int64_t *on; /* by pay date */

    model_timely goal[MODEL_GOALS];
    sol_date goal_on,
        alive_on; /* the first pay date on which he was in time by the first goal; on which he, alive, had reached its `paid` */
    sol_date paid_off; /* the first pay date on which nothing was owed any more */
    sol_date whole_on; /* the first pay date on which its `paid` had been reached, in life or after */
    int64_t unpaid;    /* owed on the first goal's day; 0: not entitled by then, or refused, declined, lapsed */
    sol_state state;   /* by the first goal */
    int reason;        /* by the first goal, a model_reason; SOL_NONE: in time, not counted or an estate */
} model_person;

/* Claims by where their claimants stood at start, and what an unpaid one waits for. */
enum { MODEL_ESTATES, MODEL_LIVING, MODEL_ORIGINS };
enum { MODEL_WAITS_IN_QUEUE, MODEL_WAITS_FOR_ANSWER, MODEL_WAITS_FOR_MONEY, MODEL_WAITS };

/* What money was kept for some groups, or for all (the general pool, index 0). */
typedef struct model_pool {
    size_t group_count;
    const int *group; /* increasing */
    bool counts, then_general;
    size_t people;
    int64_t balance;
} model_pool;

/* A pay date as it ended, or `end`. */
typedef struct model_day {
    sol_date date;
    int64_t received, gained, costs, paid, returned; /* on it, since the one before */
    int64_t by_pools;                                /* of what was paid: not directly */
    int64_t balance;                                 /* of all pools */
    int64_t owed;                          /* to claims entitled by then and not refused, declined or lapsed */
    int64_t *pool;                         /* balance by pool */
    size_t living;                         /* of those living at start */
    size_t paid_in_full, in_time, waiting; /* by then; the last of those counted, living at start */
    size_t processed;                      /* claims, so far */
    size_t whole[MODEL_ORIGINS],
        whole_in_life; /* by then, not refused, declined or not due; the last of those living at start */
    size_t deaths;     /* by then, of those counted, living at start, before they reached the first goal's `paid` */
} model_day;

typedef struct model_trial {
    sol_arena *arena;
    const sol_plan *plan;
    const sol_scenario *scenario;
    uint64_t seed, trial;

    double multiplier;
    sol_date *event; /* by event: its day; never: it did not happen */
    double **path;   /* by currency, and last the fund: B at each knot of plan->money.month; NULL: does not move */
    struct model_arrival *arrival;
    size_t arrival_count, arrival_room;

    size_t people;
    model_person *person;
    sol_date worked; /* the last day on which the office has examined claims */
    size_t examined; /* claims, since the pay date before */
    sol_wide credit; /* §6: of the office, as a fraction that office.c names */

    size_t pool_count;
    model_pool *pool;
    int *source_pool; /* by source */
    int64_t costs_owed;

    size_t dates;
    model_day *day; /* by pay date */
    model_day last; /* `end` */
    int64_t opening, received, gained, costs, paid, in_life, to_estate, deposited, returned, left, stranded, owed,
        claimed, claimed_by_start; /* the latter: of those who are sure to have filed then */
    int64_t *of_source, *of_firm;  /* received, by source and by firm of plan->money.firm */
    bool *has_joined;              /* by firm */
    size_t lived;                  /* counted by the first goal, living at start */
    size_t counted[MODEL_GOALS], in_time[MODEL_GOALS], meant[MODEL_GOALS], ceiling[MODEL_GOALS];
    bool meets[MODEL_GOALS];
    size_t valid[MODEL_ORIGINS];                /* claims not refused, declined or not due */
    size_t had[MODEL_ORIGINS];                  /* of them, those that had reached the first goal's `paid` at start */
    int64_t unpaid[MODEL_ORIGINS][MODEL_WAITS]; /* on the first goal's day */
    bool has_paid_by_goal;                      /* anybody anything, by the first goal's day */
} model_trial;

/** Walks one trial of a plan; everything is taken from `arena`. */
model_trial *model_walk(sol_arena *arena, const sol_plan *plan, uint64_t seed, uint64_t trial);

/** Whether a claim's required event did not happen by `end`, or it was excluded; whether it has ended with its claimant by `end`. */
bool model_is_not_due(const model_trial *t, const model_person *p);
bool model_has_lapsed(const model_trial *t, const model_person *p);

#endif
