#include "engine/claims/heirs.h"

#include "engine/claims/claims_room.h"
#include "engine/claims/consent.h"
#include "engine/lives/lifetimes.h"

#include <string.h>

struct heirs {
    quads word;       /* by row: whether they come */
    pauses *takes;    /* how long they take */
    uint64_t *coming; /* by terms, in a trial: words below come */
    pause *after;     /* likewise */
    size_t count;     /* rows whose terms say so: */
    uint32_t *row;
    int32_t *day;     /* by row of the plan: as heirs_day gives it */
    listing *by_date; /* of those rows */
    uint16_t
        *back; /* by place among them: the pay date on which they come, if that is behind the death; else date_count */
};

static const sol_when *time_of(const sol_terms *terms)
{
    return people_await_heirs(terms) && !terms->heirs.at_once ? &terms->heirs.after : NULL;
}

struct heirs *heirs_new(sol_arena *arena, const sol_plan *plan, claims *c, const uint64_t *entity)
{
    const size_t n = plan->people.count, terms = plan->people.terms_count;
    if (!people_some_await_heirs(plan))
        return NULL;
    struct heirs *h = SOL_TAKE(arena, 1, struct heirs);
    h->word = quads_new(arena, SOL_PURPOSE_HEIRS, n, entity);
    h->takes = pauses_new(arena, plan, SOL_PURPOSE_HEIRS_DELAY, time_of);
    pauses_draw_by(h->takes, arena, n, entity);
    h->coming = SOL_TAKE(arena, terms, uint64_t);
    h->after = SOL_TAKE(arena, terms, pause);
    h->row = SOL_TAKE(arena, n, uint32_t);
    for (size_t i = 0; i < n; i++)
        if (people_await_heirs(&plan->people.terms[c->terms[i]]) && c->kind[i] & CLAIM_OF_LIVING)
            h->row[h->count++] = (uint32_t)i;
    h->day = SOL_TAKE(arena, n, int32_t);
    for (size_t i = 0; i < n; i++)
        h->day[i] = SOL_NEVER_DAY;
    h->by_date = listing_new(arena, h->count, plan->date_count);
    h->back = SOL_TAKE(arena, h->count, uint16_t);
    c->awaited = SOL_TAKE(arena, n, uint16_t);
    c->payable = SOL_TAKE(arena, n, uint16_t);
    c->returning = SOL_TAKE(arena, h->count, uint32_t);
    c->returning_first = SOL_TAKE(arena, plan->date_count + 1, uint32_t);
    return h;
}

static void draw_terms(struct heirs *h, const trial *t)
{
    for (size_t k = 0; k < t->plan->people.terms_count; k++) {
        const sol_terms *terms = &t->plan->people.terms[k];
        if (!people_await_heirs(terms))
            continue;
        h->coming[k] = consent_words(t, SOL_PURPOSE_HEIRS, &terms->heirs.inherit);
        h->after[k] = pauses_today(h->takes, t, k);
    }
}

/* One who dies in the trial, by his place among the rows and his words: whether his heirs come, and when. */
static void draw_one(struct heirs *h, const trial *t, size_t k, uint32_t word, uint32_t delay)
{
    claims *c = t->claims;
    const uint32_t i = h->row[k];
    const int32_t terms = c->terms[i];
    if (word < h->coming[terms])
        h->day[i] = pause_over(&h->after[terms], t->plan->scenario->end.day, lifetimes_death_day(t, i).day, delay);
    else if (!t->plan->people.terms[terms].heirs.is_kept)
        c->kind[i] |= CLAIM_LAPSES;
}

/* From which pay date on the same is paid. */
static void open_one(struct heirs *h, const trial *t, size_t k)
{
    claims *c = t->claims;
    const uint32_t i = h->row[k];
    const int32_t start = t->plan->scenario->start.day, end = t->plan->scenario->end.day;
    const uint16_t none = (uint16_t)t->plan->date_count;
    if (c->kind[i] & CLAIM_LAPSES) {
        c->payable[i] = c->eligible[i] < c->death[i] ? c->eligible[i] : none;
        return;
    }
    const uint16_t from = c->room->pay_of_day[claims_place_of_day(start, end, h->day[i])];
    c->awaited[i] = from;
    if (c->eligible[i] >= c->death[i] && c->payable[i] < from)
        c->payable[i] = from;
    h->back[k] = from > c->death[i] ? from : none;
}

void heirs_draw(trial *t)
{
    claims *c = t->claims;
    struct heirs *h = c->heirs;
    if (!h)
        return;
    draw_terms(h, t);
    const uint32_t *word = quads_words(&h->word, t->seed, t->index), *delay = pauses_words(h->takes, t);
    for (size_t k = 0; k < h->count; k++) {
        const uint32_t i = h->row[k];
        c->kind[i] &= (uint8_t)~CLAIM_LAPSES;
        h->day[i] = SOL_NEVER_DAY;
        if (!claims_is_alive_at_end(t, i))
            draw_one(h, t, k, word[i], delay ? delay[i] : 0);
    }
}

void heirs_open(trial *t)
{
    claims *c = t->claims;
    struct heirs *h = c->heirs;
    if (!h)
        return;
    memcpy(c->payable, c->eligible, t->plan->people.count * sizeof *c->payable);
    for (size_t k = 0; k < h->count; k++) {
        c->awaited[h->row[k]] = 0;
        h->back[k] = (uint16_t)t->plan->date_count;
        if (!claims_is_alive_at_end(t, h->row[k]))
            open_one(h, t, k);
    }
    list_by(h->by_date, h->back, c->returning_first, c->returning);
    for (size_t k = 0; k < h->count; k++)
        c->returning[k] = h->row[c->returning[k]];
}

sol_date heirs_day(const trial *t, size_t row)
{
    const struct heirs *h = t->claims->heirs;
    return (sol_date){h ? h->day[row] : SOL_NEVER_DAY};
}

bool heirs_are_asked(const trial *t, size_t row)
{
    const plan_claimant *claimant = &t->plan->people.claimant[t->rows.claimant[row]];
    return people_await_heirs(claims_terms(t, row)) && sol_date_is_never(claimant->died) &&
           !claims_is_alive_at_end(t, row);
}
