/* Scenarios held against what happened: where each published figure lies in what was simulated. */
#ifndef SOLATIUM_BACKTEST_H
#define SOLATIUM_BACKTEST_H

#include "solatium/study.h"

/** A published figure and what was simulated of it. Amounts in minor units, shares of one, dates in days. */
typedef struct sol_scored {
    const sol_observed *observed;
    const char *key; /* the outcome's, with its day */
    sol_unit unit;
    bool is_known;   /* of a day up to `start`: it is scored nowhere */
    bool has_future; /* some future has the figure: what is below holds */
    double value, tolerance;
    double mean, p05, p25, p75, p95; /* mean: NAN where some futures never reach a date */
    bool inside_50, inside_90;       /* the band from 25 to 75 %, from 5 to 95 %, and value ± tolerance meet */
    double pit;                      /* P(X < value) + P(X = value) / 2 */
    double crps;                     /* in the figure's unit; NAN where `mean` is */
    double naive, naive_crps;        /* of the naive forecast; NAN: there is none */
} sol_scored;

/** A scenario's figures in the order of `observed:`, and what they come to. */
typedef struct sol_backtest_file {
    const char *title, *file, *currency;
    int minor_digits;
    uint64_t trials, seed;
    size_t count, scored;
    const sol_scored *row;
    size_t inside_50, inside_90; /* of those scored */
    size_t sized;                /* scored, with a CRPS and a value other than 0 */
    double error;                /* their mean CRPS / |value|; NAN: there are none */
    size_t compared;             /* of these, with a naive forecast */
    double compared_error, naive_error;
} sol_backtest_file;

/** A share of the figures scored, with its 95 % interval from scenarios resampled whole; low > high: there is but one scenario. */
typedef struct sol_covered {
    double share, low, high;
} sol_covered;

typedef struct sol_backtest {
    size_t file_count, scored;
    const sol_backtest_file *file;
    sol_covered inside_50, inside_90;
    double error;                       /* mean over scenarios; NAN: none has one */
    double compared_error, naive_error; /* likewise, over the scenarios with naive forecasts */
    bool is_interrupted;
} sol_backtest;

/**
 * Simulates each scenario and scores its `observed:` rows; `outcomes` of the studies are not used.
 *
 * Gives    the scores, of a scenario that observes nothing none; NULL and an error, with its place, if a scenario cannot be made, none
 *          observes anything, or a row names no figure of it, one that another names, or has a value that the figure cannot have
 * Errors   as protect.h says; bare, NULL
 * Source   Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, eq. 21 (CRPS); Czado, Gneiting and Held
 *          (2009), Predictive model assessment for count data (PIT at a jump: its middle)
 */
sol_backtest *sol_backtest_run(sol_arena *arena, size_t count, const sol_study *study, sol_diagnostics *diagnostics);

#endif
