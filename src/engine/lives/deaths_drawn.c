/*
 * Where the multiplier is drawn, −ln u over it is worked out in single precision, and the row's integrals below it are counted as deaths.c
 * counts thresholds. The logarithm is off by less than 2^-22 (of all words), the quotient and the integrals by a few units of 2^-24; where an
 * integral is within 2^-19 of the limit (one word in ten thousand) the date is looked up again by its definition, so that answers are exact.
 */
#include "base/check.h"
#include "engine/lives/deaths_run.h"
#include "solatium/mathematics.h"

/* Multipliers for which neither limits nor integrals leave single precision. */
#define LEAST_MULTIPLIER 1e-6
#define LARGEST_MULTIPLIER 1e6

uint16_t deaths_by_definition(const deaths *d, size_t row, uint32_t word, double multiplier)
{
    if (multiplier == 0)
        return (uint16_t)d->date_count;
    const float *integral = d->survival[row].integral;
    double limit = -sol_log(sol_uniform_from_word(word)) / multiplier;
    size_t low = 0, high = d->date_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (integral[middle] < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint16_t)low;
}

static void look_up_scalar(const deaths *d, const deaths_words *words, deaths_block *block)
{
    size_t index = d->block_run[block->first / DEATHS_BLOCK];
    for (size_t done = 0; done < block->count; index++) {
        deaths_run r = deaths_run_of(d, block, index);
        for (size_t j = 0; j < 4; j++)
            for (size_t i = r.from; i < r.to; i++)
                block->unseen[j][i] =
                    deaths_by_definition(d, r.row, words->word[j * DEATHS_BLOCK + i], words->multiplier[j]);
        done = r.to;
    }
}

#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#include "engine/lives/deaths_lanes.h"

#define GUARD 0x1p-19f
#define ROOT_HALF INT32_C(0x4F3504F3) /* the bits of 2^32·√(1/2) */
enum { MANTISSA = 23 };

/* ln(1 + r) / r from √(1/2) − 1 to √2 − 1: Chebyshev's interpolation, error below 2^-27. */
static const float log_series[] = {1.0f,          -0.499999885f, 0.333333453f,  -0.250015791f, 0.200009394f,
                                   -0.166083694f, 0.141996501f,  -0.132660314f, 0.128066103f,  -0.0745118599f};
enum { LAST_TERM = sizeof log_series / sizeof *log_series - 1 };

static bool are_in_range(const double multiplier[4])
{
    bool is_in = true;
    for (size_t j = 0; j < 4; j++)
        is_in = is_in && multiplier[j] >= LEAST_MULTIPLIER && multiplier[j] <= LARGEST_MULTIPLIER;
    return is_in;
}

/* A row's integrals against the block's limits, which stand as its words do. */
typedef struct search {
    const deaths *d;
    const deaths_words *words;
    deaths_block *block;
    const float *limit;
    size_t index, row;     /* the run's, and its row's */
    const float *integral; /* in vectors, as deaths.c says of thresholds, but rising; integral[0] is infinite */
} search;

/* Looks up the lanes again that are too near an integral; lane l is claimant i + l % width in trial j + l / width. */
__attribute__((noinline, cold)) static void look_up_again(const search *s, size_t width, size_t j, size_t i,
                                                          unsigned unsure)
{
    for (; unsure; unsure &= unsure - 1) {
        size_t lane = (size_t)__builtin_ctz(unsure), trial = j + lane / width, at = i + lane % width;
        s->block->unseen[trial][at] =
            deaths_by_definition(s->d, s->row, s->words->word[trial * DEATHS_BLOCK + at], s->words->multiplier[trial]);
    }
}

/* A word as 2^32·u, and r = u − 1 from the other end, where u alone would leave no digits of it. */
__attribute__((target("avx2"))) static inline __m256 float_of_avx2(__m256i word)
{
    __m256 high = _mm256_cvtepi32_ps(_mm256_srli_epi32(word, 16));
    __m256 low = _mm256_cvtepi32_ps(_mm256_and_si256(word, _mm256_set1_epi32(0xFFFF)));
    __m256 whole = _mm256_add_ps(_mm256_mul_ps(high, _mm256_set1_ps(65536)), low);
    return _mm256_add_ps(whole, _mm256_set1_ps(0.5f));
}

__attribute__((target("avx2"))) static inline __m256 minus_log_avx2(__m256i word)
{
    __m256i bits = _mm256_castps_si256(float_of_avx2(word));
    __m256i power = _mm256_srai_epi32(_mm256_sub_epi32(bits, _mm256_set1_epi32(ROOT_HALF)), MANTISSA);
    __m256 m = _mm256_castsi256_ps(_mm256_sub_epi32(bits, _mm256_slli_epi32(power, MANTISSA)));
    __m256 r = _mm256_sub_ps(_mm256_mul_ps(m, _mm256_set1_ps(0x1p-32f)), _mm256_set1_ps(1));
    __m256 other = float_of_avx2(_mm256_xor_si256(word, _mm256_set1_epi32(-1)));
    __m256 is_near = _mm256_castsi256_ps(_mm256_cmpeq_epi32(power, _mm256_setzero_si256()));
    r = _mm256_blendv_ps(r, _mm256_mul_ps(other, _mm256_set1_ps(-0x1p-32f)), is_near);
    __m256 sum = _mm256_set1_ps(log_series[LAST_TERM]);
    for (int i = LAST_TERM - 1; i >= 0; i--)
        sum = _mm256_add_ps(_mm256_mul_ps(sum, r), _mm256_set1_ps(log_series[i]));
    __m256 log = _mm256_mul_ps(_mm256_cvtepi32_ps(power), _mm256_set1_ps(0x1.62e43p-1f));
    return _mm256_sub_ps(_mm256_setzero_ps(), _mm256_add_ps(log, _mm256_mul_ps(sum, r)));
}

__attribute__((target("avx2"))) static void limits_avx2(const deaths_words *words, float *limit)
{
    for (size_t i = 0; i < 4 * DEATHS_BLOCK; i += 8) {
        __m256i word = _mm256_loadu_si256((const __m256i *)(const void *)(words->word + i));
        __m256 inverse = _mm256_set1_ps((float)(1 / words->multiplier[i / DEATHS_BLOCK]));
        _mm256_storeu_ps(limit + i, _mm256_mul_ps(minus_log_avx2(word), inverse));
    }
}

__attribute__((target("avx2"))) static inline __m256i count_avx2(const search *s, __m256 limit, unsigned *unsure)
{
    const __m256 low = _mm256_mul_ps(limit, _mm256_set1_ps(1 - GUARD)),
                 high = _mm256_mul_ps(limit, _mm256_set1_ps(1 + GUARD));
    const __m256 pivot = _mm256_loadu_ps(s->integral);
    __m256i lane = _mm256_setzero_si256();
    for (int step = 4; step >= 1; step /= 2) {
        __m256i half = _mm256_set1_epi32(step);
        __m256 at = _mm256_permutevar8x32_ps(pivot, _mm256_or_si256(lane, half));
        __m256i is_below = _mm256_castps_si256(_mm256_cmp_ps(at, low, _CMP_LT_OQ));
        lane = _mm256_or_si256(lane, _mm256_and_si256(is_below, half));
    }
    __m256i count = _mm256_mullo_epi32(lane, _mm256_set1_epi32((int)s->d->groups));
    __m256 next = _mm256_permutevar8x32_ps(pivot, _mm256_add_epi32(lane, _mm256_set1_epi32(1)));
    __m256 between = _mm256_cmp_ps(next, high, _CMP_LT_OQ);
    for (size_t j = 1; j < s->d->groups; j++) {
        __m256 at = _mm256_permutevar8x32_ps(_mm256_loadu_ps(s->integral + 8 * j), lane);
        __m256 is_below = _mm256_cmp_ps(at, low, _CMP_LT_OQ), may_be = _mm256_cmp_ps(at, high, _CMP_LT_OQ);
        count = _mm256_sub_epi32(count, _mm256_castps_si256(is_below));
        between = _mm256_or_ps(between, _mm256_xor_ps(is_below, may_be));
    }
    *unsure = (unsigned)_mm256_movemask_ps(between);
    return count;
}

__attribute__((target("avx2"))) static inline void look_up_row_avx2(const search *s, deaths_run r)
{
    unsigned unsure;
    size_t i = r.from;
    for (; i + 8 <= r.to; i += 8)
        for (size_t j = 0; j < 4; j++) {
            __m256i count = count_avx2(s, _mm256_loadu_ps(s->limit + j * DEATHS_BLOCK + i), &unsure);
            _mm_storeu_si128((__m128i *)(void *)&s->block->unseen[j][i], deaths_narrow_avx2(count));
            if (__builtin_expect(unsure != 0, 0))
                look_up_again(s, 8, j, i, unsure);
        }
    for (; i < r.to; i += 4)
        for (size_t j = 0; j < 4; j += 2) {
            __m256i limit = deaths_load_short_avx2(s->limit + j * DEATHS_BLOCK + i);
            __m256i count = count_avx2(s, _mm256_castsi256_ps(limit), &unsure);
            deaths_store_short_avx2(deaths_narrow_avx2(count), &s->block->unseen[j][i]);
            if (__builtin_expect(unsure != 0, 0))
                look_up_again(s, 4, j, i, unsure);
        }
}

__attribute__((target("avx512f"))) static inline __m512 minus_log_avx512(__m512i word)
{
    const __m512 half = _mm512_set1_ps(0.5f);
    __m512i bits = _mm512_castps_si512(_mm512_add_ps(_mm512_cvtepu32_ps(word), half));
    __m512i power = _mm512_srai_epi32(_mm512_sub_epi32(bits, _mm512_set1_epi32(ROOT_HALF)), MANTISSA);
    __m512 m = _mm512_castsi512_ps(_mm512_sub_epi32(bits, _mm512_slli_epi32(power, MANTISSA)));
    __m512 r = _mm512_sub_ps(_mm512_mul_ps(m, _mm512_set1_ps(0x1p-32f)), _mm512_set1_ps(1));
    __m512 other = _mm512_add_ps(_mm512_cvtepu32_ps(_mm512_xor_si512(word, _mm512_set1_epi32(-1))), half);
    __mmask16 is_near = _mm512_cmpeq_epi32_mask(power, _mm512_setzero_si512());
    r = _mm512_mask_mul_ps(r, is_near, other, _mm512_set1_ps(-0x1p-32f));
    __m512 sum = _mm512_set1_ps(log_series[LAST_TERM]);
    for (int i = LAST_TERM - 1; i >= 0; i--)
        sum = _mm512_fmadd_ps(sum, r, _mm512_set1_ps(log_series[i]));
    __m512 log = _mm512_mul_ps(_mm512_cvtepi32_ps(power), _mm512_set1_ps(0x1.62e43p-1f));
    return _mm512_sub_ps(_mm512_setzero_ps(), _mm512_fmadd_ps(sum, r, log));
}

__attribute__((target("avx512f"))) static void limits_avx512(const deaths_words *words, float *limit)
{
    for (size_t i = 0; i < 4 * DEATHS_BLOCK; i += 16) {
        __m512 inverse = _mm512_set1_ps((float)(1 / words->multiplier[i / DEATHS_BLOCK]));
        _mm512_storeu_ps(limit + i, _mm512_mul_ps(minus_log_avx512(_mm512_loadu_si512(words->word + i)), inverse));
    }
}

__attribute__((target("avx512f"))) static inline __m256i count_avx512(const search *s, __m512 limit, unsigned *unsure)
{
    const __m512 low = _mm512_mul_ps(limit, _mm512_set1_ps(1 - GUARD)),
                 high = _mm512_mul_ps(limit, _mm512_set1_ps(1 + GUARD));
    const __m512 pivot = _mm512_loadu_ps(s->integral);
    const __m512i one = _mm512_set1_epi32(1);
    __m512i lane = _mm512_setzero_si512();
    for (int step = 8; step >= 1; step /= 2) {
        __m512i half = _mm512_set1_epi32(step);
        __m512 at = _mm512_permutexvar_ps(_mm512_or_si512(lane, half), pivot);
        lane = _mm512_mask_or_epi32(lane, _mm512_cmp_ps_mask(at, low, _CMP_LT_OQ), lane, half);
    }
    __m512i count = _mm512_mullo_epi32(lane, _mm512_set1_epi32((int)s->d->groups));
    __m512 next = _mm512_permutexvar_ps(_mm512_add_epi32(lane, one), pivot);
    unsigned between = _mm512_cmp_ps_mask(next, high, _CMP_LT_OQ);
    for (size_t j = 1; j < s->d->groups; j++) {
        __m512 at = _mm512_permutexvar_ps(lane, _mm512_loadu_ps(s->integral + 16 * j));
        __mmask16 is_below = _mm512_cmp_ps_mask(at, low, _CMP_LT_OQ);
        between |= (unsigned)(is_below ^ _mm512_cmp_ps_mask(at, high, _CMP_LT_OQ));
        count = _mm512_mask_add_epi32(count, is_below, count, one);
    }
    *unsure = between;
    return _mm512_cvtepi32_epi16(count);
}

__attribute__((target("avx512f"))) static inline void look_up_row_avx512(const search *s, deaths_run r)
{
    unsigned unsure;
    size_t i = r.from;
    for (; i + 16 <= r.to; i += 16)
        for (size_t j = 0; j < 4; j++) {
            __m256i count = count_avx512(s, _mm512_loadu_ps(s->limit + j * DEATHS_BLOCK + i), &unsure);
            _mm256_storeu_si256((__m256i *)(void *)&s->block->unseen[j][i], count);
            if (__builtin_expect(unsure != 0, 0))
                look_up_again(s, 16, j, i, unsure);
        }
    for (; i < r.to; i += 4) {
        __m512i limit = deaths_load_short_avx512(s->limit + i);
        deaths_store_short_avx512(count_avx512(s, _mm512_castsi512_ps(limit), &unsure), &s->block->unseen[0][i]);
        if (__builtin_expect(unsure != 0, 0))
            look_up_again(s, 4, 0, i, unsure);
    }
}

static search search_of(const deaths *d, const deaths_words *words, deaths_block *block, const float *limit)
{
    return (search){d, words, block, limit, d->block_run[block->first / DEATHS_BLOCK], 0, d->integral};
}

static inline deaths_run run_of(search *s)
{
    deaths_run r = deaths_run_of(s->d, s->block, s->index);
    s->row = r.row;
    s->integral = s->d->integral + r.row * s->d->groups * s->d->version.lanes;
    return r;
}

__attribute__((target("avx2"))) static void look_up_avx2(const deaths *d, const deaths_words *words,
                                                         deaths_block *block)
{
    float limit[DEATHS_WORDS] = {0};
    search s = search_of(d, words, block, limit);
    if (!are_in_range(words->multiplier)) {
        look_up_scalar(d, words, block);
        return;
    }
    limits_avx2(words, limit);
    for (size_t done = 0; done < block->count; s.index++) {
        deaths_run r = run_of(&s);
        look_up_row_avx2(&s, r);
        done = r.to;
    }
}

__attribute__((target("avx512f"))) static void look_up_avx512(const deaths *d, const deaths_words *words,
                                                              deaths_block *block)
{
    float limit[DEATHS_WORDS] = {0};
    search s = search_of(d, words, block, limit);
    if (!are_in_range(words->multiplier)) {
        look_up_scalar(d, words, block);
        return;
    }
    limits_avx512(words, limit);
    for (size_t done = 0; done < block->count; s.index++) {
        deaths_run r = run_of(&s);
        look_up_row_avx512(&s, r);
        done = r.to;
    }
}

size_t deaths_drawn_versions(deaths_version version[static 3])
{
    size_t count = 0;
    if (__builtin_cpu_supports("avx512f"))
        version[count++] = (deaths_version){"avx512", 16, look_up_avx512};
    if (__builtin_cpu_supports("avx2"))
        version[count++] = (deaths_version){"avx2", 8, look_up_avx2};
    version[count++] = (deaths_version){"scalar", 1, look_up_scalar};
    return count;
}

#else

size_t deaths_drawn_versions(deaths_version version[static 3])
{
    version[0] = (deaths_version){"scalar", 1, look_up_scalar};
    return 1;
}

#endif
