/* What accounts.c works with beside the columns: claims at start, and those that stand apart. */
#ifndef SOL_ENGINE_ACCOUNTS_ROOM_H
#define SOL_ENGINE_ACCOUNTS_ROOM_H

#include "engine/claims/accounts.h"

/* Neighbours with the same terms. */
typedef struct run {
    size_t from, to;
    int32_t terms;
} run;

/* What interest adds to a unit of principal from start to a day. */
typedef struct known_rate {
    sol_date day;
    columns_rate rate;
} known_rate;

struct accounts_room {
    account_state *opening; /* by row: at start */
    int64_t *before;        /* by row: paid before; NULL where nobody was */
    bool has_interest;      /* or some principal rises */
    size_t run_count;
    run *run;
    known_rate *known; /* by terms: the last day that was asked for */
    int64_t *at_start; /* by terms: by start */
    int64_t *parts;    /* by terms: what interest adds to one unit of principal, in COLUMNS_PARTS */
    /* Claims that are not open and are not as at start: paid directly, lapsed, paid off. */
    uint8_t *is_apart;
    account_state *apart;
    sol_date *apart_day;
    /* Rows of those who may have reached a goal or owe nothing without a payment in the trial. */
    size_t early_count;
    uint32_t *early;
    /* Rows of claims that bear interest or had payments before start. */
    size_t own_count;
    uint32_t *own;
    size_t closed; /* no row before it may be paid any more */
};

struct accounts_room *accounts_room_new(sol_arena *arena, const sol_plan *plan, row_map rows);

/** Rate times days of all days before one, by the rates in force on them. */
int64_t accounts_parts_until(const sol_terms *terms, sol_date day);

/** A bound of what any claim comes to by `end`: its principal at the highest rate all the time. */
double accounts_most(const sol_plan *plan, const struct accounts_room *room, row_map rows);

#endif
