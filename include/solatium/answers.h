/* Figures that people ask for: who is wholly paid, by when, what is unpaid, who dies waiting, how a figure lies. */
#ifndef SOLATIUM_ANSWERS_H
#define SOLATIUM_ANSWERS_H

#include "solatium/date.h"
#include "solatium/estimate.h"

#include <stddef.h>

/** Of which claims a figure is: by where their claimants stood at start. */
typedef enum sol_origin { SOL_OF_LIVING, SOL_OF_ESTATES, SOL_OF_ALL, SOL_ORIGINS } sol_origin;

/**
 * Claims of which the first goal's share (`paid`) was ever paid, in life or after, of all that are not refused, declined or not due; each
 * of the trials in which there are any.
 */
typedef struct sol_wholly_paid {
    sol_estimate by_goal, share_by_goal; /* by the first goal's day: counts; shares of them */
    sol_estimate by_end, share_by_end;
    sol_proportion everyone; /* trials in which all of them were, by the goal's day */
} sol_wholly_paid;

/* Who came to that share: the living at start, in life; or all claims, in life or after. */
typedef enum sol_coming { SOL_COMING_LIVING, SOL_COMING_ALL, SOL_COMINGS } sol_coming;

/* 25, 50, 75, 90 and 100 % of them. */
enum { SOL_COMING_SHARES = 5 };

/** The first pay date by which a share of claims was wholly paid; quantiles over trials, in which never comes after every date. */
typedef struct sol_reach_date {
    sol_date p05, p50, p95,
        at_confidence;     /* sol_date_never(): not by the last pay date; at_confidence: the first goal's */
    sol_proportion never;  /* trials in which it is not; its support is that of the dates */
    sol_row_number number; /* of the date's index among pay dates */
} sol_reach_date;

/* What a claim that is unpaid waits for: to be examined, the claimant's answer, money. */
typedef enum sol_wait { SOL_WAITS_IN_QUEUE, SOL_WAITS_FOR_ANSWER, SOL_WAITS_FOR_MONEY, SOL_WAITS } sol_wait;

/** What is owed on the first goal's day, interest to that day included, of claims entitled by then and not refused, declined or lapsed. */
typedef struct sol_unpaid {
    sol_date at;
    sol_estimate of[SOL_ORIGINS]; /* with at_confidence */
    sol_estimate wait[SOL_WAITS]; /* parts of of[SOL_OF_ALL] */
} sol_unpaid;

/* An expected number; se: infinity where it rests on one trial. */
typedef struct sol_expected {
    double mean, se;
} sol_expected;

/**
 * Deaths of those whom the first goal counts, living at start, before they reached it, from one day up to and including another: expected
 * numbers in that time and since start. Within the time between two pay dates they are spread by the mortality of all who are counted.
 */
typedef struct sol_deaths {
    sol_date from, to;
    sol_expected waiting, cumulative;
} sol_deaths;

/** So many trials had a value from `from` up to but not including `to`; the last bin includes it. */
typedef struct sol_bin {
    double from, to;
    uint64_t count;
} sol_bin;

enum { SOL_BINS_MAX = 40 };

/** A histogram; exact counts up to 100,000 trials. */
typedef struct sol_histogram {
    size_t count; /* at most SOL_BINS_MAX */
    const sol_bin *bin;
} sol_histogram;

typedef struct sol_distributions {
    sol_histogram share_in_time, received, owed;
} sol_distributions;

#endif
