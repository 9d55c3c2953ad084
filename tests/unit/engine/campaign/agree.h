/* Holds what the program says of a trial against the model's own, number by number. */
#ifndef CAMPAIGN_AGREE_H
#define CAMPAIGN_AGREE_H

#include "engine/model/model.h"
#include "engine/tally/metrics.h"

/* What is compared. */
enum {
    AGREE_ARRIVALS = 1, /* events, who joins, what is received of whom */
    AGREE_LIVES = 2,    /* deaths, refusals, those who decline */
    AGREE_PAYMENTS = 4, /* who is paid what, pay date by pay date, and what is left */
    AGREE_GOALS = 8,    /* whom goals count, who is in time, and why not */
    AGREE_ALL = 15
};

typedef struct agreement {
    unsigned parts;
    size_t numbers, different;
    char first[160]; /* difference, in words */
} agreement;

/** People, pay dates, money and sums of a trial that was walked person by person. */
void agree_trial(const trial *engine, const model_trial *model, agreement *a);

/** The row of numbers that reports are made of. */
void agree_row(const int64_t *row, const metrics_layout *layout, const model_trial *model, agreement *a);

/** Who is wholly paid, by when, what is unpaid, who dies waiting: in the same row. */
void agree_row_answers(const int64_t *row, const metrics_layout *layout, const model_trial *model, agreement *a);

/* The same figures of several trials, summed. */
typedef struct agree_sums {
    size_t trials;
    double whole_by_goal[SOL_ORIGINS], whole_by_end[SOL_ORIGINS], everyone[SOL_ORIGINS], have_some[SOL_ORIGINS];
    double unpaid[SOL_ORIGINS], wait[SOL_WAITS], never[SOL_COMINGS][SOL_COMING_SHARES], nothing_comes, deaths;
} agree_sums;

void agree_sums_add(agree_sums *sums, const model_trial *model);

/** A result of those trials, whichever way they were walked: crowds leave no other row. */
void agree_result(const sol_result *result, const agree_sums *sums, agreement *a);

/** Holds a number of the engine against the model's. */
void agree_hold(agreement *a, const char *what, size_t which, int64_t engine, int64_t model);

/** What a record of a simulation keeps of a trial, whichever way it was walked. */
void agree_record(const double value[static SOL_METRICS], const model_trial *model, agreement *a);

#endif
