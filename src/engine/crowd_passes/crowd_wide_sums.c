/* Those of crowd_wide.h that know no rule: sums of shares and of debts, counts of the living. */
#include "engine/crowd_passes/crowd_wide.h"

#if CROWD_HAS_WIDE
#include "engine/crowd_passes/crowd_wide_lanes.h"

/* The same for sums past the limit. */
static int64_t whole_parts_of(const double *claim, size_t count, double share)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (int64_t)(claim[i] * share);
    return sum;
}

WIDE int wide_shares(const double *claim, size_t count, const double share[4], int64_t sum[4])
{
    __m512d s[4], even[4], odd[4]; /* an addition is not done when the next claim's product is */
    for (int j = 0; j < 4; j++) {
        s[j] = _mm512_set1_pd(share[j]);
        even[j] = odd[j] = _mm512_set1_pd(SUM_START);
    }
    size_t i = 0;
    for (; i + 2 * LANES <= count; i += 2 * LANES) {
        __m512d c = _mm512_loadu_pd(claim + i), next = _mm512_loadu_pd(claim + i + LANES);
        for (int j = 0; j < 4; j++) {
            even[j] = add_whole_part(even[j], _mm512_mul_pd(c, s[j]));
            odd[j] = add_whole_part(odd[j], _mm512_mul_pd(next, s[j]));
        }
    }
    for (; i < count; i += LANES) {
        __m512d c = _mm512_maskz_loadu_pd(mask_of(count - i), claim + i);
        for (int j = 0; j < 4; j++)
            even[j] = add_whole_part(even[j], _mm512_mul_pd(c, s[j]));
    }
    for (int j = 0; j < 4; j++)
        sum[j] += is_within_limit(even[j]) && is_within_limit(odd[j]) ? sum_of(even[j]) + sum_of(odd[j])
                                                                      : whole_parts_of(claim, count, share[j]);
    return 0;
}

/* Claims as doubles or in 32 bits. */
INLINE __m512d claims_from(const double *claim, const uint32_t *narrow, size_t i, __mmask8 mask)
{
    return claim ? _mm512_maskz_loadu_pd(mask, claim + i)
                 : _mm512_cvtepu32_pd(_mm256_maskz_loadu_epi32(mask, narrow + i));
}

enum { CHAINS = 8 };

INLINE bool add_parts(const double *claim, const uint32_t *narrow, size_t count, double share, int64_t sum[1])
{
    const __m512d part = _mm512_set1_pd(share);
    __m512d chain[CHAINS];
    bool is_within = true;
    int64_t all = 0;
    for (int j = 0; j < CHAINS; j++)
        chain[j] = _mm512_set1_pd(SUM_START);
    size_t i = 0;
    for (; i + CHAINS * LANES <= count; i += CHAINS * LANES)
        for (size_t j = 0; j < CHAINS; j++)
            chain[j] = add_whole_part(chain[j], _mm512_mul_pd(claims_from(claim, narrow, i + j * LANES, 0xFF), part));
    for (; i < count; i += LANES)
        chain[0] = add_whole_part(chain[0], _mm512_mul_pd(claims_from(claim, narrow, i, mask_of(count - i)), part));
    for (int j = 0; j < CHAINS; j++) {
        is_within = is_within && is_within_limit(chain[j]);
        all += sum_of(chain[j]);
    }
    sum[0] += is_within ? all : 0;
    return is_within;
}

WIDE int wide_part(const double *claim, size_t count, double share, int64_t sum[1])
{
    if (!add_parts(claim, NULL, count, share, sum))
        sum[0] += whole_parts_of(claim, count, share);
    return 0;
}

/* Stretches that never come to the limit. */
WIDE int wide_narrow_part(const uint32_t *claim, size_t count, double share, int64_t sum[1])
{
    enum { STRETCH = 1 << 20 };
    for (size_t i = 0; i < count; i += STRETCH)
        add_parts(NULL, claim + i, count - i < STRETCH ? count - i : STRETCH, share, sum);
    return 0;
}

WIDE int wide_above(const kernel_pairs *pairs, const double share[3], int64_t sum[3])
{
    const __m512d a = _mm512_set1_pd(share[0]), b = _mm512_set1_pd(share[1]), level = _mm512_set1_pd(share[2]);
    const __m512d doubt = _mm512_set1_pd(KERNEL_DOUBT);
    __m512i claims = _mm512_setzero_si512(), had = claims;
    for (size_t i = 0; i < pairs->count; i += LANES) {
        __mmask8 mask = mask_of(pairs->count - i);
        __m512d claim = _mm512_maskz_loadu_pd(mask, pairs->claim + i);
        __m512d z = _mm512_mul_pd(_mm512_maskz_loadu_pd(mask, pairs->beside + i), b);
        __m512d y = floor_of(_mm512_max_pd(_mm512_mul_pd(claim, a), z)), x = _mm512_mul_pd(claim, level);
        __mmask8 is_above = _mm512_cmp_pd_mask(x, y, _CMP_GT_OQ);
        __m512d apart = _mm512_abs_pd(_mm512_sub_pd(x, y));
        claims = _mm512_mask_add_epi64(claims, is_above, claims, _mm512_cvttpd_epi64(claim));
        had = _mm512_mask_add_epi64(had, (__mmask8)~is_above, had, _mm512_cvttpd_epi64(y));
        sum[2] += __builtin_popcount(_mm512_mask_cmp_pd_mask(mask, apart, _mm512_mul_pd(y, doubt), _CMP_LE_OQ));
    }
    sum[0] += _mm512_reduce_add_epi64(claims);
    sum[1] += _mm512_reduce_add_epi64(had);
    return 0;
}

WIDE int wide_larger(const kernel_pairs *pairs, const double share[2], int64_t sum[1])
{
    const __m512d a = _mm512_set1_pd(share[0]), b = _mm512_set1_pd(share[1]);
    __m512i total = _mm512_setzero_si512();
    for (size_t i = 0; i < pairs->count; i += LANES) {
        __mmask8 mask = mask_of(pairs->count - i);
        __m512d x = _mm512_mul_pd(_mm512_maskz_loadu_pd(mask, pairs->claim + i), a);
        __m512d y = _mm512_mul_pd(_mm512_maskz_loadu_pd(mask, pairs->beside + i), b);
        total = _mm512_add_epi64(total, _mm512_cvttpd_epi64(_mm512_max_pd(x, y)));
    }
    sum[0] += _mm512_reduce_add_epi64(total);
    return 0;
}

/* What is paid of eight debts. */
INLINE __m512d paid_of(__m256i owed, __m512d share)
{
    return floor_of(_mm512_mul_pd(_mm512_cvtepu32_pd(owed), share));
}

/* Sums of 32-bit numbers are exact in doubles. */
WIDE int wide_debts(const kernel_debtors *debtors, double share, int date, int64_t sum[2])
{
    const __m512d part = _mm512_set1_pd(share);
    const __m512i day = _mm512_set1_epi64(date);
    __m512d paid = _mm512_setzero_pd(), in_life = paid;
    uint32_t *debt = debtors->owed;
    const uint8_t *bytes = debtors->death;
    size_t i = 0, count = debtors->count;
    for (; i + LANES <= count; i += LANES) {
        __m256i owed = _mm256_loadu_si256((const __m256i *)(const void *)(debt + i));
        __m512d x = paid_of(owed, part);
        __m512i death = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(const void *)(bytes + i)));
        _mm256_storeu_si256((__m256i *)(void *)(debt + i), _mm256_sub_epi32(owed, _mm512_cvttpd_epu32(x)));
        paid = _mm512_add_pd(paid, x);
        in_life = _mm512_mask_add_pd(in_life, _mm512_cmpgt_epi64_mask(death, day), in_life, x);
    }
    sum[0] += (int64_t)_mm512_reduce_add_pd(paid);
    sum[1] += (int64_t)_mm512_reduce_add_pd(in_life);
    for (; i < count; i++) {
        uint32_t x = (uint32_t)((double)debt[i] * share);
        debt[i] -= x;
        sum[0] += x;
        sum[1] += bytes[i] > date ? x : 0;
    }
    return 0;
}

WIDE int wide_within(const kernel_blocks *blocks, double reach, uint32_t *astride, int64_t sum[2])
{
    const __m512d at = _mm512_set1_pd(reach);
    __m512i count = _mm512_setzero_si512(), claims = count;
    int divided = 0;
    for (size_t b = 0; b < blocks->count; b += LANES) {
        __mmask8 mask = mask_of(blocks->count - b);
        __mmask8 is_within =
            _mm512_mask_cmp_pd_mask(mask, _mm512_maskz_loadu_pd(mask, blocks->most + b), at, _CMP_LE_OQ);
        __mmask8 begins = _mm512_mask_cmp_pd_mask(mask, _mm512_maskz_loadu_pd(mask, blocks->least + b), at, _CMP_LE_OQ);
        __m512i living = _mm512_cvtepu32_epi64(_mm256_maskz_loadu_epi32(is_within, blocks->living + b));
        count = _mm512_add_epi64(count, living);
        claims = _mm512_add_epi64(claims, _mm512_maskz_loadu_epi64(is_within, blocks->claims + b));
        for (unsigned left = begins & ~(unsigned)is_within; left; left &= left - 1)
            astride[divided++] = (uint32_t)b + (uint32_t)__builtin_ctz(left);
    }
    sum[0] += _mm512_reduce_add_epi64(count);
    sum[1] += _mm512_reduce_add_epi64(claims);
    return divided;
}
#endif
