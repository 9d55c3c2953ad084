/* Eight lanes of AVX-512, and sums of whole parts in them. For the files of crowd_wide.h. */
#ifndef SOL_ENGINE_CROWD_WIDE_LANES_H
#define SOL_ENGINE_CROWD_WIDE_LANES_H

#include "engine/crowd_passes/crowd_wide.h"

#if CROWD_HAS_WIDE
#include <immintrin.h>
#include <stdbool.h>

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,popcnt")))
#define INLINE WIDE static inline __attribute__((always_inline))

enum { LANES = 8 };

INLINE __mmask8 mask_of(size_t count)
{
    return (__mmask8)(count >= LANES ? 0xFFu : (1u << count) - 1);
}

INLINE __m512d floor_of(__m512d x)
{
    return _mm512_roundscale_pd(x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
}

/*
 * Whole parts are summed as they are cut: a sum from 2^52 to 2^53 is a whole number, so that adding toward zero drops the fraction of what is
 * added. One that comes to 2^53 stays there or above, and the sum is made again.
 */
#define SUM_START 0x1p52
#define SUM_LIMIT 0x1p53

INLINE __m512d add_whole_part(__m512d sum, __m512d x)
{
    return _mm512_add_round_pd(sum, x, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
}

INLINE bool is_within_limit(__m512d sum)
{
    return _mm512_cmp_pd_mask(sum, _mm512_set1_pd(SUM_LIMIT), _CMP_GE_OQ) == 0;
}

INLINE int64_t sum_of(__m512d sum)
{
    return _mm512_reduce_add_epi64(_mm512_cvttpd_epi64(_mm512_sub_pd(sum, _mm512_set1_pd(SUM_START))));
}

#endif
#endif
