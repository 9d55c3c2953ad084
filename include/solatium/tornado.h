/* The tornado: one value of a scenario at a time, moved down and up, ranked by what it moves an outcome. */
#ifndef SOLATIUM_TORNADO_H
#define SOLATIUM_TORNADO_H

#include "solatium/study.h"

enum { SOL_TORNADO_TRIED_MAX = 200, SOL_TORNADO_ROWS_MAX = 20 };

/** What a tornado is of where no outcome is asked for. */
#define SOL_TORNADO_OUTCOME "nobody-left-out"

/** By how much a value is moved; SOL_STEP_WHOLE: by a share, to the nearest whole number, which of few is another share. */
typedef enum sol_tornado_step { SOL_STEP_SHARE, SOL_STEP_WHOLE, SOL_STEP_YEAR, SOL_STEP_HALF_A_YEAR } sol_tornado_step;

/** One end of a lever, against the scenario as it is, on the same futures. */
typedef struct sol_tornado_end {
    const char *value;
    bool is_limit;          /* a part of the value met the end of what its key allows: 100 % of a share */
    const char *fault;      /* why it could not be made; NULL: it was, or it is the scenario as it is */
    sol_difference effect;  /* on the outcome, as of sol_outcome_difference */
    sol_difference counted; /* on the share of futures in which anybody counts */
    sol_difference living,
        estates;         /* on how many are wholly paid by the goal's date, of those living, and dead, at start */
    bool has_others;     /* it has other claimants, or others living at start: then whom it helps cannot be told */
    double claimed_less; /* minor units that are claimed less at start */
    double left_out; /* more people refused, declined or not due, not living at start or not there; below 0: fewer */
} sol_tornado_end;

typedef struct sol_tornado_row {
    const char *key, *words; /* words: "approval by the office" */
    const char *base_value;
    sol_tornado_step step;
    sol_tornado_end low, high;
} sol_tornado_row;

/** A value that has no row. */
typedef struct sol_tornado_left {
    const char *key;
    const char
        *fault; /* neither end could be made; NULL: it moved nothing, or less than those with a row, or was not tried */
    bool is_tried;
    double effect; /* on the outcome, in the pilot: the larger of the two ends */
} sol_tornado_left;

typedef struct sol_tornado {
    const char *title, *currency;
    int minor_digits;
    uint64_t trials, pilot_trials, seed; /* pilot_trials 0: all were tried in full */
    double by;                           /* 0.1: ten per cent down and up */
    const char *outcome;                 /* its key or short name, as it was asked for */
    sol_better better;                   /* of the outcome */
    sol_outcome base;                    /* the scenario as it is */
    sol_verdict verdict;
    const char *instead_of; /* an outcome that was not asked for and that no value moves beyond chance; NULL: none */
    bool is_moved;          /* whether any value moves the outcome beyond chance */
    size_t other_count;     /* where none does: the short names of outcomes that some value moves */
    const char *const *other;
    size_t row_count; /* by falling effect, the larger of the two ends; where equal, on what is paid in life */
    const sol_tornado_row *row;
    size_t left_count;
    const sol_tornado_left *left;
    bool is_interrupted; /* rows that were not done are among those left out */
} sol_tornado;

/** Whether an end makes the outcome better (1) or worse (−1) beyond chance; 0: neither, or that is not told. */
int sol_tornado_helps(const sol_tornado *tornado, const sol_tornado_end *end);

/** Why an end that makes the outcome better is no help, and does not count for the order. */
typedef enum sol_no_help {
    SOL_MAY_HELP,
    SOL_LEAVES_OUT,
    SOL_HAS_OTHERS, /* other claimants, or others living at start, such as more who are paid already */
    SOL_CLAIMS_LESS
} sol_no_help;
sol_no_help sol_tornado_no_help(const sol_tornado *tornado, const sol_tornado_end *end);

/** Whether there is such a reason. */
bool sol_tornado_is_no_help(const sol_tornado *tornado, const sol_tornado_end *end);

/**
 * Moves each value of the scenario down and up, all else as it is, and tells what that does to one outcome: the study's, or, where it has none,
 * SOL_TORNADO_OUTCOME. Where no value moves that default, it is of what is paid in life, or of the first short name that is moved.
 *
 * Which    numbers, amounts, shares, rates, spans and dates that are written or stand as defaults in the table of assumptions. Not: what
 *          is asked rather than assumed (start, end, timeliness), how it is simulated (trials, seeds), laws of mortality (the multiplier
 *          stands for them), zeros, words, and days before the start.
 * How      ages move by a year, dates by half a year, but not to before the start; numbers are multiplied by 1 − by and 1 + by, whole ones to
 *          the nearest whole, shares kept within 0 and 100 %, spans to the day. A distribution moves by its location (both ends of a uniform,
 *          all three of a triangular one, mean, median, every value of a choice); its spread stays.
 * Order    by the larger effect of the two ends; an end that is no help does not count where it makes the outcome better. Of a date never
 *          is later than any.
 * Bound    at most SOL_TORNADO_TRIED_MAX values are tried: those of the whole scenario first, then of events, other sources, claimants
 *          and firms, each in the order of the file; the others are left out. Where more than SOL_TORNADO_ROWS_MAX are, a pilot of
 *          a twentieth of the trials (50 to 500) picks those that move most, and only they are run in full.
 * Gives    rows with paired differences; an end that cannot be made is named in its row, a value with none among those left out; NULL and
 *          an error if the scenario itself cannot be made or does not have the outcome
 * Needs    0 < by < 1; at most one outcome
 * Errors   as protect.h says; bare, NULL
 */
sol_tornado *sol_tornado_run(sol_arena *arena, const sol_study *study, double by, sol_diagnostics *diagnostics);

#endif
