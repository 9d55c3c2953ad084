#include "engine/together/asked.h"

#include "engine/tally/tally.h"
#include "solatium/outcome.h"

#include <math.h>

/* A key's values where they are made of numbers, each times its weight. */
static void sum_up(const sol_outcome *o, sol_trial_record *record, double *value, asked_columns columns)
{
    sol_arena *scratch = sol_arena_new();
    int64_t *column = SOL_TAKE(scratch, record->trials, int64_t);
    for (uint64_t t = 0; t < record->trials; t++)
        value[t * record->asked_count] = o->number[0] > 0 ? o->constant : NAN;
    for (size_t n = 0; n < SOL_OUTCOME_NUMBERS && o->number[n] > 0; n++) {
        columns.take(columns.context, (size_t)o->number[n] - 1, record->trials, column);
        for (uint64_t t = 0; t < record->trials; t++)
            value[t * record->asked_count] += column[t] == TALLY_NONE ? (double)NAN : (double)column[t] * o->weight[n];
    }
    sol_arena_free(scratch);
}

/* Of a date the number is that of a pay date: its day, or infinity for never. */
static void turn_to_days(const sol_result *result, sol_trial_record *record, double *value)
{
    for (uint64_t t = 0; t < record->trials; t++) {
        double *at = &value[t * record->asked_count];
        if (!isnan(*at))
            *at = *at < (double)result->timeline_count ? (double)result->timeline[(size_t)*at].date.day : INFINITY;
    }
}

void asked_fill(const sol_result *result, sol_trial_record *record, asked_columns columns)
{
    sol_arena *scratch = sol_arena_new();
    for (size_t k = 0; k < record->asked_count; k++) {
        double *value = record->asked_value + k;
        sol_outcome o;
        if (!sol_outcome_find(scratch, result, record->asked[k], &o))
            o = (sol_outcome){.kind = SOL_OUTCOME_ESTIMATE};
        sum_up(&o, record, value, columns);
        if (o.kind == SOL_OUTCOME_DATE)
            turn_to_days(result, record, value);
        for (uint64_t t = 0; t < record->trials && o.kind == SOL_OUTCOME_FIXED; t++)
            value[t * record->asked_count] = o.estimate.mean;
    }
    sol_arena_free(scratch);
}
