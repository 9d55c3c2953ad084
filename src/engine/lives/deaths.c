/*
 * A row's thresholds T[0], T[1], … fall from date to date, so that the first date not seen is the number of them above the word. Vector j of
 * the row's `groups` holds T[lane·groups + j − 1] for each lane. A word is placed among the first vector by halving, which needs neither
 * gathers nor branches as the table is a register, and is then held against that lane of the other vectors. A vector of words takes four
 * claimants in four trials, or one trial of a long row.
 */
#include "base/check.h"
#include "engine/lives/deaths_run.h"

/* The claimants of a run in a block, and what their words are held against. */
typedef struct run {
    size_t from, to;
    const uint32_t *threshold;
    uint16_t sure;
} run;

static run run_of(const deaths *d, const deaths_block *block, size_t index)
{
    deaths_run r = deaths_run_of(d, block, index);
    return (run){r.from, r.to, d->threshold + r.row * d->groups * d->version.lanes, d->sure[r.row]};
}

static uint16_t count_above(const uint32_t *threshold, size_t count, uint32_t word)
{
    size_t low = 0;
    while (count > 0) {
        size_t half = count / 2;
        bool is_above = threshold[low + half] > word;
        low = is_above ? low + half + 1 : low;
        count = is_above ? count - half - 1 : half;
    }
    return (uint16_t)low;
}

static void look_up_scalar(const deaths *d, const deaths_words *words, deaths_block *block)
{
    size_t index = d->block_run[block->first / DEATHS_BLOCK];
    for (size_t done = 0; done < block->count; index++) {
        run r = run_of(d, block, index);
        for (size_t j = 0; j < 4; j++)
            for (size_t i = r.from; i < r.to; i++)
                block->unseen[j][i] =
                    (uint16_t)(r.sure + count_above(r.threshold + 1, d->groups - 1, words->word[j * DEATHS_BLOCK + i]));
        done = r.to;
    }
}

#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#include "engine/lives/deaths_lanes.h"

/* Signed comparisons order words, and the table's thresholds, whose top bit is turned over. */
__attribute__((target("avx2"))) static inline __m256i count_avx2(const run *r, size_t groups, __m256i word)
{
    const __m256i *vector = (const __m256i *)(const void *)r->threshold;
    __m256i lane = _mm256_setzero_si256();
    word = _mm256_xor_si256(word, _mm256_set1_epi32(INT32_MIN));
    for (int step = 4; step >= 1; step /= 2) {
        __m256i half = _mm256_set1_epi32(step), at = _mm256_or_si256(lane, half);
        __m256i is_above = _mm256_cmpgt_epi32(_mm256_permutevar8x32_epi32(vector[0], at), word);
        lane = _mm256_or_si256(lane, _mm256_and_si256(is_above, half));
    }
    __m256i count =
        _mm256_add_epi32(_mm256_mullo_epi32(lane, _mm256_set1_epi32((int)groups)), _mm256_set1_epi32(r->sure));
    for (size_t j = 1; j < groups; j++)
        count = _mm256_sub_epi32(count, _mm256_cmpgt_epi32(_mm256_permutevar8x32_epi32(vector[j], lane), word));
    return count;
}

__attribute__((target("avx2"))) static void look_up_avx2(const deaths *d, const deaths_words *words,
                                                         deaths_block *block)
{
    size_t index = d->block_run[block->first / DEATHS_BLOCK];
    for (size_t done = 0; done < block->count; index++) {
        run r = run_of(d, block, index);
        size_t i = r.from;
        for (; i + 8 <= r.to; i += 8)
            for (size_t j = 0; j < 4; j++) {
                const uint32_t *word = words->word + j * DEATHS_BLOCK + i;
                __m256i count = count_avx2(&r, d->groups, _mm256_loadu_si256((const __m256i *)(const void *)word));
                _mm_storeu_si128((__m128i *)(void *)&block->unseen[j][i], deaths_narrow_avx2(count));
            }
        for (; i < r.to; i += 4)
            for (size_t j = 0; j < 4; j += 2) {
                __m256i word = deaths_load_short_avx2(words->word + j * DEATHS_BLOCK + i);
                deaths_store_short_avx2(deaths_narrow_avx2(count_avx2(&r, d->groups, word)), &block->unseen[j][i]);
            }
        done = r.to;
    }
}

__attribute__((target("avx512f"))) static inline __m256i count_avx512(const run *r, size_t groups, __m512i word)
{
    __m512i pivot = _mm512_load_si512(r->threshold), lane = _mm512_setzero_si512();
    for (int step = 8; step >= 1; step /= 2) {
        __m512i half = _mm512_set1_epi32(step), at = _mm512_or_si512(lane, half);
        __mmask16 is_above = _mm512_cmpgt_epu32_mask(_mm512_permutexvar_epi32(at, pivot), word);
        lane = _mm512_mask_or_epi32(lane, is_above, lane, half);
    }
    __m512i count =
        _mm512_add_epi32(_mm512_mullo_epi32(lane, _mm512_set1_epi32((int)groups)), _mm512_set1_epi32(r->sure));
    for (size_t j = 1; j < groups; j++) {
        __m512i threshold = _mm512_permutexvar_epi32(lane, _mm512_load_si512(r->threshold + 16 * j));
        __mmask16 is_above = _mm512_cmpgt_epu32_mask(threshold, word);
        count = _mm512_mask_add_epi32(count, is_above, count, _mm512_set1_epi32(1));
    }
    return _mm512_cvtepi32_epi16(count);
}

__attribute__((target("avx512f"))) static void look_up_avx512(const deaths *d, const deaths_words *words,
                                                              deaths_block *block)
{
    size_t index = d->block_run[block->first / DEATHS_BLOCK];
    for (size_t done = 0; done < block->count; index++) {
        run r = run_of(d, block, index);
        size_t i = r.from;
        for (; i + 16 <= r.to; i += 16)
            for (size_t j = 0; j < 4; j++)
                _mm256_storeu_si256(
                    (__m256i *)(void *)&block->unseen[j][i],
                    count_avx512(&r, d->groups, _mm512_loadu_si512(words->word + j * DEATHS_BLOCK + i)));
        for (; i < r.to; i += 4) {
            __m512i word = deaths_load_short_avx512(words->word + i);
            deaths_store_short_avx512(count_avx512(&r, d->groups, word), &block->unseen[0][i]);
        }
        done = r.to;
    }
}

size_t deaths_versions(deaths_version version[static 3])
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

size_t deaths_versions(deaths_version version[static 3])
{
    version[0] = (deaths_version){"scalar", 1, look_up_scalar};
    return 1;
}

#endif

void deaths_look_up(const deaths *d, size_t index, const deaths_words *words, deaths_block *block)
{
    block->first = index * DEATHS_BLOCK;
    block->count = d->count - block->first < DEATHS_BLOCK ? d->count - block->first : DEATHS_BLOCK;
    d->version.look_up(d, words, block);
}

void deaths_draw_by(const deaths *d, draws_block draws, const double multiplier[4], size_t index, deaths_block *block)
{
    uint32_t word[DEATHS_WORDS];
    deaths_words words = {word, {multiplier[0], multiplier[1], multiplier[2], multiplier[3]}};
    SOL_CHECK(d->integral != NULL);
    draws_fill(draws, DEATHS_BLOCK, d->entity + index * DEATHS_BLOCK, word);
    deaths_look_up(d, index, &words, block);
}

void deaths_draw(const deaths *d, draws_block draws, size_t index, deaths_block *block)
{
    uint32_t word[DEATHS_WORDS];
    SOL_CHECK(d->threshold != NULL);
    draws_fill(draws, DEATHS_BLOCK, d->entity + index * DEATHS_BLOCK, word);
    deaths_look_up(d, index, &(deaths_words){.word = word}, block);
}
