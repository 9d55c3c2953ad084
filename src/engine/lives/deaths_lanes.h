/* A vector of words and of dates: of four claimants in several trials. For the files of engine/lives/deaths.h. */
#ifndef SOL_ENGINE_DEATHS_LANES_H
#define SOL_ENGINE_DEATHS_LANES_H

#include "engine/lives/deaths.h"

#include <immintrin.h>

/* Four words, or limits, of one trial and four of the next. */
__attribute__((target("avx2"))) static inline __m256i deaths_load_short_avx2(const void *word)
{
    __m128i one = _mm_loadu_si128(word);
    __m128i next = _mm_loadu_si128((const __m128i *)(const void *)((const uint32_t *)word + DEATHS_BLOCK));
    return _mm256_set_m128i(next, one);
}

/* Eight counts in 16 bits. */
__attribute__((target("avx2"))) static inline __m128i deaths_narrow_avx2(__m256i count)
{
    return _mm_packus_epi32(_mm256_castsi256_si128(count), _mm256_extracti128_si256(count, 1));
}

__attribute__((target("avx2"))) static inline void deaths_store_short_avx2(__m128i count, uint16_t *unseen)
{
    _mm_storel_epi64((__m128i *)(void *)unseen, count);
    _mm_storel_epi64((__m128i *)(void *)(unseen + DEATHS_ROOM), _mm_unpackhi_epi64(count, count));
}

/* Four of each of four trials. */
__attribute__((target("avx512f"))) static inline __m512i deaths_load_short_avx512(const void *word)
{
    __m256i low = deaths_load_short_avx2(word),
            high = deaths_load_short_avx2((const uint32_t *)word + 2 * DEATHS_BLOCK);
    return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

__attribute__((target("avx512f"))) static inline void deaths_store_short_avx512(__m256i count, uint16_t *unseen)
{
    deaths_store_short_avx2(_mm256_castsi256_si128(count), unseen);
    deaths_store_short_avx2(_mm256_extracti128_si256(count, 1), unseen + 2 * DEATHS_ROOM);
}

#endif
