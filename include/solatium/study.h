/* Studies: scenarios side by side on the same futures, and levers. */
#ifndef SOLATIUM_STUDY_H
#define SOLATIUM_STUDY_H

#include "solatium/outcome.h"
#include "solatium/simulation.h"

/** A scalar of the scenario and the values that it is given, as they would be written. */
typedef struct sol_lever {
    const char *key; /* "participation.JP" */
    size_t count;
    const char *const *value; /* "0%", "10%", … */
    bool is_range;            /* written from:to:step: in order and evenly spaced */
} sol_lever;

/**
 * Reads `KEY=from:to:step` or `KEY=a,b,c`: numbers with any unit, dates with a span as step, names.
 *
 * Gives    true, or false and an error that points into the argument; `lever` untouched then
 * Errors   as protect.h says; bare, false
 */
bool sol_lever_parse(sol_arena *arena, const char *argument, sol_diagnostics *diagnostics, sol_lever *lever);

/** The first goal of another scenario. */
typedef struct sol_goal_of {
    const sol_scenario *of;
} sol_goal_of;

/** What a study runs: a document with some scalars set, and how it is simulated. */
typedef struct sol_study {
    sol_document *document;
    size_t set_count;
    const char *const *set;
    const sol_simulation_settings *settings; /* trials, seed 0: the scenario's */
    sol_outcome_keys outcomes;
    sol_span delay;  /* of all money, as in delay.h */
    sol_money added; /* in the fund on the first pay date, as in missing.h */
    size_t goal;     /* which of the scenario's goals it is of: that takes the first one's place; 0: the first */
    size_t also_count;
    const sol_goal_of *also; /* goals of other scenarios that it is measured by as well */
} sol_study;

/** The difference of two points on the same futures, over those in which both have the figure, with its paired standard error. */
typedef struct sol_difference {
    double mean, se;
    bool is_distinguishable; /* from nothing, at 95 %; never by one future or none */
    sol_support support;
} sol_difference;

/** What a point has of an outcome, and how it differs from the baseline's on the same futures. */
typedef struct sol_point_outcome {
    sol_outcome value;         /* with a fault where the point has no such figure */
    sol_difference difference; /* of dates: in the share of futures that reach it */
    sol_difference later; /* of dates: futures in which it is later, less those in which it is earlier, as a share */
} sol_point_outcome;

/** By how much an outcome differs; of a date in days, of the medians: INFINITY: no longer reached, -INFINITY: was not; SOL_OF_NONE: one lacks it. */
sol_difference sol_outcome_difference(const sol_point_outcome *is, const sol_point_outcome *was);

/** Whether a difference of SOL_METRIC_COUNTED is more than 1 %: then two points are not of the same futures, which studies mark. */
bool sol_counted_is_moved(const sol_difference *counted);

typedef enum sol_point_state { SOL_POINT_DONE, SOL_POINT_FAILED, SOL_POINT_NOT_REACHED } sol_point_state;

/** One point of a study. */
typedef struct sol_point {
    sol_point_state state;
    const char *const *value; /* one a lever; of files: NULL */
    const char *name;         /* of files: the title */
    const char *fault;        /* of a point that failed: its first error */
    uint64_t trials;
    size_t claimant_count, living_count; /* at start */
    sol_verdict verdict;
    sol_people people;
    sol_money_totals money;
    size_t country_count;
    const sol_country_result *country;
    sol_difference difference[SOL_METRICS]; /* against the baseline */
    sol_point_outcome *outcome;             /* one an outcome of the study */
    /* Of files; else NULL. By metric, and by the baseline's countries what they bring; of levels `mean` and `se` alone. */
    const sol_difference *level, *country_level, *country_difference;
    const sol_verdict *
        goal; /* of files whose goals differ: by the comparison's; support SOL_OF_NONE where it cannot be asked of it */
} sol_point;

/**
 * Claimants living at the start of both who fare better or worse at a point than at the baseline, by what they can expect to receive in
 * life, beyond the paired standard error of each one's difference; alike: not distinguishable.
 */
typedef struct sol_movers {
    const char *label; /* "everyone", a group, an age band */
    size_t better, worse, alike;
    double change, change_se; /* mean a claimant, minor units, and its paired standard error */
    sol_support support;      /* of the change: SOL_OF_NONE where the row has nobody */
} sol_movers;

/** An input that differs between files, with its value in each ("" where it is not written). */
typedef struct sol_changed_input {
    const char *key;
    const char *const *value; /* one a point */
} sol_changed_input;

typedef struct sol_comparison {
    const char *title, *currency;
    int minor_digits;
    uint64_t trials, seed;
    size_t lever_count; /* 0: files side by side */
    const sol_lever *lever;
    size_t point_count; /* the last lever runs fastest */
    const sol_point *point;
    size_t baseline; /* the scenario as written if it is a point, else the first */
    sol_outcome_keys outcomes;
    bool is_interrupted;
    bool is_of_saved;     /* results without trials: errors are those of independent runs, and there is no interest */
    size_t unmoved_count; /* firms with a rate of their own, which a lever of participation does not move */
    const char *const *unmoved;
    size_t changed_count; /* of files */
    const sol_changed_input *changed;
    size_t
        goal_count; /* of files: the first goals that differ, each with what the first file that has it says of it; 0: all ask the same */
    const sol_verdict *goal;
    bool
        has_other_starts; /* of files: not all start on the same day, so that lifetimes are drawn from different days on */
    size_t movers_count;      /* of files: rows a point */
    const sol_movers *movers; /* point by point, the baseline's left out */
} sol_comparison;

/**
 * Runs every combination of the levers' values on the same futures.
 *
 * Gives    a comparison whose points equal single runs of those points to the bit; a point that fails is marked and the rest go on; NULL and
 *          an error if the scenario itself cannot be read
 * Errors   as protect.h says; bare, NULL, here and below
 */
sol_comparison *sol_compare_levers(sol_arena *arena, const sol_study *study, size_t lever_count, const sol_lever *lever,
                                   sol_diagnostics *diagnostics);

/** Runs several scenarios on the same futures; the first is the baseline. */
sol_comparison *sol_compare_files(sol_arena *arena, size_t count, const sol_study *study, sol_diagnostics *diagnostics);

/**
 * Puts saved results side by side; the first is the baseline.
 *
 * Gives    a comparison with is_of_saved set and without movers; NULL and an error when they are not in one currency
 * Caveat   results of the same futures (seed and trials) differ by less than these errors say, as single trials cannot be paired
 */
sol_comparison *sol_compare_results(sol_arena *arena, size_t count, const sol_result *const *result,
                                    const sol_outcome_keys *outcomes, sol_diagnostics *diagnostics);

#endif
