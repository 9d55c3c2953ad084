/*
 * A trial in the plainest way: a struct a claim, everybody looked at on every pay date, every division a problem of its own. What the engine
 * does in columns is held against it.
 */
#ifndef SOL_TESTS_PLAIN_H
#define SOL_TESTS_PLAIN_H

#include "engine/metrics.h"
#include "engine/trial.h"
#include "plan/account.h"
#include "plan/people.h"

/* A claim in a trial, by claimant. Days beyond `end` are never; indices of pay dates beyond the last are date_count. */
typedef struct plain_claim {
    account account;
    sol_date interest_end;              /* the first day without interest */
    sol_date entitled_day;              /* date and event allow it */
    sol_date examined_day;              /* by the office, entitled or not where there is a queue */
    sol_date answer_day;                /* the claimant's, be it that he declines */
    sol_date excluded_day;              /* of the event that excludes it, or never */
    sol_date entitled, ready, accepted; /* the days from which date and event allow it, it is processed, and accepted */
    sol_money owed;                     /* today */
    sol_money paid;                     /* ever, before start included */
    sol_money uncounted;                /* of it: from pools that do not count */
    sol_money held;                     /* today for one not yet eligible: taken from the cash, not paid */
    sol_money paid_in_life, paid_to_estate; /* by the fund and directly, in this trial */
    uint32_t due;                           /* the first pay date on which date and event allow it */
    uint32_t processed;                     /* the first pay date on which it has been processed as well */
    uint32_t eligible;                      /* the first pay date on which it is accepted as well */
    uint32_t death;    /* the first pay date that the claimant does not see; 0: an estate from the outset */
    uint32_t paid_off; /* the first pay date on which nothing is owed any more */
    uint8_t flags;
    bool is_alive_at_end;
} plain_claim;

typedef struct plain_fund plain_fund;

/* A worker's room for one trial after the other. */
typedef struct plain_trial {
    const sol_plan *plan;
    uint64_t seed, index;
    inflow *in;
    double multiplier;
    uint32_t *word;             /* four trials' words of each claimant's lifetime */
    uint64_t word_quad;         /* which four, or UINT64_MAX */
    uint32_t *death;            /* by claimant: index of the first survival date that he does not see */
    plain_claim *claim;         /* by claimant */
    sol_money *balance;         /* by pool */
    sol_money *source_received; /* by firm, then by other source */
    trial_date *date;           /* by pay date */
    uint8_t *in_time;           /* by goal, then claimant */
    uint8_t *late;              /* by claimant: reached the first goal's share alive, after its day */
    ledger ledger;
    sol_money costs_owed, stranded;
    plain_fund *fund;   /* of fund.c */
    void *payout;       /* of payout.c */
    sol_arena *scratch; /* reset at each division */
} plain_trial;

/** Room for any trial of the plan. */
plain_trial *plain_trial_new(sol_arena *arena, const sol_plan *plan, uint64_t seed);

/** Frees what does not lie in the arena of plain_trial_new. */
void plain_trial_free(plain_trial *t);

/**
 * Runs one trial.
 *
 * Gives    claims, dates, ledger and received sums as they stand at `end`; the ledger balances to the unit
 */
void plain_trial_run(plain_trial *t, uint64_t index);

/* Claims in one trial: whether and when they can be paid, what is owed, what is settled. */

/** Opens all claims: refusals, consents, the queue, and what is owed at start. Needs money in and lifetimes drawn. */
void plain_claims_open(plain_trial *t);

/** Accrues interest up to a day and sets what each claim owes. */
void plain_claims_accrue(plain_trial *t, sol_date day);

/** Pays a claim at a pay date; what its claimant gets if alive then, else his estate. */
void plain_claims_pay(plain_trial *t, size_t claimant, size_t date, sol_money amount);

/** Whether a claimant is alive on a pay date. */
static inline bool plain_claims_is_alive(const plain_trial *t, size_t claimant, size_t date)
{
    return date < t->claim[claimant].death;
}

/** Whether a claim has ended with its claimant's death by a pay date; behind the last one, by `end`. */
static inline bool plain_claims_has_lapsed(const plain_trial *t, size_t claimant, size_t date)
{
    const sol_terms *terms = &t->plan->people.terms[t->plan->people.claimant[claimant].terms];
    bool is_end = date == t->plan->date_count;
    bool lives = is_end ? t->claim[claimant].is_alive_at_end : plain_claims_is_alive(t, claimant, date);
    return terms->heirs == SOL_HEIRS_LAPSE && !lives;
}

/* Lifetimes of one trial. */

/** Draws the trial's multiplier and, by claimant, the first survival date that he does not see (survival_date_count: none). */
void plain_lifetimes_draw(plain_trial *t);

/** Whether a claimant is alive on a survival date. */
static inline bool plain_lifetimes_is_alive(const plain_trial *t, size_t claimant, size_t survival_date)
{
    return t->death[claimant] > survival_date;
}

/** The day on which a claimant dies in this trial: that on which his survival reaches his number; never for those who see `end`. */
sol_date plain_lifetimes_death_day(const plain_trial *t, size_t claimant);

/* What a step looks at in a claimant on a day: age, weight, urgency, survival. */

/* Tables that all trials share, and what is found out about the dead of one trial. */
typedef struct plain_weights plain_weights;

plain_weights *plain_weights_new(sol_arena *arena, const sol_plan *plan);

/** Forgets the trial before. */
void plain_weights_begin(plain_weights *w, const plain_trial *t);

/** Completed years on a pay date, at death for an estate; −1 for institutions. */
int plain_weights_age(plain_weights *w, const plain_trial *t, size_t claimant, size_t date);

/**
 * The weight of a claimant in a step: (1 + each_year)^max(0, completed age − from); the force of mortality a year; or 1 / remaining life
 * expectancy, linear between months of age. An estate keeps the age of its death. Institutions: 1 by age; else, as they do not die, 10^-6.
 *
 * Gives    from 10^-6 to 10^6
 */
double plain_weights_of(plain_weights *w, const plain_trial *t, const sol_step *step, size_t claimant, size_t date);

/**
 * Urgency in a priority rule: filled in decreasing order, ties in file order. Not for `by: claim`. By age it is the age at start, or at death
 * before it: the order of birth among the living, and an estate keeps the rank of who died.
 */
double plain_weights_urgency(plain_weights *w, const plain_trial *t, sol_priority by, size_t claimant, size_t date);

/** Survival from a pay date to the horizon of an alpha-fair step, by the laws without the trial's multiplier; 1 for estates and institutions. */
double plain_weights_survival(plain_weights *w, const plain_trial *t, const sol_step *step, size_t claimant,
                              size_t date);

/* The steps of the allocation: what a pool holds is divided among those whom a step is for. */

/* One division: which pool, which step, which round. */
typedef struct plain_round {
    size_t date, pool, step;
    bool is_after_living;
    sol_money cash;
} plain_round;

/* A worker's room for divisions. */
typedef struct plain_steps {
    plain_weights *weights;
    uint8_t *in_pool; /* by pool, then group: whether the pool is for the group */
    uint8_t *in_step; /* by step, then group */
    uint32_t *open;   /* who can take part in some division of the pay date, in file order */
    size_t open_count;
    uint32_t *member; /* who takes part; arrays by place among them */
    sol_money *claim, *lower, *upper, *award, *payment, *held;
    double *weight, *urgency, *survival;
    bool is_sharing; /* awards are found, and held, but not paid */
    bool is_limited; /* only those eligible take part, within `most` */
    sol_money *most; /* by claimant: what he may have been paid in all */
} plain_steps;

/** Room for any division of the plan. */
plain_steps *plain_steps_new(sol_arena *arena, const sol_plan *plan);

/** Begins the divisions of a pay date: nothing is held yet, and who can take part is listed; interest must have accrued. */
void plain_steps_begin_date(plain_trial *t, plain_steps *s, size_t date);

/**
 * Divides a pool's cash on a pay date by all steps, then once more for estates that come after the living; pays `most` of it at most, and
 * gives what was paid. As steps_divide.
 */
sol_money plain_steps_divide(plain_trial *t, plain_steps *s, const plain_round *of, sol_money most);

/**
 * Divides money that is paid directly among a source's groups (all, if it names none), in proportion to what they are owed and to the last
 * unit: all who are entitled by then. It counts in the general pool's division unless the earmark says no.
 *
 * Gives    what was paid; the rest goes back to the debtor
 */
sol_money plain_steps_pay_directly(plain_trial *t, plain_steps *s, size_t date, const sol_earmark *earmark,
                                   sol_money cash);

/** Whether a claim may still receive from the fund, for all that is known on a pay date or, behind the last one, at `end`. */
bool plain_steps_is_open(const plain_trial *t, size_t claimant, size_t date);

/** What a pool's groups can still receive after a pay date at most: their open claims, with interest to the last pay date. At `end` nothing more happens. */
sol_money plain_steps_still_owed(const plain_trial *t, const plain_steps *s, size_t pool, size_t date);

/* The pay dates of one trial: what arrives, what it costs, what is paid. */

/* A worker's room. */
typedef struct plain_payout {
    plain_steps *steps;
} plain_payout;

plain_payout *plain_payout_new(sol_arena *arena, const sol_plan *plan);

/** Walks the pay dates; claims must be open and money in drawn. */
void plain_payout_run(plain_trial *t);

/* Whether payouts arrive in time. */

/** Notes after the payments of a pay date who has reached a goal's share alive, and the day's counts. */
void plain_timely_note(plain_trial *t, size_t date);

/** Whether what a claimant was paid reaches a share of all that he was ever paid or is owed today, short of less than the payments' unit. */
bool plain_timely_reaches(const plain_claim *claim, int64_t share_billionths, sol_money unit);

/** Whether a claimant was living at start. */
static inline bool plain_timely_was_living(const sol_plan *plan, size_t claimant)
{
    return sol_date_is_never(plan->people.claimant[claimant].died);
}

/** Whether a goal counts a claimant: by group, age (of an estate that of its death) and being alive, at start. */
bool plain_timely_counts(const sol_plan *plan, const sol_timeliness *goal, size_t claimant);

/** Whether payments after his death reach it too: he is an estate from the outset that it counts, or it is for all. */
bool plain_timely_reaches_ever(const sol_plan *plan, const sol_timeliness *goal, size_t claimant);

/** The state that a claimant ends in, and of those whom the first goal counts, living at start and not in time, why. */
sol_state plain_timely_state(const plain_trial *t, size_t claimant);
sol_reason plain_timely_reason(const plain_trial *t, size_t claimant);

/** Whether a claimant would be in time by a goal if money were unlimited from the first pay date on. */
bool plain_timely_could(const plain_trial *t, const sol_timeliness *goal, size_t claimant);

/* The fund's money in one trial: what arrives, what it earns, what it costs, what may be paid out. Knows no claimant. */

/* How far a trial's money has come, beside its balances and ledger. */
struct plain_fund {
    size_t next_arrival;
    sol_date last;      /* the day up to which balances have earned */
    double *pending;    /* by pool: what arrived since, with its return, in units */
    sol_money *arrived; /* by pool: the same without return */
    sol_money yearly_charged;
    uint64_t claims_charged;
    int limit_year;      /* of the allowance below */
    sol_money allowance; /* what may still be paid this calendar year */
};

plain_fund *plain_fund_new(sol_arena *arena, const sol_plan *plan);

/** Opens the balances; money in must be drawn. */
void plain_fund_begin(plain_trial *t);

/** Takes into the pools what has arrived by a pay date, with its return; gives the first arrival of the date. */
size_t plain_fund_receive(plain_trial *t, size_t date);

/** Bears what is owed of costs, the year's part (ended where costs end with the claims and none is open), receipts from one on and the claims processed. */
void plain_fund_bear_costs(plain_trial *t, size_t date, size_t first, bool some_claim_is_open);

/** The day of a pay date; behind the last one, `end`. */
sol_date plain_fund_day(const plain_trial *t, size_t date);

/** Begins a new calendar year's limit where the pay date does. */
void plain_fund_allow(plain_trial *t, size_t date);

/** What a pool has for claims: its balance less the reserve; what of all pools' may be paid today. */
sol_money plain_fund_cash(const plain_trial *t, size_t pool);
sol_money plain_fund_allowed(const plain_trial *t);

/** Books a payment of a pool. */
void plain_fund_pay(plain_trial *t, size_t pool, sol_money amount);

/** Notes what has come in, is there and has been paid by a pay date. */
void plain_fund_note(plain_trial *t, size_t date);

/** `end`: what still comes is received and left, seizures too; costs are borne. */
void plain_fund_end(plain_trial *t, bool some_claim_is_open);

/** What is left in all pools, into the ledger. */
void plain_fund_leave(plain_trial *t);

/** As metrics_fill. */
void plain_metrics_fill(const plain_trial *t, const metrics_layout *layout, int64_t *row);

#endif
