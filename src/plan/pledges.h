/* What the firms of each country promise, as `check` sums it up. */
#ifndef SOL_PLAN_PLEDGES_H
#define SOL_PLAN_PLEDGES_H

#include "plan/plan.h"

/*
 * A country's firms. The expectations take the base rates alone: no event has happened and nobody follows; a firm that requires an
 * event or follows others is counted as if it did not, and `is_conditional` says that there is one, or a rate that an event changes.
 */
typedef struct pledges_row {
    int country; /* index into scenario->country */
    size_t firms;
    double expected_heads; /* firms that join, by the base rates */
    bool is_certain;       /* every pledge is a plain amount */
    sol_money promised;    /* mean of all pledges at face, joining or not, at start's prices; exact if is_certain */
    sol_money expected;    /* the same weighted by the probability of joining (or by the certain fraction) */
    bool is_conditional;
} pledges_row;

/** One row a country that has firms, in the order of the countries. Needs plan->money. */
const pledges_row *pledges_by_country(sol_arena *arena, const sol_plan *plan, size_t *count);

#endif
