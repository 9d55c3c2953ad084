#include "plan/dates.h"
#include "plan/people.h"

#include <math.h>

static int days_of_month(sol_date date)
{
    int year, month, day;
    sol_date_civil(date, &year, &month, &day);
    sol_date first = sol_date_of(year, month, 1);
    return sol_date_days(first, sol_date_add_months(first, 1));
}

bool queue_is_drawn(const sol_scenario *scenario)
{
    bool is = false;
    for (size_t i = 0; i < scenario->administration.capacity_count; i++)
        is |= scenario->administration.capacity[i].uncertain != NULL;
    return is;
}

static int64_t thousandths_of(const sol_capacity_step *step, double u)
{
    return step->uncertain ? llround(1000 * sol_distribution_at(step->uncertain, u)) : step->per_month_thousandths;
}

sol_wide queue_day(queue_course *course, sol_date day)
{
    const sol_administration *administration = &course->scenario->administration;
    while (course->step < administration->capacity_count && administration->capacity[course->step].from.day <= day.day)
        course->per_month = thousandths_of(&administration->capacity[course->step++], course->u);
    return (sol_wide)course->per_month * (QUEUE_PARTS / days_of_month(day));
}

void queue_days(const sol_scenario *scenario, size_t count, double u, sol_date *processed)
{
    queue_course course = {scenario, u, 0, 0};
    size_t done = 0;
    sol_wide credit = 0;
    for (sol_date day = scenario->administration.opens; day.day <= scenario->end.day && done < count; day.day++) {
        credit += queue_day(&course, day);
        for (; done < count && credit >= QUEUE_CLAIM; credit -= QUEUE_CLAIM)
            processed[done++] = sol_date_later(day, scenario->start);
    }
    for (; done < count; done++)
        processed[done] = sol_date_never();
}

/* Counts claims that are processed on a day with those of the first pay date that is not before it, or of `end`. */
static void add_processed(const sol_plan *plan, people_details *details, sol_date day, uint64_t count)
{
    if (day.day <= plan->scenario->end.day)
        details->processed_by[dates_first_from(plan, day)] += count;
}

/* Without a queue claims are processed when they are due, but not before the office opens, nor before the fund exists. */
static void count_by_terms(sol_arena *arena, const sol_plan *plan, people_details *details)
{
    const plan_people *people = &plan->people;
    sol_date opens = sol_date_later(plan->scenario->administration.opens, plan->scenario->start);
    uint64_t *count = SOL_TAKE(arena, people->terms_count, uint64_t);
    for (size_t i = 0; i < people->count; i++)
        count[people->claimant[i].terms]++;
    details->awaiting = SOL_TAKE(arena, people->terms_count, people_awaiting);
    for (size_t t = 0; t < people->terms_count; t++) {
        const sol_terms *terms = &people->terms[t];
        sol_date day = sol_date_later(terms->eligible, opens);
        if (terms->requires == SOL_NONE && terms->unless == SOL_NONE)
            add_processed(plan, details, day, count[t]);
        else
            details->awaiting[details->awaiting_count++] = (people_awaiting){terms, count[t]};
    }
}

static void count_processed(sol_arena *arena, const sol_plan *plan, people_details *details)
{
    details->processed_by = SOL_TAKE(arena, plan->date_count + 1, uint64_t);
    if (details->has_own_days)
        return; /* each trial counts its own */
    if (details->has_queue)
        for (size_t i = 0; i < plan->people.count; i++)
            add_processed(plan, details, details->processed[i], 1);
    else
        count_by_terms(arena, plan, details);
    for (size_t k = 1; k <= plan->date_count; k++)
        details->processed_by[k] += details->processed_by[k - 1];
}

/* As far as it is known; else at start. */
static sol_date filed_on(const sol_scenario *scenario, const sol_plan *plan, size_t claimant)
{
    sol_date day;
    people_filed_on(scenario->start, &plan->people.terms[plan->people.claimant[claimant].terms], &day);
    return day;
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
            key[i] = is_smallest ? claimant[i].principal.units : filed_on(scenario, plan, i).day;
        if (administration->order != SOL_QUEUE_OLDEST)
            details->by_queue = people_order(arena, count, key);
        details->processed = SOL_TAKE(arena, count, sol_date);
        queue_days(scenario, count, 0.5, details->processed);
    }
    count_processed(arena, plan, details);
    sol_arena_free(scratch);
}
