/* Outcomes: any figure of a result, by its key, so that studies can be made of it. */
#ifndef SOLATIUM_OUTCOME_H
#define SOLATIUM_OUTCOME_H

#include "solatium/result.h"

typedef enum sol_outcome_kind {
    SOL_OUTCOME_ESTIMATE,
    SOL_OUTCOME_PROPORTION,
    SOL_OUTCOME_DATE,
    SOL_OUTCOME_EXPECTED, /* a number whose trials are not kept */
    SOL_OUTCOME_FIXED     /* a number that no trial moves */
} sol_outcome_kind;

typedef enum sol_unit {
    SOL_UNIT_NUMBER,
    SOL_UNIT_SHARE,  /* of one */
    SOL_UNIT_PEOPLE, /* claimants */
    SOL_UNIT_FIRMS,
    SOL_UNIT_MONEY, /* minor units of the result's currency */
    SOL_UNIT_DATE
} sol_unit;

/* In a trial an outcome is a constant and the sum of these numbers of its row (estimate.h), each times its weight: people lie between two dates. */
enum { SOL_OUTCOME_NUMBERS = 2 };

typedef struct sol_outcome {
    const char *key; /* the path, with a short name replaced by what it stands for */
    sol_outcome_kind kind;
    sol_unit unit;
    bool
        is_stock; /* of a list of dates: what there is on a day, such as who is living; else what came to be up to it */
    sol_estimate estimate; /* of one kind each; a fixed number and an expected one stand in `mean` and `se` */
    sol_proportion proportion;
    sol_reach_date date;
    sol_row_number number[SOL_OUTCOME_NUMBERS]; /* 0: none */
    double weight[SOL_OUTCOME_NUMBERS], constant;
    const char *fault, *hint; /* why there is no such figure; hint may be NULL */
    const char *hint_of_date; /* the hint where the day is not behind an @ but a value of its own, `date:` */
} sol_outcome;

/**
 * Finds a figure of a result: `people.share_in_time`, `groups.Plaintiffs.share_in_time`, `timeline.paid@2027-12-31`, `reach.all.90%`, or a short
 * name such as `owed`. An item of a list goes by its name, or by its number from 1; one of a list of dates by the day behind an @: of money
 * the last pay date's up to it, of people between two dates as many days on the way from one to the next, who is living also from start on.
 *
 * Gives    true; or false, with `fault` and perhaps `hint` in words that stand behind the key
 * Errors   as protect.h says; bare, false
 */
bool sol_outcome_find(sol_arena *arena, const sol_result *result, const char *key, sol_outcome *outcome);

/* Outcomes that a study is asked for, beside its usual figures. */
typedef struct sol_outcome_keys {
    size_t count;
    const char *const *key;
} sol_outcome_keys;

/** Which way an outcome is better for those who claim; of a date less is earlier. */
typedef enum sol_better { SOL_BETTER_LESS = -1, SOL_BETTER_NEITHER, SOL_BETTER_MORE } sol_better;

/** What an outcome's key is, and what it means; NAME and DATE stand for any. */
typedef struct sol_outcome_row {
    const char *short_name; /* or NULL */
    const char *key;
    sol_unit unit;
    sol_better better;
    const char *meaning;
} sol_outcome_row;

/** What a key, or a short name, means; NULL: that is not told. */
const char *sol_outcome_meaning(const char *key);

/** Which way it is better; neither: that is not told. */
sol_better sol_outcome_better(const char *key);

/** All of them, those with a short name first, then in the order of the result; ended by a row without key. */
const sol_outcome_row *sol_outcome_rows(void);

#endif
