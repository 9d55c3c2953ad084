/* Each pass is written once, inlined into a version with AVX2 and one without; those for AVX-512 are written out. */
#include "engine/crowd_fates.h"

#include <stdbool.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

/* What a little less and a little more than a share gives. */
typedef struct award {
    int64_t whole;
    int is_doubtful;
} award;

INLINE award award_of(double claim, double share)
{
    double x = claim * share, above = x * (1 + 2 * FATES_OFF);
    return (award){(int64_t)x, (int64_t)x != (int64_t)above};
}

INLINE int64_t sum_body(const fates_rows *r, const double *share, uint64_t doubtful[FATES_CHUNKS])
{
    int64_t sum = 0;
    memset(doubtful, 0, FATES_CHUNKS * sizeof *doubtful);
    for (size_t i = 0; i < r->count; i++) {
        award a = award_of(r->claim[i], share[r->fate[i] < r->last ? r->fate[i] : r->last]);
        sum += a.is_doubtful ? 0 : a.whole;
        doubtful[i / FATES_CHUNK] |= (uint64_t)a.is_doubtful << i % FATES_CHUNK;
    }
    return sum;
}

INLINE void settle_body(const fates_rows *r, const fates_shares *s, fates_outcome *sum, uint64_t doubtful[FATES_CHUNKS])
{
    memset(doubtful, 0, FATES_CHUNKS * sizeof *doubtful);
    for (size_t i = 0; i < r->count; i++) {
        award life = award_of(r->claim[i], s->in_life[r->fate[i]]), all = award_of(r->claim[i], s->all[r->fate[i]]);
        int is_doubtful = life.is_doubtful | all.is_doubtful;
        doubtful[i / FATES_CHUNK] |= (uint64_t)is_doubtful << i % FATES_CHUNK;
        if (is_doubtful)
            continue;
        sum->in_life += life.whole;
        sum->all += all.whole;
        sum->had_in_life += life.whole > 0;
        sum->had += all.whole > 0;
        sum->had_and_lives += all.whole > 0 && r->fate[i] >= s->end;
    }
}

#define VERSION(set, attributes)                                                                                       \
    attributes static int64_t sum_##set(const fates_rows *rows, const double *share, uint64_t *doubtful)               \
    {                                                                                                                  \
        return sum_body(rows, share, doubtful);                                                                        \
    }                                                                                                                  \
    attributes static void settle_##set(const fates_rows *rows, const fates_shares *shares, fates_outcome *sum,        \
                                        uint64_t *doubtful)                                                            \
    {                                                                                                                  \
        settle_body(rows, shares, sum, doubtful);                                                                      \
    }                                                                                                                  \
    static const fates_version version_##set = {#set, sum_##set, settle_##set};

VERSION(scalar, )

#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)

#include <immintrin.h>

VERSION(avx2, __attribute__((target("avx2"))))

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,popcnt")))
#define WIDE_INLINE WIDE static inline __attribute__((always_inline))

enum { LANES = 8 };

/* As many shares as `parts` times two registers hold. */
typedef struct table {
    __m512d of[8];
} table;

WIDE_INLINE table table_of(const double *share, const int parts)
{
    table t;
    for (int k = 0; k < 2 * parts; k++)
        t.of[k] = _mm512_loadu_pd(share + (size_t)k * LANES);
    return t;
}

WIDE_INLINE __m512d pick(const table *t, __m512i index, const int parts)
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

WIDE_INLINE __mmask8 mask_at(const fates_rows *r, size_t i)
{
    return r->count - i >= LANES ? 0xFF : (__mmask8)((1u << (r->count - i)) - 1);
}

WIDE_INLINE __m512i fate_at(const fates_rows *r, size_t i)
{
    return _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(const void *)(r->fate + i)));
}

/* The whole parts a little below the shares; those who would get more a little above are doubtful. */
WIDE_INLINE __m512i whole_of(__m512d claim, __m512d share, __mmask8 *is_doubtful)
{
    __m512d x = _mm512_mul_pd(claim, share), above = _mm512_mul_pd(x, _mm512_set1_pd(1 + 2 * FATES_OFF));
    __m512i whole = _mm512_cvttpd_epi64(x);
    *is_doubtful = _mm512_cmpneq_epi64_mask(whole, _mm512_cvttpd_epi64(above));
    return whole;
}

WIDE_INLINE __m512i add_eight(size_t i, __m512d claim, __m512d share, uint64_t *doubtful)
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

WIDE_INLINE __m512d share_at(const summing *s, size_t i)
{
    return pick(&s->shares, _mm512_min_epu64(fate_at(s->rows, i), s->last), s->parts);
}

/* A whole chunk; false: somebody in it is doubtful, and nothing was added. */
WIDE_INLINE bool add_chunk(const summing *s, size_t from, __m512i *sum)
{
    __m512i all = *sum, doubts = _mm512_setzero_si512();
    for (size_t i = from; i < from + FATES_CHUNK; i += LANES) {
        __m512d x = _mm512_mul_pd(_mm512_loadu_pd(s->rows->claim + i), share_at(s, i));
        __m512i whole = _mm512_cvttpd_epi64(x);
        __m512i other = _mm512_cvttpd_epi64(_mm512_mul_pd(x, _mm512_set1_pd(1 + 2 * FATES_OFF)));
        doubts = _mm512_ternarylogic_epi64(doubts, whole, other, 0xF6); /* doubts | (whole ^ other) */
        all = _mm512_add_epi64(all, whole);
    }
    bool is_certain = _mm512_test_epi64_mask(doubts, doubts) == 0;
    *sum = is_certain ? all : *sum;
    return is_certain;
}

WIDE_INLINE int64_t sum_by(const fates_rows *r, const double *share, uint64_t *doubtful, const int parts)
{
    const summing s = {r, table_of(share, parts), _mm512_set1_epi64(r->last), parts};
    __m512i sum = _mm512_setzero_si512();
    for (size_t from = 0; from < r->count; from += FATES_CHUNK) {
        if (from + FATES_CHUNK <= r->count && __builtin_expect(add_chunk(&s, from, &sum), 1))
            continue;
        for (size_t i = from; i < from + FATES_CHUNK && i < r->count; i += LANES) {
            __m512d claim = _mm512_maskz_loadu_pd(mask_at(r, i), r->claim + i);
            sum = _mm512_add_epi64(sum, add_eight(i, claim, share_at(&s, i), doubtful));
        }
    }
    return _mm512_reduce_add_epi64(sum);
}

WIDE static int64_t sum_avx512(const fates_rows *r, const double *share, uint64_t *doubtful)
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

WIDE static void settle_avx512(const fates_rows *r, const fates_shares *s, fates_outcome *sum, uint64_t *doubtful)
{
    const table in_life = table_of(s->in_life, 4), all = table_of(s->all, 4);
    const __m512i none = _mm512_setzero_si512(), end = _mm512_set1_epi64(s->end);
    __m512i life_sum = none, all_sum = none;
    memset(doubtful, 0, FATES_CHUNKS * sizeof *doubtful);
    for (size_t i = 0; i < r->count; i += LANES) {
        __mmask8 mask = mask_at(r, i), either[2];
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
        sum->had_in_life += __builtin_popcount(_mm512_mask_cmpgt_epi64_mask(certain, life, none));
        sum->had += __builtin_popcount(had);
        sum->had_and_lives += __builtin_popcount(_mm512_mask_cmpge_epi64_mask(had, fate, end));
    }
    sum->in_life += _mm512_reduce_add_epi64(life_sum);
    sum->all += _mm512_reduce_add_epi64(all_sum);
}

static const fates_version version_avx512 = {"avx512", sum_avx512, settle_avx512};

size_t fates_versions(fates_version version[static 3])
{
    size_t count = 0;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl"))
        version[count++] = version_avx512;
    if (__builtin_cpu_supports("avx2"))
        version[count++] = version_avx2;
    version[count++] = version_scalar;
    return count;
}

#else

size_t fates_versions(fates_version version[static 3])
{
    version[0] = version_scalar;
    return 1;
}

#endif
