#include "engine/claims/joins.h"

#include "engine/claims/claims.h"
#include "engine/lives/lifetimes.h"

/* Rows that wait, by their places in the order: a heap, the first on top. */
typedef struct line {
    size_t count;
    uint32_t *place;
} line;

struct joins {
    size_t count;
    bool is_by_age, is_by_filing;
    uint32_t *place_of; /* by row: its place in the order; of a trial, where that is the order of filing */
    uint32_t *row_at;   /* by place */
    int64_t *filed;     /* by claimant, of a trial */
    int64_t *adds;      /* by day from that of the opening: parts of a claim; of a trial, where capacity is uncertain */
    bool is_uncertain;
    line living, estates; /* estates: of an order by age, once it is seen that they are */
};

static void set_places(joins *j, const trial *t, const uint32_t *claimants)
{
    for (size_t k = 0; k < j->count; k++) {
        const uint32_t row = t->rows.row[claimants[k]];
        j->row_at[k] = row;
        j->place_of[row] = (uint32_t)k;
    }
}

/* Up to `end`. */
static void fill_capacity(joins *j, const sol_scenario *s, double u)
{
    queue_course course = {.scenario = s, .u = u};
    size_t k = 0;
    for (sol_date day = s->administration.opens; day.day <= s->end.day; day.day++)
        j->adds[k++] = (int64_t)queue_day(&course, day); /* at most 10^10 · QUEUE_PARTS */
}

joins *joins_new(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    const people_details *details = people_details_of(plan);
    const size_t n = plan->people.count;
    joins *j = SOL_TAKE(arena, 1, joins);
    *j = (joins){.count = n,
                 .is_by_age = !details->by_queue,
                 .is_by_filing = plan->scenario->administration.order == SOL_QUEUE_FILING,
                 .place_of = SOL_TAKE(arena, n, uint32_t),
                 .row_at = SOL_TAKE(arena, n, uint32_t),
                 .filed = SOL_TAKE(arena, n, int64_t),
                 .living = {0, SOL_TAKE(arena, n, uint32_t)},
                 .estates = {0, details->by_queue ? NULL : SOL_TAKE(arena, n, uint32_t)}};
    const int32_t days = sol_date_days(plan->scenario->administration.opens, plan->scenario->end) + 1;
    j->adds = SOL_TAKE(arena, days > 0 ? (size_t)days : 0, int64_t);
    j->is_uncertain = queue_is_drawn(plan->scenario);
    if (!j->is_uncertain)
        fill_capacity(j, plan->scenario, 0.5);
    const trial stands = {.rows = rows};
    set_places(j, &stands, details->by_queue ? details->by_queue : details->by_birth);
    return j;
}

static void push(line *l, uint32_t place)
{
    size_t at = l->count++;
    for (; at > 0 && l->place[(at - 1) / 2] > place; at = (at - 1) / 2)
        l->place[at] = l->place[(at - 1) / 2];
    l->place[at] = place;
}

static uint32_t pop(line *l)
{
    const uint32_t first = l->place[0], last = l->place[--l->count];
    size_t at = 0;
    for (size_t next = 1; next < l->count; next = 2 * at + 1) {
        next += next + 1 < l->count && l->place[next + 1] < l->place[next];
        if (l->place[next] >= last)
            break;
        l->place[at] = l->place[next];
        at = next;
    }
    l->place[at] = last;
    return first;
}

/* The first in the order on a day; by age, those who live on it before estates. SOL_NONE: nobody waits. */
static int64_t first_of(joins *j, const trial *t, sol_date day)
{
    while (j->living.count > 0) {
        const uint32_t place = pop(&j->living);
        if (!j->is_by_age || lifetimes_is_alive_on(t, j->row_at[place], day))
            return j->row_at[place];
        push(&j->estates, place);
    }
    return j->estates.count > 0 ? (int64_t)j->row_at[pop(&j->estates)] : SOL_NONE;
}

/* Claimants in the order in which they file; those who file on one day as in the file. */
static const uint32_t *in_order_of_filing(joins *j, const trial *t, sol_arena *scratch)
{
    for (size_t i = 0; i < j->count; i++)
        j->filed[i] = t->claims->filed_day[t->rows.row[i]];
    return people_order(scratch, j->count, j->filed);
}

void joins_draw(joins *j, const trial *t, double u, int32_t *examined_day)
{
    const sol_scenario *s = t->plan->scenario;
    const int32_t last = s->administration.closes.day < s->end.day ? s->administration.closes.day : s->end.day;
    sol_arena *scratch = sol_arena_new();
    const uint32_t *filer = in_order_of_filing(j, t, scratch);
    if (j->is_by_filing)
        set_places(j, t, filer);
    for (size_t i = 0; i < j->count; i++)
        examined_day[i] = SOL_NEVER_DAY;
    j->living.count = j->estates.count = 0;
    if (j->is_uncertain)
        fill_capacity(j, s, u);
    sol_wide credit = 0;
    size_t next = 0;
    const int64_t *adds = j->adds;
    for (sol_date day = s->administration.opens; day.day <= s->end.day; day.day++) {
        const bool none_comes = next == j->count || j->filed[filer[next]] > last;
        if (none_comes && j->living.count + j->estates.count == 0)
            break;
        for (; next < j->count && j->filed[filer[next]] <= day.day && j->filed[filer[next]] <= last; next++)
            push(&j->living, j->place_of[t->rows.row[filer[next]]]);
        credit += *adds++;
        while (credit >= QUEUE_CLAIM && day.day >= s->start.day) {
            const int64_t row = first_of(j, t, day);
            credit = row == SOL_NONE ? 0 : credit - QUEUE_CLAIM;
            if (row != SOL_NONE)
                examined_day[row] = day.day;
        }
    }
    sol_arena_free(scratch);
}
