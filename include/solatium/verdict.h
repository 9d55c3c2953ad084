/* The verdict of a goal of timeliness. */
#ifndef SOLATIUM_VERDICT_H
#define SOLATIUM_VERDICT_H

#include "solatium/estimate.h"
#include "solatium/scenario.h"

/** SOL_NOBODY_TO_COUNT: in every trial those whom the goal counts are refused, declined or not due, or there are none. */
typedef enum sol_word { SOL_IN_TIME, SOL_AT_RISK, SOL_TOO_LATE, SOL_NOBODY_TO_COUNT } sol_word;

/**
 * How those whom a goal counts reach it: in life; in life or after, as estates do and everyone where it is for all; or each kind by its own
 * measure, where it counts both.
 */
typedef enum sol_reach { SOL_IN_LIFE, SOL_IN_LIFE_OR_AFTER, SOL_EACH_BY_ITS_OWN, SOL_REACHES } sol_reach;

typedef struct sol_verdict {
    sol_word word;
    bool is_settled;            /* the interval of the probability is on one side of every threshold of the word */
    double counted;             /* share of trials in which anybody is left to count: all below is of these */
    sol_proportion probability; /* of trials that meet the goal */
    double goal, confidence;
    sol_date by;
    double paid;     /* the share of T that counts as paid */
    const char *who; /* whom it counts, as words ("the estates", "aged 90 and over"); NULL: those living at start */
    sol_reach reach;
    sol_estimate share_in_time; /* among those whom the goal counts */
} sol_verdict;

/** The word in reports and in JSON. */
const char *sol_word_label(sol_word word);

/** The same of a reach, and that of a goal that counts those. */
const char *sol_reach_label(sol_reach reach);
sol_reach sol_reach_of(const sol_who *who);

#endif
