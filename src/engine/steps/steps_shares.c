#include "engine/steps/steps_shares.h"

#include "division/level/share.h"

#include <math.h>

/* Claims that had the same share when they were last paid, and what they come to about now. */
typedef struct cohort {
    double paid, total;
} cohort;

struct shares {
    cohort *cohort;
    size_t count, date; /* of cohorts; the pay date that they are of */
    double last;        /* the share that was found last */
    /* Blocks of rows in which somebody had more than his share: where it was found last, and where it was looked at last. */
    columns_blocks known, seen;
    double reached;    /* the share by which the others were paid; 0: known says nothing */
    uint64_t payments; /* as accounts have them, if nobody was paid since */
};

shares *shares_new(sol_arena *arena, const sol_plan *plan)
{
    shares *s = SOL_TAKE(arena, 1, shares);
    s->cohort = SOL_TAKE(arena, plan->date_count + 3, cohort);
    const size_t blocks = plan->people.count / COLUMNS_BLOCK + 1;
    s->known.block = SOL_TAKE(arena, blocks, uint32_t);
    s->seen.block = SOL_TAKE(arena, blocks, uint32_t);
    return s;
}

static cohort sum_of(const shares *s)
{
    cohort sum = {0, 0};
    for (size_t k = 0; k < s->count; k++) {
        sum.paid += s->cohort[k].paid;
        sum.total += s->cohort[k].total;
    }
    return sum;
}

/* Cohorts as they are after more interest, and a new one. There are two more than pay dates at most: the new one is paid, and merged. */
static void bring_up(shares *s, const view *v, size_t date)
{
    if (date <= s->date)
        s->count = 0; /* another trial */
    double before = sum_of(s).total, opened = s->count > 0 ? (double)v->opened_total : (double)v->totals;
    for (size_t k = 0; k < s->count; k++)
        s->cohort[k].total *= ((double)v->totals - opened) / before;
    if (opened > 0)
        s->cohort[s->count++] = (cohort){0, opened};
    s->date = date;
}

/* The share as cohorts have it. */
static double guess(const shares *s, double endowment)
{
    enum { PASSES = 20 };
    double share = 1, before = 0;
    for (int i = 0; i < PASSES && share != before; i++) {
        double fixed = 0, totals = 0;
        for (size_t k = 0; k < s->count; k++) {
            bool is_low = s->cohort[k].total * share <= s->cohort[k].paid;
            fixed += is_low ? s->cohort[k].paid : 0;
            totals += is_low ? 0 : s->cohort[k].total;
        }
        before = share;
        share = totals > 0 && endowment > fixed ? (endowment - fixed) / totals : share;
    }
    return fmin(share, 1);
}

/* Those whose share it is are one cohort from now on, of `total`; the others, who have `fixed` of the `rest`, stay as they are or become one. */
static void merge(shares *s, double share, double total, cohort others)
{
    size_t kept = 0;
    for (size_t k = 0; k < s->count; k++)
        if (s->cohort[k].total * share <= s->cohort[k].paid)
            s->cohort[kept++] = s->cohort[k];
    s->count = kept;
    const cohort known = sum_of(s);
    if (kept == 0 || known.paid == 0 || known.total == 0)
        s->count = 0;
    for (size_t k = 0; k < s->count; k++) {
        s->cohort[k].paid *= others.paid / known.paid;
        s->cohort[k].total *= others.total / known.total;
    }
    if (s->count == 0 && others.total > 0)
        s->cohort[s->count++] = others;
    s->cohort[s->count++] = (cohort){share * total, total};
}

/* The level of those between their bounds: `part` of `whole`. */
typedef struct fraction {
    int64_t part, whole;
} fraction;

/* Whether the doubles' answer is right for rows within a rounding of a bound. */
static bool is_exact(const columns_rows *rows, double share, fraction level)
{
    for (size_t i = 0; i < rows->count; i++) {
        int64_t total = rows->total[i], paid = rows->paid[i];
        double x = (double)total * share, y = (double)paid;
        if (total == 0 || !(fabs(x - y) < y * 0x1p-50))
            continue;
        sol_wide exact = (sol_wide)total * level.part - (sol_wide)paid * level.whole;
        if (exact != 0 && (exact < 0) != (x <= y))
            return false;
    }
    return true;
}

/*
 * Who was paid by a share, and by no more, is owed more than he has by a larger one, as his claim does not shrink. Where the share has risen by
 * more than the band, only the known blocks are looked at.
 */
static bool has_risen(const shares *s, const view *v, double share, double band)
{
    return s->reached > 0 && s->payments == v->payments && share >= s->reached * (1 + 2 * band);
}

static columns_shares sums_at(shares *s, const view *v, double share, double band)
{
    const columns_rows rows = v->rows;
    if (!has_risen(s, v, share, band))
        return v->columns->shares(&rows, share, band, &s->seen);
    columns_shares sums = {0, 0, 0};
    s->seen.count = 0;
    for (size_t b = 0; b < s->known.count; b++) {
        const size_t first = (size_t)s->known.block[b] * COLUMNS_BLOCK, rest = rows.count - first;
        const columns_rows part = {rest < COLUMNS_BLOCK ? rest : COLUMNS_BLOCK, rows.total + first, rows.paid + first,
                                   NULL};
        uint32_t block;
        columns_blocks below = {&block, 0};
        const columns_shares here = v->columns->shares(&part, share, band, &below);
        sums.fixed += here.fixed;
        sums.below += here.below;
        sums.close += here.close;
        if (below.count > 0)
            s->seen.block[s->seen.count++] = s->known.block[b];
    }
    return sums;
}

/*
 * Newton on the sum of shares kept from falling below what was paid. It has come to rest where those between their bounds are the same at two
 * levels that follow each other; or, seen at the first of them, where nobody's bound is as near to it as the second is.
 */
static bool solve(shares *state, const view *v, int64_t endowment, double *share, fraction *level)
{
    enum { NEWTON_ALONE = 24, GIVE_UP = 80 };
    const double first_band = 0x1p-9, later_band = 0x1p-30, inside = 0.9;
    const columns_rows rows = v->rows;
    double low = 0, high = 1, band = first_band;
    fraction before = {-1, -1};
    for (int i = 0; i < GIVE_UP; i++, band = later_band) {
        columns_shares s = sums_at(state, v, *share, band);
        fraction next = *level = (fraction){endowment - s.fixed, v->totals - s.below};
        if (next.part == before.part && next.whole == before.whole)
            return s.close == 0 || is_exact(&rows, *share, next);
        bool is_enough = (double)next.part <= (double)next.whole * *share;
        low = is_enough ? low : fmax(low, *share);
        high = is_enough ? fmin(high, *share) : high;
        bool is_level = next.whole > 0 && next.part > 0 && next.part <= next.whole;
        double near = is_level ? (double)next.part / (double)next.whole : -1;
        bool is_here = is_level && s.close == 0 && fabs(near - *share) < *share * band * inside;
        bool is_inside = near >= low && near <= high && (i < NEWTON_ALONE || i % 2 == 0);
        before = is_inside ? next : (fraction){-1, -1};
        *share = is_here || is_inside ? share_above(next.part, next.whole) : low + (high - low) / 2;
        if (is_here)
            return true;
    }
    return false;
}

/* Rows that are passed over sooner than cohorts are looked at. */
enum { FEW = 2000 };

bool shares_is_free(shares *s, const view *v, size_t date, double share)
{
    const columns_rows rows = v->rows;
    bool is_known = s->known.count == 0 && has_risen(s, v, share, 0);
    if (!is_known && !v->columns->is_free(&rows, share))
        return false;
    s->cohort[0] = (cohort){share * (double)v->totals, (double)v->totals};
    s->count = 1;
    s->date = date;
    s->seen.count = 0;
    return true;
}

void shares_paid(shares *s, const view *v, double share, uint64_t payments)
{
    const columns_blocks known = s->known;
    s->known = s->seen;
    s->seen = known;
    s->reached = v->is_whole ? share : 0; /* who takes part may be others next time */
    s->payments = payments;
}

bool shares_solve(shares *s, const view *v, size_t date, int64_t endowment, double *share)
{
    bool is_guessed = v->is_whole && v->rows.count > FEW;
    if (is_guessed)
        bring_up(s, v, date);
    double at = is_guessed ? guess(s, (double)endowment) : s->last > 0 ? s->last : *share;
    fraction level;
    if (!solve(s, v, endowment, &at, &level))
        return false;
    const cohort others = {(double)(endowment - level.part), (double)(v->totals - level.whole)};
    if (is_guessed)
        merge(s, at, (double)level.whole, others);
    *share = s->last = at;
    return true;
}
