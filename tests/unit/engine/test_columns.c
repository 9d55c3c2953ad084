/* Every version of every pass gives what a claim at a time gives, in whole numbers. */
#include "division/dice.h"
#include "engine/passes/columns.h"
#include "solatium/money.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { ROWS = 3 * COLUMNS_BLOCK + 13, ROUNDS = 60 };

typedef struct sample {
    int64_t total[ROWS], paid[ROWS], principal[ROWS], fraction[ROWS];
    uint32_t block[ROWS];
} sample;

static void roll(uint64_t *dice, sample *s)
{
    int64_t size = INT64_C(1) << (4 + dice_below(dice, 47));
    for (size_t i = 0; i < ROWS; i++) {
        bool is_there = dice_below(dice, 4) > 0;
        s->total[i] = is_there ? 1 + dice_below(dice, size) : 0;
        s->paid[i] = is_there ? dice_below(dice, s->total[i]) / (1 + dice_below(dice, 3)) : dice_below(dice, 2) * 77;
        s->principal[i] = is_there ? dice_below(dice, s->total[i] - s->paid[i] + 1) : 0;
        s->fraction[i] = dice_below(dice, COLUMNS_PARTS);
    }
}

static columns_rows rows_of(sample *s)
{
    return (columns_rows){ROWS, s->total, s->paid, s->principal};
}

/* One version after the other, from the same rows. */
static void for_each(void (*check)(const columns_version *version, sample *s, uint64_t dice))
{
    columns_version version[3];
    size_t versions = columns_versions(version);
    cr_assert(versions >= 1 && !strcmp(version[versions - 1].name, "scalar"));
    uint64_t dice = 4711;
    for (int round = 0; round < ROUNDS; round++) {
        sample s;
        roll(&dice, &s);
        for (size_t v = 0; v < versions; v++) {
            sample copy = s;
            check(&version[v], &copy, dice);
        }
    }
}

static void check_interest(const columns_version *version, sample *s, uint64_t dice)
{
    sample before = *s;
    int64_t parts = dice_below(&dice, INT64_C(1) << 36), gained = 0;
    columns_interest rows = {ROWS, s->principal, s->total, s->fraction};
    int64_t told = version->accrue(&rows, parts);
    for (size_t i = 0; i < ROWS; i++) {
        sol_wide sum = (sol_wide)before.principal[i] * parts + before.fraction[i];
        int64_t total = before.total[i], fraction = before.fraction[i];
        columns_accrue_one(before.principal[i], columns_rate_of(parts), &total, &fraction);
        cr_assert(total == before.total[i] + (int64_t)(sum / COLUMNS_PARTS) &&
                  fraction == (int64_t)(sum % COLUMNS_PARTS));
        cr_assert(s->total[i] == total && s->fraction[i] == fraction, "%s, row %zu", version->name, i);
        gained += total - before.total[i];
    }
    cr_assert_eq(told, gained, "%s", version->name);
}

static int64_t clamped(int64_t x, int64_t low, int64_t high)
{
    return x < low ? low : x > high ? high : x;
}

/* Awards as they should be, and the rows to be looked at: every block that has one is named. */
static void check_paid(const columns_version *version, const sample *before, sample *s, const int64_t *award,
                       const columns_payment *payment)
{
    for (size_t i = 0; i < ROWS; i++) {
        int64_t p = before->total[i] > 0 ? before->paid[i] : 0, more = award[i] - p, owed = before->total[i] - p;
        more = more == owed ? more : more - more % payment->unit;
        cr_assert_eq(s->paid[i], before->paid[i] + more, "%s, row %zu", version->name, i);
        cr_assert_eq(s->principal[i], clamped(before->principal[i], 0, owed - more), "%s, row %zu", version->name, i);
        bool is_near = s->total[i] > 0 && (double)s->paid[i] + payment->near >= payment->goal * (double)s->total[i];
        bool is_named = false;
        for (size_t b = 0; b < payment->block_count; b++)
            is_named |= payment->block[b] == i / COLUMNS_BLOCK;
        cr_assert(!is_near || is_named, "%s, row %zu", version->name, i);
    }
    cr_assert(payment->block_count < ROWS / COLUMNS_BLOCK + 2);
    for (size_t b = 0; b < ROWS / COLUMNS_BLOCK; b++) {
        columns_rows rows = {ROWS, s->total, s->paid, s->principal};
        uint8_t mark[COLUMNS_BLOCK];
        version->mark(&rows, b, payment, mark);
        for (size_t k = 0; k < COLUMNS_BLOCK; k++) {
            size_t i = b * COLUMNS_BLOCK + k;
            bool is_near = s->total[i] > 0 && (double)s->paid[i] + payment->near >= payment->goal * (double)s->total[i];
            cr_assert_eq(mark[k], is_near, "%s, row %zu", version->name, i);
        }
    }
}

static int64_t sum_paid(const sample *s)
{
    int64_t sum = 0;
    for (size_t i = 0; i < ROWS; i++)
        sum += s->paid[i];
    return sum;
}

static void check_shares(const columns_version *version, sample *s, uint64_t dice)
{
    double share = dice_share(&dice), band = dice_share(&dice);
    sample before = *s;
    columns_rows rows = rows_of(s);
    int64_t award[ROWS], fixed = 0, below = 0, close = 0;
    bool has_low[ROWS / COLUMNS_BLOCK + 1] = {false};
    bool is_free = true;
    for (size_t i = 0; i < ROWS; i++) {
        int64_t t = s->total[i], p = t > 0 ? s->paid[i] : 0, whole = (int64_t)((double)t * share);
        bool is_low = (double)t * share <= (double)p;
        fixed += is_low ? p : 0;
        below += is_low ? t : 0;
        has_low[i / COLUMNS_BLOCK] |= is_low && t > 0;
        close += fabs((double)t * share - (double)p) < (double)t * share * band;
        award[i] = clamped(whole, p, t);
        is_free &= whole >= p;
    }
    columns_blocks low = {.block = s->block};
    columns_shares sums = version->shares(&rows, share, band, &low);
    cr_assert(sums.fixed == fixed && sums.below == below && sums.close == close, "%s", version->name);
    for (size_t b = 0, next = 0; b <= ROWS / COLUMNS_BLOCK; b++) {
        bool is_named = next < low.count && low.block[next] == b;
        cr_assert_eq(is_named, has_low[b], "%s, block %zu", version->name, b);
        next += is_named;
    }
    cr_assert_eq(version->is_free(&rows, share), is_free, "%s", version->name);
    columns_payment payment = {.unit = dice_below(&dice, 2) ? 1 : 700, .goal = 0.6, .near = 2, .block = s->block};
    int64_t paid = version->pay_shares(&rows, share, &payment);
    check_paid(version, &before, s, award, &payment);
    cr_assert_eq(paid, sum_paid(s) - sum_paid(&before), "%s", version->name);
}

static void check_outstanding(const columns_version *version, sample *s, uint64_t dice)
{
    double share = dice_share(&dice);
    sample before = *s;
    columns_rows rows = rows_of(s);
    int64_t award[ROWS], awards = 0;
    for (size_t i = 0; i < ROWS; i++) {
        int64_t t = s->total[i], p = t > 0 ? s->paid[i] : 0, more = (int64_t)((double)(t - p) * share);
        award[i] = p + more;
        awards += more;
    }
    columns_payment payment = {.unit = 1, .goal = 1, .near = 2, .block = s->block};
    cr_assert_eq(version->pay_outstanding(&rows, share, &payment), awards, "%s", version->name);
    check_paid(version, &before, s, award, &payment);
}

static const columns_equal stretches[] = {
    {1, 0, 1, 0, 1, 0, 0},  /* equal awards */
    {1, 0, 1, 1, -1, 0, 0}, /* equal losses */
    {2, 0, 1, 0, 1, 0, 0},  /* equal awards to the half, and the losses behind it */
    {2, 1, 2, 2, -1, 0, 0}, {2, 1, 2, 0, 1, 0, 0}, {5, 2, 5, 5, -1, 0, 0},
};

static void check_equals(const columns_version *version, sample *s, uint64_t dice)
{
    columns_equal e = stretches[dice_below(&dice, 6)];
    int64_t largest = 1;
    for (size_t i = 0; i < ROWS; i++)
        largest = s->total[i] > largest ? s->total[i] : largest;
    e.level_down = dice_below(&dice, largest * e.unit);
    e.level_up = e.level_down + dice_below(&dice, 2);
    sample before = *s;
    columns_rows rows = rows_of(s);
    columns_equals wanted = {0, 0, 0};
    int64_t award[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        int64_t t = s->total[i], p = t > 0 ? s->paid[i] * e.unit : 0, anchor = t * e.anchor;
        int64_t low = clamped(t * e.from, p, t * e.unit), high = clamped(t * e.to, p, t * e.unit);
        int64_t down = e.sign > 0 ? anchor + e.level_down : anchor - e.level_up;
        int64_t up = e.sign > 0 ? anchor + e.level_up : anchor - e.level_down;
        bool is_high = down >= high, is_low = !is_high && up <= low, is_free = !is_high && !is_low;
        wanted.fixed += is_high ? high : is_low ? low : 0;
        wanted.anchors += is_free ? anchor : 0;
        wanted.free += is_free;
        award[i] = clamped(down, low, high) / e.unit;
    }
    columns_equals sums = version->equals(&rows, &e);
    cr_assert(sums.fixed == wanted.fixed && sums.anchors == wanted.anchors && sums.free == wanted.free, "%s",
              version->name);
    columns_payment payment = {.unit = 1, .goal = 1, .near = 2, .block = s->block};
    version->pay_equals(&rows, &e, &payment);
    check_paid(version, &before, s, award, &payment);
}

/* What a block has at a level. */
static columns_equals of_block(const columns_version *version, const columns_rows *rows, size_t block,
                               const columns_equal *e)
{
    size_t first = block * COLUMNS_BLOCK, rest = rows->count - first;
    columns_rows part = {rest < COLUMNS_BLOCK ? rest : COLUMNS_BLOCK, rows->total + first, rows->paid + first, NULL};
    return version->equals(&part, e);
}

/* Blocks that are not named have the same sums at both levels and between them, and with the others' these are those of all. */
static void check_between(const columns_version *version, sample *s, uint64_t dice)
{
    columns_equal from = stretches[dice_below(&dice, 6)], to, at;
    from.level_down = from.level_up = dice_below(&dice, s->total[0] * from.unit + 1);
    to = at = from;
    to.level_down = to.level_up = from.level_up + 1 + dice_below(&dice, dice_below(&dice, 2) ? 9 : 1 + s->total[1]);
    at.level_down = from.level_up + dice_below(&dice, to.level_up - from.level_up);
    at.level_up = at.level_down + dice_below(&dice, 2);
    const columns_rows rows = rows_of(s);
    columns_blocks others = {.block = s->block};
    columns_equals sums = version->equals_between(&rows, &from, &to, &others), all = version->equals(&rows, &at);
    for (size_t b = 0, next = 0; b <= ROWS / COLUMNS_BLOCK; b++) {
        columns_equals here = of_block(version, &rows, b, &at), first = of_block(version, &rows, b, &from);
        if (next < others.count && others.block[next] == b) {
            next++;
            sums.fixed += here.fixed;
            sums.anchors += here.anchors;
            sums.free += here.free;
            continue;
        }
        cr_assert(here.free == first.free && here.anchors == first.anchors && here.fixed == first.fixed,
                  "%s, block %zu", version->name, b);
    }
    cr_assert(sums.fixed == all.fixed && sums.anchors == all.anchors && sums.free == all.free, "%s", version->name);
}

Test(columns, interest_is_exact)
{
    for_each(check_interest);
}

Test(columns, shares_are_paid_down_to_what_was_paid)
{
    for_each(check_shares);
    for_each(check_outstanding);
}

Test(columns, levels_are_paid_between_bounds)
{
    for_each(check_equals);
    for_each(check_between);
}

/* A row within a rounding of its bound is told: half of 2^40, and of 2^40 and one paid a half. */
Test(columns, a_row_within_a_rounding_of_its_bound_is_doubtful)
{
    int64_t total[] = {INT64_C(1) << 40, 1000, 0}, paid[] = {INT64_C(1) << 39, 499, 5}, principal[] = {0, 0, 0};
    columns_rows rows = {3, total, paid, principal};
    columns_version version[3];
    size_t versions = columns_versions(version);
    for (size_t v = 0; v < versions; v++)
        cr_assert_eq(version[v].shares(&rows, 0.5, 0x1p-30, &(columns_blocks){(uint32_t[1]){0}, 0}).close, 1, "%s",
                     version[v].name);
}
