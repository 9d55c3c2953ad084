#include "engine/arrivals/courses.h"

#include "base/check.h"
#include "engine/arrivals/purses.h"
#include "plan/kin.h"

#include <string.h>

typedef struct details {
    inflow_trial *trial;
    size_t plan_count;
    blocs *blocs;
    purse *purse;
    uint32_t *purse_of; /* by plan */
    uint32_t *plan_of;  /* by course: a plan that has it */
    /* Pairs of a course so far and a class of the next bloc, numbered as they come: open addressing. */
    size_t slot_count; /* a power of two */
    uint64_t *slot_pair;
    uint32_t *slot_number;
    uint64_t *slot_stamp, stamp;
} details;

/* Plans with the same amounts share a purse. */
static void deal_purses(sol_arena *arena, courses *c, details *d, const sol_plan *const *plan)
{
    const sol_plan **first = SOL_TAKE(arena, d->plan_count, const sol_plan *);
    d->purse_of = SOL_TAKE(arena, d->plan_count, uint32_t);
    for (size_t p = 0; p < d->plan_count; p++) {
        size_t at = 0;
        while (at < c->purse_count && (kin_plans(first[at], plan[p]) & KIN_AMOUNTS))
            at++;
        if (at == c->purse_count)
            first[c->purse_count++] = plan[p];
        d->purse_of[p] = (uint32_t)at;
    }
    d->purse = SOL_TAKE(arena, c->purse_count, purse);
    for (size_t i = 0; i < c->purse_count; i++)
        d->purse[i] = purse_new(arena, i == 0 ? d->trial : inflow_new(arena, first[i])->scratch, d->blocs);
}

courses *courses_new(sol_arena *arena, size_t count, const sol_plan *const *plan)
{
    SOL_CHECK(count > 0);
    courses *c = SOL_TAKE(arena, 1, courses);
    details *d = SOL_TAKE(arena, 1, details);
    c->of = SOL_TAKE(arena, count, uint32_t);
    c->details = d;
    d->trial = inflow_new(arena, plan[0])->scratch;
    d->plan_count = count;
    d->blocs = blocs_new(arena, d->trial, count, plan);
    deal_purses(arena, c, d, plan);
    d->plan_of = SOL_TAKE(arena, count, uint32_t);
    for (d->slot_count = 4; d->slot_count < 2 * count;)
        d->slot_count *= 2;
    d->slot_pair = SOL_TAKE(arena, d->slot_count, uint64_t);
    d->slot_number = SOL_TAKE(arena, d->slot_count, uint32_t);
    d->slot_stamp = SOL_TAKE(arena, d->slot_count, uint64_t);
    return c;
}

void courses_free(courses *c)
{
    blocs_free(((details *)c->details)->blocs);
}

/* The number of a pair, the next free one if it is new. */
static uint32_t number_of(details *d, uint64_t pair, size_t *count)
{
    size_t at = (size_t)(pair * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (d->slot_count - 1);
    for (; d->slot_stamp[at] == d->stamp; at = (at + 1) & (d->slot_count - 1))
        if (d->slot_pair[at] == pair)
            return d->slot_number[at];
    d->slot_stamp[at] = d->stamp;
    d->slot_pair[at] = pair;
    d->slot_number[at] = (uint32_t)(*count)++;
    return d->slot_number[at];
}

static void number_courses(courses *c, details *d)
{
    memcpy(c->of, d->purse_of, d->plan_count * sizeof *c->of);
    c->count = c->purse_count;
    for (size_t b = 0; b < d->blocs->count; b++) {
        const bloc *from = &d->blocs->bloc[b];
        if (from->class_count < 2)
            continue;
        d->stamp++;
        c->count = 0;
        for (size_t p = 0; p < d->plan_count; p++)
            c->of[p] = number_of(d, (uint64_t)c->of[p] << 32 | bloc_class_of(from, p), &c->count);
    }
    for (size_t p = d->plan_count; p-- > 0;)
        d->plan_of[c->of[p]] = (uint32_t)p;
}

void courses_draw(courses *c, uint64_t seed, uint64_t trial)
{
    details *d = c->details;
    inflow_begin(d->trial, seed, trial);
    blocs_draw(d->blocs);
    for (size_t i = 0; i < c->purse_count; i++)
        purse_begin(&d->purse[i], d->blocs);
    number_courses(c, d);
}

inflow *courses_take(courses *c, size_t course)
{
    details *d = c->details;
    SOL_CHECK(course < c->count);
    uint32_t plan = d->plan_of[course];
    purse *p = &d->purse[d->purse_of[plan]];
    purse_fill(p, d->blocs, plan);
    if (c->wants_promised)
        purse_promise(p);
    return p->trial->in;
}
