/* Each pass is written once, without branches, and compiled for each instruction set; compilers vector it. */
#include "engine/passes/columns.h"

#include "engine/passes/paying.h"

/* What a unit of principal bears, and how doubles are made. */
typedef struct rate {
    columns_rate of;
    bool converts;
} rate;

INLINE int64_t accrue_each(size_t count, rate r, const int64_t *restrict principal, int64_t *restrict total,
                           int64_t *restrict fraction)
{
    int64_t gained = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t whole = whole_of(near_of(principal[i], r.converts) * r.of.near, r.converts);
        int64_t rest = (int64_t)((uint64_t)principal[i] * (uint64_t)r.of.parts -
                                 (uint64_t)whole * (uint64_t)COLUMNS_PARTS + (uint64_t)fraction[i]);
        int64_t off = (int64_t)(rest >= COLUMNS_PARTS) + (int64_t)(rest >= 2 * COLUMNS_PARTS) - (int64_t)(rest < 0);
        total[i] += whole + off;
        fraction[i] = rest - off * COLUMNS_PARTS;
        gained += whole + off;
    }
    return gained;
}

INLINE int64_t accrue(const columns_interest *rows, int64_t parts, bool converts)
{
    rate r = {columns_rate_of(parts), converts};
    return accrue_each(rows->count, r, rows->principal, rows->total, rows->fraction);
}

INLINE columns_shares block_shares(columns_rows rows, double share, double band, bool converts)
{
    const int64_t *restrict total = rows.total, *restrict paid = rows.paid;
    int64_t fixed = 0, below = 0, close = 0;
    for (size_t i = 0; i < rows.count; i++) {
        /* What was paid is below the total of a row that is there. */
        int64_t t = total[i], p = smaller(paid[i], t);
        double x = near_of(t, converts) * share, y = near_of(p, converts), off = x - y;
        int64_t is_low = -(int64_t)(x <= y);
        off = off < 0 ? -off : off;
        fixed += p & is_low;
        below += t & is_low;
        close += (int64_t)(off < x * band);
    }
    return (columns_shares){fixed, below, close};
}

INLINE void add_shares(columns_shares *to, columns_shares s)
{
    to->fixed += s.fixed;
    to->below += s.below;
    to->close += s.close;
}

INLINE columns_shares shares(const columns_rows *rows, double share, double band, columns_blocks *low, bool converts)
{
    columns_shares sums = {0, 0, 0};
    low->count = 0;
    for (size_t first = 0; first < rows->count; first += COLUMNS_BLOCK) {
        const size_t rest = rows->count - first;
        columns_rows part = {COLUMNS_BLOCK, rows->total + first, rows->paid + first, NULL};
        columns_shares s;
        if (rest >= COLUMNS_BLOCK) {
            s = block_shares(part, share, band, converts);
        } else {
            part.count = rest;
            s = block_shares(part, share, band, converts);
        }
        add_shares(&sums, s);
        if (s.below > 0)
            low->block[low->count++] = (uint32_t)(first / COLUMNS_BLOCK);
    }
    return sums;
}

INLINE bool is_free(const columns_rows *rows, double share, bool converts)
{
    const int64_t *restrict total = rows->total, *restrict paid = rows->paid;
    for (size_t from = 0; from < rows->count; from += COLUMNS_BLOCK) {
        size_t to = from + COLUMNS_BLOCK < rows->count ? from + COLUMNS_BLOCK : rows->count;
        int64_t outside = 0;
        for (size_t i = from; i < to; i++)
            outside |= whole_of(near_of(total[i], converts) * share, converts) - smaller(paid[i], total[i]);
        if (outside < 0)
            return false;
    }
    return true;
}

/* A row's bounds at a level, in parts. */
typedef struct bounds {
    int64_t anchor, low, high;
} bounds;

INLINE bounds bounds_of(int64_t total, int64_t paid, const columns_equal *e)
{
    int64_t has = paid * e->unit;
    return (bounds){total * e->anchor, larger(total * e->from, has), larger(total * e->to, has)};
}

/* The commonest levels, of which a loop of its own multiplies nothing: equal awards, equal losses, and equal awards up to the half. */
#define AWARDS ((columns_equal){1, 0, 1, 0, 1, 0, 0})
#define LOSSES ((columns_equal){1, 0, 1, 1, -1, 0, 0})
#define HALVES ((columns_equal){2, 0, 1, 0, 1, 0, 0})

INLINE bool is_like(const columns_equal *e, columns_equal other)
{
    return e->unit == other.unit && e->from == other.from && e->to == other.to && e->anchor == other.anchor &&
           e->sign == other.sign;
}

/* The same at a level. */
INLINE columns_equal at_level(columns_equal like, const columns_equal *level)
{
    like.level_down = level->level_down;
    like.level_up = level->level_up;
    return like;
}

/* Rising: at the upper bound where high <= down, at the lower where up <= low; falling: likewise, signs turned; of bounds less the anchor. */
typedef struct sides {
    int64_t high, low;
} sides;

INLINE sides sides_at(const columns_equal *e)
{
    bool rises = e->sign > 0;
    return (sides){rises ? e->level_down : -e->level_up, rises ? e->level_up : -e->level_down};
}

INLINE columns_equals equals_at(const columns_rows *rows, columns_equal e)
{
    const int64_t *restrict total = rows->total, *restrict paid = rows->paid;
    const sides at = sides_at(&e);
    int64_t fixed = 0, anchors = 0, free_rows = 0;
    for (size_t i = 0; i < rows->count; i++) {
        bounds b = bounds_of(total[i], smaller(paid[i], total[i]), &e);
        int64_t is_high = -(int64_t)(at.high >= b.high - b.anchor);
        int64_t is_low = -(int64_t)(at.low <= b.low - b.anchor) & ~is_high, is_free = ~(is_high | is_low);
        fixed += (b.high & is_high) | (b.low & is_low);
        anchors += b.anchor & is_free;
        free_rows -= is_free;
    }
    return (columns_equals){fixed, anchors, free_rows};
}

INLINE columns_equals equals(const columns_rows *rows, const columns_equal *level)
{
    if (is_like(level, AWARDS))
        return equals_at(rows, at_level(AWARDS, level));
    if (is_like(level, LOSSES))
        return equals_at(rows, at_level(LOSSES, level));
    return equals_at(rows, *level);
}

/* The sums of a block at the first of two levels; whether somebody is on another side of a bound at the second. */
INLINE columns_equals block_between(columns_rows rows, columns_equal e, columns_equal to, int64_t *differs)
{
    const int64_t *restrict total = rows.total, *restrict paid = rows.paid;
    const sides at = sides_at(&e), then = sides_at(&to);
    int64_t fixed = 0, anchors = 0, free_rows = 0, changes = 0;
    for (size_t i = 0; i < rows.count; i++) {
        bounds b = bounds_of(total[i], smaller(paid[i], total[i]), &e);
        int64_t high = b.high - b.anchor, low = b.low - b.anchor;
        int64_t is_high = -(int64_t)(at.high >= high), is_low = -(int64_t)(at.low <= low);
        changes |= (is_high ^ -(int64_t)(then.high >= high)) | (is_low ^ -(int64_t)(then.low <= low));
        is_low &= ~is_high;
        int64_t is_free = ~(is_high | is_low);
        fixed += (b.high & is_high) | (b.low & is_low);
        anchors += b.anchor & is_free;
        free_rows -= is_free;
    }
    *differs = changes;
    return (columns_equals){fixed, anchors, free_rows};
}

INLINE columns_equals blocks_between(const columns_rows *rows, columns_equal from, columns_equal to,
                                     columns_blocks *others)
{
    columns_equals sums = {0, 0, 0};
    others->count = 0;
    for (size_t first = 0; first < rows->count; first += COLUMNS_BLOCK) {
        int64_t differs;
        const size_t rest = rows->count - first;
        columns_rows part = {COLUMNS_BLOCK, rows->total + first, rows->paid + first, NULL};
        columns_equals s;
        if (rest >= COLUMNS_BLOCK) {
            s = block_between(part, from, to, &differs);
        } else {
            part.count = rest;
            s = block_between(part, from, to, &differs);
        }
        if (differs) {
            others->block[others->count++] = (uint32_t)(first / COLUMNS_BLOCK);
            continue;
        }
        sums.fixed += s.fixed;
        sums.anchors += s.anchors;
        sums.free += s.free;
    }
    return sums;
}

INLINE columns_equals equals_between(const columns_rows *rows, const columns_equal *from, const columns_equal *to,
                                     columns_blocks *others)
{
    if (is_like(from, AWARDS))
        return blocks_between(rows, at_level(AWARDS, from), at_level(AWARDS, to), others);
    if (is_like(from, LOSSES))
        return blocks_between(rows, at_level(LOSSES, from), at_level(LOSSES, to), others);
    if (is_like(from, HALVES))
        return blocks_between(rows, at_level(HALVES, from), at_level(HALVES, to), others);
    return blocks_between(rows, *from, *to, others);
}

typedef enum pay_way { BY_SHARE, BY_OUTSTANDING, BY_LEVEL, AS_GIVEN } pay_way;

/* What all rows of a pass have in common. */
typedef struct manner {
    pay_way way;
    bool converts, has_parts;
    double share;
    columns_equal equal;
    int64_t to_free;
    paying_terms terms;
} manner;

/* What a row is paid, before it is rounded to the unit. */
INLINE int64_t more_of(int64_t total, int64_t paid, const manner *m)
{
    if (m->way == AS_GIVEN)
        return paid;
    if (m->way == BY_SHARE)
        return larger(whole_of(near_of(total, m->converts) * m->share, m->converts), paid) - paid;
    if (m->way == BY_OUTSTANDING)
        return whole_of(near_of(total - paid, m->converts) * m->share, m->converts);
    bounds b = bounds_of(total, paid, &m->equal);
    int64_t parts = smaller(larger(b.anchor + m->to_free, b.low), b.high);
    return (m->has_parts ? whole_of(near_of(parts, m->converts) / (double)m->equal.unit, m->converts) : parts) - paid;
}

/* A pass that pays: by what it sees, into what, how. */
typedef struct pay_pass {
    const columns_rows *seen, *of;
    manner m;
} pay_pass;

/* Pays rows. */
INLINE paid_row pay_block(const pay_pass *pass, size_t from, size_t to, int64_t *sum)
{
    const manner *m = &pass->m;
    const int64_t *restrict goal = pass->seen->total, *restrict had = pass->seen->paid,
                            *restrict total = pass->of->total;
    int64_t *restrict paid = pass->of->paid, *restrict principal = pass->of->principal;
    int64_t given = 0;
    paid_row any = {0, 0};
    for (size_t i = from; i < to; i++) {
        int64_t t = total[i], p = smaller(paid[i], t);
        paying r = {m->terms.is_part ? goal[i] : t, m->terms.is_part ? had[i] : p, 0, t, p};
        r.more = more_of(r.goal, r.had, m);
        r.more = m->terms.has_unit ? in_units(r.more, t - p, &m->terms) : r.more;
        r.had = m->way == AS_GIVEN ? 0 : r.had;
        int64_t owed = t - p - r.more;
        paid[i] += r.more;
        principal[i] = smaller(principal[i], owed);
        given += r.more;
        paid_row now = paid_row_of(&r, owed, &m->terms);
        any.is_near |= now.is_near;
        any.lacks |= now.lacks;
    }
    *sum += given;
    return any;
}

INLINE int64_t pay_rows(const pay_pass *of, columns_payment *payment)
{
    const pay_pass pass = *of;
    int64_t sum = 0, lacks = 0;
    payment->block_count = 0;
    for (size_t from = 0; from < pass.seen->count; from += COLUMNS_BLOCK) {
        paid_row any;
        if (from + COLUMNS_BLOCK <= pass.seen->count)
            any = pay_block(&pass, from, from + COLUMNS_BLOCK, &sum);
        else
            any = pay_block(&pass, from, pass.seen->count, &sum);
        if (any.is_near)
            payment->block[payment->block_count++] = (uint32_t)(from / COLUMNS_BLOCK);
        lacks |= any.lacks;
    }
    payment->lacks = lacks != 0;
    return sum;
}

/* One loop for each kind of unit, so that most divide by none. */
INLINE int64_t pay_into(pay_pass pass, columns_payment *payment)
{
    if (pass.m.terms.has_unit)
        return pay_rows(&pass, payment);
    if (pass.m.has_parts)
        return pay_rows(&pass, payment);
    const columns_equal level = pass.m.equal;
    if (pass.m.way == BY_LEVEL && is_like(&level, AWARDS)) {
        pass.m.equal = at_level(AWARDS, &level);
        return pay_rows(&pass, payment);
    }
    if (pass.m.way == BY_LEVEL && is_like(&level, LOSSES)) {
        pass.m.equal = at_level(LOSSES, &level);
        return pay_rows(&pass, payment);
    }
    return pay_rows(&pass, payment);
}

INLINE int64_t pay(const columns_rows *rows, manner m, columns_payment *payment)
{
    m.to_free = m.equal.sign > 0 ? m.equal.level_down : -m.equal.level_up;
    m.terms = paying_terms_of(payment, m.converts);
    m.has_parts = m.terms.has_unit || m.equal.unit > 1;
    m.terms.is_part = true;
    if (payment->of)
        return pay_into((pay_pass){rows, payment->of, m}, payment);
    m.terms.is_part = false;
    return pay_into((pay_pass){rows, rows, m}, payment);
}

INLINE void mark_each(const int64_t *restrict total, const int64_t *restrict paid, const columns_payment *p,
                      uint8_t *restrict mark, bool converts)
{
    const double goal = p->goal, near = p->near;
    for (size_t i = 0; i < COLUMNS_BLOCK; i++) {
        int64_t t = total[i];
        bool is_near = near_of(smaller(paid[i], t), converts) + near >= near_of(t, converts) * goal;
        mark[i] = (uint8_t)is_near & (uint8_t)(t > 0);
    }
}

#define VERSION(set, attributes, does_convert)                                                                         \
    attributes static int64_t accrue_##set(const columns_interest *rows, int64_t parts)                                \
    {                                                                                                                  \
        return accrue(rows, parts, does_convert);                                                                      \
    }                                                                                                                  \
    attributes static bool is_free_##set(const columns_rows *rows, double share)                                       \
    {                                                                                                                  \
        return is_free(rows, share, does_convert);                                                                     \
    }                                                                                                                  \
    attributes static columns_shares shares_##set(const columns_rows *rows, double share, double band,                 \
                                                  columns_blocks *below)                                               \
    {                                                                                                                  \
        return shares(rows, share, band, below, does_convert);                                                         \
    }                                                                                                                  \
    attributes static columns_equals equals_##set(const columns_rows *rows, const columns_equal *level)                \
    {                                                                                                                  \
        return equals(rows, level);                                                                                    \
    }                                                                                                                  \
    attributes static columns_equals equals_between_##set(const columns_rows *rows, const columns_equal *from,         \
                                                          const columns_equal *to, columns_blocks *others)             \
    {                                                                                                                  \
        return equals_between(rows, from, to, others);                                                                 \
    }                                                                                                                  \
    attributes static int64_t pay_shares_##set(const columns_rows *rows, double share, columns_payment *payment)       \
    {                                                                                                                  \
        return pay(rows, (manner){.way = BY_SHARE, .converts = does_convert, .share = share}, payment);                \
    }                                                                                                                  \
    attributes static int64_t pay_outstanding_##set(const columns_rows *rows, double share, columns_payment *payment)  \
    {                                                                                                                  \
        return pay(rows, (manner){.way = BY_OUTSTANDING, .converts = does_convert, .share = share}, payment);          \
    }                                                                                                                  \
    attributes static int64_t pay_equals_##set(const columns_rows *rows, const columns_equal *level,                   \
                                               columns_payment *payment)                                               \
    {                                                                                                                  \
        return pay(rows, (manner){.way = BY_LEVEL, .converts = does_convert, .equal = *level}, payment);               \
    }                                                                                                                  \
    attributes static int64_t pay_given_##set(const columns_rows *rows, columns_payment *payment)                      \
    {                                                                                                                  \
        return pay(rows, (manner){.way = AS_GIVEN, .converts = does_convert}, payment);                                \
    }                                                                                                                  \
    attributes static void mark_##set(const columns_rows *rows, size_t block, const columns_payment *payment,          \
                                      uint8_t mark[COLUMNS_BLOCK])                                                     \
    {                                                                                                                  \
        mark_each(rows->total + block * COLUMNS_BLOCK, rows->paid + block * COLUMNS_BLOCK, payment, mark,              \
                  does_convert);                                                                                       \
    }                                                                                                                  \
    static const columns_version version_##set = {#set,                                                                \
                                                  accrue_##set,                                                        \
                                                  is_free_##set,                                                       \
                                                  shares_##set,                                                        \
                                                  equals_##set,                                                        \
                                                  equals_between_##set,                                                \
                                                  pay_shares_##set,                                                    \
                                                  pay_outstanding_##set,                                               \
                                                  pay_equals_##set,                                                    \
                                                  pay_given_##set,                                                     \
                                                  mark_##set};

COLUMNS_VERSIONS(columns_version, columns_versions)
