/* The passes over persons give the same whole numbers from every version: those that the machine chooses against the plain loops. */
#include "engine/crowd_passes/crowd_kernels.h"

#define kernel_form_of plain_form_of
#define kernel_shares plain_shares
#define kernel_settle plain_settle
#define kernel_sums plain_sums
#define kernel_reached plain_reached
#define kernel_reach plain_reach
#define kernel_within plain_within
#define kernel_part plain_part
#define kernel_larger plain_larger
#define kernel_above plain_above
#define kernel_narrow_part plain_narrow_part
#define kernel_debts plain_debts
#define kernel_awards plain_awards
#define kernel_living plain_living
#include "engine/crowd_passes/crowd_wide.h"
#undef CROWD_HAS_WIDE
#define CROWD_HAS_WIDE 0
int plain_shares(const double *claim, size_t count, const double share[4], int64_t sum[4]);
int plain_settle(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels,
                 kernel_outcome *sum);
int plain_sums(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum);
int plain_reached(const kernel_rule *rule, const kernel_people *people, const kernel_goal *goal, int64_t count[4]);
int plain_reach(const kernel_people *people, double reach, int date, int64_t sum[2]);
int plain_debts(const kernel_debtors *debtors, double share, int date, int64_t sum[2]);
int plain_part(const double *claim, size_t count, double share, int64_t sum[1]);
int plain_above(const kernel_pairs *pairs, const double share[3], int64_t sum[3]);
int plain_larger(const kernel_pairs *pairs, const double share[2], int64_t sum[1]);
int plain_narrow_part(const uint32_t *claim, size_t count, double share, int64_t sum[1]);
int plain_within(const kernel_blocks *blocks, double reach, uint32_t *astride, int64_t sum[2]);
int plain_awards(const kernel_rule *rule, const kernel_people *people, const double level[2], int date, int64_t sum[1]);
int plain_living(const uint8_t *death, size_t count, size_t dates, uint32_t *living);
kernel_form plain_form_of(const kernel_rule *rule);
#include "engine/crowd_passes/crowd_kernels.c"
#undef kernel_form_of
#undef kernel_shares
#undef kernel_settle
#undef kernel_sums
#undef kernel_reached
#undef kernel_reach
#undef kernel_within
#undef kernel_part
#undef kernel_larger
#undef kernel_above
#undef kernel_narrow_part
#undef kernel_debts
#undef kernel_awards
#undef kernel_living

#include "division/dice.h"
#include "engine/crowd_passes/crowd_parts.h"

#include <criterion/criterion.h>

enum { MOST = KERNEL_MOST, TABLE = 256 };

/* Claims as people have them, at the edges of what a double holds, and alike. */
typedef struct crowd_of_random {
    double claim[MOST], before[MOST], target[MOST], a[TABLE + 16], b[TABLE];
    uint8_t death[MOST + KERNEL_ROOM];
    size_t count, dates;
} crowd_of_random;

static crowd_of_random random_crowd(uint64_t *state)
{
    static const uint64_t sizes[] = {7, 3000, 250000007, UINT64_C(1) << 50};
    crowd_of_random c = {.count = dice_next(state) % MOST + 1,
                         .dates = dice_next(state) % 2 ? 42 : dice_next(state) % 250 + 1};
    uint64_t size = sizes[dice_next(state) % 4];
    for (size_t i = 0; i < MOST; i++) {
        c.claim[i] = (double)(dice_next(state) % size + 1);
        c.before[i] = (double)(dice_next(state) % (UINT64_C(1) << 51));
        c.target[i] = (double)(dice_next(state) % size + 1);
    }
    for (size_t i = 0; i < sizeof c.death; i++)
        c.death[i] = (uint8_t)(dice_next(state) % (c.dates + 1));
    for (size_t k = 0; k < TABLE; k++) {
        c.a[k] = dice_next(state) % 9 ? (double)(dice_next(state) % size) : INFINITY;
        c.b[k] = dice_next(state) % 9 ? (double)(dice_next(state) % size) : INFINITY;
    }
    return c;
}

static kernel_rule random_rule(uint64_t *state, crowd_of_random *c)
{
    static const int thetas[] = {0, 1, 2, 333};
    static const crowd_kind kinds[] = {CROWD_SHARES, CROWD_LEVELS, CROWD_ORDER, CROWD_WAVES};
    kernel_rule rule = {(int)kinds[dice_next(state) % 4], 1, 1, 1};
    if (rule.kind == CROWD_LEVELS) {
        rule.theta = thetas[dice_next(state) % 4];
        rule.scale = rule.theta < 2 ? 1 : 1000;
    }
    if (rule.kind != CROWD_ORDER && rule.kind != CROWD_WAVES && dice_next(state) % 2)
        rule.unit = 10000;
    for (size_t k = 0; rule.kind != CROWD_LEVELS && k < TABLE; k++) {
        c->a[k] = rule.kind == CROWD_ORDER ? (double)(dice_next(state) % (UINT64_C(1) << 51))
                                           : (double)(dice_next(state) >> 11) * 0x1p-53;
        c->b[k] = (double)(dice_next(state) >> 11) * 0x1p-53;
    }
    for (size_t i = 0; rule.kind == CROWD_WAVES && i < MOST; i++)
        c->before[i] = floor(c->claim[i] * 0.7); /* an instalment is part of the claim */
    return rule;
}

/* The sums alone are those of kernel_settle, where they may be asked for. */
static void compare_sums(const kernel_rule *rule, const crowd_of_random *c, kernel_levels levels, kernel_outcome whole)
{
    kernel_people people = {c->count, c->claim, c->before, c->death};
    double claims = 0;
    for (size_t i = 0; i < c->count; i++)
        claims += c->claim[i];
    if (rule->unit > 1 || claims > KERNEL_SUM_MOST)
        return;
    for (levels.wants_owed = 0; levels.wants_owed < 2; levels.wants_owed++) {
        kernel_outcome one = {0}, other = {0};
        kernel_sums(rule, &people, &levels, &one);
        plain_sums(rule, &people, &levels, &other);
        cr_assert_arr_eq(&one, &other, sizeof one, "sums, form %d", (int)kernel_form_of(rule));
        cr_assert_eq(one.in_life, whole.in_life);
        cr_assert_eq(one.in_all, levels.wants_owed ? 0 : whole.in_all);
        cr_assert_eq(one.owed, levels.wants_owed ? whole.owed : 0);
    }
}

Test(crowd_kernels, every_version_gives_the_same)
{
    uint64_t state = 2385;
    for (int round = 0; round < 3000; round++) {
        crowd_of_random c = random_crowd(&state);
        kernel_rule rule = random_rule(&state, &c);
        kernel_people people = {c.count, c.claim, c.before, c.death};
        int end = (int)(dice_next(&state) % c.dates), date = (int)(dice_next(&state) % (c.dates + 1)) - 1;
        kernel_levels levels = {
            c.dates + 1, c.a, c.b, {c.a[0], c.b[0]}, rule.kind == CROWD_SHARES && round % 2 ? c.a + 3 : NULL, end, 1};
        kernel_outcome one = {0}, other = {0};
        kernel_settle(&rule, &people, &levels, &one);
        plain_settle(&rule, &people, &levels, &other);
        cr_assert_arr_eq(&one, &other, sizeof one, "settle, round %d, form %d", round, (int)kernel_form_of(&rule));
        compare_sums(&rule, &c, levels, one);
        kernel_goal goal = {
            {c.a[1], c.b[1]}, dice_next(&state) % 2 ? c.target : NULL, 9999, end, date < 0 ? 0 : date, end};
        int64_t sums[2][8] = {{0}, {0}};
        kernel_reached(&rule, &people, &goal, sums[0]);
        plain_reached(&rule, &people, &goal, sums[1]);
        kernel_reach(&people, c.claim[0], date, sums[0] + 4);
        plain_reach(&people, c.claim[0], date, sums[1] + 4);
        kernel_awards(&rule, &people, goal.level, date, sums[0] + 6);
        plain_awards(&rule, &people, goal.level, date, sums[1] + 6);
        cr_assert_arr_eq(sums[0], sums[1], sizeof sums[0], "reached, reach or awards, round %d", round);
    }
}

Test(crowd_kernels, every_version_counts_alike)
{
    uint64_t state = 1967;
    for (int round = 0; round < 3000; round++) {
        crowd_of_random c = random_crowd(&state);
        double share[4] = {0, 1, 0.999999999, (double)(dice_next(&state) >> 11) * 0x1p-53};
        int64_t sums[2][11] = {{0}, {0}}, claims[MOST];
        uint32_t living[2][TABLE] = {{0}, {0}}, astride[2][MOST], present[MOST];
        kernel_shares(c.claim, c.count, share, sums[0]);
        plain_shares(c.claim, c.count, share, sums[1]);
        kernel_part(c.claim, c.count, share[3], sums[0] + 6);
        plain_part(c.claim, c.count, share[3], sums[1] + 6);
        kernel_pairs pairs = {c.count, c.claim, c.before};
        kernel_larger(&pairs, share + 2, sums[0] + 7);
        plain_larger(&pairs, share + 2, sums[1] + 7);
        const double near[3] = {round % 2 ? 0.5 : share[3], 1e-9, round % 2 ? 0.5 : share[3]};
        kernel_above(&pairs, near, sums[0] + 8);
        plain_above(&pairs, near, sums[1] + 8);
        kernel_living(c.death, c.count, c.dates, living[0]);
        plain_living(c.death, c.count, c.dates, living[1]);
        uint32_t owed[2][MOST];
        int64_t paid[2][2] = {{0}, {0}};
        for (int v = 0; v < 2; v++) {
            for (size_t i = 0; i < MOST; i++)
                owed[v][i] = (uint32_t)(uint64_t)c.target[i];
            kernel_debtors debtors = {c.count, owed[v], c.death};
            (v ? plain_narrow_part : kernel_narrow_part)(owed[v], c.count, share[3], sums[v] + 7);
            (v ? plain_debts : kernel_debts)(&debtors, share[3], (int)c.dates / 2, paid[v]);
        }
        cr_assert_arr_eq(owed[0], owed[1], sizeof owed[0], "debts, round %d", round);
        cr_assert_arr_eq(paid[0], paid[1], sizeof paid[0], "debts paid, round %d", round);
        for (size_t i = 0; i < MOST; i++) {
            claims[i] = (int64_t)dice_next(&state) >> 8;
            present[i] = (uint32_t)dice_next(&state);
            c.target[i] = c.claim[i] + (double)(dice_next(&state) % 1000);
        }
        kernel_blocks blocks = {c.count, c.claim, c.target, present, claims};
        int divided = kernel_within(&blocks, c.claim[0], astride[0], sums[0] + 4);
        cr_assert_eq(divided, plain_within(&blocks, c.claim[0], astride[1], sums[1] + 4));
        cr_assert_arr_eq(astride[0], astride[1], (size_t)divided * sizeof **astride);
        cr_assert_arr_eq(sums[0], sums[1], sizeof sums[0], "shares or within, round %d", round);
        cr_assert_arr_eq(living[0], living[1], sizeof living[0], "living, round %d", round);
    }
}

/* Longer than what is counted abreast, and than what counts of 16 bits hold. */
Test(crowd_kernels, many_are_counted_alike)
{
    enum { MANY = 70000 };
    static uint8_t death[MANY + KERNEL_ROOM];
    uint64_t state = 1945;
    for (int round = 0; round < 20; round++) {
        size_t count = dice_next(&state) % (round % 2 ? 3000 : MANY) + 1, dates = dice_next(&state) % 250 + 1;
        uint32_t living[2][TABLE] = {{0}, {0}};
        for (size_t i = 0; i < count; i++)
            death[i] = (uint8_t)(round == 0 ? dates : dice_next(&state) % (dates + 1));
        kernel_living(death, count, dates, living[0]);
        plain_living(death, count, dates, living[1]);
        cr_assert_arr_eq(living[0], living[1], sizeof living[0], "round %d", round);
    }
}

#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
/* The loops as they are compiled for AVX2, which a machine with AVX-512 never chooses. */
#define AVX2(name, parameters, own)                                                                                    \
    __attribute__((target("avx2"))) static int avx2_##name parameters                                                  \
    {                                                                                                                  \
        return name##_body own;                                                                                        \
    }
AVX2(settle, (const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum),
     (rule, people, levels, sum))
AVX2(reached, (const kernel_rule *rule, const kernel_people *people, const kernel_goal *goal, int64_t count[4]),
     (rule, people, goal, count))
AVX2(awards, (const kernel_rule *rule, const kernel_people *people, const double level[2], int date, int64_t sum[1]),
     (rule, people, level, date, sum))
AVX2(reach, (const kernel_people *people, double most, int date, int64_t sum[2]), (people, most, date, sum))
AVX2(shares, (const double *claim, size_t count, const double share[4], int64_t sum[4]), (claim, count, share, sum))
AVX2(larger, (const kernel_pairs *pairs, const double share[2], int64_t sum[1]), (pairs, share, sum))
AVX2(above, (const kernel_pairs *pairs, const double share[3], int64_t sum[3]), (pairs, share, sum))
AVX2(debts, (const kernel_debtors *debtors, double share, int date, int64_t sum[2]), (debtors, share, date, sum))
AVX2(living, (const uint8_t *death, size_t count, size_t dates, uint32_t *living), (death, count, dates, living))

Test(crowd_kernels, avx2_gives_the_same)
{
    uint64_t state = 1965;
    for (int round = 0; round < 1000 && __builtin_cpu_supports("avx2"); round++) {
        crowd_of_random c = random_crowd(&state);
        kernel_rule rule = random_rule(&state, &c);
        kernel_people people = {c.count, c.claim, c.before, c.death};
        int end = (int)(dice_next(&state) % c.dates);
        kernel_levels levels = {c.dates + 1, c.a, c.b, {c.a[0], c.b[0]}, NULL, end, 1};
        kernel_goal goal = {{c.a[1], c.b[1]}, round % 2 ? c.target : NULL, 9999, end, end / 2, end};
        const double share[4] = {0, 1, 0.3, (double)(dice_next(&state) >> 11) * 0x1p-53};
        kernel_outcome one = {0}, other = {0};
        int64_t sums[2][17] = {{0}, {0}};
        uint32_t living[2][TABLE] = {{0}, {0}}, owed[2][MOST];
        for (size_t i = 0; i < MOST; i++)
            owed[0][i] = owed[1][i] = (uint32_t)(uint64_t)c.target[i];
        avx2_settle(&rule, &people, &levels, &one);
        plain_settle(&rule, &people, &levels, &other);
        cr_assert_arr_eq(&one, &other, sizeof one, "settle, round %d", round);
        avx2_reached(&rule, &people, &goal, sums[0]);
        plain_reached(&rule, &people, &goal, sums[1]);
        avx2_awards(&rule, &people, goal.level, end, sums[0] + 4);
        plain_awards(&rule, &people, goal.level, end, sums[1] + 4);
        avx2_reach(&people, c.claim[0], end, sums[0] + 5);
        plain_reach(&people, c.claim[0], end, sums[1] + 5);
        avx2_shares(c.claim, c.count, share, sums[0] + 7);
        plain_shares(c.claim, c.count, share, sums[1] + 7);
        avx2_larger(&(kernel_pairs){c.count, c.claim, c.before}, share + 2, sums[0] + 13);
        plain_larger(&(kernel_pairs){c.count, c.claim, c.before}, share + 2, sums[1] + 13);
        avx2_above(&(kernel_pairs){c.count, c.claim, c.before}, share + 1, sums[0] + 14);
        plain_above(&(kernel_pairs){c.count, c.claim, c.before}, share + 1, sums[1] + 14);
        avx2_debts(&(kernel_debtors){c.count, owed[0], c.death}, share[3], end, sums[0] + 11);
        plain_debts(&(kernel_debtors){c.count, owed[1], c.death}, share[3], end, sums[1] + 11);
        avx2_living(c.death, c.count, c.dates, living[0]);
        plain_living(c.death, c.count, c.dates, living[1]);
        cr_assert_arr_eq(sums[0], sums[1], sizeof sums[0], "sums, round %d", round);
        cr_assert(memcmp(owed[0], owed[1], sizeof owed[0]) == 0 && memcmp(living[0], living[1], sizeof living[0]) == 0);
    }
}
#endif
