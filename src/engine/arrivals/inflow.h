/*
 * Money in, of one trial: which firms join, what happens, what arrives when.
 *
 * Where the model leaves a choice, this is it. A day before `start` counts as start, a day after `end` as never. A day (of an event,
 * of joining, the first of a series) that comes before what it requires moves to it; the further amounts of a series are counted
 * from the moved day. A firm's rate is that of the last listed event that has happened by its `joins` day so moved. All rates of a
 * country, or of a row with rates of its own, go by one number a trial; so does all of a series. A rate, times its factor, is at
 * most 1. A firm may join after its default; it then pays nothing. A match is a share of all that the firms have paid so far,
 * rounded once; what they paid before its own day or its required event is matched on that day. A guarantee counts what was paid up to and
 * on its day, whether it stayed or went back to another; of what comes later each guarantor takes back his part in the order of the file.
 */
#ifndef SOL_ENGINE_INFLOW_H
#define SOL_ENGINE_INFLOW_H

#include "plan/plan.h"

/* An amount that arrives, converted to the scenario's currency at the day's price. */
typedef struct inflow_arrival {
    sol_date date;  /* start <= date <= end */
    int32_t firm;   /* index into plan_money.firm, or SOL_NONE */
    int32_t source; /* else: index into scenario->source */
    int32_t pool;
    bool is_direct;   /* enforcement, paid directly */
    sol_money amount; /* > 0 */
    sol_money refund; /* of it: goes back to guarantors at once */
} inflow_arrival;

/* One trial's money in. Lives in the worker's memory from inflow_new and is overwritten by each trial. */
typedef struct inflow {
    size_t arrival_count;
    inflow_arrival *arrival;  /* by date, then firms before sources, then index, then instalment */
    sol_date *event_date;     /* by event: the day it happens, or never */
    bool *firm_joined;        /* by firm member */
    sol_money *firm_promised; /* by firm member: its pledge at face, converted at start's price, joining or not */
    double *fund_index;       /* by plan_money.month: the Brownian path of the fund's return, for inflow_growth */
    double fund_drift;        /* of its return, per year */
    double *growth; /* by days, what inflow_growth gave for them, 0 if it was not asked; NULL if it depends on more */
    void *scratch;  /* of inflow.c */
} inflow;

/** Room for any trial of the plan. */
inflow *inflow_new(sol_arena *arena, const sol_plan *plan);

/** Draws trial `trial`. A pure function of plan, seed and trial. */
void inflow_draw(const sol_plan *plan, uint64_t seed, uint64_t trial, inflow *in);

/** What one unit in the fund on `from` has become on `to`, start <= from <= to <= end: the return's index(to) / index(from). */
double inflow_growth(const sol_plan *plan, const inflow *in, sol_date from, sol_date to);

#endif
