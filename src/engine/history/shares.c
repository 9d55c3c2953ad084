/* The share of a step by proportional awards, as share.h defines it: the same double, hence the same whole parts. */
#include "division/level/share.h"
#include "engine/history/parts.h"

#include <math.h>

/* A view at a share. */
typedef struct priced {
    const history_view *view;
    double share;
} priced;

static bool is_block_free(const history *h, const history_cell *cell, const history_block *b, const priced *p)
{
    const history_view *v = p->view;
    const double share = p->share;
    const history_level l = {0, share};
    if (b->open == 0 || b->view == HISTORY_NOTHING)
        return true;
    if (b->view >= 0 && b->open == b->count) {
        double end[2];
        history_ends(h, b, v, end);
        if (v == &h->view[b->view] && share >= cell->level[b->view].at && (v->cap >= end[1] || v->cap <= end[0]))
            return true;
        const history_view *w = &h->view[b->view];
        history_seen_line at = {v, history_line_of(h, b, v, l)}, had = {w, b->had};
        if (at.line.is_line && history_is_above(&at, &had, 0))
            return true;
    }
    double room[HISTORY_BLOCK];
    const double *had = history_had(h, cell, b, room), *base = h->base[v->base] + b->from;
    for (uint32_t i = 0; i < b->count; i++)
        if (had[i] < h->base[0][b->from + i] && history_whole(history_seen(v, base[i]) * share) < had[i])
            return false;
    return true;
}

/* Whether the whole part of a share gives nobody less than he had. */
static bool is_free(const history *h, const history_view *v, double share)
{
    const priced at = {v, share};
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        for (uint32_t k = 0; k < cell->block_count; k++)
            if (!is_block_free(h, cell, &h->block[cell->first_block + k], &at))
                return false;
    }
    return true;
}

/* What whole parts of products come to, or what was had where that is more, and what they lose. */
typedef struct whole_parts {
    int64_t sum;
    double lost;
} whole_parts;

static void add_parts(const history *h, const history_cell *cell, const history_block *b, const priced *at,
                      whole_parts *s)
{
    double room[HISTORY_BLOCK];
    const double *had = history_had(h, cell, b, room), *base = h->base[at->view->base] + b->from;
    const history_pass p = {.cap = at->view->cap, .at = at->share};
    history_parts parts = h->passes.parts(&p, b->count, base, h->base[0] + b->from, had);
    s->lost += parts.lost;
    s->sum += (int64_t)parts.sum;
}

/* Whether a share surely gives those of a block more than they had, or may well. */
static bool is_rising(const history *h, const history_cell *cell, const history_block *b, const priced *at)
{
    return b->view == HISTORY_NOTHING || h->class[cell->of].is_own ||
           (b->view >= 0 && &h->view[b->view] == at->view && cell->level[b->view].at < at->share);
}

/* Of all blocks, or of those that surely rise: until so much is lost. */
static whole_parts parts_of(const history *h, const priced *at, double enough, bool is_all)
{
    whole_parts s = {0, 0};
    for (size_t m = h->member_count; m-- > 0;) {
        const history_cell *cell = &h->cell[h->member[m]];
        for (uint32_t k = cell->block_count; k-- > 0 && s.lost <= enough;) {
            const history_block *b = &h->block[cell->first_block + k];
            if (is_all || is_rising(h, cell, b, at))
                add_parts(h, cell, b, at, &s);
        }
    }
    return s;
}

/*
 * Whether whole parts, or what was had where that is more, sum to more than an endowment. Products are too large by hardly anything: once some
 * claims have lost more than that to all of them, it is not so; those that surely get more are asked first.
 */
static bool exceeds(const history *h, const history_view *v, double share, int64_t endowment)
{
    const double off = 2 * (double)endowment * 0x1p-50;
    const priced at = {v, share};
    if (parts_of(h, &at, off, false).lost > off)
        return false;
    whole_parts all = parts_of(h, &at, off, true);
    return all.lost <= off && all.sum > endowment;
}

/*
 * The level at which nobody is out of his bounds: Newton on the sum of max(P, c · level), which is convex, from whichever side: once it is above
 * the level it comes down to it in finitely many steps, all of them exact.
 */
static history_share bounded(const history *h, const history_view *v, int64_t endowment, history_share at)
{
    for (;;) {
        history_sums s = history_sum_shares(h, v, &at);
        history_share next = {endowment - s.fixed, s.slopes, 0};
        if (next.whole == 0 || next.part > next.whole)
            next.part = next.whole = 1;
        next.near = (double)next.part / (double)next.whole;
        if ((sol_wide)next.part * at.whole == (sol_wide)at.part * next.whole)
            return next;
        at = next;
    }
}

/* The least share that any of them has had; nothing is known of one with a course of his own. */
static double least_share(const history *h, size_t view)
{
    double least = history_has_own(h) ? 0 : 1;
    for (size_t m = 0; m < h->member_count; m++) {
        double at = h->cell[h->member[m]].level[view].at;
        least = at < least ? at : least;
    }
    return least;
}

bool history_find_share(const history *h, size_t view, int64_t endowment, history_level *level)
{
    const history_view *v = &h->view[view];
    const double least = least_share(h, view);
    const int64_t seen = history_seen_by(h, v);
    double share = endowment <= seen ? share_above(endowment, seen) : 2;
    if (share > 1 || !is_free(h, v, share)) {
        history_sums own = history_sum_own(h, view, least);
        const double more = (double)own.slopes * least;
        if (own.fixed + (int64_t)(more - more * 0x1p-50) - 2 >= endowment)
            return false;
        history_share start = {endowment < seen ? endowment : seen, seen, 0};
        start.near = (double)start.part / (double)seen;
        history_share exact = bounded(h, v, endowment, start);
        share = share_above(exact.part, exact.whole);
    }
    if (share <= least)
        return false;
    while (exceeds(h, v, share, endowment))
        share = share_below(share);
    *level = (history_level){0, share};
    return share > least;
}
