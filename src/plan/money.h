/* What the trials need of money in, worked out once: rates, thresholds, prices, what follows whom. */
#ifndef SOL_PLAN_MONEY_H
#define SOL_PLAN_MONEY_H

#include "plan/plan.h"
#include "solatium/random.h"
#include "value/distribution/truncation.h"

/* The rates of a country, or those of a firm row that are not the country's: the base, then one per listed event. */
typedef struct money_rates {
    const sol_participation *participation;
    int64_t times;       /* billionths: each rate is min(1, times · drawn) */
    bool is_drawn;       /* else the probabilities, fractions and thresholds below hold in every trial */
    uint64_t entity;     /* of the one number that all its rates are drawn by */
    size_t first, count; /* where its values stand in the arrays of all rates */
} money_rates;

/* The values of all rates, of a plan or in a trial: p, what it is of a pledge under participation_as fraction, and Φ⁻¹(p). */
typedef struct money_odds {
    double *probability, *threshold;
    int64_t *fraction; /* in SOL_SHARE_PARTS */
} money_odds;

/* A row of firms. */
typedef struct money_row {
    int rates;               /* index into money_details.rates */
    size_t member, members;  /* first member and their number, in plan_money.firm */
    uint64_t needed;         /* follows: heads of the followed country, itself left out, that must join */
    bool can_follow;         /* follows: there is another firm in that country */
    double life_years;       /* 1 / hazard of default, as in life = life_years · −ln u; infinity: no default */
    double loading, rest;    /* √ρ and √(1 − ρ) of its country */
    truncation_edges pledge; /* of its pledge, a plain amount of money */
} money_row;

/* A currency's way through time, or the fund's return: exp(drift·t + volatility·B(t)). */
typedef struct money_path {
    bool moves;                        /* else its index is 1 at all times */
    bool is_random;                    /* volatility > 0 */
    double drift;                      /* ln(1 + m) − v²/2, per year; of an uncertain m, at its median */
    const sol_distribution *uncertain; /* m; or NULL */
    double volatility;
    uint64_t entity;
    sol_purpose purpose;
} money_path;

typedef struct money_details {
    uint64_t *event_entity, *country_entity, *source_entity, *row_entity; /* by index of the scenario's arrays */
    uint64_t factor_entity;                                               /* of W, common to all countries */
    double common, own;                                                   /* √b and √(1 − b) */
    size_t rates_count;
    money_rates *rates; /* those of countries first, by country */
    size_t odds_count;
    money_odds odds;   /* of all rates that are not drawn */
    money_row *row;    /* by index of scenario->firm */
    size_t *heads;     /* firms by country */
    sol_decimal *unit; /* by currency: units of the scenario's smallest unit per smallest unit of it, at start */
    double *unit_near; /* the same to the nearest double, for prices that move */
    money_path *path;  /* by currency */
    money_path fund;
    double *month_years;    /* by knot: years since start */
    double *month_step;     /* by knot: square root of the years since the knot before */
    uint64_t *month_number; /* by knot: months since year 0, which number its draw */
    double brownian_limit;  /* paths are kept within ± this: eight deviations at `end`, beyond what any trial sees */
    sol_money *cap;         /* by source: the cap of a match in the scenario's currency; SOL_MONEY_SUM_MAX if none */
    size_t arrival_limit;   /* no trial has more arrivals */
} money_details;

enum { MONEY_ARRIVALS_MAX = 1000000 }; /* dated amounts that one trial may hold */

/* The details of a plan's money. */
static inline const money_details *money_details_of(const plan_money *money)
{
    return (const money_details *)money->details;
}

/* The drift of a path at number u of the draw of its uncertain m. */
double money_path_drift(const money_path *path, double u);

/* Room for the values of `count` rates. */
money_odds money_odds_new(sol_arena *arena, size_t count);

/* Copies them. */
void money_odds_copy(money_odds *to, const money_odds *from, size_t count);

/* A rate times a factor, at most 1, in SOL_SHARE_PARTS: two numbers of nine decimals make one of eighteen. */
int64_t money_rate_parts(int64_t times_billionths, const sol_distribution *rate, double u);

/* Puts the values that some rates have at number u of their draw. */
void money_odds_put(const money_rates *rates, double u, money_odds *odds);

/* Units of the scenario's currency for an amount in another, at start's price, to the nearest unit. */
sol_money money_at_start(const plan_money *money, int currency, sol_money amount);

/*
 * An uncertain amount at number u of its draw, in the smallest units of its currency: money to the unit, or that share of `whole`, rounded
 * once. `edges`: those of its value, or NULL.
 */
sol_money money_drawn(const sol_amount *amount, const truncation_edges *edges, sol_money whole, double u);

/* What a firm's pledge is a share of, where it is one, and the currency that it is in. */
sol_money money_pledge_whole(const plan_money *money, const sol_firm *firm);
int money_pledge_currency(const sol_firm *firm);

/* What the sale of seized assets leaves at number u of its haircut. */
sol_money money_after_haircut(const sol_other_source *source, sol_money worth, double u);

#endif
