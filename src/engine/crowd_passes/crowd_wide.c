#include "engine/crowd_passes/crowd_wide.h"

#if CROWD_HAS_WIDE
#include "engine/crowd_passes/crowd_parts.h"
#include "engine/crowd_passes/crowd_wide_lanes.h"

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

INLINE eight eight_with(const kernel_people *people, size_t i, __mmask8 mask)
{
    eight e = {.mask = mask};
    e.claim = _mm512_maskz_loadu_pd(e.mask, people->claim + i);
    e.before = people->before ? _mm512_maskz_loadu_pd(e.mask, people->before + i) : _mm512_setzero_pd();
    e.death = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(const void *)(people->death + i)));
    return e;
}

INLINE eight eight_from(const kernel_people *people, size_t i)
{
    return eight_with(people, i, mask_of(people->count - i));
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

INLINE void settle_as(wide_rule r, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum)
{
    const __m512d none = _mm512_setzero_pd(), last_a = _mm512_set1_pd(levels->last[0]);
    const __m512d last_b = _mm512_set1_pd(levels->last[1]);
    const __m512i end = _mm512_set1_epi64(levels->end);
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
            owed = _mm512_mask_add_epi64(owed, _mm512_cmpgt_epi64_mask(e.death, end), owed,
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

/* A rule's sums over claimants. */
typedef struct wide_sums_of {
    wide_rule rule;
    kernel_levels levels;
    __m512d last_a, last_b, in_life, rest;
    __m512i end;
} wide_sums_of;

/* A share is cut when it is added. */
INLINE __m512d uncut_of(const wide_rule *r, const eight *e, __m512d a, __m512d b)
{
    return r->form == FORM_SHARES ? _mm512_mul_pd(e->claim, a) : award_of(r, e->claim, e->before, a, b);
}

INLINE void add_eight(wide_sums_of *s, eight e)
{
    const __m512d none = _mm512_setzero_pd();
    const kernel_levels *levels = &s->levels;
    kernel_form form = s->rule.form;
    __m512d a = form != FORM_LOSSES ? level_at(levels->a, levels->size, e.death) : none;
    __m512d b = form == FORM_LOSSES || form == FORM_LEVELS || form == FORM_WAVES
                    ? level_at(levels->b, levels->size, e.death)
                    : none;
    __m512d last = levels->all ? level_at(levels->all, levels->size, e.death) : s->last_a;
    s->in_life = add_whole_part(s->in_life, uncut_of(&s->rule, &e, a, b));
    if (!levels->wants_owed) {
        s->rest = add_whole_part(s->rest, uncut_of(&s->rule, &e, last, s->last_b));
        return;
    }
    __m512d owed = _mm512_sub_pd(e.claim, award_of(&s->rule, e.claim, e.before, last, s->last_b));
    s->rest = _mm512_mask_add_pd(s->rest, _mm512_cmpgt_epi64_mask(e.death, s->end), s->rest, owed);
}

INLINE void add_sums(wide_sums_of *s, size_t size, const kernel_people *people)
{
    size_t i = 0;
    s->levels.size = size;
    for (; i + LANES <= people->count; i += LANES)
        add_eight(s, eight_with(people, i, 0xFF));
    if (i < people->count)
        add_eight(s, eight_from(people, i));
}

/* The size of the table is a constant in each loop. */
INLINE void sums_as(wide_rule r, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum)
{
    wide_sums_of s = {.rule = r, .levels = *levels, .end = _mm512_set1_epi64(levels->end)};
    s.rule.cuts = 0;
    s.last_a = _mm512_set1_pd(levels->last[0]);
    s.last_b = _mm512_set1_pd(levels->last[1]);
    s.in_life = s.rest = _mm512_set1_pd(SUM_START);
    if (levels->size <= 16)
        add_sums(&s, 16, people);
    else if (levels->size <= 32)
        add_sums(&s, 32, people);
    else if (levels->size <= 48)
        add_sums(&s, 48, people);
    else
        add_sums(&s, levels->size <= 64 ? 64 : CROWD_TABLE, people);
    int64_t rest = sum_of(s.rest);
    sum->in_life += sum_of(s.in_life);
    sum->in_all += levels->wants_owed ? 0 : rest;
    sum->owed += levels->wants_owed ? rest : 0;
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
#define WITH(pass, form, cuts, ...) pass((wide_rule){form, cuts, r.theta, r.scale, r.unit}, __VA_ARGS__)
#define CASE(pass, form, ...)                                                                                          \
    case form:                                                                                                         \
        if (r.cuts)                                                                                                    \
            WITH(pass, form, 1, __VA_ARGS__);                                                                          \
        else                                                                                                           \
            WITH(pass, form, 0, __VA_ARGS__);                                                                          \
        break;
#define BY_FORM(pass, ...)                                                                                             \
    wide_rule r = rule_of(rule);                                                                                       \
    switch (r.form) {                                                                                                  \
        CASE(pass, FORM_SHARES, __VA_ARGS__)                                                                           \
        CASE(pass, FORM_ORDER, __VA_ARGS__)                                                                            \
        CASE(pass, FORM_AWARDS, __VA_ARGS__)                                                                           \
        CASE(pass, FORM_LOSSES, __VA_ARGS__)                                                                           \
        CASE(pass, FORM_LEVELS, __VA_ARGS__)                                                                           \
        CASE(pass, FORM_WAVES, __VA_ARGS__)                                                                            \
    case FORMS:                                                                                                        \
        break;                                                                                                         \
    }

WIDE int wide_settle(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels,
                     kernel_outcome *sum)
{
    BY_FORM(settle_as, people, levels, sum);
    return 0;
}

WIDE int wide_sums(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels,
                   kernel_outcome *sum)
{
    BY_FORM(sums_as, people, levels, sum);
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
#endif
