/* Plans and simulations: a scenario made ready, and its trials. */
#ifndef SOLATIUM_SIMULATION_H
#define SOLATIUM_SIMULATION_H

#include "solatium/result.h"

#include <signal.h>

/** All of a scenario that does not depend on the trial: pay dates, pools, people with ages and claims, the queue, thresholds. */
typedef struct sol_plan sol_plan;

/**
 * Prepares a scenario.
 *
 * Gives    the plan in `arena` (it keeps pointers into `scenario`), or NULL and at least one error
 * Errors   as protect.h says; bare, NULL
 */
sol_plan *sol_plan_make(sol_arena *arena, const sol_scenario *scenario, sol_diagnostics *diagnostics);

/** How far a simulation has come; the estimate is of the share in time, over those trials done in which anybody counts. */
typedef struct sol_progress {
    uint64_t done, total, counted;
    double share_in_time, half_width; /* 0 as long as nobody does */
} sol_progress;

/** Metrics kept per trial for paired comparison. */
typedef enum sol_metric {
    SOL_METRIC_SHARE_IN_TIME,
    SOL_METRIC_GOAL_MET,
    SOL_METRIC_PAID_IN_LIFE,
    SOL_METRIC_PAID,
    SOL_METRIC_RECEIVED,
    SOL_METRIC_DIED_WAITING, /* people */
    SOL_METRIC_COSTS,
    SOL_METRIC_LEFT,
    SOL_METRIC_OWED, /* at the end, as in money.owed */
    SOL_METRIC_COUNTED, /* 1 where the first goal has anybody to count, else 0: then there are no share in time and no goal to meet */
    SOL_METRIC_INTEREST, /* since start: paid by the fund and owed at the end beyond what was claimed; of claims not refused, due, not lapsed */
    SOL_METRICS
} sol_metric;

/** Per-trial metrics, row per trial: value[trial * SOL_METRICS + metric]. */
typedef struct sol_trial_record {
    uint64_t trials;
    double *value;
    /* Outcomes (outcome.h) that are asked for: asked_value[trial * asked_count + key], NAN where a trial does not have it; a date in days, infinity: never. */
    size_t asked_count;
    const char *const *asked;
    double *asked_value;
    double *
        country; /* NULL, or of sol_simulate: received by country, country[trial * countries of the scenario + country] */
} sol_trial_record;

enum { SOL_TRIALS_MAX = 1000000000 };

typedef struct sol_simulation_settings {
    uint64_t trials, seed;
    int threads; /* 0: the machine's */
    int *
        fewest_threads; /* NULL, or lowered to the threads that there were where not all could be started; nothing else changes then */
    double until;                      /* > 0: stop once the 95 % half-width of the share in time is below */
    const volatile sig_atomic_t *stop; /* NULL, or becomes non-zero to end in order */
    void (*progress)(void *context, const sol_progress *progress); /* NULL, or called from one thread between blocks */
    void *context;
    bool claimants;           /* fill sol_result.claimant */
    sol_trial_record *record; /* NULL, or filled (value with room for `trials` rows) */
} sol_simulation_settings;

/**
 * Runs the trials.
 *
 * Gives    the result in `arena`; the same bytes at any number of threads
 *          An interrupted run gives the whole blocks that were done, marked is_interrupted (NULL if none was)
 * Errors   as protect.h says; bare, NULL
 */
sol_result *sol_simulate(sol_arena *arena, const sol_plan *plan, const sol_simulation_settings *settings);

enum { SOL_MANY_TRIALS_MAX = 100000 };

/** Takes the result of one of many plans, and its record where settings->record is given; both are gone when it returns. */
typedef void sol_receive(void *context, size_t plan, const sol_result *result, const sol_trial_record *record);

/**
 * Runs many plans on the same futures in one pass. What is proved to be alike in two plans is drawn once in each trial, and two plans whose
 * money comes in alike there and who do the same with it are walked once.
 *
 * Needs    1 to SOL_MANY_TRIALS_MAX trials; no `until`, no `claimants`, no record by country
 * Gives    true, after each plan was received in turn: what sol_simulate gives for it, to the bit, but no sources, bands, timeline and ceiling of the rules,
 *          unless outcomes are asked for, where only the last is missing;
 *          false if it was stopped, and none was
 * Errors   as protect.h says, after none or some were received; bare, false
 */
bool sol_simulate_many(size_t count, const sol_plan *const *plan, const sol_simulation_settings *settings,
                       sol_receive *receive, void *context);

#endif
