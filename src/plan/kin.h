/* How far two plans of one document are alike: what their trials can share. */
#ifndef SOL_PLAN_KIN_H
#define SOL_PLAN_KIN_H

#include "plan/plan.h"
#include "scenario/keys/keys.h"

/* Parts in which two plans may differ: what keys of a scenario move. What is not known to leave a part alone counts as changing it. */
enum {
    KIN_RATES = MOVES_RATES,
    KIN_JOINING = MOVES_JOINING,
    KIN_AMOUNTS = MOVES_AMOUNTS,
    KIN_OPENING = MOVES_OPENING,
    KIN_DIVISION = MOVES_DIVISION,
    KIN_PEOPLE = MOVES_PEOPLE,
    KIN_ALL = MOVES_ALL
};

/**
 * The parts in which two scenarios may differ. It is found from their texts: two scenarios of one document whose trees of values differ only
 * at keys that are listed as leaving a part alone are the same in that part.
 */
unsigned kin_scenarios(const sol_scenario *a, const sol_scenario *b);

/** Whether some step or goal asks when claims were filed, so that a plan keeps it of people who all file at start. */
bool kin_asks_when_filed(const sol_scenario *scenario);

/** Parts of two plans, as of their scenarios; lists of events, firms, sources and rates must also match, index by index. */
unsigned kin_plans(const sol_plan *a, const sol_plan *b);

/**
 * Prepares a scenario as sol_plan_make does; where its people are those of another plan they are taken over, which must live as long.
 *
 * Gives    what sol_plan_make gives
 */
sol_plan *kin_plan_make(sol_arena *arena, const sol_scenario *scenario, const sol_plan *like,
                        sol_diagnostics *diagnostics);

#endif
