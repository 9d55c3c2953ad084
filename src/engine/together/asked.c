#include "engine/together/asked.h"

#include "engine/tally/tally.h"
#include "solatium/outcome.h"

#include <math.h>

/* The values of one key, from those of the numbers that it is made of; a fixed one is the same in all; of a date, whether it is reached. */
static void fill_one(const sol_outcome *o, sol_trial_record *record, size_t key, int64_t *column, asked_column *take,
                     const void *context)
{
    double *value = record->asked_value + key;
    const bool is_fixed = o->kind == SOL_OUTCOME_FIXED, is_date = o->kind == SOL_OUTCOME_DATE;
    for (uint64_t t = 0; t < record->trials; t++)
        value[t * record->asked_count] = is_fixed ? o->estimate.mean : is_date ? 1 : o->number[0] ? 0 : NAN;
    for (size_t n = 0; n < SOL_OUTCOME_NUMBERS && o->number[n] > 0; n++) {
        take(context, (size_t)o->number[n] - 1, record->trials, column);
        for (uint64_t t = 0; t < record->trials; t++)
            value[t * record->asked_count] += column[t] == TALLY_NONE ? (double)NAN : (double)column[t] * o->weight[n];
    }
}

void asked_fill(const sol_result *result, sol_trial_record *record, asked_column *take, const void *context)
{
    if (record->asked_count == 0)
        return;
    sol_arena *scratch = sol_arena_new();
    int64_t *column = SOL_TAKE(scratch, record->trials, int64_t);
    for (size_t k = 0; k < record->asked_count; k++) {
        sol_outcome o;
        if (!sol_outcome_find(scratch, result, record->asked[k], &o))
            o = (sol_outcome){.kind = SOL_OUTCOME_ESTIMATE};
        if (o.kind == SOL_OUTCOME_DATE) {
            o.number[0] = o.date.never.number;
            o.weight[0] = -1;
        }
        fill_one(&o, record, k, column, take, context);
    }
    sol_arena_free(scratch);
}
