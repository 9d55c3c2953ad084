/* The result of a simulation: what every report prints and what a saved JSON holds. */
#ifndef SOLATIUM_RESULT_H
#define SOLATIUM_RESULT_H

#include "solatium/answers.h"
#include "solatium/claimant_result.h"
#include "solatium/verdict.h"

/** The eight states that a claimant can end in, in the order of the first that applies. */
typedef enum sol_state {
    SOL_STATE_REFUSED,
    SOL_STATE_DECLINED,
    SOL_STATE_NOT_DUE,
    SOL_STATE_IN_TIME,
    SOL_STATE_LATE,
    SOL_STATE_PART,
    SOL_STATE_ESTATE_PAID,
    SOL_STATE_NOTHING,
    SOL_STATES
} sol_state;

/** Why a claimant living at start whom the first goal counts was not in time: where he stood when he died, or alive on the goal's day. */
typedef enum sol_reason {
    SOL_BEFORE_ENTITLED, /* he did not live to see the day from which on date and event allow his claim, */
    SOL_IN_QUEUE,        /* that on which it is processed, */
    SOL_DECIDING,        /* that on which he accepts, */
    SOL_BEFORE_PAY_DATE, /* the pay date after it; */
    SOL_FOR_WANT_OF_MONEY,
    SOL_ALIVE,
    SOL_REASONS
} sol_reason;

typedef struct sol_people {
    sol_estimate state[SOL_STATES];            /* counts; they add up to claimants */
    sol_estimate nothing_died, nothing_living; /* counts; the two parts of nothing */
    sol_estimate died_waiting;                 /* count: as in share_died_waiting, by `end` */
    sol_estimate share_in_time;       /* of those whom the first goal counts without refused, declined, not due */
    sol_estimate share_of_all_living; /* of all whom it counts: nobody left out */
    sol_estimate ceiling;             /* with unlimited money on the first day, whatever the division */
    sol_estimate
        ceiling_of_rules; /* with unlimited money in every pool, by the division's rules; of no trial where it does not differ */
    sol_estimate
        share_died_waiting; /* of those of them living at start: died before `paid` was reached, whatever their heirs get */
    sol_estimate
        paid_share_in_life; /* of what those living at start were owed or paid: ever paid in life, before start too, / T */
    sol_estimate reason[SOL_REASONS]; /* counts */
} sol_people;

/** Amounts in minor units of the scenario's currency. */
typedef struct sol_money_totals {
    sol_estimate claimed, opening, received, returned_on_balance; /* `return` in JSON */
    sol_estimate costs, paid, paid_in_life, paid_to_estates;
    sol_estimate returned, left, stranded, owed;
    sol_estimate deposited; /* for those who declined, and not taken up; of no trial where no terms deposit anything */
} sol_money_totals;

typedef struct sol_source_result {
    const char *name, *country, *kind; /* country: NULL if none; kind "firm" or the source's */
    sol_proportion probability;        /* of bringing anything (of the members of a firm row: of each joining) */
    sol_estimate promised;             /* pledges at face, of all members, joining or not */
    sol_estimate received;
    size_t earmarked; /* claimants for whose groups it is kept; 0: for all */
} sol_source_result;

typedef struct sol_country_result {
    const char *country;
    size_t firms;
    sol_estimate joined; /* heads */
    sol_estimate received;
} sol_country_result;

/** A group, an age band at start or a claim band; shares are of the trials in which anybody of it counts. */
typedef struct sol_band_result {
    const char *name;     /* of a group; NULL for bands */
    double from, to;      /* ages in years, or claims in minor units; to = infinity: open */
    size_t count, living; /* claimants; those living at start */
    size_t goal_counts;   /* those whom the first goal counts */
    sol_estimate share_in_time;
    sol_estimate paid, paid_in_life, claimed;
} sol_band_result;

/** One pay date; cumulative but for balance and living. */
typedef struct sol_timeline_row {
    sol_date date;
    sol_estimate received, balance, paid;
    sol_estimate living, paid_in_full, in_time; /* counts */
    sol_estimate waiting,
        died_waiting; /* of those whom share_in_time counts, living at start: alive, `paid` not reached so far; died before */
} sol_timeline_row;

typedef struct sol_result {
    const char *title, *file, *sha256;
    const char *content; /* SHA-256 of what was read, of the plan and the seed; NULL: not told */
    sol_date start, end;
    const char *currency;
    int minor_digits;
    size_t leaves_out_count;
    const char *const *leaves_out;

    uint64_t trials, seed;
    size_t pay_date_count, claimant_count, living_count, estate_count;
    bool quantiles_are_binned;  /* beyond 100,000 trials */
    bool is_table_extrapolated; /* a life table was used past its last closed age */
    bool has_sampled_people;    /* ages or claims were drawn from claimants.seed */
    bool is_interrupted;        /* fewer trials than asked for */
    bool has_later_filings;     /* claims may be filed after start: what is said of then is said of that day for them */

    size_t verdict_count; /* one a goal; the first is the scenario's */
    const sol_verdict *verdict;
    sol_people people;
    sol_wholly_paid wholly_paid[SOL_ORIGINS];
    sol_reach_date reach[SOL_COMINGS][SOL_COMING_SHARES];
    sol_proportion nothing_comes; /* trials in which nobody is paid anything by the first goal's day */
    sol_money_totals money;
    sol_unpaid unpaid;
    sol_distributions distribution;
    size_t death_count;
    const sol_deaths *deaths; /* by calendar month from start to end */
    size_t source_count;
    const sol_source_result *source;
    size_t country_count;
    const sol_country_result *country;
    size_t group_count, age_band_count, claim_band_count;
    const sol_band_result *group, *age_band, *claim_band;
    size_t timeline_count;
    const sol_timeline_row *timeline;
    size_t assumption_count;
    const sol_assumption *assumption;
    size_t claimant_result_count; /* 0: not asked for */
    const sol_claimant_result *claimant;
    size_t
        part_count; /* with them, for paired errors: trial t of n is in part t · part_count / n; 0: read back, or too many people */
    const int64_t *paid_in_life_part; /* sums over the parts' trials, [claimant * part_count + part] */
} sol_result;

/** What a state is called in reports ("paid in time") and in JSON ("in_time"). */
const char *sol_state_label(sol_state state);
const char *sol_state_key(sol_state state);

#endif
