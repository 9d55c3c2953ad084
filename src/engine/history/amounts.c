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

/* The lowest level that any of them has had. */
static history_level least_level(const history *h, size_t view)
{
    history_level least = h->cell[h->member[0]].level[view];
    for (size_t m = 1; m < h->member_count; m++) {
        history_level l = h->cell[h->member[m]].level[view];
        least = history_is_below(l, least) ? l : least;
    }
    return least;
}

/* Whole levels of a stretch: below the first all are at its beginning, at the second all at its end. */
static void find_ends(const history *h, const history_view *v, int stretch, double end[2])
{
    double most = 0;
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        double seen = history_seen(v, h->base[v->base][cell->from + cell->count - 1]);
        most = seen > most ? seen : most;
    }
    const double anchor = v->stretch[stretch].anchor, from = v->stretch[stretch].from, to = v->stretch[stretch].to;
    end[0] = anchor > from ? (from - anchor) * most : 0;
    end[1] = to > anchor ? (to - anchor) * most : 0;
    end[1] = end[1] > end[0] ? end[1] : end[0] + 1;
}

/*
 * The highest whole level before `high` at which the sum is no more than wanted, which it is at `at`. Newton from
 * below or above; where that leaves the bracket, or nobody is free, and every fourth time, the middle.
 */
static double seek(const history *h, const history_view *v, history_level at, double high, int64_t wanted)
{
    double low = at.at;
    height now = height_at(h, v, at);
    for (int i = 1; high - low > 1; i++) {
        double rest = (double)(wanted - now.sum);
        if (rest == 0 || (rest > 0 && rest < (double)now.slope))
            return at.at;
        double next = now.slope > 0 ? at.at + floor(rest / (double)now.slope) : high;
        if (!(next > low && next < high) || i % 4 == 0)
            next = low + floor((high - low) / 2);
        at.at = next;
        now = height_at(h, v, at);
        if (now.sum <= wanted)
            low = next;
        else
            high = next;
    }
    return low;
}

bool history_find_amount(const history *h, size_t view, int64_t endowment, history_level *level)
{
    const history_view *v = &h->view[view];
    const int64_t wanted = endowment * (int64_t)v->scale;
    history_level least = least_level(h, view);
    double end[2];
    if (isinf(least.at) && least.at > 0 && least.stretch == v->stretches - 1)
        return false;
    find_ends(h, v, least.stretch, end);
    least.at = least.at < end[0] ? end[0] : least.at > end[1] ? end[1] : least.at;
    height own = height_at(h, v, least);
    if (own.sum > wanted || own.sum + own.slope > wanted)
        return false;
    if (v->stretches == 2 && least.stretch == 0 && history_sum(h, v, (history_level){0, end[1]}).fixed < wanted) {
        find_ends(h, v, 1, end);
        least = (history_level){1, end[0]};
    }
    *level = (history_level){least.stretch, seek(h, v, least, end[1] + 1, wanted)};
    return true;
}
