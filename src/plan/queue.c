#include "plan/people.h"

/* A day's capacity in exact parts: all lengths of a month divide this. */
enum { PARTS = 4 * 3 * 5 * 7 * 29 * 31 };

static int days_of_month(sol_date date)
{
    int year, month, day;
    sol_date_civil(date, &year, &month, &day);
    sol_date first = sol_date_of(year, month, 1);
    return sol_date_days(first, sol_date_add_months(first, 1));
}

void queue_days(const sol_scenario *scenario, size_t count, sol_date *processed)
{
    const sol_administration *administration = &scenario->administration;
    size_t done = 0, step = 0;
    sol_wide credit = 0;
    const sol_wide one_claim = (sol_wide)PARTS * 1000;
    for (sol_date day = administration->opens; day.day <= scenario->end.day && done < count; day.day++) {
        while (step < administration->capacity_count && administration->capacity[step].from.day <= day.day)
            step++;
        if (step > 0)
            credit += (sol_wide)administration->capacity[step - 1].per_month_thousandths * (PARTS / days_of_month(day));
        for (; done < count && credit >= one_claim; credit -= one_claim)
            processed[done++] = sol_date_later(day, scenario->start);
    }
    for (; done < count; done++)
        processed[done] = sol_date_never();
}

/* How many claims have been processed by each pay date; without a queue all are on the day it opens. */
static void count_processed(sol_arena *arena, const sol_plan *plan, people_details *details)
{
    details->processed_by = SOL_TAKE(arena, plan->date_count, uint64_t);
    sol_date opens = plan->scenario->administration.opens;
    uint64_t count = plan->people.count, done = 0;
    for (size_t k = 0; k < plan->date_count; k++) {
        while (details->has_queue && done < count && details->processed[done].day <= plan->date[k].day)
            done++;
        if (!details->has_queue)
            done = opens.day <= plan->date[k].day ? count : 0;
        details->processed_by[k] = done;
    }
}

void queue_orders(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, people_details *details)
{
    size_t count = plan->people.count;
    const plan_claimant *claimant = plan->people.claimant;
    sol_arena *scratch = sol_arena_new();
    int64_t *key = SOL_TAKE(scratch, count, int64_t);
    for (size_t i = 0; i < count; i++)
        key[i] = claimant[i].birth.day;
    details->by_birth = people_order(arena, count, key);
    const sol_administration *administration = &scenario->administration;
    details->has_queue = administration->has_queue;
    if (administration->has_queue) {
        bool is_smallest = administration->order == SOL_QUEUE_SMALLEST;
        for (size_t i = 0; i < count; i++)
            key[i] = is_smallest ? claimant[i].principal.units : 0;
        if (administration->order != SOL_QUEUE_OLDEST)
            details->by_queue = people_order(arena, count, key);
        details->processed = SOL_TAKE(arena, count, sol_date);
        queue_days(scenario, count, details->processed);
    }
    count_processed(arena, plan, details);
    sol_arena_free(scratch);
}
