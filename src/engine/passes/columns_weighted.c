/* As in columns.c: each pass once, without branches, compiled for each instruction set. Sums of doubles have the same shape in all. */
#include "engine/passes/columns_weighted.h"

#include "engine/passes/long_sum.h"
#include "engine/passes/paying.h"

/* What an award may be off by where the level is: see columns_weighted.h. */
#define OFF 0x1p-49

/* A row at a level. */
typedef struct place {
    int64_t total, paid, whole; /* whole: the award's whole part, within bounds */
    int64_t is_low, is_high;    /* masks */
    int64_t is_doubtful;
} place;

INLINE place place_of(int64_t t, int64_t paid, double level_award, bool converts)
{
    int64_t p = smaller(paid, t); /* what was paid is below the total of a row that is there */
    double low = near_of(p, converts), high = near_of(t, converts);
    double x = level_award < high + 1 ? level_award : high + 1;
    int64_t whole = whole_of(x, converts);
    double rest = x - near_of(whole, converts), off = x * OFF;
    int64_t is_close = (int64_t)(rest <= off) + (int64_t)(rest >= 1 - off);
    int64_t is_below = -(int64_t)(x <= low - 1), is_above = -(int64_t)(x >= high + 1), is_there = -(int64_t)(t > 0);
    return (place){t,
                   p,
                   smaller(larger(whole, p), t),
                   -(int64_t)(x <= low),
                   -(int64_t)(x >= high),
                   is_close & ~is_below & ~is_above & is_there};
}

enum { LANES = 16 };

/* Of a block: four to a lane, then lanes in pairs. */
INLINE double block_sum(const double term[COLUMNS_BLOCK])
{
    double lane[LANES];
    for (size_t j = 0; j < LANES; j++)
        lane[j] = term[j] + term[j + LANES] + (term[j + 2 * LANES] + term[j + 3 * LANES]);
    for (size_t half = LANES / 2; half > 0; half /= 2)
        for (size_t j = 0; j < half; j++)
            lane[j] += lane[j + half];
    return lane[0];
}

/* Adds a block to the sums; gives the sum of slopes between bounds. */
INLINE double add_block(const columns_weighted *w, size_t from, double level, columns_weights *s, bool converts)
{
    const int64_t *restrict total = w->rows.total + from, *restrict paid = w->rows.paid + from;
    const double *restrict slope = w->slope + from;
    size_t count = w->rows.count - from < COLUMNS_BLOCK ? w->rows.count - from : COLUMNS_BLOCK;
    double term[COLUMNS_BLOCK] = {0};
    int64_t fixed = 0, doubtful = 0;
    for (size_t i = 0; i < count; i++) {
        place r = place_of(total[i], paid[i], slope[i] * level, converts);
        fixed += (r.total & r.is_high) | (r.paid & r.is_low & ~r.is_high);
        term[i] = bits_as_double(double_as_bits(slope[i]) & ~(r.is_high | r.is_low));
        doubtful += r.is_doubtful;
    }
    s->fixed += fixed;
    s->doubtful += doubtful;
    return block_sum(term);
}

INLINE columns_weights sums(const columns_weighted *w, double level, bool converts)
{
    columns_weights s = {0};
    long_sum slopes = {0};
    for (size_t from = 0; from < w->rows.count; from += COLUMNS_BLOCK)
        slopes = long_sum_plus(slopes, add_block(w, from, level, &s, converts));
    s.slopes = long_sum_value(slopes);
    return s;
}

/* A pass that pays: by what it sees, into what, at which level. */
typedef struct pay_pass {
    const columns_weighted *seen;
    const columns_rows *of;
    double level;
    paying_terms terms;
} pay_pass;

/* Pays rows of the slopes times the level. */
INLINE paid_row pay_block(const pay_pass *pass, size_t from, size_t count, int64_t *sum)
{
    const paying_terms *m = &pass->terms;
    const int64_t *restrict goal = pass->seen->rows.total + from, *restrict had = pass->seen->rows.paid + from;
    const int64_t *restrict total = pass->of->total + from;
    int64_t *restrict paid = pass->of->paid + from, *restrict principal = pass->of->principal + from;
    const double *restrict slope = pass->seen->slope + from;
    int64_t given = 0;
    paid_row any = {0, 0};
    for (size_t i = 0; i < count; i++) {
        int64_t t = total[i], p = smaller(paid[i], t);
        place at = place_of(m->is_part ? goal[i] : t, m->is_part ? had[i] : p, slope[i] * pass->level, m->converts);
        paying r = {at.total, at.paid, at.whole - at.paid, t, p};
        r.more = m->has_unit ? in_units(r.more, t - p, m) : r.more;
        int64_t owed = t - p - r.more;
        paid[i] += r.more;
        principal[i] = smaller(principal[i], owed);
        given += r.more;
        paid_row now = paid_row_of(&r, owed, m);
        any.is_near |= now.is_near;
        any.lacks |= now.lacks;
    }
    *sum += given;
    return any;
}

INLINE int64_t pay_rows(const pay_pass *of, columns_payment *payment)
{
    const pay_pass pass = *of;
    const size_t n = pass.seen->rows.count;
    int64_t sum = 0, lacks = 0;
    payment->block_count = 0;
    for (size_t from = 0; from < n; from += COLUMNS_BLOCK) {
        paid_row any;
        if (from + COLUMNS_BLOCK <= n)
            any = pay_block(&pass, from, COLUMNS_BLOCK, &sum);
        else
            any = pay_block(&pass, from, n - from, &sum);
        if (any.is_near)
            payment->block[payment->block_count++] = (uint32_t)(from / COLUMNS_BLOCK);
        lacks |= any.lacks;
    }
    payment->lacks = lacks != 0;
    return sum;
}

/* A loop of its own for each kind, so that most divide by no unit. */
INLINE int64_t pay(const columns_weighted *w, double level, columns_payment *payment, bool converts)
{
    pay_pass pass = {w, payment->of ? payment->of : &w->rows, level, paying_terms_of(payment, converts)};
    if (pass.terms.is_part && pass.terms.has_unit)
        return pay_rows(&pass, payment);
    if (pass.terms.is_part)
        return pay_rows(&pass, payment);
    if (pass.terms.has_unit)
        return pay_rows(&pass, payment);
    return pay_rows(&pass, payment);
}

#define VERSION(set, attributes, does_convert)                                                                         \
    attributes static columns_weights sums_##set(const columns_weighted *rows, double level)                           \
    {                                                                                                                  \
        return sums(rows, level, does_convert);                                                                        \
    }                                                                                                                  \
    attributes static int64_t pay_##set(const columns_weighted *rows, double level, columns_payment *payment)          \
    {                                                                                                                  \
        return pay(rows, level, payment, does_convert);                                                                \
    }                                                                                                                  \
    static const columns_weighted_version version_##set = {#set, sums_##set, pay_##set};

COLUMNS_VERSIONS(columns_weighted_version, columns_weighted_versions)
