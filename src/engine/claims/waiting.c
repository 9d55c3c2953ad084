#include "engine/claims/waiting.h"

#include "engine/claims/joins.h"
#include "engine/lives/lifetimes.h"
#include "solatium/random.h"

/* When a place of the queue is examined: as deaths are known by survival dates, the first of these that is not before the day. */
typedef struct place {
    int32_t day;
    uint16_t seen;
    bool is_seen_on; /* it is the day */
} place;

struct waiting {
    size_t count;
    bool is_by_age, is_uncertain; /* the order, the capacity: at least one is decided in the trial */
    /* Where the capacity is uncertain: the days of a trial by place, and what follows. */
    sol_date *day;
    uint64_t *processed_by;
    const uint64_t *planned_by;
    const uint32_t *place_of; /* by row, of an order that stands */
    /* By age. */
    size_t places; /* that are examined by `end` */
    place *place;
    const uint32_t *row; /* by birth */
    uint8_t *was_living; /* the same: at start */
    uint32_t *estate;    /* of a trial: rows */
    joins *joins;        /* where claims are filed in the course of a trial: decides all; else NULL */
};

/* The days of the places rise. */
static void set_places(waiting *w, const sol_plan *plan, const sol_date *day)
{
    const plan_people *people = &plan->people;
    size_t n = 0;
    for (uint16_t seen = 0; n < people->count && !sol_date_is_never(day[n]); n++) {
        while (people->survival_date[seen].day < day[n].day)
            seen++;
        w->place[n] = (place){day[n].day, seen, people->survival_date[seen].day == day[n].day};
    }
    w->places = n;
}

static void take_ages(sol_arena *arena, waiting *w, const sol_plan *plan, row_map rows)
{
    const people_details *details = people_details_of(plan);
    size_t n = w->count;
    uint32_t *row = SOL_TAKE(arena, n, uint32_t);
    w->place = SOL_TAKE(arena, n, place);
    set_places(w, plan, details->processed);
    w->was_living = SOL_TAKE(arena, n, uint8_t);
    w->estate = SOL_TAKE(arena, n, uint32_t);
    for (size_t k = 0; k < n; k++) {
        row[k] = rows.row[details->by_birth[k]];
        w->was_living[k] = sol_date_is_never(plan->people.claimant[details->by_birth[k]].died);
    }
    w->row = row;
}

static void take_days(sol_arena *arena, waiting *w, const sol_plan *plan, row_map rows)
{
    sol_arena *scratch = sol_arena_new();
    const uint32_t *in_queue = rows_places_in_queue(scratch, plan);
    uint32_t *of_row = SOL_TAKE(arena, w->count, uint32_t);
    for (size_t i = 0; i < w->count; i++)
        of_row[i] = in_queue[rows.claimant[i]];
    sol_arena_free(scratch);
    w->place_of = of_row;
    w->day = SOL_TAKE(arena, w->count, sol_date);
    w->processed_by = SOL_TAKE(arena, plan->date_count + 1, uint64_t);
}

waiting *waiting_new(sol_arena *arena, const sol_plan *plan, row_map rows, int32_t *examined_day)
{
    const people_details *details = people_details_of(plan);
    const size_t n = plan->people.count;
    const bool is_uncertain = details->has_queue && queue_is_drawn(plan->scenario);
    if (details->has_queue && details->has_own_days) {
        waiting *w = SOL_TAKE(arena, 1, waiting);
        *w = (waiting){.count = n, .is_uncertain = is_uncertain, .joins = joins_new(arena, plan, rows)};
        return w;
    }
    sol_arena *scratch = sol_arena_new();
    sol_date opens = sol_date_later(plan->scenario->administration.opens, plan->scenario->start);
    const sol_date *day = details->has_queue ? rows_days_in_queue(scratch, plan) : NULL;
    for (size_t i = 0; i < n; i++)
        examined_day[i] = day ? day[rows.claimant[i]].day : opens.day;
    sol_arena_free(scratch);
    const bool is_by_age = details->has_queue && !details->by_queue && plan->people.survival_count > 0;
    if (!is_by_age && !is_uncertain)
        return NULL;
    waiting *w = SOL_TAKE(arena, 1, waiting);
    *w = (waiting){.count = n, .is_by_age = is_by_age, .is_uncertain = is_uncertain};
    w->planned_by = details->processed_by;
    if (is_by_age)
        take_ages(arena, w, plan, rows);
    if (is_uncertain)
        take_days(arena, w, plan, rows);
    return w;
}

const uint64_t *waiting_processed_by(const waiting *w)
{
    return w->is_uncertain ? w->processed_by : w->planned_by;
}

double waiting_capacity_draw(const trial *t)
{
    return sol_draw_uniform(t->seed, t->index, sol_entity(SOL_ENTITY_WORLD, "office"), SOL_PURPOSE_CAPACITY);
}

/* The days of an office whose capacity is uncertain, in this trial. */
static void draw_days(waiting *w, const trial *t)
{
    const sol_plan *plan = t->plan;
    queue_days(plan->scenario, w->count, waiting_capacity_draw(t), w->day);
    size_t n = 0;
    for (size_t k = 0; k <= plan->date_count; k++) {
        sol_date by = k < plan->date_count ? plan->date[k] : plan->scenario->end;
        while (n < w->count && w->day[n].day <= by.day)
            n++;
        w->processed_by[k] = n;
    }
    if (w->is_by_age)
        set_places(w, plan, w->day);
}

/* Whether somebody who lives at start does on the day of a place. */
static bool lives_on(const trial *t, size_t row, const place *p)
{
    const uint16_t unseen = t->death[row];
    return unseen > p->seen || (unseen == p->seen && !p->is_seen_on && lifetimes_lives_on(t, row, (sol_date){p->day}));
}

/* Who has died by the day of a place has by that of any later one: one pass in the order of birth leaves estates behind. */
static void draw_order(waiting *w, const trial *t, int32_t *examined_day)
{
    size_t examined = 0, estates = 0, k = 0;
    for (; k < w->count && examined < w->places; k++) {
        const place *p = &w->place[examined];
        if (w->was_living[k] && lives_on(t, w->row[k], p)) {
            examined_day[w->row[k]] = p->day;
            examined++;
        } else {
            w->estate[estates++] = w->row[k];
        }
    }
    for (; k < w->count; k++)
        examined_day[w->row[k]] = SOL_NEVER_DAY;
    for (size_t e = 0; e < estates; e++, examined++)
        examined_day[w->estate[e]] = examined < w->places ? w->place[examined].day : SOL_NEVER_DAY;
}

void waiting_draw(waiting *w, const trial *t, int32_t *examined_day)
{
    if (w->joins) {
        joins_draw(w->joins, t, w->is_uncertain ? waiting_capacity_draw(t) : 0.5, examined_day);
        return;
    }
    if (w->is_uncertain)
        draw_days(w, t);
    if (w->is_by_age)
        draw_order(w, t, examined_day);
    for (size_t i = 0; i < w->count && !w->is_by_age; i++)
        examined_day[i] = w->day[w->place_of[i]].day;
}
