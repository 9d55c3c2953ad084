/*
 * Each pass is written once, inlined into a version with AVX2 and one without, and left to the compiler to vector; those for AVX-512 stand in
 * crowd_slopes_wide.c. Slopes are summed in sixteen lanes a chunk, so that the sums are the same in all.
 */
#include "engine/crowd_passes/crowd_slopes.h"

#include "engine/crowd_passes/crowd_chunks.h"

#include <math.h>

_Static_assert((int)SLOPES_CHUNK == (int)CHUNK && SLOPES_LANES * 2 == CHUNK_LANES,
               "chunks are those of crowd_chunks.h");

long_sum slopes_total(const slopes_sums *sums)
{
    long_sum total = {0, 0};
    for (size_t j = 0; j < SLOPES_LANES; j++) {
        total = long_sum_plus(total, sums->sum[j]);
        total.lost += sums->lost[j];
    }
    return total;
}

/* A chunk of rows; behind the last there are some who have nothing, claim nothing and weigh nothing. */
typedef struct chunk {
    size_t count;
    double claim[SLOPES_CHUNK], had[SLOPES_CHUNK], weight[SLOPES_CHUNK], slope[SLOPES_CHUNK];
    int64_t alive[SLOPES_CHUNK]; /* a mask */
} chunk;

INLINE double had_of(const slopes_rows *r, size_t i, bool is_large)
{
    return is_large ? r->had.large[i] : bits_as_double(r->had.small[i] | BIAS_BITS) - BIAS;
}

INLINE double if_so(int64_t mask, double x)
{
    return bits_as_double(double_as_bits(x) & mask);
}

INLINE int64_t mask_of(bool is_so)
{
    return -(int64_t)is_so;
}

/* By the weights of a date. */
INLINE void weigh(const slopes_rows *r, size_t from, const double *restrict living, int date, chunk *restrict c)
{
    for (size_t i = 0; i < c->count; i++) {
        int64_t is_alive = mask_of(r->death[from + i] > date);
        c->alive[i] = is_alive;
        c->weight[i] = if_so(is_alive, living[from + i]) + if_so(~is_alive, r->dead[from + i]);
        c->slope[i] = c->claim[i] * c->weight[i];
    }
}

INLINE void take_chunk(const slopes_rows *r, size_t from, bool is_large, chunk *c)
{
    c->count = from + SLOPES_CHUNK < r->count ? SLOPES_CHUNK : r->count - from;
    if (c->count < SLOPES_CHUNK)
        memset(c, 0, sizeof *c);
    c->count = from + SLOPES_CHUNK < r->count ? SLOPES_CHUNK : r->count - from;
    for (size_t i = 0; i < c->count; i++) {
        c->claim[i] = r->claim[from + i];
        c->had[i] = had_of(r, from + i, is_large);
    }
    weigh(r, from, r->living, r->date, c);
}

/* Lanes in pairs, then into the long sums. */
INLINE void add_slopes(slopes_sums *sums, const double term[SLOPES_CHUNK])
{
    double lane[CHUNK_LANES];
    chunk_lanes(term, lane);
    for (size_t j = 0; j < SLOPES_LANES; j++) {
        long_sum s = long_sum_plus((long_sum){sums->sum[j], sums->lost[j]}, lane[j] + lane[j + SLOPES_LANES]);
        sums->sum[j] = s.sum;
        sums->lost[j] = s.lost;
    }
}

/* What those at a bound have at a level; and the slopes of the others. */
INLINE double fixed_at(const chunk *c, double level, double free[SLOPES_CHUNK])
{
    double fixed[SLOPES_CHUNK];
    for (size_t i = 0; i < SLOPES_CHUNK; i++) {
        double x = c->slope[i] * level;
        int64_t is_high = mask_of(x >= c->claim[i]), is_low = mask_of(x <= c->had[i]) & ~is_high;
        fixed[i] = if_so(is_high, c->claim[i]) + if_so(is_low, c->had[i]);
        free[i] = if_so(~(is_high | is_low), c->slope[i]);
    }
    return chunk_sum(fixed);
}

INLINE void add_body(const slopes_rows *r, double level, slopes_sums *sums, bool is_large)
{
    chunk c;
    double free[SLOPES_CHUNK];
    for (size_t from = 0; from < r->count; from += SLOPES_CHUNK) {
        take_chunk(r, from, is_large, &c);
        sums->fixed += fixed_at(&c, level, free);
        add_slopes(sums, free);
    }
}

/* Who was paid by the level and is not doubtful is free if he would get more than the whole part that he has. */
INLINE void add_exactly_body(const slopes_rows *r, double level, slopes_sums *sums, bool is_large)
{
    chunk c;
    double free[SLOPES_CHUNK];
    for (size_t from = 0; from < r->count; from += SLOPES_CHUNK) {
        take_chunk(r, from, is_large, &c);
        sums->fixed += fixed_at(&c, level, free);
        for (size_t i = 0; i < c.count; i++) {
            double *sum = &sums->sum[i % SLOPES_LANES], *lost = &sums->lost[i % SLOPES_LANES];
            long_sum s = long_sum_plus((long_sum){*sum, 0}, free[i]);
            *sum = s.sum;
            *lost += s.lost + (free[i] > 0 ? fma(c.claim[i], c.weight[i], -free[i]) : 0);
        }
    }
}

INLINE void put_had(const slopes_rows *r, size_t from, bool is_large, const chunk *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (is_large)
            r->had.large[from + i] = c->had[i];
        else
            r->had.small[from + i] = (uint32_t)double_as_bits(c->had[i] + BIAS);
}

/* What a chunk is paid. */
typedef struct paying {
    double more[SLOPES_CHUNK], in_life[SLOPES_CHUNK];
    int64_t doubtful[SLOPES_CHUNK], first[SLOPES_CHUNK], last[SLOPES_CHUNK]; /* masks */
} paying;

/* A little below the level and a little above it one must get the same. */
INLINE void pay_chunk(chunk *restrict c, double level, paying *restrict p)
{
    const double below = level * (1 - SLOPES_OFF), above = level * (1 + SLOPES_OFF);
    for (size_t i = 0; i < SLOPES_CHUNK; i++) {
        double claim = c->claim[i], had = c->had[i], x = c->slope[i] * below, y = c->slope[i] * above;
        double whole = floor(x < claim ? x : claim), other = floor(y < claim ? y : claim);
        double most = whole > had ? whole : had;
        int64_t is_doubtful = mask_of(whole != other) & mask_of(other > had);
        double more = if_so(~is_doubtful, most - had);
        p->doubtful[i] = is_doubtful;
        p->first[i] = mask_of(had == 0) & mask_of(more > 0);
        p->last[i] = mask_of(had + more >= claim) & mask_of(more > 0);
        p->more[i] = more;
        p->in_life[i] = if_so(c->alive[i], more);
        c->had[i] = had + more;
    }
}

INLINE void look_ahead(const chunk *c, size_t from, slopes_next *next)
{
    double fixed[SLOPES_CHUNK], free[SLOPES_CHUNK];
    int64_t near[SLOPES_CHUNK];
    for (size_t i = 0; i < SLOPES_CHUNK; i++) {
        double claim = c->claim[i], had = c->had[i], low = c->slope[i] * next->low, high = c->slope[i] * next->high;
        int64_t is_high = mask_of(low >= claim), is_low = mask_of(high <= had) & ~is_high;
        int64_t is_free = mask_of(low > had) & mask_of(high < claim);
        fixed[i] = if_so(is_high, claim) + if_so(is_low, had);
        free[i] = if_so(is_free, c->slope[i]);
        near[i] = ~(is_low | is_high | is_free);
    }
    next->sums.fixed += chunk_sum(fixed);
    add_slopes(&next->sums, free);
    next->near[from / SLOPES_CHUNK] = chunk_bits(near);
}

INLINE void pay_body(const slopes_rows *r, double level, slopes_paid *paid, slopes_next *next, bool is_large)
{
    chunk c;
    paying p;
    for (size_t from = 0; from < r->count; from += SLOPES_CHUNK) {
        take_chunk(r, from, is_large, &c);
        pay_chunk(&c, level, &p);
        put_had(r, from, is_large, &c);
        paid->all += chunk_sum(p.more);
        paid->in_life += chunk_sum(p.in_life);
        paid->doubtful[from / SLOPES_CHUNK] = chunk_bits(p.doubtful);
        paid->first[from / SLOPES_CHUNK] = r->some_have_nothing ? chunk_bits(p.first) : 0;
        paid->last[from / SLOPES_CHUNK] = chunk_bits(p.last);
        if (!next)
            continue;
        weigh(r, from, next->living, next->date, &c);
        look_ahead(&c, from, next);
    }
}

INLINE void spread_body(const slopes_places *places, const double *weight, double *out)
{
    for (size_t i = 0; i < places->count; i++)
        out[i] = weight[places->row[places->of[i]]];
}

/* What all have is small or large wherever a pass is inlined. */
#define BY_SIZE(pass, ...)                                                                                             \
    do {                                                                                                               \
        if (rows->is_large)                                                                                            \
            pass(__VA_ARGS__, true);                                                                                   \
        else                                                                                                           \
            pass(__VA_ARGS__, false);                                                                                  \
    } while (0)

#define VERSION(set, attributes)                                                                                       \
    attributes static void add_##set(const slopes_rows *rows, double level, slopes_sums *sums)                         \
    {                                                                                                                  \
        BY_SIZE(add_body, rows, level, sums);                                                                          \
    }                                                                                                                  \
    attributes static void add_exactly_##set(const slopes_rows *rows, double level, slopes_sums *sums)                 \
    {                                                                                                                  \
        BY_SIZE(add_exactly_body, rows, level, sums);                                                                  \
    }                                                                                                                  \
    attributes static void pay_##set(const slopes_rows *rows, double level, slopes_paid *paid, slopes_next *next)      \
    {                                                                                                                  \
        BY_SIZE(pay_body, rows, level, paid, next);                                                                    \
    }                                                                                                                  \
    attributes static void spread_##set(const slopes_places *places, const double *weight, double *out)                \
    {                                                                                                                  \
        spread_body(places, weight, out);                                                                              \
    }                                                                                                                  \
    static const slopes_version version_##set = {#set, add_##set, add_exactly_##set, pay_##set, spread_##set};

CHUNK_VERSIONS(slopes_versions, slopes_version, slopes_wide)
