/*
 * Each pass is written once, inlined into a version with AVX2 and one without, and left to the compiler to vector; those for AVX-512 stand in
 * crowd_slopes_wide.c. Slopes are summed in sixteen lanes a chunk, so that the sums are the same in all.
 */
#include "engine/crowd_slopes.h"
#include "engine/crowd_slopes_wide.h"

#include <math.h>

#define INLINE static inline __attribute__((always_inline))

enum { LANES = 16 };

slopes_long slopes_total(const slopes_sums *sums)
{
    slopes_long total = {0, 0};
    for (size_t j = 0; j < SLOPES_LANES; j++) {
        total = slopes_plus(total, sums->sum[j]);
        total.lost += sums->lost[j];
    }
    return total;
}

typedef struct row {
    double claim, had, weight, slope, x;
    bool is_alive;
} row;

INLINE double had_of(const slopes_rows *r, size_t i, bool is_large)
{
    return is_large ? r->had.large[i] : (double)r->had.small[i];
}

INLINE row row_of(const slopes_rows *r, size_t i, double level, bool is_large)
{
    bool is_alive = r->death[i] > r->date;
    double weight = is_alive ? r->living[i] : r->dead[i], slope = r->claim[i] * weight;
    return (row){r->claim[i], had_of(r, i, is_large), weight, slope, slope * level, is_alive};
}

/* Lanes in pairs, then into the long sums. */
INLINE void add_lanes(slopes_sums *sums, const double lane[LANES])
{
    for (size_t j = 0; j < SLOPES_LANES; j++) {
        slopes_long s = slopes_plus((slopes_long){sums->sum[j], sums->lost[j]}, lane[j] + lane[j + SLOPES_LANES]);
        sums->sum[j] = s.sum;
        sums->lost[j] = s.lost;
    }
}

INLINE size_t chunk_end(const slopes_rows *r, size_t from)
{
    return from + SLOPES_CHUNK < r->count ? from + SLOPES_CHUNK : r->count;
}

INLINE void add_body(const slopes_rows *r, double level, slopes_sums *sums, bool is_large)
{
    for (size_t from = 0; from < r->count; from += SLOPES_CHUNK) {
        double lane[LANES] = {0}, fixed = 0;
        for (size_t i = from; i < chunk_end(r, from); i++) {
            row at = row_of(r, i, level, is_large);
            bool is_high = at.x >= at.claim, is_low = at.x <= at.had && !is_high;
            fixed += is_high ? at.claim : is_low ? at.had : 0;
            lane[(i - from) % LANES] += is_high || is_low ? 0 : at.slope;
        }
        sums->fixed += fixed;
        add_lanes(sums, lane);
    }
}

/* Who was paid by the level and is not doubtful is free if he would get more than the whole part that he has. */
INLINE void add_exactly_body(const slopes_rows *r, double level, slopes_sums *sums, bool is_large)
{
    double fixed = 0;
    for (size_t i = 0; i < r->count; i++) {
        row at = row_of(r, i, level, is_large);
        bool is_high = at.x >= at.claim, is_low = at.x <= at.had && !is_high;
        fixed += is_high ? at.claim : is_low ? at.had : 0;
        if (is_high || is_low)
            continue;
        double *sum = &sums->sum[i % SLOPES_LANES], *lost = &sums->lost[i % SLOPES_LANES];
        slopes_long s = slopes_plus((slopes_long){*sum, 0}, at.slope);
        *sum = s.sum;
        *lost += s.lost + fma(at.claim, at.weight, -at.slope);
    }
    sums->fixed += fixed;
}

/* A little below the level and a little above it he must get the same. */
INLINE void pay_chunk(const slopes_rows *r, size_t from, double level, slopes_paid *paid, bool is_large)
{
    uint64_t doubtful = 0, first = 0, last = 0;
    double all = 0, in_life = 0;
    for (size_t i = from; i < chunk_end(r, from); i++) {
        row at = row_of(r, i, level * (1 - SLOPES_OFF), is_large);
        double above = at.slope * (level * (1 + SLOPES_OFF));
        double whole = floor(at.x < at.claim ? at.x : at.claim), other = floor(above < at.claim ? above : at.claim);
        bool is_doubtful = whole != other && other > at.had;
        double now = is_doubtful || whole < at.had ? at.had : whole, more = now - at.had;
        uint64_t bit = UINT64_C(1) << (i - from);
        if (is_large)
            r->had.large[i] = now;
        else
            r->had.small[i] = (uint32_t)now;
        all += more;
        in_life += at.is_alive ? more : 0;
        doubtful |= is_doubtful ? bit : 0;
        first |= r->some_have_nothing && at.had == 0 && now > 0 ? bit : 0;
        last |= now >= at.claim && more > 0 ? bit : 0;
    }
    paid->all += all;
    paid->in_life += in_life;
    paid->doubtful[from / SLOPES_CHUNK] = doubtful;
    paid->first[from / SLOPES_CHUNK] = first;
    paid->last[from / SLOPES_CHUNK] = last;
}

INLINE void look_ahead(const slopes_rows *r, size_t from, slopes_next *next, bool is_large)
{
    double lane[LANES] = {0}, fixed = 0;
    uint64_t near = 0;
    for (size_t i = from; i < chunk_end(r, from); i++) {
        double claim = r->claim[i], had = had_of(r, i, is_large);
        double slope = claim * (r->death[i] > next->date ? next->living[i] : r->dead[i]);
        double low = slope * next->low, high = slope * next->high;
        bool is_low = high <= had, is_high = low >= claim, is_free = low > had && high < claim;
        fixed += is_high ? claim : is_low ? had : 0;
        lane[(i - from) % LANES] += is_free ? slope : 0;
        near |= (uint64_t) !(is_low || is_high || is_free) << (i - from);
    }
    next->sums.fixed += fixed;
    add_lanes(&next->sums, lane);
    next->near[from / SLOPES_CHUNK] = near;
}

INLINE void pay_body(const slopes_rows *r, double level, slopes_paid *paid, slopes_next *next, bool is_large)
{
    for (size_t from = 0; from < r->count; from += SLOPES_CHUNK) {
        pay_chunk(r, from, level, paid, is_large);
        if (next)
            look_ahead(r, from, next, is_large);
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

VERSION(scalar, )

#if SLOPES_HAVE_WIDE

VERSION(avx2, __attribute__((target("avx2,fma"))))

size_t slopes_versions(slopes_version version[static 3])
{
    size_t count = 0;
    if (slopes_are_wide())
        version[count++] = slopes_wide;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        version[count++] = version_avx2;
    version[count++] = version_scalar;
    return count;
}

#else

size_t slopes_versions(slopes_version version[static 3])
{
    version[0] = version_scalar;
    return 1;
}

#endif
