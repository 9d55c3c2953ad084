/* One row of integrals for all who share birth date, sex and mortality. */
#include "plan/people.h"

#include "base/check.h"
#include "plan/dates.h"

#include <stdlib.h>

static int compare_days(const void *a, const void *b)
{
    int32_t p = ((const sol_date *)a)->day, q = ((const sol_date *)b)->day;
    return (p > q) - (p < q);
}

static size_t index_of(const sol_date *date, size_t count, sol_date wanted)
{
    const sol_date *found = bsearch(&wanted, date, count, sizeof *date, compare_days);
    SOL_CHECK(found != NULL);
    return (size_t)(found - date);
}

/* How many days of entitlement may stand among them. */
enum { ENTITLED_MOST = 64 };

/* The days after start from which on claims are due, whatever happens; none if they are too many. */
static size_t collect_entitled(const sol_scenario *scenario, const plan_people *people, sol_date day[ENTITLED_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < people->terms_count; i++) {
        const sol_terms *terms = &people->terms[i];
        size_t k = 0;
        if (terms->requires != SOL_NONE || terms->eligible.day <= scenario->start.day ||
            terms->eligible.day > scenario->end.day)
            continue;
        while (k < count && day[k].day != terms->eligible.day)
            k++;
        if (k == ENTITLED_MOST)
            return 0;
        day[k] = terms->eligible;
        count += k == count;
    }
    return count;
}

/* Days on which it is asked who lives: pay dates, `opens`, entitlement, the first goal's, `end`; each once, none before start. */
static void collect_dates(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, people_details *details)
{
    sol_date *date = SOL_TAKE(arena, plan->date_count + 3 + ENTITLED_MOST, sol_date), goal = scenario->timeliness[0].by;
    size_t count = collect_entitled(scenario, &plan->people, date);
    for (size_t k = 0; k < plan->date_count; k++)
        date[count++] = plan->date[k];
    sol_date opens = sol_date_earlier(sol_date_later(scenario->administration.opens, scenario->start), scenario->end);
    date[count++] = opens;
    date[count++] = goal;
    date[count++] = scenario->end;
    qsort(date, count, sizeof *date, compare_days);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (i == 0 || date[i].day != date[kept - 1].day)
            date[kept++] = date[i];
    plan->people.survival_date = date;
    plan->people.survival_date_count = kept;
    details->opens = index_of(date, kept, opens);
    details->end = index_of(date, kept, scenario->end);
    details->goal = index_of(date, kept, goal);
    details->pay_of = SOL_TAKE(arena, kept, uint32_t);
    for (size_t i = 0; i < kept; i++)
        details->pay_of[i] = (uint32_t)dates_first_from(plan, date[i]);
    details->survival_of_pay = SOL_TAKE(arena, plan->date_count, size_t);
    for (size_t k = 0; k < plan->date_count; k++)
        details->survival_of_pay[k] = index_of(date, kept, plan->date[k]);
}

/* Who may die in a trial: persons alive at start; by birth, then sex, of each mortality. */
static size_t collect_persons(const sol_plan *plan, uint32_t *person, int64_t *key)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        if (c->is_institution || !sol_date_is_never(c->died))
            continue;
        key[count] = (int64_t)people_mortality(plan, i) * (INT64_C(1) << 34) + 2 * (int64_t)c->birth.day + c->sex;
        person[count++] = (uint32_t)i;
    }
    return count;
}

static void fill_row(const sol_plan *plan, size_t claimant, double *exact, float *integral)
{
    size_t dates = plan->people.survival_date_count;
    const sol_life life =
        people_life(plan, people_law(plan, claimant), plan->people.claimant[claimant].birth, plan->scenario->start);
    sol_hazard_integrals(&life, dates, plan->people.survival_date, exact);
    for (size_t k = 0; k < dates; k++)
        integral[k] = (float)exact[k];
}

static bool is_same_hazard(const sol_hazard *a, const sol_hazard *b)
{
    return a->law == b->law && a->multiplier == b->multiplier && a->a == b->a && a->b == b->b && a->g == b->g &&
           a->fitted_from == b->fitted_from && a->fitted_to == b->fitted_to && a->first_age == b->first_age &&
           a->force == b->force;
}

static bool is_same_improvement(const sol_improvement *a, const sol_improvement *b)
{
    if (a->count != b->count || (a->count > 0 && a->reference.day != b->reference.day))
        return false;
    bool is_same = true;
    for (size_t i = 0; i < a->count; i++)
        is_same = is_same && a->age[i] == b->age[i] && a->rate[i] == b->rate[i];
    return is_same;
}

static bool is_same(const sol_mortality *a, const sol_mortality *b)
{
    return is_same_hazard(&a->hazard[SOL_FEMALE], &b->hazard[SOL_FEMALE]) &&
           is_same_hazard(&a->hazard[SOL_MALE], &b->hazard[SOL_MALE]) &&
           is_same_improvement(&a->improvement, &b->improvement);
}

/* Groups and rows that say the same share a mortality, also with all others where they say what holds anyway. */
static uint32_t *first_same(sol_arena *arena, const sol_scenario *scenario)
{
    uint32_t *first = SOL_TAKE(arena, scenario->mortality_count, uint32_t);
    for (size_t m = 0; m < scenario->mortality_count; m++)
        while (first[m] < m && !is_same(&scenario->mortality[first[m]], &scenario->mortality[m]))
            first[m]++;
    return first;
}

void survival_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, people_details *details)
{
    collect_dates(arena, scenario, plan, details);
    details->mortality = first_same(arena, scenario);
    details->survival = SOL_TAKE(arena, plan->people.count, int32_t);
    for (size_t i = 0; i < plan->people.count; i++)
        details->survival[i] = SOL_NONE;
    sol_arena *scratch = sol_arena_new();
    uint32_t *person = SOL_TAKE(scratch, plan->people.count, uint32_t);
    int64_t *key = SOL_TAKE(scratch, plan->people.count, int64_t);
    size_t count = collect_persons(plan, person, key), rows = 0, dates = plan->people.survival_date_count;
    const uint32_t *order = people_order(scratch, count, key);
    for (size_t i = 0; i < count; i++)
        rows += i == 0 || key[order[i]] != key[order[i - 1]];
    plan_survival *survival = SOL_TAKE(arena, rows, plan_survival);
    float *integral = SOL_TAKE(arena, rows * dates, float);
    double *exact = SOL_TAKE(scratch, dates, double);
    int32_t row = -1;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || key[order[i]] != key[order[i - 1]]) {
            float *next = integral + (size_t)++row * dates;
            fill_row(plan, person[order[i]], exact, next);
            survival[row].integral = next;
        }
        details->survival[person[order[i]]] = row;
    }
    plan->people.survival = survival;
    plan->people.survival_count = rows;
    sol_arena_free(scratch);
}
