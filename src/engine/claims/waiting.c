#include "engine/claims/waiting.h"

#include "engine/lives/lifetimes.h"

/* When a place of the queue is examined: as deaths are known by survival dates, the first of these that is not before the day. */
typedef struct place {
    int32_t day;
    uint16_t seen;
    bool is_seen_on; /* it is the day */
} place;

struct waiting {
    size_t count, places; /* claims; those of them that are examined by `end` */
    const place *place;
    const uint32_t *row; /* by birth */
    uint8_t *was_living; /* the same: at start */
    uint32_t *estate;    /* of a trial: rows */
};

static const place *places_of(sol_arena *arena, const sol_plan *plan, size_t *count)
{
    const plan_people *people = &plan->people;
    const sol_date *day = people_details_of(plan)->processed;
    place *list = SOL_TAKE(arena, people->count, place);
    size_t n = 0;
    for (uint16_t seen = 0; n < people->count && !sol_date_is_never(day[n]); n++) {
        while (people->survival_date[seen].day < day[n].day)
            seen++;
        list[n] = (place){day[n].day, seen, people->survival_date[seen].day == day[n].day};
    }
    *count = n;
    return list;
}

waiting *waiting_new(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    const people_details *details = people_details_of(plan);
    size_t n = plan->people.count;
    waiting *w = SOL_TAKE(arena, 1, waiting);
    uint32_t *row = SOL_TAKE(arena, n, uint32_t);
    w->count = n;
    w->place = places_of(arena, plan, &w->places);
    w->was_living = SOL_TAKE(arena, n, uint8_t);
    w->estate = SOL_TAKE(arena, n, uint32_t);
    for (size_t k = 0; k < n; k++) {
        row[k] = rows.row[details->by_birth[k]];
        w->was_living[k] = sol_date_is_never(plan->people.claimant[details->by_birth[k]].died);
    }
    w->row = row;
    return w;
}

/* Whether somebody who lives at start does on the day of a place. */
static bool lives_on(const trial *t, size_t row, const place *p)
{
    const uint16_t unseen = t->death[row];
    return unseen > p->seen || (unseen == p->seen && !p->is_seen_on && lifetimes_lives_on(t, row, (sol_date){p->day}));
}

/* Who has died by the day of a place has by that of any later one: one pass in the order of birth leaves estates behind. */
void waiting_draw(waiting *w, const trial *t, int32_t *examined_day)
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
