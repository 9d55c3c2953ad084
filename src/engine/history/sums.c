/*
 * Sums over the open claims of all that take part in a step, at a level of its view. Each has clamp(r, P, max(P, c)); a block answers as a whole
 * where its totals are in one piece, the level gives them in one, and the one is nowhere on the other side of the other.
 */
#include "engine/history/parts.h"

#include "division/level/share.h"

#include <math.h>

typedef enum side { RISES, STAYS, DIVIDED } side;

/* A view, and the level at which it is asked: an amount, or a share. */
typedef struct question {
    const history_view *view;
    history_level level;
    const history_share *share;
} question;

/* What a block's claims sum to as a view sees them; NAN where its cap divides them. */
static double seen_in(const history *h, const history_block *b, const history_view *v)
{
    double end[2];
    history_ends(h, b, v, end);
    if (v->cap <= end[0])
        return v->cap * b->count;
    if (v->cap < end[1])
        return NAN;
    return v->base == 0 ? b->claims : h->passes.sum(b->count, h->base[v->base] + b->from);
}

/* On which side of what they had a level has the claims of a block. Where totals are cut to units it is not below them by less than one. */
static side side_of(const history *h, const history_block *b, const history_seen_line *at)
{
    if (b->view == HISTORY_NOTHING)
        return at->line.is_line ? RISES : DIVIDED;
    if (b->view == HISTORY_DIVIDED || b->open < b->count || !at->line.is_line)
        return DIVIDED;
    const history_view *w = &h->view[b->view];
    history_seen_line had = {w, b->had};
    if (history_is_above(at, &had, 0))
        return RISES;
    return history_is_above(&had, at, h->unit) ? STAYS : DIVIDED;
}

static void add_each(const history *h, const history_cell *cell, const history_block *b, const question *q,
                     history_sums *s)
{
    double room[HISTORY_BLOCK];
    const double *had = history_had(h, cell, b, room), *base = h->base[q->view->base] + b->from;
    const history_pass p = history_pass_of(h, q->view, q->level);
    history_sides add = h->passes.sides(&p, b->count, base, h->base[0] + b->from, had);
    s->fixed += (int64_t)add.fixed;
    s->anchors += (int64_t)add.anchors;
    s->slopes += (int64_t)add.slopes;
}

static void add_block(const history *h, const history_cell *cell, const history_block *b, const question *q,
                      history_sums *s)
{
    const history_view *v = q->view;
    const history_level l = q->level;
    if (b->open == 0)
        return;
    history_seen_line at = {v, history_line_of(h, b, v, l)};
    const bool is_own = b->view >= 0 && v == &h->view[b->view] && b->open == b->count &&
                        !history_is_below(l, cell->level[b->view]) && at.line.is_line;
    side where = is_own ? RISES : side_of(h, b, &at);
    double seen = where == RISES ? seen_in(h, b, v) : 0;
    if (where == DIVIDED) {
        add_each(h, cell, b, q, s);
    } else if (where == STAYS) {
        s->fixed += (int64_t)(b->open_paid * v->scale);
    } else if (at.line.piece == HISTORY_FREE) {
        s->anchors += (int64_t)(v->stretch[l.stretch].anchor * seen);
        s->slopes += b->count;
    } else {
        const double bound = at.line.piece == HISTORY_LOW ? v->stretch[l.stretch].from : v->stretch[l.stretch].to;
        s->fixed += (int64_t)(bound * seen);
    }
}

history_sums history_sum(const history *h, const history_view *v, history_level l)
{
    history_sums s = {0, 0, 0};
    const question q = {v, l, NULL};
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        for (uint32_t k = 0; k < cell->block_count; k++)
            add_block(h, cell, &h->block[cell->first_block + k], &q, &s);
    }
    return s;
}

/* A fraction decides where doubles cannot. */
static bool is_at_low(double seen, double had, const history_share *s)
{
    const double x = seen * s->near, close = x * 0x1p-48;
    if (x < had - close || x > had + close)
        return x < had;
    return (sol_wide)(int64_t)seen * s->part <= (sol_wide)(int64_t)had * s->whole;
}

static void add_each_share(const history *h, const history_cell *cell, const history_block *b, const question *q,
                           history_sums *s)
{
    double room[HISTORY_BLOCK];
    const double *had = history_had(h, cell, b, room), *base = h->base[q->view->base] + b->from;
    const history_pass p = {.cap = q->view->cap, .at = q->share->near};
    history_shares sides = h->passes.share_sides(&p, b->count, base, h->base[0] + b->from, had);
    if (sides.close == 0) {
        s->fixed += (int64_t)sides.fixed;
        s->slopes += (int64_t)sides.slopes;
        return;
    }
    for (uint32_t i = 0; i < b->count; i++) {
        const double seen = history_seen(q->view, base[i]);
        if (had[i] >= h->base[0][b->from + i])
            continue;
        bool is_fixed = had[i] >= seen || is_at_low(seen, had[i], q->share);
        s->fixed += is_fixed ? (int64_t)had[i] : 0;
        s->slopes += is_fixed ? 0 : (int64_t)seen;
    }
}

static void add_shares(const history *h, const history_cell *cell, const history_block *b, const question *q,
                       history_sums *s)
{
    if (b->open == 0)
        return;
    history_seen_line line = {q->view, history_line_of(h, b, q->view, q->level)};
    side where = side_of(h, b, &line);
    if (where == DIVIDED)
        add_each_share(h, cell, b, q, s);
    else if (where == STAYS)
        s->fixed += (int64_t)b->open_paid;
    else
        s->slopes += (int64_t)seen_in(h, b, q->view);
}

history_sums history_sum_shares(const history *h, const history_view *v, const history_share *at)
{
    history_sums s = {0, 0, 0};
    const question q = {v, {0, at->near}, at};
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        for (uint32_t k = 0; k < cell->block_count; k++)
            add_shares(h, cell, &h->block[cell->first_block + k], &q, &s);
    }
    return s;
}

int64_t history_seen_by(const history *h, const history_view *v)
{
    int64_t sum = 0;
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        double room[HISTORY_BLOCK];
        for (uint32_t k = 0; k < cell->block_count; k++) {
            const history_block *b = &h->block[cell->first_block + k];
            bool is_whole = b->open == b->count && !h->class[cell->of].is_own;
            double seen = b->open == 0 ? 0 : is_whole ? seen_in(h, b, v) : NAN;
            if (seen >= 0) {
                sum += (int64_t)seen;
                continue;
            }
            const double *had = history_had(h, cell, b, room), *base = h->base[v->base] + b->from;
            for (uint32_t i = 0; i < b->count; i++)
                sum += had[i] < h->base[0][b->from + i] ? (int64_t)history_seen(v, base[i]) : 0;
        }
    }
    return sum;
}

history_sums history_sum_own(const history *h, size_t view, double share)
{
    const history_view *v = &h->view[view];
    history_sums s = {0, 0, 0};
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        if (cell->level[view].at != share) {
            s.fixed += cell->open_paid;
            continue;
        }
        for (uint32_t k = 0; k < cell->block_count; k++) {
            const history_block *b = &h->block[cell->first_block + k];
            double seen = b->view == (int32_t)view && b->open == b->count ? seen_in(h, b, v) : NAN;
            s.slopes += seen >= 0 ? (int64_t)seen : 0;
            s.fixed += seen >= 0 ? 0 : (int64_t)b->open_paid;
        }
    }
    return s;
}
