/* The price of delay: the same futures with all money coming later. */
#ifndef SOLATIUM_DELAY_H
#define SOLATIUM_DELAY_H

#include "solatium/study.h"

/**
 * A delay moves every amount that arrives, in every trial: what firms pay (each instalment), what other sources bring, what is matched
 * and what the sale of seized assets brings. Each amount stays what it was in that trial, to the unit: who joins and when he decides,
 * events, exchange rates and defaults are those of the trial without delay; only its day is later, on the calendar. What would then come
 * after `end` does not come, and counts as lost. Pay dates, eligibility, the queue, deaths, costs and the fund's opening balance stay.
 */
typedef struct sol_delay_point {
    const char *span; /* "6mo", as written */
    double months;    /* a day is 12 / 365.25 of one */
    sol_point at;     /* its differences are against no delay, paired; value is NULL */
} sol_delay_point;

/**
 * What a month costs is a difference over its months, on average from no delay on. Of the metrics, SOL_METRIC_INTEREST is what accrues
 * on the claims, SOL_METRIC_DIED_WAITING counts people.
 */
typedef struct sol_delay {
    const char *title, *currency;
    int minor_digits;
    uint64_t trials, seed;
    size_t count;                 /* at least 1 */
    const sol_delay_point *point; /* by length; the first is no delay */
    sol_outcome_keys outcomes;    /* of the study: each point has them against no delay */
    bool bears_interest;          /* whether any claim bears interest */
    bool is_interrupted;
} sol_delay;

/**
 * Reads `0mo:24mo:6mo` or `0mo,6mo,1y`, rising.
 *
 * Gives    true, or false and an error that points into the text; `range` untouched then
 * Errors   as protect.h says; bare, false
 */
bool sol_delay_parse(sol_arena *arena, const char *text, sol_diagnostics *diagnostics, sol_lever *range);

/**
 * Runs the scenario without delay and at each of the spans.
 *
 * Needs    range as of sol_delay_parse; its key is not read
 * Gives    NULL and an error if the scenario cannot be made or the spans do not rise; a point that fails is marked and the rest go on
 * Errors   as protect.h says; bare, NULL
 */
sol_delay *sol_delay_run(sol_arena *arena, const sol_study *study, const sol_lever *range,
                         sol_diagnostics *diagnostics);

#endif
