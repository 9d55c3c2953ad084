/* How points differ, trial by trial: in the metrics, and in the outcomes that were asked for. */
#include "study/points/points.h"

#include "base/check.h"

#include <math.h>

static const double NORMAL_975 = 1.959963984540054;

static points_column asked_column(const sol_trial_record *record, size_t k)
{
    return (points_column){record->asked_value + k, record->asked_count, NULL};
}

/* Of a date: whether each trial reaches it. */
static points_column reached_column(sol_arena *scratch, const sol_trial_record *record, size_t k)
{
    double *is_reached = SOL_TAKE(scratch, record->trials, double);
    for (uint64_t t = 0; t < record->trials; t++) {
        const double day = record->asked_value[t * record->asked_count + k];
        is_reached[t] = isnan(day) ? day : !isinf(day);
    }
    return (points_column){is_reached, 1, NULL};
}

/* Of two dates which is the later, 1 the first and −1 the second. */
static points_column later_column(sol_arena *scratch, const sol_trial_record *record, const sol_trial_record *baseline,
                                  size_t k)
{
    double *is_later = SOL_TAKE(scratch, record->trials, double);
    for (uint64_t t = 0; t < record->trials; t++) {
        const double is = record->asked_value[t * record->asked_count + k];
        const double was = baseline->asked_value[t * record->asked_count + k];
        is_later[t] = isnan(is) || isnan(was) ? (double)NAN : (double)((is > was) - (is < was));
    }
    return (points_column){is_later, 1, NULL};
}

void points_differences(const sol_trial_record *record, const sol_trial_record *baseline, sol_point *point)
{
    SOL_CHECK(record->trials == baseline->trials && record->trials > 0);
    const uint64_t trials = record->trials;
    for (int m = 0; m < SOL_METRICS; m++)
        point->difference[m] = points_difference(trials, points_metric(record, m), points_metric(baseline, m));
    sol_arena *scratch = sol_arena_new();
    double *nothing = SOL_TAKE(scratch, trials, double);
    for (size_t k = 0; k < record->asked_count; k++) {
        sol_point_outcome *o = &point->outcome[k];
        if (o->value.kind != SOL_OUTCOME_DATE) {
            o->difference = points_difference(trials, asked_column(record, k), asked_column(baseline, k));
            continue;
        }
        o->difference =
            points_difference(trials, reached_column(scratch, record, k), reached_column(scratch, baseline, k));
        o->later =
            points_difference(trials, later_column(scratch, record, baseline, k), (points_column){nothing, 1, NULL});
    }
    sol_arena_free(scratch);
}

static sol_difference of_medians(const sol_point_outcome *is, const sol_point_outcome *was)
{
    const sol_date here = is->value.date.p50, there = was->value.date.p50;
    const bool is_never = sol_date_is_never(here), was_never = sol_date_is_never(there);
    if (is->value.date.never.support == SOL_OF_NONE || was->value.date.never.support == SOL_OF_NONE)
        return (sol_difference){.support = SOL_OF_NONE};
    const double days = is_never && was_never ? 0
                        : is_never            ? (double)INFINITY
                        : was_never           ? -(double)INFINITY
                                              : (double)sol_date_days(there, here);
    return (sol_difference){days, 0, days != 0 && is->later.is_distinguishable, SOL_OF_ONE};
}

/* Paired; of a date there is no standard error, and of what keeps no trials it is that of independent runs. */
sol_difference sol_outcome_difference(const sol_point_outcome *is, const sol_point_outcome *was)
{
    const sol_estimate *here = &is->value.estimate, *there = &was->value.estimate;
    if (is->value.fault || was->value.fault)
        return (sol_difference){.support = SOL_OF_NONE};
    if (is->value.kind == SOL_OUTCOME_DATE)
        return of_medians(is, was);
    if (is->value.kind != SOL_OUTCOME_EXPECTED || here->support == SOL_OF_NONE || there->support == SOL_OF_NONE)
        return is->difference;
    const double mean = here->mean - there->mean, se = hypot(here->se, there->se);
    const bool is_of_many = here->support == SOL_OF_MANY && there->support == SOL_OF_MANY;
    return (sol_difference){mean, se, is_of_many && fabs(mean) > NORMAL_975 * se,
                            is_of_many ? SOL_OF_MANY : SOL_OF_ONE};
}
