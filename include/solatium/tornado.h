/* The tornado: one value of a scenario at a time, moved down and up, ranked by what it moves. */
#ifndef SOLATIUM_TORNADO_H
#define SOLATIUM_TORNADO_H

#include "solatium/study.h"

enum { SOL_TORNADO_TRIED_MAX = 200, SOL_TORNADO_ROWS_MAX = 20 };

/** A lever and what its two ends do, against the scenario as it is, on the same futures. */
typedef struct sol_tornado_row {
    const char *key, *base_value, *low_value, *high_value;
    bool low_is_limit, high_is_limit; /* a part of the value met the end of what its key allows: 100 % of a share */
    sol_difference low, high;         /* of the share in time */
    sol_difference low_in_life, high_in_life; /* of what is paid in life, minor units */
    sol_difference low_counted, high_counted; /* of the share of futures in which anybody counts */
    const char *low_fault, *high_fault;       /* why that end could not be made; NULL: it was */
} sol_tornado_row;

/** A value that has no row. */
typedef struct sol_tornado_left {
    const char *key;
    const char
        *fault; /* neither end could be made; NULL: it moved nothing, or less than those with a row, or was not tried */
    bool is_tried;
    double effect; /* of the metric ranked by, in the pilot: the larger of the two ends */
} sol_tornado_left;

typedef struct sol_tornado {
    const char *title, *currency;
    int minor_digits;
    uint64_t trials, pilot_trials, seed; /* pilot_trials 0: all were tried in full */
    double by;                           /* 0.1: ten per cent down and up */
    sol_estimate base, base_in_life;     /* the scenario as it is */
    sol_metric ranked_by; /* SOL_METRIC_SHARE_IN_TIME, or SOL_METRIC_PAID_IN_LIFE where no value moves that */
    size_t row_count;     /* by falling effect, the larger of the two ends; where equal, on what is paid in life */
    const sol_tornado_row *row;
    size_t left_count;
    const sol_tornado_left *left;
    bool is_interrupted; /* rows that were not done are among those left out */
} sol_tornado;

/**
 * Moves each value of the scenario down and up by a share of itself, all else as it is.
 *
 * Which    numbers, amounts, shares, rates, spans and dates that are written or stand as defaults in the table of assumptions. Not: what
 *          is asked rather than assumed (start, end, timeliness), how it is simulated (trials, seeds), laws of mortality (the multiplier
 *          stands for them), zeros, words, and dates not after the start.
 * How      numbers are multiplied by 1 − by and 1 + by, whole ones to the nearest whole, shares kept within 0 and 100 %, spans to
 *          the day; a date moves so that the time from the start to it is multiplied. A distribution
 *          moves by its location (both ends of a uniform, all three of a triangular one, mean, median, every value of a choice); its
 *          spread stays.
 * Bound    at most SOL_TORNADO_TRIED_MAX values are tried: those of the whole scenario first, then of events, other sources, claimants
 *          and firms, each in the order of the file; the others are left out. Where more than SOL_TORNADO_ROWS_MAX are, a pilot of
 *          a twentieth of the trials (50 to 500) picks those that move most, and only they are run in full.
 * Gives    rows with paired differences; an end that cannot be made is named in its row, a value with none among those left out; NULL and
 *          an error if the scenario itself cannot be made
 * Needs    0 < by < 1
 * Errors   as protect.h says; bare, NULL
 */
sol_tornado *sol_tornado_run(sol_arena *arena, const sol_study *study, double by, sol_diagnostics *diagnostics);

#endif
