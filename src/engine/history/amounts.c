/*
 * The level of a step whose rule gives all the same amount of award or loss. Everyone's bounds and anchors are whole scale-ths, so between two
 * whole levels the sum is a line and every award, rounded down to whole units, that of the lower one: the level is sought in whole numbers.
 */
#include "engine/history/parts.h"

#include <math.h>

/* Of the level at hand: the sum, and what it gains up to the next whole one. */
typedef struct height {
    int64_t sum, slope;
} height;

static height height_at(const history *h, const history_view *v, history_level l)
{
    history_sums s = history_sum(h, v, l);
    return (height){s.fixed + s.anchors + (s.slopes > 0 ? s.slopes * (int64_t)l.at : 0), s.slopes};
}

/* The lowest level that any of them has had but those with courses of their own; the lowest of all where there are only such. */
static history_level least_level(const history *h, size_t view)
{
    history_level least = {h->view[view].stretches, 0};
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        if (!h->class[cell->of].is_own && history_is_below(cell->level[view], least))
            least = cell->level[view];
    }
    return least.stretch < h->view[view].stretches ? least : (history_level){0, -INFINITY};
}

/* Whole levels of a stretch: below the first all are at its beginning, at the second all at its end. */
static void find_ends(const history *h, const history_view *v, int stretch, double end[2])
{
    double most = 0;
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        double seen = history_seen(v, history_most(h, cell, v->base));
        most = seen > most ? seen : most;
    }
    const double anchor = v->stretch[stretch].anchor, from = v->stretch[stretch].from, to = v->stretch[stretch].to;
    end[0] = anchor > from ? (from - anchor) * most : 0;
    end[1] = to > anchor ? (to - anchor) * most : 0;
    end[1] = end[1] > end[0] ? end[1] : end[0] + 1;
}

/* What is sought, and between which whole levels of a stretch: the sum is no more than wanted at the first, and more at the second or behind all. */
typedef struct search {
    int64_t wanted;
    history_level low;
    double high;
} search;

/*
 * The highest whole level at which the sum is no more than wanted; `now` is of the lower one. Newton from below or above; where that leaves the
 * bracket, or nobody is free, and every fourth time, the middle.
 */
static history_level seek(const history *h, const history_view *v, search s, height now)
{
    history_level at = s.low;
    for (int i = 1; s.high - s.low.at > 1; i++) {
        double rest = (double)(s.wanted - now.sum);
        if (rest == 0 || (rest > 0 && rest < (double)now.slope))
            return at;
        double next = now.slope > 0 ? at.at + floor(rest / (double)now.slope) : s.high;
        if (!(next > s.low.at && next < s.high) || i % 4 == 0)
            next = s.low.at + floor((s.high - s.low.at) / 2);
        at.at = next;
        now = height_at(h, v, at);
        if (now.sum <= s.wanted)
            s.low = at;
        else
            s.high = next;
    }
    return s.low;
}

bool history_find_amount(const history *h, size_t view, int64_t endowment, history_level *level)
{
    const history_view *v = &h->view[view];
    search s = {endowment * (int64_t)v->scale, least_level(h, view), 0};
    const bool has_own = history_has_own(h);
    double end[2];
    find_ends(h, v, s.low.stretch, end);
    s.low.at = s.low.at < end[0] ? end[0] : s.low.at > end[1] ? end[1] : s.low.at;
    s.high = end[1] + 1;
    height now = height_at(h, v, s.low);
    if (now.sum > s.wanted && has_own) {
        find_ends(h, v, 0, end);
        s.low = (history_level){0, end[0]};
        s.high = end[1] + 1;
        now = height_at(h, v, s.low);
    }
    if (now.sum > s.wanted || (now.sum + now.slope > s.wanted && !has_own))
        return false;
    if (v->stretches == 2 && s.low.stretch == 0 && history_sum(h, v, (history_level){0, end[1]}).fixed < s.wanted) {
        find_ends(h, v, 1, end);
        s.low = (history_level){1, end[0]};
        s.high = end[1] + 1;
        now = height_at(h, v, s.low);
    }
    *level = seek(h, v, s, now);
    return true;
}
