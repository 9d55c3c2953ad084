/*
 * The level of a weighted proportional step: Newton on the sum of awards, which is linear between the levels at which somebody comes to a
 * bound. Most often the sums were made while the date before was paid, for all levels near the one that was expected.
 */
#include "engine/crowd_weighted/crowd_weighted.h"

#include "base/check.h"

#include <math.h>

static double slopes_of(const slopes_sums *s)
{
    return long_sum_value(slopes_total(s));
}

/*
 * Where the level may be: by the sums of the last date, and by how far those were off then; on the first one a little above what the sum of
 * the trial before leads to.
 */
weighted_search weighted_begin_search(const crowd_weighted *w, size_t lane, double endowment)
{
    const double above = 1.02;
    const weighted_memory *m = &w->memory[lane];
    double slopes = slopes_of(&m->sums), foretold = slopes > 0 ? (endowment - m->sums.fixed) / slopes : 0;
    weighted_search s = {.is_open = true,
                         .divides = true,
                         .is_first = slopes == 0,
                         .endowment = endowment,
                         .foretold = foretold,
                         .level = foretold > 0 ? foretold * m->drift : m->level,
                         .high = INFINITY,
                         .fixed_before = -1};
    if (s.is_first && w->first_slopes > 0)
        s.level = endowment / w->first_slopes * above;
    return s;
}

/*
 * Newton on the sum of awards, kept inside a bracket, until those between their bounds are those whose level it is, or until nothing is left
 * of the bracket.
 */
static void advance(weighted_search *s)
{
    enum { NEWTON_ALONE = 24, GIVE_UP = 400 };
    double slopes = slopes_of(&s->sums), part = s->endowment - s->sums.fixed, next = slopes > 0 ? part / slopes : -1;
    bool are_all_free = s->is_first && s->sums.fixed == 0 && next > 0 && next <= s->level;
    if (are_all_free || (s->sums.fixed == s->fixed_before && slopes == s->slopes_before)) {
        s->level = are_all_free ? next : s->level;
        s->is_open = false;
        return;
    }
    bool is_enough = part <= slopes * s->level;
    s->low = is_enough ? s->low : fmax(s->low, s->level);
    s->high = is_enough ? fmin(s->high, s->level) : s->high;
    bool is_inside = next > 0 && next >= s->low && next <= s->high && (s->steps < NEWTON_ALONE || s->steps % 2 == 0);
    s->fixed_before = is_inside ? s->sums.fixed : -1;
    s->slopes_before = slopes;
    s->level = is_inside ? next : isinf(s->high) ? 2 * s->low : s->low + (s->high - s->low) / 2;
    s->is_open = s->high - s->low > s->low * 0x1p-51;
    SOL_CHECK(++s->steps < GIVE_UP);
}

/* One pass for all trials whose level is sought. */
static void add_sums(const crowd *c, size_t date, weighted_search s[CROWD_TRIALS])
{
    double living[WEIGHTED_LIVING];
    for (size_t j = 0; j < c->trials; j++)
        if (s[j].is_open)
            s[j].sums = (slopes_sums){0};
    for (size_t b = 0; b < c->layout->block_count; b++) {
        weighted_living(c, b, date, living);
        for (size_t j = 0; j < c->trials; j++)
            if (s[j].is_open) {
                slopes_rows rows = weighted_rows(c, (weighted_at){j, b, date}, living);
                c->weighted->version.add(&rows, s[j].level, &s[j].sums);
            }
    }
}

static void remember(crowd_weighted *w, size_t lane, const weighted_search *s)
{
    if (s->is_first)
        w->first_slopes = slopes_of(&s->sums);
    double drift = s->foretold > 0 ? s->level / s->foretold : 1;
    w->memory[lane] = (weighted_memory){s->sums, s->level, drift > 0.5 && drift < 2 ? drift : 1};
}

/* The sums at a level for which the sums of most were made ahead. */
static slopes_sums sums_ahead(const weighted_ahead *a, double level)
{
    slopes_sums s = a->next.sums;
    long_sum free = {s.sum[0], s.lost[0]};
    for (size_t i = 0; i < a->near_count; i++) {
        const weighted_near *n = &a->near[i];
        double x = n->slope * level;
        bool is_high = x >= n->claim, is_low = x <= n->had && !is_high;
        s.fixed += is_high ? n->claim : is_low ? n->had : 0;
        if (!is_high && !is_low)
            free = long_sum_plus(free, n->slope);
    }
    s.sum[0] = free.sum;
    s.lost[0] = free.lost;
    return s;
}

/* The same search where only a few are to be looked at; whether it stayed where the sums are good for. */
static bool search_ahead(weighted_search *s, const weighted_ahead *a)
{
    enum { STEPS = 40 };
    double before[2] = {-1, -1}, level = a->level;
    for (int step = 0; a->is_there && step < STEPS; step++) {
        slopes_sums sums = sums_ahead(a, level);
        double slopes = slopes_of(&sums);
        if (sums.fixed == before[0] && slopes == before[1]) {
            s->sums = sums;
            s->level = level;
            s->is_open = false;
            return true;
        }
        before[0] = sums.fixed;
        before[1] = slopes;
        level = slopes > 0 ? (s->endowment - sums.fixed) / slopes : 0;
        if (!(level >= a->next.low && level <= a->next.high))
            return false;
    }
    return false;
}

void weighted_find_levels(crowd *c, size_t date, weighted_search s[CROWD_TRIALS])
{
    crowd_weighted *w = c->weighted;
    for (size_t j = 0; j < c->trials; j++) {
        if (s[j].is_open && search_ahead(&s[j], &w->ahead[j]))
            remember(w, j, &s[j]);
        w->ahead[j].is_there = false;
    }
    for (;;) {
        bool some = false;
        for (size_t j = 0; j < c->trials; j++)
            some |= s[j].is_open;
        if (!some)
            return;
        add_sums(c, date, s);
        for (size_t j = 0; j < c->trials; j++) {
            if (!s[j].is_open)
                continue;
            advance(&s[j]);
            if (!s[j].is_open)
                remember(w, j, &s[j]);
        }
    }
}
