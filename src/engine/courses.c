#include "engine/courses.h"

#include "base/check.h"
#include "engine/blocs.h"

#include <string.h>

typedef struct details {
    inflow_trial *trial;
    size_t plan_count;
    blocs *blocs;
    size_t fixed_count; /* arrivals of the sources that no firm sways */
    inflow_arrival *fixed;
    uint32_t *plan_of; /* by course: a plan that has it */
    /* Pairs of a course so far and a class of the next bloc, numbered as they come: open addressing. */
    size_t slot_count; /* a power of two */
    uint64_t *slot_pair;
    uint32_t *slot_number;
    uint64_t *slot_stamp, stamp;
    inflow_arrival *merged[2], *whole; /* by turns; the inflow's own */
} details;

courses *courses_new(sol_arena *arena, size_t count, const sol_plan *const *plan)
{
    SOL_CHECK(count > 0);
    courses *c = SOL_TAKE(arena, 1, courses);
    details *d = SOL_TAKE(arena, 1, details);
    c->in = inflow_new(arena, plan[0]);
    c->of = SOL_TAKE(arena, count, uint32_t);
    c->details = d;
    d->trial = c->in->scratch;
    d->plan_count = count;
    d->blocs = blocs_new(arena, d->trial, count, plan);
    d->whole = c->in->arrival;
    d->plan_of = SOL_TAKE(arena, count, uint32_t);
    size_t limit = d->trial->details->arrival_limit;
    d->fixed = SOL_TAKE(arena, limit, inflow_arrival);
    d->merged[0] = SOL_TAKE(arena, limit, inflow_arrival);
    d->merged[1] = SOL_TAKE(arena, limit, inflow_arrival);
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
    memset(c->of, 0, d->plan_count * sizeof *c->of);
    c->count = 1;
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

static void draw_fixed(details *d)
{
    inflow_trial *t = d->trial;
    t->count = 0;
    for (size_t s = 0; s < t->scenario->source_count; s++)
        if (t->scenario->source[s].kind != SOL_MATCH)
            sources_draw_one(t, s, 0);
    inflow_end(t);
    d->fixed_count = t->in->arrival_count;
    memcpy(d->fixed, t->in->arrival, d->fixed_count * sizeof *d->fixed);
}

void courses_draw(courses *c, uint64_t seed, uint64_t trial)
{
    details *d = c->details;
    c->in->arrival = d->whole;
    inflow_begin(d->trial, seed, trial);
    draw_fixed(d);
    blocs_draw(d->blocs);
    number_courses(c, d);
}

/* By date, firms before sources, then by index: no two lists hold the same sender. */
static bool comes_before(const inflow_arrival *a, const inflow_arrival *b)
{
    if (a->date.day != b->date.day)
        return a->date.day < b->date.day;
    if ((a->firm == SOL_NONE) != (b->firm == SOL_NONE))
        return a->firm != SOL_NONE;
    return a->firm != SOL_NONE ? a->firm < b->firm : a->source < b->source;
}

static size_t merge(const inflow_arrival *a, size_t a_count, const inflow_arrival *b, size_t b_count,
                    inflow_arrival *out)
{
    size_t i = 0, j = 0, n = 0;
    while (i < a_count && j < b_count)
        out[n++] = comes_before(&b[j], &a[i]) ? b[j++] : a[i++];
    memcpy(out + n, a + i, (a_count - i) * sizeof *out);
    memcpy(out + n + (a_count - i), b + j, (b_count - j) * sizeof *out);
    return a_count + b_count;
}

void courses_take(courses *c, size_t course)
{
    details *d = c->details;
    SOL_CHECK(course < c->count);
    inflow_arrival *so_far = d->fixed;
    size_t count = d->fixed_count, turn = 0;
    for (size_t b = 0; b < d->blocs->count; b++) {
        const bloc *from = &d->blocs->bloc[b];
        const bloc_class *class = &from->class[bloc_class_of(from, d->plan_of[course])];
        for (size_t k = 0; k < from->firm_count; k++)
            c->in->firm_joined[from->firm[k]] = !sol_date_is_never(class->joined[k]);
        if (!class->arrival_count)
            continue;
        inflow_arrival *out = d->merged[turn];
        turn = 1 - turn;
        SOL_CHECK(count + class->arrival_count <= d->trial->details->arrival_limit);
        count = merge(so_far, count, class->arrival, class->arrival_count, out);
        so_far = out;
    }
    c->in->arrival = so_far;
    c->in->arrival_count = count;
}
