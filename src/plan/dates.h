/* Pay dates, and amounts on them: limits of payments, and levels of steps that follow prices. */
#ifndef SOL_PLAN_DATES_H
#define SOL_PLAN_DATES_H

#include "plan/plan.h"

enum { DATES_MAX = 2000 };

/** Fills plan->date: `payments.dates`, or from `payments.first` at even steps up to `end`; false and an error if there is none or too many. */
bool dates_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, sol_diagnostics *diagnostics);

/** The first pay date (index) on or after a day; date_count if there is none. */
size_t dates_first_from(const sol_plan *plan, sol_date day);

/** Fills plan->limit and plan->level; pay dates must be there. */
void dates_schedule(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan);

/** The amount that a step brings each to on a pay date (index); it must have one. */
static inline sol_money dates_level(const sol_plan *plan, const sol_step *step, size_t date)
{
    if (!plan->level)
        return step->up_to;
    return plan->level[(size_t)(step - plan->scenario->step) * plan->date_count + date];
}

/** Whether a step takes part on a pay date (index), and whether on all of them. */
static inline bool dates_has_step(const sol_plan *plan, const sol_step *step, size_t date)
{
    return step->from.day <= plan->date[date].day && plan->date[date].day <= step->until.day;
}

static inline bool dates_always_has_step(const sol_plan *plan, const sol_step *step)
{
    return dates_has_step(plan, step, 0) && dates_has_step(plan, step, plan->date_count - 1);
}

#endif
