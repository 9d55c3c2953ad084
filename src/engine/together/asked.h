/* What a study asks of each trial beside the usual metrics: outcomes, by their keys. */
#ifndef SOL_ENGINE_ASKED_H
#define SOL_ENGINE_ASKED_H

#include "solatium/simulation.h"

/** What takes a number's values of the first so many trials. */
typedef struct asked_columns {
    void (*take)(const void *context, size_t index, uint64_t trials, int64_t *column);
    const void *context;
} asked_columns;

/** Fills in what a record asks for; NAN where a trial does not have it, or the result has no such figure or tells no trials of it. */
void asked_fill(const sol_result *result, sol_trial_record *record, asked_columns columns);

#endif
