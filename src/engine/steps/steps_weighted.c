#include "engine/steps/steps_weighted.h"

#include <math.h>

struct weighted {
    columns_weighted_version columns;
    double *slope;
    double slopes, level; /* the sum of slopes; the level that was found */
    double last, before;  /* the levels that were found last */
};

weighted *weighted_new(sol_arena *arena, double *slope)
{
    weighted *w = SOL_TAKE(arena, 1, weighted);
    columns_weighted_version version[3];
    columns_weighted_versions(version);
    w->columns = version[0];
    w->slope = slope;
    return w;
}

/*
 * The exact solver cuts slopes to some 95 bits below the largest. Here they must not lie so far apart that what it cuts of one is more than
 * a quarter of a rounding.
 */
static bool fill_slopes(weighted *w, const trial *t, weights *by, const weighted_round *r)
{
    const double widest = 0x1p40;
    const int64_t *total = r->seen->rows.total;
    double least = INFINITY, most = 0, sum = 0;
    weights_fill(by, t, &(weights_wanted){r->step, r->date, r->seen->rows.count, total}, w->slope);
    for (size_t i = 0; i < r->seen->rows.count; i++) {
        double slope = w->slope[i] * (double)total[i], some = total[i] > 0 ? slope : INFINITY;
        least = some < least ? some : least;
        most = slope > most ? slope : most;
        w->slope[i] = slope;
        sum += slope;
    }
    w->slopes = sum;
    return most > 0 && most <= least * widest;
}

/* Where the level may be: by how it moved last, or as if nobody were at a bound. */
static double guess(const weighted *w, int64_t endowment)
{
    if (w->last == 0)
        return (double)endowment / w->slopes;
    bool is_steady = w->before > 0 && w->last < 2 * w->before && w->before < 2 * w->last;
    return is_steady ? w->last * (w->last / w->before) : w->last;
}

/* Newton on the sum of awards, kept inside a bracket, until those between their bounds are those whose level it is. */
bool weighted_solve(weighted *w, const trial *t, weights *by, const weighted_round *r)
{
    enum { NEWTON_ALONE = 24, GIVE_UP = 80 };
    const int64_t endowment = r->endowment;
    if (endowment >= COLUMNS_LIMIT || !fill_slopes(w, t, by, r))
        return false;
    const columns_weighted rows = {r->seen->rows, w->slope};
    double low = 0, high = INFINITY, level = guess(w, endowment);
    columns_weights before = {-1, -1, 0};
    for (int i = 0; i < GIVE_UP; i++) {
        columns_weights s = w->columns.sums(&rows, level);
        if (s.fixed == before.fixed && s.slopes == before.slopes) {
            w->before = w->last;
            w->last = w->level = level;
            return s.doubtful == 0;
        }
        double part = (double)(endowment - s.fixed), next = s.slopes > 0 ? part / s.slopes : -1;
        bool is_enough = part <= s.slopes * level;
        low = is_enough ? low : fmax(low, level);
        high = is_enough ? fmin(high, level) : high;
        bool is_inside = next > 0 && next >= low && next <= high && (i < NEWTON_ALONE || i % 2 == 0);
        before = is_inside ? s : (columns_weights){-1, -1, 0};
        level = is_inside ? next : isinf(high) ? 2 * low : low + (high - low) / 2;
    }
    return false;
}

int64_t weighted_pay(const weighted *w, const view *v, columns_payment *payment)
{
    const columns_weighted rows = {v->rows, w->slope};
    return w->columns.pay(&rows, w->level, payment);
}
