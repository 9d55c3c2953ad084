/* The passes of crowd_slopes.h for AVX-512. */
#include "engine/crowd_passes/crowd_wide.h"

#if CROWD_HAS_WIDE
#include "engine/crowd_passes/crowd_slopes.h"
#include "engine/crowd_passes/crowd_wide_lanes.h"

/* A pass over rows whose amounts are small or large: known wherever it is inlined. */
typedef struct pass {
    const slopes_rows *rows;
    bool is_large;
} pass;

INLINE size_t chunk_end(const slopes_rows *r, size_t from)
{
    return from + SLOPES_CHUNK < r->count ? from + SLOPES_CHUNK : r->count;
}

/* Who is alive in a chunk, a bit each. */
INLINE uint64_t alive_in(const slopes_rows *r, size_t from, int date)
{
    return _mm512_cmpgt_epu8_mask(_mm512_loadu_si512(r->death + from), _mm512_set1_epi8((char)date));
}

INLINE __m512d had_at(pass p, size_t i, __mmask8 mask)
{
    if (p.is_large)
        return _mm512_maskz_loadu_pd(mask, p.rows->had.large + i);
    return _mm512_cvtepu32_pd(_mm256_maskz_loadu_epi32(mask, p.rows->had.small + i));
}

INLINE void put_had(pass p, size_t i, __mmask8 mask, __m512d now)
{
    if (p.is_large)
        _mm512_mask_storeu_pd(p.rows->had.large + i, mask, now);
    else
        _mm256_mask_storeu_epi32(p.rows->had.small + i, mask, _mm512_cvttpd_epu32(now));
}

/* Eight claimants; lanes behind the last have nothing, claim nothing and weigh nothing. */
typedef struct eight {
    __m512d claim, had, dead, weight, slope;
    __mmask8 mask, is_alive;
} eight;

INLINE __m512d weight_of(const eight *e, __mmask8 is_alive, const double *living)
{
    return _mm512_mask_blend_pd(is_alive, e->dead, _mm512_maskz_loadu_pd(e->mask, living));
}

INLINE eight eight_at(pass p, size_t i, __mmask8 mask, __mmask8 is_alive)
{
    const slopes_rows *r = p.rows;
    eight e = {.mask = mask, .is_alive = is_alive};
    e.claim = _mm512_maskz_loadu_pd(e.mask, r->claim + i);
    e.dead = _mm512_maskz_loadu_pd(e.mask, r->dead + i);
    e.had = had_at(p, i, e.mask);
    e.weight = weight_of(&e, is_alive, r->living + i);
    e.slope = _mm512_mul_pd(e.claim, e.weight);
    return e;
}

/* Eight long sums side by side. */
typedef struct eight_long {
    __m512d sum, lost;
} eight_long;

INLINE eight_long plus(eight_long s, __m512d x)
{
    __m512d sum = _mm512_add_pd(s.sum, x), part = _mm512_sub_pd(sum, s.sum);
    __m512d below = _mm512_add_pd(_mm512_sub_pd(s.sum, _mm512_sub_pd(sum, part)), _mm512_sub_pd(x, part));
    return (eight_long){sum, _mm512_add_pd(s.lost, below)};
}

INLINE eight_long long_of(const slopes_sums *sums)
{
    return (eight_long){_mm512_loadu_pd(sums->sum), _mm512_loadu_pd(sums->lost)};
}

INLINE void put_long(slopes_sums *sums, eight_long s)
{
    _mm512_storeu_pd(sums->sum, s.sum);
    _mm512_storeu_pd(sums->lost, s.lost);
}

/* Adds what those at a bound have; gives the slopes of the others. */
INLINE __m512d free_of(const eight *e, __m512d level, __m512d *fixed)
{
    __m512d x = _mm512_mul_pd(e->slope, level);
    __mmask8 is_high = _mm512_cmp_pd_mask(x, e->claim, _CMP_GE_OQ);
    __mmask8 is_low = _mm512_mask_cmp_pd_mask((__mmask8)~is_high, x, e->had, _CMP_LE_OQ);
    *fixed = _mm512_mask_add_pd(*fixed, is_high, *fixed, e->claim);
    *fixed = _mm512_mask_add_pd(*fixed, is_low, *fixed, e->had);
    return _mm512_maskz_mov_pd((__mmask8) ~(is_high | is_low), e->slope);
}

/* What a pass that adds goes by. */
typedef struct adding {
    pass p;
    __m512d level;
} adding;

/* The slopes of eight who are free. */
INLINE __m512d add_at(const adding *a, size_t i, __mmask8 is_alive, __m512d *fixed)
{
    eight e = eight_at(a->p, i, mask_of(a->p.rows->count - i), is_alive);
    return free_of(&e, a->level, fixed);
}

INLINE void add_pass(pass p, double level, slopes_sums *sums)
{
    const __m512d none = _mm512_setzero_pd();
    const slopes_rows rows = *p.rows;
    const adding a = {{&rows, p.is_large}, _mm512_set1_pd(level)};
    eight_long slopes = long_of(sums);
    __m512d fixed = none;
    for (size_t from = 0; from < rows.count; from += SLOPES_CHUNK) {
        uint64_t alive = alive_in(&rows, from, rows.date);
        __m512d even = none, odd = none;
        size_t end = chunk_end(&rows, from);
        for (size_t i = from; i < end; i += 2 * LANES, alive >>= 2 * LANES) {
            even = _mm512_add_pd(even, add_at(&a, i, (__mmask8)alive, &fixed));
            if (i + LANES >= end)
                break;
            odd = _mm512_add_pd(odd, add_at(&a, i + LANES, (__mmask8)(alive >> LANES), &fixed));
        }
        slopes = plus(slopes, _mm512_add_pd(even, odd));
    }
    put_long(sums, slopes);
    sums->fixed += _mm512_reduce_add_pd(fixed);
}

/* What a pass that pays goes by, the same for all. */
typedef struct paying {
    const slopes_rows *rows;              /* a copy of the pass's own, which no store can change */
    bool is_large, looks_ahead, is_whole; /* known wherever it is inlined; whole: no lane is behind the last */
    __m512d below, above, low, high;
    slopes_paid *paid;
    const double *later; /* weights on the next date */
    int later_date;
    uint64_t *near;
} paying;

/* Its sums. */
typedef struct paid_sums {
    __m512d all, in_life, fixed;
    eight_long slopes;
} paid_sums;

INLINE void put_bits(uint64_t bits[SLOPES_CHUNKS], size_t i, __mmask8 mask)
{
    bits[i / SLOPES_CHUNK] |= (uint64_t)mask << i % SLOPES_CHUNK;
}

/* What eight have afterwards. A little below the level and a little above it they must get the same. */
INLINE __m512d pay_eight(const paying *y, const eight *e, size_t i, paid_sums *sums)
{
    __m512d whole = floor_of(_mm512_min_pd(_mm512_mul_pd(e->slope, y->below), e->claim));
    __m512d other = floor_of(_mm512_min_pd(_mm512_mul_pd(e->slope, y->above), e->claim));
    __m512d now = _mm512_max_pd(whole, e->had);
    __mmask8 is_close = _mm512_cmp_pd_mask(whole, other, _CMP_NEQ_OQ);
    __mmask8 is_last = _mm512_cmp_pd_mask(whole, e->claim, _CMP_EQ_OQ);
    if (__builtin_expect(is_close | is_last, 0)) {
        __mmask8 doubtful = _mm512_mask_cmp_pd_mask(is_close, other, e->had, _CMP_GT_OQ);
        put_bits(y->paid->doubtful, i, doubtful);
        now = _mm512_mask_mov_pd(now, doubtful, e->had);
        put_bits(y->paid->last, i, _mm512_mask_cmp_pd_mask(is_last, e->had, e->claim, _CMP_LT_OQ));
    }
    if (y->rows->some_have_nothing) {
        __mmask8 had_none = _mm512_cmp_pd_mask(e->had, _mm512_setzero_pd(), _CMP_EQ_OQ);
        put_bits(y->paid->first, i, _mm512_mask_cmp_pd_mask(had_none, now, _mm512_setzero_pd(), _CMP_GT_OQ));
    }
    __m512d more = _mm512_sub_pd(now, e->had);
    sums->all = _mm512_add_pd(sums->all, more);
    sums->in_life = _mm512_mask_add_pd(sums->in_life, e->is_alive, sums->in_life, more);
    return now;
}

/* Adds the next date's sums of eight; most often all are free. */
INLINE __m512d look_ahead(const paying *y, const eight *e, __m512d had, size_t i, __m512d *fixed)
{
    __m512d low = _mm512_mul_pd(e->slope, y->low), high = _mm512_mul_pd(e->slope, y->high);
    __mmask8 is_bound = _mm512_cmp_pd_mask(low, had, _CMP_LE_OQ) | _mm512_cmp_pd_mask(high, e->claim, _CMP_GE_OQ);
    if (__builtin_expect(is_bound == 0, 1))
        return e->slope;
    __mmask8 is_high = _mm512_mask_cmp_pd_mask(is_bound, low, e->claim, _CMP_GE_OQ);
    __mmask8 is_low = _mm512_mask_cmp_pd_mask(is_bound & (__mmask8)~is_high, high, had, _CMP_LE_OQ);
    *fixed = _mm512_mask_add_pd(*fixed, is_high, *fixed, e->claim);
    *fixed = _mm512_mask_add_pd(*fixed, is_low, *fixed, had);
    put_bits(y->near, i, is_bound & (__mmask8) ~(is_high | is_low));
    return _mm512_maskz_mov_pd((__mmask8)~is_bound, e->slope);
}

/* Pays eight; gives their slopes on the next date where they are free. */
INLINE __m512d pay_at(const paying *y, size_t i, __mmask8 is_alive, __mmask8 is_later, paid_sums *sums)
{
    const pass p = {y->rows, y->is_large};
    __mmask8 mask = y->is_whole ? 0xFF : mask_of(y->rows->count - i);
    eight e = eight_at(p, i, mask, is_alive);
    __m512d now = pay_eight(y, &e, i, sums);
    put_had(p, i, mask, now);
    if (!y->looks_ahead)
        return now;
    e.slope = _mm512_mul_pd(e.claim, weight_of(&e, is_later, y->later + i));
    return look_ahead(y, &e, now, i, &sums->fixed);
}

INLINE void pay_chunk(const paying *y, size_t from, paid_sums *sums)
{
    uint64_t alive = alive_in(y->rows, from, y->rows->date);
    uint64_t later = y->looks_ahead ? alive_in(y->rows, from, y->later_date) : 0;
    size_t end = y->is_whole ? from + SLOPES_CHUNK : y->rows->count;
    __m512d even = _mm512_setzero_pd(), odd = even;
    for (size_t i = from; i < end; i += 2 * LANES) {
        even = _mm512_add_pd(even, pay_at(y, i, (__mmask8)alive, (__mmask8)later, sums));
        if (!y->is_whole && i + LANES >= end)
            break;
        odd = _mm512_add_pd(odd, pay_at(y, i + LANES, (__mmask8)(alive >> LANES), (__mmask8)(later >> LANES), sums));
        alive >>= 2 * LANES;
        later >>= 2 * LANES;
    }
    if (y->looks_ahead)
        sums->slopes = plus(sums->slopes, _mm512_add_pd(even, odd));
}

INLINE void pay_pass(pass p, double level, slopes_paid *paid, slopes_next *next)
{
    const __m512d none = _mm512_setzero_pd();
    const slopes_rows rows = *p.rows;
    paying y = {.rows = &rows, .is_large = p.is_large, .is_whole = true, .paid = paid};
    y.below = _mm512_set1_pd(level * (1 - SLOPES_OFF));
    y.above = _mm512_set1_pd(level * (1 + SLOPES_OFF));
    paid_sums sums = {none, none, none, {none, none}};
    if (next) {
        y.looks_ahead = true;
        y.low = _mm512_set1_pd(next->low);
        y.high = _mm512_set1_pd(next->high);
        y.later = next->living;
        y.later_date = next->date;
        y.near = next->near;
        sums.slopes = long_of(&next->sums);
        for (size_t k = 0; k < SLOPES_CHUNKS; k++)
            next->near[k] = 0;
    }
    size_t from = 0;
    for (; from + SLOPES_CHUNK <= rows.count; from += SLOPES_CHUNK)
        pay_chunk(&y, from, &sums);
    y.is_whole = false;
    if (from < rows.count)
        pay_chunk(&y, from, &sums);
    paid->all += _mm512_reduce_add_pd(sums.all);
    paid->in_life += _mm512_reduce_add_pd(sums.in_life);
    if (next) {
        put_long(&next->sums, sums.slopes);
        next->sums.fixed += _mm512_reduce_add_pd(sums.fixed);
    }
}

INLINE void add_exactly_pass(pass p, double level, slopes_sums *sums)
{
    const __m512d at = _mm512_set1_pd(level), none = _mm512_setzero_pd();
    __m512d fixed = none;
    eight_long slopes = long_of(sums);
    for (size_t from = 0; from < p.rows->count; from += SLOPES_CHUNK) {
        uint64_t alive = alive_in(p.rows, from, p.rows->date);
        for (size_t i = from; i < chunk_end(p.rows, from); i += LANES) {
            eight e = eight_at(p, i, mask_of(p.rows->count - i), (__mmask8)(alive >> (i - from)));
            __m512d free = free_of(&e, at, &fixed);
            __mmask8 is_free = _mm512_cmp_pd_mask(free, none, _CMP_GT_OQ);
            eight_long s = plus((eight_long){slopes.sum, none}, free);
            __m512d lost = _mm512_add_pd(s.lost, _mm512_maskz_fmsub_pd(is_free, e.claim, e.weight, e.slope));
            slopes = (eight_long){s.sum, _mm512_add_pd(slopes.lost, lost)};
        }
    }
    put_long(sums, slopes);
    sums->fixed += _mm512_reduce_add_pd(fixed);
}

/* Picks from `parts` times sixteen numbers, held in registers. */
INLINE void pick(const slopes_places *places, const double *of_row, const int parts, double *out)
{
    __m512d table[8];
    for (int k = 0; k < 2 * parts; k++)
        table[k] = _mm512_loadu_pd(of_row + (size_t)k * LANES);
    for (size_t i = 0; i < places->count; i += LANES) {
        __m512i of = _mm512_cvtepu16_epi64(_mm_loadu_si128((const __m128i *)(const void *)(places->of + i)));
        __m512d x = _mm512_permutex2var_pd(table[0], of, table[1]);
        for (int part = 1; part < parts; part++) {
            __mmask8 is_here = _mm512_cmpge_epi64_mask(of, _mm512_set1_epi64(part * 2 * LANES));
            x = _mm512_mask_mov_pd(x, is_here, _mm512_permutex2var_pd(table[2 * part], of, table[2 * part + 1]));
        }
        _mm512_storeu_pd(out + i, x);
    }
}

WIDE static void spread(const slopes_places *places, const double *weight, double *out)
{
    double of_row[SLOPES_MOST];
    for (size_t k = 0; k < places->row_count; k++)
        of_row[k] = weight[places->row[k]];
    if (places->row_count <= 2 * LANES)
        pick(places, of_row, 1, out);
    else if (places->row_count <= 4 * LANES)
        pick(places, of_row, 2, out);
    else if (places->row_count <= 8 * LANES)
        pick(places, of_row, 4, out);
    else
        for (size_t i = 0; i < places->count; i++)
            out[i] = of_row[places->of[i]];
}

WIDE static void add(const slopes_rows *rows, double level, slopes_sums *sums)
{
    if (rows->is_large)
        add_pass((pass){rows, true}, level, sums);
    else
        add_pass((pass){rows, false}, level, sums);
}

WIDE static void add_exactly(const slopes_rows *rows, double level, slopes_sums *sums)
{
    if (rows->is_large)
        add_exactly_pass((pass){rows, true}, level, sums);
    else
        add_exactly_pass((pass){rows, false}, level, sums);
}

WIDE static void pay(const slopes_rows *rows, double level, slopes_paid *paid, slopes_next *next)
{
    if (!next && rows->is_large)
        pay_pass((pass){rows, true}, level, paid, NULL);
    else if (!next)
        pay_pass((pass){rows, false}, level, paid, NULL);
    else if (rows->is_large)
        pay_pass((pass){rows, true}, level, paid, next);
    else
        pay_pass((pass){rows, false}, level, paid, next);
}

const slopes_version slopes_wide = {"avx512", add, add_exactly, pay, spread};
#endif
