#include "engine/trial/rows.h"

#include "engine/trial/common_history.h"
#include "plan/dates.h"
#include "plan/people.h"

const uint32_t *rows_places_in_queue(sol_arena *arena, const sol_plan *plan)
{
    const people_details *details = people_details_of(plan);
    size_t n = plan->people.count, living = 0;
    uint32_t *place = SOL_TAKE(arena, n, uint32_t);
    for (size_t i = 0; i < n; i++)
        living += sol_date_is_never(plan->people.claimant[i].died);
    uint32_t next[2] = {(uint32_t)living, 0};
    for (size_t k = 0; k < n; k++) {
        size_t i = details->by_queue ? details->by_queue[k] : details->by_birth[k];
        bool is_living = sol_date_is_never(plan->people.claimant[i].died);
        place[i] = details->by_queue ? (uint32_t)k : next[is_living]++;
    }
    return place;
}

const sol_date *rows_days_in_queue(sol_arena *arena, const sol_plan *plan)
{
    const uint32_t *place = rows_places_in_queue(arena, plan);
    sol_date *day = SOL_TAKE(arena, plan->people.count, sol_date);
    for (size_t i = 0; i < plan->people.count; i++)
        day[i] = people_details_of(plan)->processed[place[i]];
    return day;
}

const uint32_t *rows_claimants(sol_arena *arena, row_map rows, size_t count, const uint32_t *row)
{
    uint32_t *claimant = SOL_TAKE(arena, count, uint32_t);
    for (size_t n = 0; n < count; n++)
        claimant[n] = rows.claimant[row[n]];
    return claimant;
}

/* What a rule looks at in order; those without a level at claims, the smallest first. */
static rows_order order_of_rule(const sol_rule_choice *rule)
{
    bool is_priority = rule->rule == SOL_RULE_PRIORITY;
    if (is_priority && rule->by == SOL_BY_HAZARD)
        return ROWS_BY_BIRTH;
    bool is_by_claim = is_priority ? rule->by == SOL_BY_CLAIM : !sol_rule_table[rule->rule].has_level;
    return is_by_claim ? ROWS_BY_CLAIM : ROWS_AS_FILED;
}

rows_order rows_order_of(const sol_plan *plan)
{
    rows_order order = ROWS_AS_FILED;
    if (plan->people.count < COMMON_HISTORY_WORTH)
        return order;
    if (common_history_pays_off(plan))
        return ROWS_BY_CLAIM;
    for (size_t s = 0; s < plan->scenario->step_count && order == ROWS_AS_FILED; s++)
        order = order_of_rule(&plan->scenario->step[s].rule);
    return order;
}

/* Claimants by claim, by birth or as in the file. */
static uint32_t *first_order(sol_arena *arena, const sol_plan *plan)
{
    const plan_people *people = &plan->people;
    const rows_order by = rows_order_of(plan);
    sol_arena *scratch = sol_arena_new();
    int64_t *key = SOL_TAKE(scratch, people->count, int64_t);
    for (size_t i = 0; i < people->count; i++) {
        const plan_claimant *c = &people->claimant[i];
        key[i] = by == ROWS_BY_CLAIM ? c->principal.units : by == ROWS_BY_BIRTH ? c->birth.day : 0;
    }
    uint32_t *order = people_order(arena, people->count, key);
    sol_arena_free(scratch);
    return order;
}

row_map rows_of_plan(sol_arena *arena, const sol_plan *plan)
{
    const plan_people *people = &plan->people;
    enum { MANY = 64 }; /* on a pay date with the same terms */
    const size_t dates = plan->date_count + 1, terms_count = people->terms_count;
    const bool are_many = people->count >= MANY * dates * terms_count;
    sol_arena *scratch = sol_arena_new();
    const sol_date *day = people_details_of(plan)->has_queue ? rows_days_in_queue(scratch, plan) : NULL;
    int64_t *key = SOL_TAKE(scratch, people->count, int64_t);
    for (size_t i = 0; i < people->count; i++) {
        int32_t terms = people->claimant[i].terms;
        sol_date due = people->terms[terms].eligible, ready = day ? sol_date_later(due, day[i]) : due;
        size_t date = dates_first_from(plan, ready), k = (size_t)terms;
        key[i] = (int64_t)(are_many ? date * terms_count + k : k * dates + date);
    }
    uint32_t *claimant = first_order(arena, plan), *row = SOL_TAKE(arena, people->count, uint32_t);
    people_sort(people->count, key, claimant);
    for (size_t k = 0; k < people->count; k++)
        row[claimant[k]] = (uint32_t)k;
    sol_arena_free(scratch);
    return (row_map){claimant, row};
}
