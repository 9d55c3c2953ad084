/* How far two plans of one document are alike: what their trials can share. */
#ifndef SOL_PLAN_KIN_H
#define SOL_PLAN_KIN_H

#include "plan/plan.h"

/* Parts in which two plans may differ. What is not known to leave a part alone counts as changing it. */
enum {
    KIN_RATES = 1,     /* rates of joining, and nothing else of who joins when */
    KIN_JOINING = 2,   /* anything else of who joins when, and of events */
    KIN_AMOUNTS = 4,   /* what those who joined and other sources bring, and what it is worth */
    KIN_OPENING = 8,   /* how claims are opened, beside the days of events */
    KIN_DIVISION = 16, /* what becomes of money that has arrived, or what of it is told */
    KIN_PEOPLE = 32,   /* people, their lives and claims, pay dates */
    KIN_ALL = 63
};

/**
 * The parts in which two scenarios may differ. It is found from their texts: two scenarios of one document whose trees of values differ only
 * at keys that are listed as leaving a part alone are the same in that part.
 */
unsigned kin_scenarios(const sol_scenario *a, const sol_scenario *b);

/** The same of two plans, whose lists of events, firms, sources and rates must also match, index by index. */
unsigned kin_plans(const sol_plan *a, const sol_plan *b);

/**
 * Prepares a scenario as sol_plan_make does; where its people are those of another plan they are taken over, which must live as long.
 *
 * Gives    what sol_plan_make gives
 */
sol_plan *kin_plan_make(sol_arena *arena, const sol_scenario *scenario, const sol_plan *like,
                        sol_diagnostics *diagnostics);

#endif
