/* The values between two ends that a search over a lever can try. */
#ifndef SOL_STUDY_AXIS_H
#define SOL_STUDY_AXIS_H

#include "solatium/breakeven.h"
#include "study/levers/lever.h"

/*
 * The values that can be tried, each of which its key can be given: steps from `from` to `to`, dates by the day, money by a count of the
 * smallest unit, numbers by the last of some digits.
 */
typedef struct axis {
    bool is_date;
    int64_t from, to; /* in steps */
    lever_number one; /* the form of a number */
    sol_date first;
    const sol_currency *currency; /* of money, or NULL */
    int64_t units;                /* of its smallest unit in a step */
} axis;

/** Up, to two digits, so that what is tried is round. */
int64_t axis_round_up(int64_t units);

/**
 * A request with a range where it has none: of amounts 0 to all that is claimed, of dates the scenario's time. Of shares axis_make knows it, of
 * others there is none.
 */
const sol_breakeven_request *axis_range(sol_arena *arena, const sol_scenario *scenario, sol_money claimed,
                                        const sol_breakeven_request *request);

/**
 * The axis of a request: its ends, read as the key reads its values, or those of a share. The same ends in another spelling are the same
 * axis. Without a scenario there are no amounts. False and an error if there is none.
 */
bool axis_make(sol_arena *arena, const sol_scenario *scenario, const sol_breakeven_request *q, axis *a,
               sol_diagnostics *diagnostics);

/** The value at a step, as it would be written. */
const char *axis_value(sol_arena *arena, const axis *a, int64_t step);

/** The money at a step, 0 where it is of none. */
static inline sol_money axis_amount(const axis *a, int64_t step)
{
    return sol_money_of(a->currency ? step * a->units : 0);
}

/** Where a step stands on the axis: days, the digits as they are written, money in the scale of its larger end. */
double axis_position(const axis *a, int64_t step);

/** Adds the error of a search that cannot be; false. */
bool axis_refuse(sol_diagnostics *diagnostics, const char *hint, const char *message);

#endif
