/* Break-even: the value of one lever at which the goal is met. */
#ifndef SOLATIUM_BREAKEVEN_H
#define SOLATIUM_BREAKEVEN_H

#include "solatium/study.h"

/** What is asked: which lever, between which values, and when the goal counts as met. */
typedef struct sol_breakeven_request {
    const char *key; /* NULL: money in the fund on the first pay date, beside all that it holds; then with a range */
    /* NULL: of shares 0 % and 100 %, of amounts 0 and all that is claimed, of dates the scenario's start and end */
    const char *from, *to;
    double goal;         /* of the share in time; negative: the scenario's */
    double confidence;   /* share of trials that must meet it; negative: the scenario's */
    const char *outcome; /* NULL: the goal; else an outcome's key, and what it must be at least or at most */
    const char *bound;   /* as its unit is written: `2bn KRW`, `90%`, `2027-12-31` */
    bool is_at_least;
} sol_breakeven_request;

/** Where the probability of meeting the goal crosses the confidence. */
typedef struct sol_crossing {
    const char *value, *low, *high; /* as they would be written; low and high: the 95 % interval from the trials */
    bool low_is_open, high_is_open; /* the interval goes beyond the range that was searched */
    sol_money amount[3];            /* of money: the value, low and high; else 0 */
    double position;                /* on the lever's axis */
    bool is_rising;                 /* met with larger values */
    bool is_jump;                   /* the probability jumps over the confidence here */
} sol_crossing;

typedef struct sol_tried {
    const char *value;
    double position;
    sol_proportion probability; /* of meeting the goal, or the outcome's condition */
    double counted;             /* share of futures in which anybody is left to count, or the outcome tells anything */
    sol_estimate share_in_time;
    sol_outcome outcome; /* where one was asked for */
} sol_tried;

/** A value that could not be run, and why; both NULL: there is none. */
typedef struct sol_failed_value {
    const char *value, *fault;
} sol_failed_value;

typedef struct sol_breakeven {
    const char *title; /* of the scenario */
    const char *currency;
    int minor_digits;
    uint64_t trials, seed;
    const char *key; /* NULL: money that is added */
    double goal, confidence;
    const char *outcome, *condition; /* NULL: the goal; else the key, and what is asked of it: "owed at most 0 KRW" */
    sol_outcome_kind outcome_kind;   /* of a proportion the confidence is its own bound */
    size_t tried_count;              /* by position */
    const sol_tried *tried;
    size_t crossing_count; /* by position */
    const sol_crossing *crossing;
    const sol_crossing *
        needed; /* the last of them, rising: from its value on the goal is met at every tried value; NULL: there is none */
    bool is_always_met, is_never_met;
    bool is_flat; /* every tried value gives the same: the lever moves nothing */
    size_t best;  /* of tried: the nearest to the goal */
    bool is_interrupted;
    sol_failed_value failed; /* the first of those that the search came to and could not run */
} sol_breakeven;

/** Searches on common random numbers; NULL and an error if the lever cannot be moved. Errors as protect.h says; bare, NULL. */
sol_breakeven *sol_breakeven_find(sol_arena *arena, const sol_study *study, const sol_breakeven_request *request,
                                  sol_diagnostics *diagnostics);

/** One row a value of a second lever: the frontier. */
typedef struct sol_frontier {
    sol_lever second;
    const sol_breakeven *const *at; /* one a value; NULL: not reached, or it failed */
} sol_frontier;
sol_frontier *sol_frontier_find(sol_arena *arena, const sol_study *study, const sol_breakeven_request *request,
                                const sol_lever *second, sol_diagnostics *diagnostics);

#endif
