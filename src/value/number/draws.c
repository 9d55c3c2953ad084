/*
 * Philox4x32-10 with one entity a 64-bit lane. A lane's upper half holds what the multiplication left there: the next multiplication
 * reads the lower half only, so that it never has to be cleared. gcc 12 does not vector this loop by itself.
 */
#include "value/number/draws.h"

#include "base/check.h"

#define MULTIPLIER_0 UINT32_C(0xD2511F53)
#define MULTIPLIER_1 UINT32_C(0xCD9E8D57)
#define WEYL_0 UINT32_C(0x9E3779B9)
#define WEYL_1 UINT32_C(0xBB67AE85)

enum { ROUNDS = 10 };

/* One entity; `stride` is the distance of the four trials' words. */
static void fill_one(draws_block block, uint64_t entity, size_t stride, uint32_t *word)
{
    uint32_t c0 = (uint32_t)entity, c1 = (uint32_t)(entity >> 32), c2 = block.quad, c3 = block.purpose;
    uint32_t k0 = block.seed_low, k1 = block.seed_high;
    for (int round = 0; round < ROUNDS; round++, k0 += WEYL_0, k1 += WEYL_1) {
        uint64_t p0 = (uint64_t)MULTIPLIER_0 * c0, p1 = (uint64_t)MULTIPLIER_1 * c2;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)p1;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)p0;
    }
    word[0] = c0;
    word[stride] = c1;
    word[2 * stride] = c2;
    word[3 * stride] = c3;
}

static void fill_scalar(draws_block block, size_t count, const uint64_t *entity, uint32_t *word)
{
    for (size_t i = 0; i < count; i++)
        fill_one(block, entity[i], count, word + i);
}

#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#include <immintrin.h>

__attribute__((target("avx2"))) static void store_low_halves(uint32_t *word, __m256i first, __m256i second)
{
    const __m256i even = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    __m256i low = _mm256_permutevar8x32_epi32(first, even), high = _mm256_permutevar8x32_epi32(second, even);
    _mm256_storeu_si256((__m256i *)(void *)word, _mm256_blend_epi32(low, high, 0xF0));
}

__attribute__((target("avx2"))) static void fill_avx2(draws_block block, size_t count, const uint64_t *entity,
                                                      uint32_t *word)
{
    const __m256i m0 = _mm256_set1_epi64x(MULTIPLIER_0), m1 = _mm256_set1_epi64x(MULTIPLIER_1);
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        __m256i c0[2], c1[2], c2[2], c3[2];
        for (int h = 0; h < 2; h++) {
            c0[h] = _mm256_loadu_si256((const __m256i *)(const void *)(entity + i + 4 * h));
            c1[h] = _mm256_srli_epi64(c0[h], 32);
            c2[h] = _mm256_set1_epi64x(block.quad);
            c3[h] = _mm256_set1_epi64x(block.purpose);
        }
        uint32_t k0 = block.seed_low, k1 = block.seed_high;
        for (int round = 0; round < ROUNDS; round++, k0 += WEYL_0, k1 += WEYL_1) {
            __m256i key0 = _mm256_set1_epi64x(k0), key1 = _mm256_set1_epi64x(k1);
            for (int h = 0; h < 2; h++) {
                __m256i p0 = _mm256_mul_epu32(m0, c0[h]), p1 = _mm256_mul_epu32(m1, c2[h]);
                c0[h] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), c1[h]), key0);
                c1[h] = p1;
                c2[h] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), c3[h]), key1);
                c3[h] = p0;
            }
        }
        store_low_halves(word + i, c0[0], c0[1]);
        store_low_halves(word + count + i, c1[0], c1[1]);
        store_low_halves(word + 2 * count + i, c2[0], c2[1]);
        store_low_halves(word + 3 * count + i, c3[0], c3[1]);
    }
    for (; i < count; i++)
        fill_one(block, entity[i], count, word + i);
}

/* Two vectors of lanes side by side hide the latency of the multiplication. */
__attribute__((target("avx512f"))) static void fill_avx512(draws_block block, size_t count, const uint64_t *entity,
                                                           uint32_t *word)
{
    enum { XOR3 = 0x96 };
    const __m512i m0 = _mm512_set1_epi64(MULTIPLIER_0), m1 = _mm512_set1_epi64(MULTIPLIER_1);
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        __m512i c0[2], c1[2], c2[2], c3[2];
        for (int h = 0; h < 2; h++) {
            c0[h] = _mm512_loadu_si512(entity + i + 8 * h);
            c1[h] = _mm512_srli_epi64(c0[h], 32);
            c2[h] = _mm512_set1_epi64(block.quad);
            c3[h] = _mm512_set1_epi64(block.purpose);
        }
        uint32_t k0 = block.seed_low, k1 = block.seed_high;
        for (int round = 0; round < ROUNDS; round++, k0 += WEYL_0, k1 += WEYL_1) {
            __m512i key0 = _mm512_set1_epi64(k0), key1 = _mm512_set1_epi64(k1);
            for (int h = 0; h < 2; h++) {
                __m512i p0 = _mm512_mul_epu32(m0, c0[h]), p1 = _mm512_mul_epu32(m1, c2[h]);
                c0[h] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p1, 32), c1[h], key0, XOR3);
                c1[h] = p1;
                c2[h] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p0, 32), c3[h], key1, XOR3);
                c3[h] = p0;
            }
        }
        for (int h = 0; h < 2; h++) {
            size_t at = i + 8 * (size_t)h;
            _mm256_storeu_si256((__m256i *)(void *)(word + at), _mm512_cvtepi64_epi32(c0[h]));
            _mm256_storeu_si256((__m256i *)(void *)(word + count + at), _mm512_cvtepi64_epi32(c1[h]));
            _mm256_storeu_si256((__m256i *)(void *)(word + 2 * count + at), _mm512_cvtepi64_epi32(c2[h]));
            _mm256_storeu_si256((__m256i *)(void *)(word + 3 * count + at), _mm512_cvtepi64_epi32(c3[h]));
        }
    }
    for (; i < count; i++)
        fill_one(block, entity[i], count, word + i);
}

size_t draws_versions(draws_version version[static 3])
{
    size_t count = 0;
    if (__builtin_cpu_supports("avx512f"))
        version[count++] = (draws_version){"avx512", fill_avx512};
    if (__builtin_cpu_supports("avx2"))
        version[count++] = (draws_version){"avx2", fill_avx2};
    version[count++] = (draws_version){"scalar", fill_scalar};
    return count;
}

#else

size_t draws_versions(draws_version version[static 3])
{
    version[0] = (draws_version){"scalar", fill_scalar};
    return 1;
}

#endif

draws_block draws_block_of(uint64_t seed, uint64_t quad, sol_purpose purpose)
{
    SOL_CHECK(quad <= SOL_DRAWN_TRIAL_MAX / 4);
    return (draws_block){(uint32_t)seed, (uint32_t)(seed >> 32), (uint32_t)quad, (uint32_t)purpose};
}

void draws_fill(draws_block block, size_t count, const uint64_t *entity, uint32_t *word)
{
    draws_version version[3];
    draws_versions(version);
    version[0].fill(block, count, entity, word);
}
