/* As in columns.c: each pass once, without branches, compiled for each instruction set. Sums of doubles have the same shape in all. */
#include "engine/passes/columns_weighted.h"

#include "engine/passes/columns_parts.h"
#include "engine/passes/long_sum.h"

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

/* What all rows of a pass have in common. */
typedef struct manner {
    double level, unit, goal, near;
    bool has_unit, converts;
} manner;

/* Rounded down to the unit of payments, but for what settles the whole claim. */
INLINE int64_t in_units(int64_t amount, int64_t owed, const manner *m)
{
    int64_t whole = whole_of(near_of(amount, m->converts) / m->unit, m->converts) * (int64_t)m->unit;
    return amount == owed ? amount : whole;
}

/* Pays rows; whether one of them is to be looked at. */
INLINE int64_t pay_block(const columns_weighted *w, size_t from, size_t count, const manner *m, int64_t *is_near)
{
    const int64_t *restrict total = w->rows.total + from;
    int64_t *restrict paid = w->rows.paid + from, *restrict principal = w->rows.principal + from;
    const double *restrict slope = w->slope + from;
    int64_t sum = 0, any = 0;
    for (size_t i = 0; i < count; i++) {
        place r = place_of(total[i], paid[i], slope[i] * m->level, m->converts);
        int64_t owed = r.total - r.paid, more = r.whole - r.paid;
        more = m->has_unit ? in_units(more, owed, m) : more;
        paid[i] += more;
        principal[i] = smaller(principal[i], owed - more);
        sum += more;
        any |= (int64_t)(near_of(r.paid + more, m->converts) + m->near >= near_of(r.total, m->converts) * m->goal) &
               (int64_t)(r.total > 0);
    }
    *is_near = any;
    return sum;
}

INLINE int64_t pay_rows(const columns_weighted *w, manner m, columns_payment *payment)
{
    int64_t sum = 0;
    payment->block_count = 0;
    for (size_t from = 0; from < w->rows.count; from += COLUMNS_BLOCK) {
        int64_t is_near;
        if (from + COLUMNS_BLOCK <= w->rows.count)
            sum += pay_block(w, from, COLUMNS_BLOCK, &m, &is_near);
        else
            sum += pay_block(w, from, w->rows.count - from, &m, &is_near);
        if (is_near)
            payment->block[payment->block_count++] = (uint32_t)(from / COLUMNS_BLOCK);
    }
    return sum;
}

INLINE int64_t pay(const columns_weighted *w, double level, columns_payment *payment, bool converts)
{
    manner m = {level, (double)payment->unit, payment->goal, payment->near, payment->unit > 1, converts};
    if (m.has_unit)
        return pay_rows(w, m, payment);
    return pay_rows(w, m, payment);
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
