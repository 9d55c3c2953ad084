#include "engine/crowd_wide.h"

#if CROWD_HAS_WIDE
#include "engine/crowd_parts.h"

#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,popcnt")))
#define INLINE WIDE static inline __attribute__((always_inline))

enum { LANES = 8 };

/* A rule with its constants spread over the lanes. */
typedef struct wide_rule {
    kernel_form form;
    int cuts;
    __m512d theta, scale, unit;
} wide_rule;

INLINE wide_rule rule_of(const kernel_rule *rule)
{
    return (wide_rule){kernel_form_of(rule), rule->unit > 1, _mm512_set1_pd(rule->theta), _mm512_set1_pd(rule->scale),
                       _mm512_set1_pd(rule->unit)};
}

INLINE __m512d floor_of(__m512d x)
{
    return _mm512_roundscale_pd(x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
}

/* A claim of nothing gets nothing, so that lanes behind the last claimant add nothing. */
INLINE __m512d award_of(const wide_rule *r, __m512d claim, __m512d before, __m512d a, __m512d b)
{
    const __m512d none = _mm512_setzero_pd();
    __m512d x;
    if (r->form == FORM_SHARES)
        x = floor_of(_mm512_mul_pd(claim, a));
    else if (r->form == FORM_ORDER)
        x = _mm512_min_pd(_mm512_max_pd(_mm512_sub_pd(a, before), none), claim);
    else if (r->form == FORM_WAVES)
        x = _mm512_max_pd(floor_of(_mm512_mul_pd(claim, a)), floor_of(_mm512_mul_pd(before, b)));
    else if (r->form == FORM_AWARDS)
        x = _mm512_min_pd(claim, a);
    else if (r->form == FORM_LOSSES)
        x = _mm512_max_pd(_mm512_sub_pd(claim, b), none);
    else
        x = _mm512_max_pd(_mm512_min_pd(floor_of(_mm512_div_pd(_mm512_mul_pd(claim, r->theta), r->scale)), a),
                          _mm512_sub_pd(claim, b));
    if (!r->cuts)
        return x;
    __m512d less = _mm512_mul_pd(floor_of(_mm512_div_pd(x, r->unit)), r->unit);
    return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(x, claim, _CMP_LT_OQ), x, less);
}

/* Up to eight claimants from a place on. */
typedef struct eight {
    __m512d claim, before;
    __m512i death;
    __mmask8 mask;
} eight;

INLINE eight eight_from(const kernel_people *people, size_t i)
{
    eight e = {.mask = people->count - i >= LANES ? 0xFF : (__mmask8)((1u << (people->count - i)) - 1)};
    e.claim = _mm512_maskz_loadu_pd(e.mask, people->claim + i);
    e.before = people->before ? _mm512_maskz_loadu_pd(e.mask, people->before + i) : _mm512_setzero_pd();
    e.death = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(const void *)(people->death + i)));
    return e;
}

/* A table of up to 64 doubles is held in registers. */
INLINE __m512d level_at(const double *table, size_t size, __m512i index)
{
    if (size > 64)
        return _mm512_i64gather_pd(index, table, 8);
    __m512d x = _mm512_permutex2var_pd(_mm512_loadu_pd(table), index, _mm512_loadu_pd(table + 8));
    for (int part = 1; part < 4 && (size_t)part * 16 < size; part++) {
        __m512d y =
            _mm512_permutex2var_pd(_mm512_loadu_pd(table + 16 * part), index, _mm512_loadu_pd(table + 16 * part + 8));
        x = _mm512_mask_blend_pd(_mm512_cmpge_epi64_mask(index, _mm512_set1_epi64(16 * part)), x, y);
    }
    return x;
}

WIDE int wide_shares(const double *claim, size_t count, const double share[4], int64_t sum[4])
{
    __m512i total[4], none = _mm512_setzero_si512();
    __m512d s[4];
    for (int j = 0; j < 4; j++) {
        total[j] = none;
        s[j] = _mm512_set1_pd(share[j]);
    }
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        __m512d c = _mm512_loadu_pd(claim + i);
        for (int j = 0; j < 4; j++)
            total[j] = _mm512_add_epi64(total[j], _mm512_cvttpd_epi64(_mm512_mul_pd(c, s[j])));
    }
    for (int j = 0; j < 4; j++) {
        sum[j] += _mm512_reduce_add_epi64(total[j]);
        for (size_t k = i; k < count; k++)
            sum[j] += (int64_t)(claim[k] * share[j]);
    }
    return 0;
}

WIDE int wide_part(const double *claim, size_t count, double share, int64_t sum[1])
{
    const __m512d part = _mm512_set1_pd(share);
    __m512i total = _mm512_setzero_si512();
    for (size_t i = 0; i < count; i += LANES) {
        __mmask8 mask = count - i >= LANES ? 0xFF : (__mmask8)((1u << (count - i)) - 1);
        __m512d c = _mm512_maskz_loadu_pd(mask, claim + i);
        total = _mm512_add_epi64(total, _mm512_cvttpd_epi64(_mm512_mul_pd(c, part)));
    }
    sum[0] += _mm512_reduce_add_epi64(total);
    return 0;
}

WIDE int wide_larger(const kernel_pairs *pairs, const double share[2], int64_t sum[1])
{
    const __m512d a = _mm512_set1_pd(share[0]), b = _mm512_set1_pd(share[1]);
    __m512i total = _mm512_setzero_si512();
    for (size_t i = 0; i < pairs->count; i += LANES) {
        __mmask8 mask = pairs->count - i >= LANES ? 0xFF : (__mmask8)((1u << (pairs->count - i)) - 1);
        __m512d x = _mm512_mul_pd(_mm512_maskz_loadu_pd(mask, pairs->claim + i), a);
        __m512d y = _mm512_mul_pd(_mm512_maskz_loadu_pd(mask, pairs->beside + i), b);
        total = _mm512_add_epi64(total, _mm512_cvttpd_epi64(_mm512_max_pd(x, y)));
    }
    sum[0] += _mm512_reduce_add_epi64(total);
    return 0;
}

INLINE void settle_as(wide_rule r, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum)
{
    const __m512d none = _mm512_setzero_pd(), last_a = _mm512_set1_pd(levels->last[0]);
    const __m512d last_b = _mm512_set1_pd(levels->last[1]);
    const __m512i pay_date = _mm512_set1_epi64(levels->pay_date), end = _mm512_set1_epi64(levels->end);
    bool looks_at_a = r.form != FORM_LOSSES,
         looks_at_b = r.form == FORM_LOSSES || r.form == FORM_LEVELS || r.form == FORM_WAVES;
    __m512i in_life = _mm512_setzero_si512(), in_all = in_life, owed = in_life;
    for (size_t i = 0; i < people->count; i += LANES) {
        eight e = eight_from(people, i);
        __m512d a = looks_at_a ? level_at(levels->a, levels->size, e.death) : none;
        __m512d b = looks_at_b ? level_at(levels->b, levels->size, e.death) : none;
        __m512d life = award_of(&r, e.claim, e.before, a, b);
        __m512d last = levels->all ? level_at(levels->all, levels->size, e.death) : last_a;
        __m512d all = award_of(&r, e.claim, e.before, last, last_b);
        in_life = _mm512_add_epi64(in_life, _mm512_cvttpd_epi64(life));
        in_all = _mm512_add_epi64(in_all, _mm512_cvttpd_epi64(all));
        if (levels->wants_owed)
            owed = _mm512_mask_add_epi64(owed, _mm512_cmpgt_epi64_mask(e.death, pay_date), owed,
                                         _mm512_cvttpd_epi64(_mm512_sub_pd(e.claim, all)));
        __mmask8 had = _mm512_cmp_pd_mask(all, none, _CMP_GT_OQ);
        sum->had_in_life += __builtin_popcount(_mm512_cmp_pd_mask(life, none, _CMP_GT_OQ));
        sum->had += __builtin_popcount(had);
        sum->had_and_lives += __builtin_popcount(_mm512_mask_cmpgt_epi64_mask(had, e.death, end));
    }
    sum->in_life += _mm512_reduce_add_epi64(in_life);
    sum->in_all += _mm512_reduce_add_epi64(in_all);
    sum->owed += _mm512_reduce_add_epi64(owed);
}

INLINE void reached_as(wide_rule r, const kernel_people *people, const kernel_goal *goal, int64_t count[4])
{
    const __m512d a = _mm512_set1_pd(goal->level[0]), b = _mm512_set1_pd(goal->level[1]);
    const __m512d slack = _mm512_set1_pd(goal->slack), one = _mm512_set1_pd(1);
    const __m512i date = _mm512_set1_epi8((char)goal->date), next = _mm512_set1_epi8((char)goal->next);
    const __m512i end = _mm512_set1_epi8((char)goal->end);
    count[0] = count[1] = count[2] = count[3] = 0;
    for (size_t from = 0; from < people->count; from += 64) {
        uint64_t is_reached = 0;
        for (size_t i = from; i < from + 64 && i < people->count; i += LANES) {
            eight e = eight_from(people, i);
            __m512d target = goal->target ? _mm512_maskz_loadu_pd(e.mask, goal->target + i)
                                          : _mm512_max_pd(_mm512_sub_pd(e.claim, slack), one);
            __m512d x = award_of(&r, e.claim, e.before, a, b);
            is_reached |= (uint64_t)_mm512_mask_cmp_pd_mask(e.mask, x, target, _CMP_GE_OQ) << (i - from);
        }
        __m512i death = _mm512_loadu_si512(people->death + from);
        count[0] += __builtin_popcountll(is_reached);
        count[1] += __builtin_popcountll(is_reached & _mm512_cmpgt_epu8_mask(death, date));
        count[2] += __builtin_popcountll(is_reached & _mm512_cmpgt_epu8_mask(death, next));
        count[3] += __builtin_popcountll(is_reached & _mm512_cmpgt_epu8_mask(death, end));
    }
}

INLINE void awards_as(wide_rule r, const kernel_people *people, const double level[2], int date, int64_t sum[1])
{
    const __m512d a = _mm512_set1_pd(level[0]), b = _mm512_set1_pd(level[1]);
    const __m512i day = _mm512_set1_epi64(date);
    __m512i all = _mm512_setzero_si512();
    for (size_t i = 0; i < people->count; i += LANES) {
        eight e = eight_from(people, i);
        __m512i x = _mm512_cvttpd_epi64(award_of(&r, e.claim, e.before, a, b));
        all = _mm512_mask_add_epi64(all, _mm512_cmpgt_epi64_mask(e.death, day), all, x);
    }
    sum[0] += _mm512_reduce_add_epi64(all);
}

/* The form is a constant in each case, so that each becomes a loop of its own. */
#define BY_FORM(pass, ...)                                                                                             \
    wide_rule r = rule_of(rule);                                                                                       \
    for (int form = 0; form < FORMS; form++)                                                                           \
        for (int cuts = 0; cuts < 2; cuts++)                                                                           \
            if (r.form == (kernel_form)form && r.cuts == cuts)                                                         \
    pass((wide_rule){(kernel_form)form, cuts, r.theta, r.scale, r.unit}, __VA_ARGS__)

WIDE int wide_settle(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels,
                     kernel_outcome *sum)
{
    BY_FORM(settle_as, people, levels, sum);
    return 0;
}

WIDE int wide_reached(const kernel_rule *rule, const kernel_people *people, const kernel_goal *goal, int64_t count[4])
{
    BY_FORM(reached_as, people, goal, count);
    return 0;
}

WIDE int wide_awards(const kernel_rule *rule, const kernel_people *people, const double level[2], int date,
                     int64_t sum[1])
{
    BY_FORM(awards_as, people, level, date, sum);
    return 0;
}

WIDE int wide_reach(const kernel_people *people, double reach, int date, int64_t sum[2])
{
    const __m512d most = _mm512_set1_pd(reach);
    const __m512i day = _mm512_set1_epi64(date);
    __m512i claims = _mm512_setzero_si512();
    for (size_t i = 0; i < people->count; i += LANES) {
        eight e = eight_from(people, i);
        __mmask8 is_within = _mm512_mask_cmp_pd_mask(e.mask, e.claim, most, _CMP_LE_OQ);
        if (date >= 0)
            is_within = _mm512_mask_cmpgt_epi64_mask(is_within, e.death, day);
        sum[0] += __builtin_popcount(is_within);
        claims = _mm512_mask_add_epi64(claims, is_within, claims, _mm512_cvttpd_epi64(e.claim));
    }
    sum[1] += _mm512_reduce_add_epi64(claims);
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
        __mmask8 mask = blocks->count - b >= LANES ? 0xFF : (__mmask8)((1u << (blocks->count - b)) - 1);
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

WIDE int wide_living(const uint8_t *death, size_t count, size_t dates, uint32_t *living)
{
    for (size_t k = 0; k < dates; k++)
        living[k] = 0;
    for (size_t from = 0; from < count; from += 64) {
        __mmask64 mask = count - from >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << (count - from)) - 1;
        __m512i bytes = _mm512_maskz_loadu_epi8(mask, death + from);
        for (size_t k = 0; k < dates; k++)
            living[k] += (uint32_t)__builtin_popcountll(_mm512_cmpgt_epu8_mask(bytes, _mm512_set1_epi8((char)k)));
    }
    return 0;
}
#endif
