/* The passes of crowd_fates.h for AVX-512. */
#include "engine/crowd_passes/crowd_wide.h"

#if CROWD_HAS_WIDE
#include "engine/crowd_passes/crowd_fates.h"
#include "engine/crowd_passes/crowd_wide_lanes.h"

#include <string.h>

/* As many shares as `parts` times two registers hold. */
typedef struct table {
    __m512d of[8];
} table;

INLINE table table_of(const double *share, const int parts)
{
    table t;
    for (int k = 0; k < 2 * parts; k++)
        t.of[k] = _mm512_loadu_pd(share + (size_t)k * LANES);
    return t;
}

INLINE __m512d pick(const table *t, __m512i index, const int parts)
{
    __m512d x = _mm512_permutex2var_pd(t->of[0], index, t->of[1]);
    if (parts == 1)
        return x;
    __mmask8 is_odd = _mm512_test_epi64_mask(index, _mm512_set1_epi64(16));
    x = _mm512_mask_mov_pd(x, is_odd, _mm512_permutex2var_pd(t->of[2], index, t->of[3]));
    if (parts == 2)
        return x;
    __m512d y = _mm512_permutex2var_pd(t->of[4], index, t->of[5]);
    if (parts == 4)
        y = _mm512_mask_mov_pd(y, is_odd, _mm512_permutex2var_pd(t->of[6], index, t->of[7]));
    return _mm512_mask_mov_pd(x, _mm512_test_epi64_mask(index, _mm512_set1_epi64(32)), y);
}

INLINE __m512i fate_at(const fates_rows *r, size_t i)
{
    return _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(const void *)(r->fate + i)));
}

/* The whole parts a little below the shares; those who would get more a little above are doubtful. */
INLINE __m512i whole_of(__m512d claim, __m512d share, __mmask8 *is_doubtful)
{
    __m512d x = _mm512_mul_pd(claim, share), above = _mm512_mul_pd(x, _mm512_set1_pd(1 + 2 * FATES_OFF));
    __m512i whole = _mm512_cvttpd_epi64(x);
    *is_doubtful = _mm512_cmpneq_epi64_mask(whole, _mm512_cvttpd_epi64(above));
    return whole;
}

INLINE __m512i add_eight(size_t i, __m512d claim, __m512d share, uint64_t *doubtful)
{
    __mmask8 is_doubtful;
    __m512i whole = whole_of(claim, share, &is_doubtful);
    if (__builtin_expect(is_doubtful, 0)) {
        doubtful[i / FATES_CHUNK] |= (uint64_t)is_doubtful << i % FATES_CHUNK;
        whole = _mm512_maskz_mov_epi64((__mmask8)~is_doubtful, whole);
    }
    return whole;
}

/* What a sum goes by. */
typedef struct summing {
    const fates_rows *rows;
    table shares;
    __m512i last;
    int parts; /* known wherever it is inlined */
} summing;

INLINE __m512d share_at(const summing *s, size_t i)
{
    return pick(&s->shares, _mm512_min_epu64(fate_at(s->rows, i), s->last), s->parts);
}

/* Sums of whole parts a little below shares and a little above, see add_whole_part: they part where somebody is doubtful. Two of each, so that one need not wait for the other. */
typedef struct twins {
    __m512d below[2], above[2];
} twins;

/* Needs a whole chunk. */
INLINE twins add_chunk(const summing *s, size_t from, twins sum)
{
    for (size_t i = from; i < from + FATES_CHUNK; i += 2 * LANES)
        for (size_t k = 0; k < 2; k++) {
            __m512d x = _mm512_mul_pd(_mm512_loadu_pd(s->rows->claim + i + k * LANES), share_at(s, i + k * LANES));
            sum.below[k] = add_whole_part(sum.below[k], x);
            sum.above[k] = add_whole_part(sum.above[k], _mm512_mul_pd(x, _mm512_set1_pd(1 + 2 * FATES_OFF)));
        }
    return sum;
}

INLINE bool are_apart(const twins *t)
{
    return (_mm512_cmp_pd_mask(t->below[0], t->above[0], _CMP_NEQ_OQ) |
            _mm512_cmp_pd_mask(t->below[1], t->above[1], _CMP_NEQ_OQ)) != 0;
}

/* One by one, as somebody is doubtful, or the chunk is not whole. */
INLINE __m512d add_slowly(const summing *s, size_t from, __m512d sum, uint64_t *doubtful)
{
    const fates_rows *r = s->rows;
    for (size_t i = from; i < from + FATES_CHUNK && i < r->count; i += LANES) {
        __m512d claim = _mm512_maskz_loadu_pd(mask_of(r->count - i), r->claim + i);
        sum = _mm512_add_pd(sum, _mm512_cvtepi64_pd(add_eight(i, claim, share_at(s, i), doubtful)));
    }
    return sum;
}

INLINE int64_t sum_by(const fates_rows *r, const double *share, uint64_t *doubtful, const int parts)
{
    const __m512d start = _mm512_set1_pd(SUM_START);
    const summing s = {r, table_of(share, parts), _mm512_set1_epi64(r->last), parts};
    twins sum = {{start, start}, {start, start}};
    for (size_t from = 0; from < r->count; from += FATES_CHUNK) {
        twins next = sum;
        if (from + FATES_CHUNK <= r->count)
            next = add_chunk(&s, from, sum);
        if (from + FATES_CHUNK > r->count || are_apart(&next)) {
            next = sum;
            next.below[0] = next.above[0] = add_slowly(&s, from, sum.below[0], doubtful);
        }
        sum = next;
    }
    return sum_of(sum.below[0]) + sum_of(sum.below[1]);
}

WIDE static int64_t sum(const fates_rows *r, const double *share, uint64_t *doubtful)
{
    memset(doubtful, 0, FATES_CHUNKS * sizeof *doubtful);
    if (r->last < 16)
        return sum_by(r, share, doubtful, 1);
    if (r->last < 32)
        return sum_by(r, share, doubtful, 2);
    if (r->last < 48)
        return sum_by(r, share, doubtful, 3);
    return sum_by(r, share, doubtful, 4);
}

WIDE static void settle(const fates_rows *r, const fates_shares *s, fates_outcome *outcome, uint64_t *doubtful)
{
    const table in_life = table_of(s->in_life, 4), all = table_of(s->all, 4);
    const __m512i none = _mm512_setzero_si512(), end = _mm512_set1_epi64(s->end);
    __m512i life_sum = none, all_sum = none;
    memset(doubtful, 0, FATES_CHUNKS * sizeof *doubtful);
    for (size_t i = 0; i < r->count; i += LANES) {
        __mmask8 mask = mask_of(r->count - i), either[2];
        __m512i fate = fate_at(r, i);
        __m512d claim = _mm512_maskz_loadu_pd(mask, r->claim + i);
        __m512i life = whole_of(claim, pick(&in_life, fate, 4), &either[0]);
        __m512i whole = whole_of(claim, pick(&all, fate, 4), &either[1]);
        __mmask8 certain = (__mmask8) ~(either[0] | either[1]);
        if (__builtin_expect(certain != 0xFF, 0))
            doubtful[i / FATES_CHUNK] |= (uint64_t)(uint8_t)~certain << i % FATES_CHUNK;
        life_sum = _mm512_mask_add_epi64(life_sum, certain, life_sum, life);
        all_sum = _mm512_mask_add_epi64(all_sum, certain, all_sum, whole);
        __mmask8 had = _mm512_mask_cmpgt_epi64_mask(certain, whole, none);
        outcome->had_in_life += __builtin_popcount(_mm512_mask_cmpgt_epi64_mask(certain, life, none));
        outcome->had += __builtin_popcount(had);
        outcome->had_and_lives += __builtin_popcount(_mm512_mask_cmpge_epi64_mask(had, fate, end));
    }
    outcome->in_life += _mm512_reduce_add_epi64(life_sum);
    outcome->all += _mm512_reduce_add_epi64(all_sum);
}

const fates_version fates_wide = {"avx512", sum, settle};
#endif
