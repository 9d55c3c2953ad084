/* The parts of one trial's money in, in the order in which they are drawn. For inflow.c and its parts only. */
#ifndef SOL_ENGINE_INFLOW_TRIAL_H
#define SOL_ENGINE_INFLOW_TRIAL_H

#include "engine/arrivals/inflow.h"
#include "engine/passes/quads.h"
#include "plan/money.h"
#include "solatium/random.h"

/* A currency's Brownian path, drawn as far as this trial has asked for it. */
typedef struct exchange_path {
    double *value; /* by knot of plan_money.month; value[0] is 0 */
    size_t drawn;  /* knots that hold this trial's values, at least 1 */
    quads step;    /* by knot */
} exchange_path;

/* A worker's room; everything in it is overwritten by each trial. */
typedef struct inflow_trial {
    const sol_plan *plan;
    const sol_scenario *scenario;
    const money_details *details;
    uint64_t seed, trial;
    inflow *in;
    exchange_path *path; /* by currency */
    exchange_path fund;
    quads inclination, joins, pledge, solvency; /* by firm */
    money_odds odds;                            /* of all rates */
    double *factor;                             /* by country: M_g */
    sol_date *alone;                            /* by firm: the day it would join by itself, or never */
    sol_date *joined;                           /* by firm: the day it joins, or never */
    int64_t *fraction;       /* by firm: SOL_SHARE_PARTS of its pledge, under participation_as fraction */
    uint64_t *reached;       /* by country, behind each other: sorted days of joining, counted from start */
    size_t *reached_first;   /* by country */
    size_t *reached_count;   /* by country */
    size_t count;            /* of `written` */
    inflow_arrival *written; /* arrivals in the order in which they were found */
    uint64_t *key, *spare;   /* for sorting them */
} inflow_trial;

/* A uniform number of a firm, four trials at a time; constants (and NULL) need none. */
static inline double inflow_firm_uniform(const inflow_trial *t, quads *q, size_t firm, const sol_distribution *d)
{
    return d && !sol_distribution_is_constant(d) ? quads_uniform(q, t->seed, t->trial, firm) : 0.5;
}

/* A uniform number of an entity; constants (and NULL) need none. */
double inflow_uniform(const inflow_trial *t, uint64_t entity, sol_purpose purpose, const sol_distribution *d);

/* Whether something of uncertain probability comes: one number for the probability itself, one for whether. */
bool inflow_happens(const inflow_trial *t, uint64_t entity, sol_purpose purpose, const sol_distribution *probability);

/* What a day is drawn by, or NULL if it is certain. */
static inline const sol_distribution *inflow_day_chance(const sol_when *when)
{
    if (when->is_after)
        return when->is_calendar ? NULL : &when->delay;
    return &when->date;
}

/*
 * The day at number u of its draw, not before start nor before the day of `requires` (an event or SOL_NONE); never if that does not
 * happen or the day is after `end`.
 */
sol_date inflow_day(const inflow_trial *t, const sol_when *when, int requires, double u);

/* Whether an event excludes what is dated on a day. */
bool inflow_excluded(const inflow_trial *t, int unless, sol_date day);

/* Notes an arrival: `amount` in a currency's smallest units, converted at the day's price. */
void inflow_arrive(inflow_trial *t, inflow_arrival arrival, int currency, sol_money amount);

/* Price of a currency on a day over its price at start. */
double exchange_index(inflow_trial *t, int currency, sol_date day);

/* An amount of a currency in the scenario's at a day's price, to the nearest unit: exact where the price is still start's. */
sol_money exchange_convert(inflow_trial *t, int currency, sol_date day, sol_money amount);

/* Value of the Brownian path on a day that the path is drawn for. */
double exchange_value(const plan_money *money, const double *value, sol_date day);

/* Draws a path up to and including a knot. */
void exchange_draw(const inflow_trial *t, exchange_path *path, size_t knot);

/* Begins a trial: its paths and events. */
void inflow_begin(inflow_trial *t, uint64_t seed, uint64_t trial);

/* The same with the events of another. */
void inflow_begin_like(inflow_trial *t, const inflow_trial *other);

/* Moves what was written by the scenario's delay, and sorts it into t->in. */
void inflow_end(inflow_trial *t);

/* Which events happen when. */
void events_draw(inflow_trial *t);

/* Who joins when. */
void firms_draw(inflow_trial *t);

/* The values of rates that are themselves drawn: all rates of a country by one number. Others are left alone. */
void firms_rates(const inflow_trial *t, const money_details *details, money_odds *odds);

/* M of each country whose firms share one. */
void firms_factors(inflow_trial *t);

/* Z: a firm joins if it is at most the threshold of its rate. */
double firms_inclination(inflow_trial *t, size_t firm, const money_row *row);

/* The day on which a firm joins if its rate lets it, and that rate, an index of thresholds; never if it cannot. */
sol_date firms_day(inflow_trial *t, size_t firm, const sol_firm *written, const money_row *row, size_t *rate);

/* Lets followers join, once all others have decided. */
void follows_resolve(inflow_trial *t);

/* What the firms promise and pay. */
void pledges_draw(inflow_trial *t);

/* A pledge in the smallest units of its currency. */
sol_money pledges_drawn(inflow_trial *t, size_t firm, const sol_firm *written, int *currency);

/* What a firm that has joined pays of its pledge. */
void pledges_pay(inflow_trial *t, size_t firm, const sol_firm *written, int currency, sol_money pledge);

/* What the other sources bring; behind the firms, whose payments a match follows. */
void sources_draw(inflow_trial *t);

/* What one of them brings; the first `firm_arrivals` of what was written are the firms' payments. */
void sources_draw_one(inflow_trial *t, size_t s, size_t firm_arrivals);

/* Sorts keys increasingly; `spare` has room for as many. Stable, no allocation. */
void order_sort(uint64_t *key, uint64_t *spare, size_t count);

#endif
