/*
 * Who sees each date, from deaths in bytes. With the instructions for it, bytes are turned into planes of bits, 512 claimants abreast, so that
 * whether a death is behind a date is a function of bits: two operations and a count of bits for all 512.
 */
#include "engine/crowd_passes/crowd_wide.h"

#if CROWD_HAS_WIDE
#include "engine/crowd_passes/crowd_wide_lanes.h"

#define PLANES __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512vbmi,avx512vpopcntdq,gfni,popcnt")))
#define INLINE_PLANES PLANES static inline __attribute__((always_inline))

enum { BITS = 8, LOWS = 8, ABREAST = 512, STRETCH = 100 * ABREAST, DATES_MOST = 256, FOURS = DATES_MOST / 4 };

/* Of 64 bytes, lane j has the bits j. */
INLINE_PLANES __m512i bits_of(const uint8_t *death, size_t from, size_t count)
{
    uint64_t mask = from + 64 <= count ? ~UINT64_C(0) : from < count ? (UINT64_C(1) << (count - from)) - 1 : 0;
    const __m512i lanes =
        _mm512_set_epi64(0x3830282018100800 + 0x0707070707070707, 0x3830282018100800 + 0x0606060606060606,
                         0x3830282018100800 + 0x0505050505050505, 0x3830282018100800 + 0x0404040404040404,
                         0x3830282018100800 + 0x0303030303030303, 0x3830282018100800 + 0x0202020202020202,
                         0x3830282018100800 + 0x0101010101010101, 0x3830282018100800);
    const __m512i each_bit = _mm512_set1_epi64((int64_t)0x8040201008040201);
    __m512i bytes = _mm512_maskz_loadu_epi8(mask, death + from);
    return _mm512_permutexvar_epi8(lanes, _mm512_gf2p8affine_epi64_epi8(each_bit, bytes, 0));
}

/* Lane i of vector j becomes lane j of vector i. */
INLINE_PLANES void turn(__m512i x[BITS])
{
    __m512i pair[BITS], four[BITS];
    for (int i = 0; i < BITS; i += 2) {
        pair[i] = _mm512_unpacklo_epi64(x[i], x[i + 1]);
        pair[i + 1] = _mm512_unpackhi_epi64(x[i], x[i + 1]);
    }
    for (int i = 0; i < BITS; i += 4)
        for (int j = 0; j < 2; j++) {
            four[i + j] = _mm512_shuffle_i64x2(pair[i + j], pair[i + j + 2], 0x88);
            four[i + j + 2] = _mm512_shuffle_i64x2(pair[i + j], pair[i + j + 2], 0xDD);
        }
    for (int j = 0; j < 4; j++) {
        x[j] = _mm512_shuffle_i64x2(four[j], four[j + 4], 0x88);
        x[j + 4] = _mm512_shuffle_i64x2(four[j], four[j + 4], 0xDD);
    }
}

/* Whether the three lowest bits are more than 0 … 7. */
INLINE_PLANES void find_lows(const __m512i bit[BITS], __m512i more[LOWS])
{
    __m512i some = _mm512_or_si512(bit[0], bit[1]), both = _mm512_and_si512(bit[0], bit[1]);
    more[0] = _mm512_or_si512(bit[2], some);
    more[1] = _mm512_or_si512(bit[2], bit[1]);
    more[2] = _mm512_or_si512(bit[2], both);
    more[3] = bit[2];
    more[4] = _mm512_and_si512(bit[2], some);
    more[5] = _mm512_and_si512(bit[2], bit[1]);
    more[6] = _mm512_and_si512(bit[2], both);
    more[7] = _mm512_setzero_si512();
}

/* Whether the other bits are just those of a number. */
INLINE_PLANES __m512i is_high(const __m512i bit[BITS], size_t high)
{
    __m512i is = _mm512_set1_epi64(-1);
    for (int j = 3; j < BITS; j++)
        is = high >> (j - 3) & 1 ? _mm512_and_si512(is, bit[j]) : _mm512_andnot_si512(bit[j], is);
    return is;
}

/* Adds the counts of up to 512 claimants, in 16 bits of each lane: four dates in a vector. */
INLINE_PLANES void count_abreast(const uint8_t *death, size_t count, size_t dates, __m512i sees[FOURS])
{
    __m512i bit[BITS], more[LOWS], above = _mm512_setzero_si512();
    for (size_t v = 0; v < BITS; v++)
        bit[v] = bits_of(death, 64 * v, count);
    turn(bit);
    find_lows(bit, more);
    for (size_t high = dates / LOWS + 1; high-- > 0;) {
        __m512i is = is_high(bit, high);
        for (size_t low = 0; low < LOWS; low += 4) {
            __m512i *sum = &sees[(high * LOWS + low) / 4];
            for (size_t k = 0; k < 4; k++) {
                __m512i lives = _mm512_or_si512(above, _mm512_and_si512(is, more[low + k]));
                *sum = _mm512_add_epi64(*sum, _mm512_slli_epi64(_mm512_popcnt_epi64(lives), 16 * (unsigned)k));
            }
        }
        above = _mm512_or_si512(above, is);
    }
}

/* Of lanes in which four counts stand: without a sign. */
INLINE_PLANES uint64_t packed_sum(__m512i lanes)
{
    uint64_t lane[8], sum = 0;
    _mm512_storeu_si512(lane, lanes);
    for (size_t j = 0; j < 8; j++)
        sum += lane[j];
    return sum;
}

PLANES static void count_by_planes(const uint8_t *death, size_t count, size_t dates, uint32_t *living)
{
    __m512i sees[FOURS];
    for (size_t from = 0; from < count; from += STRETCH) {
        size_t end = from + STRETCH < count ? from + STRETCH : count;
        for (size_t k = 0; k < (dates / LOWS + 1) * LOWS; k += 4)
            sees[k / 4] = _mm512_setzero_si512();
        for (size_t i = from; i < end; i += ABREAST)
            count_abreast(death + i, end - i < ABREAST ? end - i : ABREAST, dates, sees);
        for (size_t k = 0; k < dates; k += 4) {
            uint64_t sums = packed_sum(sees[k / 4]);
            for (size_t j = k; j < k + 4 && j < dates; j++)
                living[j] += (uint16_t)(sums >> 16 * (j - k));
        }
    }
}

WIDE static void count_by_bytes(const uint8_t *death, size_t count, size_t dates, uint32_t *living)
{
    for (size_t from = 0; from < count; from += 64) {
        __mmask64 mask = count - from >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << (count - from)) - 1;
        __m512i bytes = _mm512_maskz_loadu_epi8(mask, death + from);
        for (size_t k = 0; k < dates; k++)
            living[k] += (uint32_t)__builtin_popcountll(_mm512_cmpgt_epu8_mask(bytes, _mm512_set1_epi8((char)k)));
    }
}

/* Fewer than these are counted sooner byte by byte. */
enum { PLANES_LEAST = 129 };

int wide_living(const uint8_t *death, size_t count, size_t dates, uint32_t *living)
{
    bool has_planes = __builtin_cpu_supports("gfni") && __builtin_cpu_supports("avx512vbmi") &&
                      __builtin_cpu_supports("avx512vpopcntdq");
    for (size_t k = 0; k < dates; k++)
        living[k] = 0;
    if (has_planes && count >= PLANES_LEAST)
        count_by_planes(death, count, dates, living);
    else
        count_by_bytes(death, count, dates, living);
    return 0;
}
#endif
