/* The plan: what the trials read and never change. */
#ifndef SOL_PLAN_PLAN_H
#define SOL_PLAN_PLAN_H

#include "solatium/simulation.h"

/* A pool of money. Pool 0 is the general pool; the others stand in the order in which they are divided (fewest claimants first). */
typedef struct plan_pool {
    size_t group_count; /* of the general pool: 0, it is for all */
    const int *group;   /* increasing */
    bool counts;        /* what is received from it counts in the general pool's cumulative division */
    bool then_general;  /* what its groups can no longer receive goes to the general pool */
} plan_pool;

/* One firm of a row of alike firms, or another source: what can send money by itself. */
typedef struct plan_firm {
    int row; /* index into scenario->firm */
    int country;
    uint64_t entity; /* id of its draws */
} plan_firm;

/* Money in. Made by plan/money.c, read by engine/arrivals/inflow.c; pools and sources also by the division. */
typedef struct plan_money {
    size_t firm_count;
    const plan_firm *firm; /* members of all rows, row by row */
    size_t pool_count;     /* >= 1 */
    const plan_pool *pool;
    const int *source_pool; /* by index of scenario->source; firms pay into the general pool */
    size_t month_count;     /* knots of Brownian paths: start, then firsts of months, the last not before `end` */
    const sol_date *month;
    sol_money claimed;   /* principal and interest of everyone at start: what `of_claims` is a share of */
    const void *details; /* money_details of plan/money.h, for engine/arrivals/inflow.c and its parts only */
} plan_money;

/* One claimant: a person, an institution or an estate from the outset. There are millions: half a line of the cache each. */
typedef struct plan_claimant {
    sol_money principal;
    int32_t group;        /* index into scenario->group */
    int32_t terms;        /* index into plan_people.terms */
    int32_t row;          /* index of the row or group that he was written in; his id by plan_claimant_id */
    sol_date birth;       /* institutions: never */
    sol_date died;        /* before start; never: alive at start */
    uint32_t member : 30; /* 0: the row itself; else "#member" */
    uint32_t sex : 1;     /* sol_sex */
    uint32_t is_institution : 1;
} plan_claimant;

_Static_assert(sizeof(plan_claimant) == 32, "a claimant is half a line");

/* Integrals of the hazard at the pay dates (and at `opens`, `end`), shared by all of one birth date, sex and mortality. */
typedef struct plan_survival {
    const float
        *integral; /* date_count of plan_people.survival_date; the deaths of trials are those of the rounded numbers */
} plan_survival;

typedef struct plan_people {
    size_t count;
    const plan_claimant *claimant; /* in file order: groups' members, then rows */
    size_t living_count;           /* at start; institutions are living */
    size_t terms_count;
    const sol_terms *terms;
    size_t survival_count, survival_date_count;
    const plan_survival *survival;
    const sol_date *survival_date;
    bool is_sampled;     /* something was drawn from claimants.seed */
    const void *details; /* plan_people_details of plan/people.h, for the division only */
} plan_people;

/* The account of payments that is in force on a pay date. */
typedef struct plan_limit {
    size_t limit;      /* one more than its index; 0: none */
    int period;        /* where none is carried: payments of other periods count no more */
    sol_money allowed; /* in all, by the day, of the account */
} plan_limit;

struct sol_plan {
    const sol_scenario *scenario;
    size_t date_count;
    const sol_date *date;    /* pay dates d_1 … d_K */
    const plan_limit *limit; /* by pay date; NULL: none at any time */
    const sol_money *level;  /* by step, then pay date: `up_to` where it is an amount; NULL: none follows prices */
    plan_people people;
    plan_money money;
    bool has_unlimited_money; /* in every pool, on every pay date; engine/together/rules_ceiling.h */
};

/** Makes people (first) and money of a plan; false and an error when a limit is passed. */
bool plan_people_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, sol_diagnostics *diagnostics);
bool plan_money_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, sol_diagnostics *diagnostics);

/** SHA-256 of what is simulated: the scenario's content, what the plan makes of it, and the seed of the trials; hexadecimal. */
const char *plan_content(sol_arena *arena, const sol_plan *plan, uint64_t seed);

/** A claimant's id as reports name him; printed into `arena`. */
const char *plan_claimant_id(sol_arena *arena, const sol_plan *plan, size_t claimant);

/** His name in the register, or NULL. */
const char *plan_claimant_name(const sol_plan *plan, size_t claimant);

/** The id, with the name behind it if there is one: "A7 (Kim)". */
const char *plan_claimant_called(sol_arena *arena, const sol_plan *plan, size_t claimant);

#endif
