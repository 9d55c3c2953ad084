/*
 * Each pass is written once, inlined into versions with and without AVX2, and left to the compiler to vector; crowd_wide.c has them for
 * AVX-512. Whole numbers in doubles are summed as integers, so that neither order nor width shows.
 */
#include "engine/crowd_passes/crowd_kernels.h"

#include "engine/crowd_passes/crowd_parts.h"
#include "engine/crowd_passes/crowd_wide.h"

#include <math.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

/* AVX2 does not convert to 64-bit integers: the bits of 2^52 + x are read. */
INLINE int64_t whole_of(double floored)
{
    double moved = floored + 0x1p52;
    int64_t bits;
    memcpy(&bits, &moved, sizeof bits);
    return bits - INT64_C(0x4330000000000000);
}

INLINE double cut(double x, double claim, double unit)
{
    double less = floor(x / unit) * unit;
    return x < claim ? less : x;
}

/* Form and cutting are constants wherever this is inlined. */
typedef struct way {
    kernel_form form;
    int cuts;
    const kernel_rule *rule;
} way;

INLINE double award_of(way w, double claim, double before, crowd_level at)
{
    double x;
    if (w.form == FORM_SHARES) {
        x = floor(claim * at.a);
    } else if (w.form == FORM_ORDER) {
        x = at.a - before;
        x = x > 0 ? x : 0;
        x = x < claim ? x : claim;
    } else if (w.form == FORM_WAVES) {
        double whole = floor(claim * at.a), part = floor(before * at.b);
        x = whole > part ? whole : part;
    } else if (w.form == FORM_AWARDS) {
        x = claim < at.a ? claim : at.a;
    } else if (w.form == FORM_LOSSES) {
        x = claim - at.b;
        x = x > 0 ? x : 0;
    } else {
        double part = floor(claim * w.rule->theta / w.rule->scale), most = part < at.a ? part : at.a,
               least = claim - at.b;
        x = most > least ? most : least;
    }
    return w.cuts ? cut(x, claim, w.rule->unit) : x;
}

INLINE int shares_body(const double *claim, size_t count, const double share[4], int64_t sum[4])
{
    int64_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (size_t i = 0; i < count; i++) {
        s0 += whole_of(floor(claim[i] * share[0]));
        s1 += whole_of(floor(claim[i] * share[1]));
        s2 += whole_of(floor(claim[i] * share[2]));
        s3 += whole_of(floor(claim[i] * share[3]));
    }
    sum[0] += s0, sum[1] += s1, sum[2] += s2, sum[3] += s3;
    return 0;
}

INLINE int part_body(const double *claim, size_t count, double share, int64_t sum[1])
{
    int64_t s = 0;
    for (size_t i = 0; i < count; i++)
        s += whole_of(floor(claim[i] * share));
    sum[0] += s;
    return 0;
}

INLINE int larger_body(const kernel_pairs *pairs, const double share[2], int64_t sum[1])
{
    int64_t s = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        double x = floor(pairs->claim[i] * share[0]), y = floor(pairs->beside[i] * share[1]);
        s += whole_of(x > y ? x : y);
    }
    sum[0] += s;
    return 0;
}

INLINE int narrow_part_body(const uint32_t *claim, size_t count, double share, int64_t sum[1])
{
    int64_t s = 0;
    for (size_t i = 0; i < count; i++)
        s += whole_of(floor((double)claim[i] * share));
    sum[0] += s;
    return 0;
}

INLINE int above_body(const kernel_pairs *pairs, const double share[3], int64_t sum[3])
{
    int64_t claims = 0, had = 0, doubtful = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        double claim = pairs->claim[i], y = floor(claim * share[0]), z = floor(pairs->beside[i] * share[1]);
        y = y > z ? y : z;
        double x = claim * share[2];
        claims += whole_of(x > y ? claim : 0);
        had += whole_of(x > y ? 0 : y);
        doubtful += fabs(x - y) <= y * KERNEL_DOUBT;
    }
    sum[0] += claims, sum[1] += had, sum[2] += doubtful;
    return 0;
}

/* Whether an award looks at what stands before the claimant, or beside his claim. */
INLINE int has_before(way w)
{
    return w.form == FORM_ORDER || w.form == FORM_WAVES;
}

INLINE int settle_as(way w, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum)
{
    kernel_outcome o = {0};
    for (size_t i = 0; i < people->count; i++) {
        double claim = people->claim[i], before = has_before(w) ? people->before[i] : 0;
        int death = people->death[i];
        double level_b = w.form == FORM_LOSSES || w.form == FORM_LEVELS || w.form == FORM_WAVES ? levels->b[death] : 0;
        double life = award_of(w, claim, before, (crowd_level){levels->a[death], level_b});
        double all = award_of(w, claim, before,
                              (crowd_level){levels->all ? levels->all[death] : levels->last[0], levels->last[1]});
        o.in_life += whole_of(life);
        o.in_all += whole_of(all);
        o.owed += death > levels->end ? whole_of(claim - all) : 0;
        o.had_in_life += life > 0;
        o.had += all > 0;
        o.had_and_lives += all > 0 && death > levels->end;
    }
    sum->in_life += o.in_life, sum->in_all += o.in_all, sum->owed += o.owed;
    sum->had_in_life += o.had_in_life, sum->had += o.had, sum->had_and_lives += o.had_and_lives;
    return 0;
}

kernel_form kernel_form_of(const kernel_rule *rule)
{
    if (rule->kind != CROWD_LEVELS)
        return rule->kind == CROWD_ORDER ? FORM_ORDER : rule->kind == CROWD_WAVES ? FORM_WAVES : FORM_SHARES;
    return rule->theta == 0 ? FORM_LOSSES : rule->theta == rule->scale ? FORM_AWARDS : FORM_LEVELS;
}

/* A pass for each form, with and without cutting to the unit; orders and waves are never cut. */
#define BY_FORM(pass)                                                                                                  \
    switch (kernel_form_of(rule) * 2 + (rule->unit > 1)) {                                                             \
    case FORM_SHARES * 2:                                                                                              \
        return pass(FORM_SHARES, 0);                                                                                   \
    case FORM_SHARES * 2 + 1:                                                                                          \
        return pass(FORM_SHARES, 1);                                                                                   \
    case FORM_AWARDS * 2:                                                                                              \
        return pass(FORM_AWARDS, 0);                                                                                   \
    case FORM_AWARDS * 2 + 1:                                                                                          \
        return pass(FORM_AWARDS, 1);                                                                                   \
    case FORM_LOSSES * 2:                                                                                              \
        return pass(FORM_LOSSES, 0);                                                                                   \
    case FORM_LOSSES * 2 + 1:                                                                                          \
        return pass(FORM_LOSSES, 1);                                                                                   \
    case FORM_LEVELS * 2:                                                                                              \
        return pass(FORM_LEVELS, 0);                                                                                   \
    case FORM_LEVELS * 2 + 1:                                                                                          \
        return pass(FORM_LEVELS, 1);                                                                                   \
    case FORM_WAVES * 2:                                                                                               \
        return pass(FORM_WAVES, 0);                                                                                    \
    default:                                                                                                           \
        return pass(FORM_ORDER, 0);                                                                                    \
    }

INLINE int settle_body(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels,
                       kernel_outcome *sum){
#define SETTLE(form, cuts) settle_as((way){form, cuts, rule}, people, levels, sum)
    BY_FORM(SETTLE)}

INLINE int sums_as(way w, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum)
{
    int64_t in_life = 0, rest = 0;
    for (size_t i = 0; i < people->count; i++) {
        double claim = people->claim[i], before = has_before(w) ? people->before[i] : 0;
        int death = people->death[i];
        double level_b = w.form == FORM_LOSSES || w.form == FORM_LEVELS || w.form == FORM_WAVES ? levels->b[death] : 0;
        double last = levels->all ? levels->all[death] : levels->last[0];
        double all = award_of(w, claim, before, (crowd_level){last, levels->last[1]});
        in_life += whole_of(award_of(w, claim, before, (crowd_level){levels->a[death], level_b}));
        rest += !levels->wants_owed ? whole_of(all) : death > levels->end ? whole_of(claim - all) : 0;
    }
    sum->in_life += in_life;
    sum->in_all += levels->wants_owed ? 0 : rest;
    sum->owed += levels->wants_owed ? rest : 0;
    return 0;
}

INLINE int sums_body(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels,
                     kernel_outcome *sum){
#define SUMS(form, cuts) sums_as((way){form, 0, rule}, people, levels, sum)
    BY_FORM(SUMS)}

INLINE int reached_as(way w, const kernel_people *people, const kernel_goal *goal, int64_t count[4])
{
    uint8_t is_reached[KERNEL_MOST];
    for (size_t i = 0; i < people->count; i++) {
        double claim = people->claim[i], before = has_before(w) ? people->before[i] : 0;
        double x = award_of(w, claim, before, (crowd_level){goal->level[0], goal->level[1]});
        double less = claim - goal->slack, target = goal->target ? goal->target[i] : less > 1 ? less : 1;
        is_reached[i] = x >= target;
    }
    int all = 0, date = 0, next = 0, end = 0;
    for (size_t i = 0; i < people->count; i++) {
        all += is_reached[i];
        date += is_reached[i] & (people->death[i] > goal->date);
        next += is_reached[i] & (people->death[i] > goal->next);
        end += is_reached[i] & (people->death[i] > goal->end);
    }
    count[0] = all, count[1] = date, count[2] = next, count[3] = end;
    return 0;
}

INLINE int reached_body(const kernel_rule *rule, const kernel_people *people, const kernel_goal *goal,
                        int64_t count[4]){
#define REACHED(form, cuts) reached_as((way){form, cuts, rule}, people, goal, count)
    BY_FORM(REACHED)}

INLINE int reach_body(const kernel_people *people, double reach, int date, int64_t sum[2])
{
    int64_t count = 0, claims = 0;
    for (size_t i = 0; i < people->count; i++) {
        int is_within = people->claim[i] <= reach && (int)people->death[i] > date;
        count += is_within;
        claims += is_within ? whole_of(people->claim[i]) : 0;
    }
    sum[0] += count, sum[1] += claims;
    return 0;
}

INLINE int awards_as(way w, const kernel_people *people, const double level[2], int date, int64_t sum[1])
{
    int64_t all = 0;
    for (size_t i = 0; i < people->count; i++) {
        double before = has_before(w) ? people->before[i] : 0;
        double x = award_of(w, people->claim[i], before, (crowd_level){level[0], level[1]});
        all += (int)people->death[i] > date ? whole_of(x) : 0;
    }
    sum[0] += all;
    return 0;
}

INLINE int awards_body(const kernel_rule *rule, const kernel_people *people, const double level[2], int date,
                       int64_t sum[1]){
#define AWARDS(form, cuts) awards_as((way){form, cuts, rule}, people, level, date, sum)
    BY_FORM(AWARDS)}

INLINE int within_body(const kernel_blocks *blocks, double reach, uint32_t *astride, int64_t sum[2])
{
    int64_t count = 0, claims = 0;
    int divided = 0;
    for (size_t b = 0; b < blocks->count; b++) {
        int64_t is_within = -(int64_t)(blocks->most[b] <= reach);
        count += blocks->living[b] & is_within;
        claims += blocks->claims[b] & is_within;
    }
    for (size_t b = 0; b < blocks->count; b++)
        if (blocks->least[b] <= reach && blocks->most[b] > reach)
            astride[divided++] = (uint32_t)b;
    sum[0] += count, sum[1] += claims;
    return divided;
}

INLINE int debts_body(const kernel_debtors *debtors, double share, int date, int64_t sum[2])
{
    int64_t paid = 0, in_life = 0;
    for (size_t i = 0; i < debtors->count; i++) {
        uint32_t x = (uint32_t)((double)debtors->owed[i] * share);
        debtors->owed[i] -= x;
        paid += x;
        in_life += debtors->death[i] > date ? x : 0;
    }
    sum[0] += paid, sum[1] += in_life;
    return 0;
}

INLINE int living_body(const uint8_t *death, size_t count, size_t dates, uint32_t *living)
{
    enum { STRETCH = 128 }; /* so that counts stay in bytes */
    for (size_t k = 0; k < dates; k++)
        living[k] = 0;
    for (size_t from = 0; from < count; from += STRETCH) {
        size_t stretch = count - from < STRETCH ? count - from : STRETCH;
        for (size_t k = 0; k < dates; k++) {
            uint8_t sees = 0, date = (uint8_t)k;
            for (size_t i = 0; i < stretch; i++)
                sees = (uint8_t)(sees + (death[from + i] > date));
            living[k] += sees;
        }
    }
    return 0;
}

/* A function of each version, and the one that the machine can run. */
#if CROWD_HAS_WIDE
#define VERSIONS(name, parameters, own, wide)                                                                          \
    __attribute__((target("avx2"))) static int name##_avx2 parameters                                                  \
    {                                                                                                                  \
        return name##_body own;                                                                                        \
    }                                                                                                                  \
    int kernel_##name parameters                                                                                       \
    {                                                                                                                  \
        if (!wide_runs())                                                                                              \
            return __builtin_cpu_supports("avx2") ? name##_avx2 own : name##_body own;                                 \
        return wide_##name wide;                                                                                       \
    }
#else
#define VERSIONS(name, parameters, own, wide)                                                                          \
    int kernel_##name parameters                                                                                       \
    {                                                                                                                  \
        return name##_body own;                                                                                        \
    }
#endif

VERSIONS(shares, (const double *claim, size_t count, const double share[4], int64_t sum[4]), (claim, count, share, sum),
         (claim, count, share, sum))

VERSIONS(part, (const double *claim, size_t count, double share, int64_t sum[1]), (claim, count, share, sum),
         (claim, count, share, sum))

VERSIONS(larger, (const kernel_pairs *pairs, const double share[2], int64_t sum[1]), (pairs, share, sum),
         (pairs, share, sum))

VERSIONS(narrow_part, (const uint32_t *claim, size_t count, double share, int64_t sum[1]), (claim, count, share, sum),
         (claim, count, share, sum))

VERSIONS(above, (const kernel_pairs *pairs, const double share[3], int64_t sum[3]), (pairs, share, sum),
         (pairs, share, sum))

VERSIONS(settle,
         (const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum),
         (rule, people, levels, sum), (rule, people, levels, sum))

VERSIONS(sums, (const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum),
         (rule, people, levels, sum), (rule, people, levels, sum))

VERSIONS(reached, (const kernel_rule *rule, const kernel_people *people, const kernel_goal *goal, int64_t count[4]),
         (rule, people, goal, count), (rule, people, goal, count))

VERSIONS(reach, (const kernel_people *people, double reach, int date, int64_t sum[2]), (people, reach, date, sum),
         (people, reach, date, sum))

VERSIONS(debts, (const kernel_debtors *debtors, double share, int date, int64_t sum[2]), (debtors, share, date, sum),
         (debtors, share, date, sum))

VERSIONS(within, (const kernel_blocks *blocks, double reach, uint32_t *astride, int64_t sum[2]),
         (blocks, reach, astride, sum), (blocks, reach, astride, sum))

VERSIONS(awards,
         (const kernel_rule *rule, const kernel_people *people, const double level[2], int date, int64_t sum[1]),
         (rule, people, level, date, sum), (rule, people, level, date, sum))

VERSIONS(living, (const uint8_t *death, size_t count, size_t dates, uint32_t *living), (death, count, dates, living),
         (death, count, dates, living))
