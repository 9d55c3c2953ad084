#include "solatium/decimal.h"

#include "solatium/protect.h"

#include <criterion/criterion.h>

Test(money, scales_to_the_nearest_unit_halves_up)
{
    static const struct {
        int64_t units, numerator, denominator, nearest, down;
    } rows[] = {
        {100000000, 1961, 18250, 10745205, 10745205},
        {1, 1, 2, 1, 0},
        {-1, 1, 2, 0, -1},
        {3, 1, 2, 2, 1},
        {SOL_MONEY_SUM_MAX, 7, 9, 777777777777777778, 777777777777777777},
        {-7, 1, 3, -2, -3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_money m = sol_money_of(rows[i].units);
        cr_assert_eq(sol_money_scale(m, rows[i].numerator, rows[i].denominator).units, rows[i].nearest, "row %zu", i);
        cr_assert_eq(sol_money_scale_down(m, rows[i].numerator, rows[i].denominator).units, rows[i].down, "row %zu", i);
    }
}

static uint64_t next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    uint64_t x = *state;
    return (x ^ x >> 32) * UINT64_C(0x9e3779b97f4a7c15);
}

/* A number of decimal digits, the smallest first: the way it is done on paper. */
enum { DIGITS = 80 };

typedef struct paper {
    int digit[DIGITS];
} paper;

static paper written_out(uint64_t number)
{
    paper p = {{0}};
    for (int i = 0; number > 0; i++, number /= 10)
        p.digit[i] = (int)(number % 10);
    return p;
}

static paper multiplied(const paper *a, const paper *b)
{
    paper p = {{0}};
    for (int i = 0; i < DIGITS / 2; i++)
        for (int j = 0; j < DIGITS / 2; j++)
            p.digit[i + j] += a->digit[i] * b->digit[j];
    for (int i = 0; i + 1 < DIGITS; i++) {
        p.digit[i + 1] += p.digit[i] / 10;
        p.digit[i] %= 10;
    }
    return p;
}

/* Cuts `decimals` digits off; halves go up, of what is below zero the other way. False beyond 10^18. */
static bool cut_off(const paper *p, int decimals, bool is_negative, int64_t *whole)
{
    int first = decimals > 0 ? p->digit[decimals - 1] : 0;
    bool is_more = false;
    for (int i = 0; i + 1 < decimals; i++)
        is_more |= p->digit[i] > 0;
    uint64_t units = 0;
    for (int i = DIGITS - 1; i >= decimals; i--) {
        if (units > UINT64_C(100000000000000000))
            return false;
        units = units * 10 + (uint64_t)p->digit[i];
    }
    units += first > 5 || (first == 5 && (is_more || !is_negative));
    *whole = is_negative ? -(int64_t)units : (int64_t)units;
    return units <= (uint64_t)SOL_MONEY_SUM_MAX;
}

Test(money, a_decimal_times_money_is_what_it_is_on_paper)
{
    uint64_t state = 1005;
    int kept = 0, halves = 0;
    for (int i = 0; i < 200000; i++) {
        int64_t units = (int64_t)((next(&state) >> (next(&state) % 64)) % (uint64_t)SOL_MONEY_SUM_MAX);
        int64_t digits = (int64_t)((next(&state) >> (next(&state) % 64)) % (uint64_t)SOL_MONEY_SUM_MAX);
        int decimals = (int)(next(&state) % (SOL_DECIMAL_DECIMALS + 1));
        if (i % 4 == 0) { /* many halves: a few odd digits that end in 5 */
            digits = digits % 1000 * 10 + 5;
            units = units % 2000;
            decimals = decimals % 4;
        }
        bool is_negative = next(&state) % 4 == 0;
        paper a = written_out((uint64_t)units), b = written_out((uint64_t)digits), product = multiplied(&a, &b);
        int64_t wanted = 0;
        sol_money got = {-77};
        bool fits = cut_off(&product, decimals, is_negative, &wanted);
        sol_decimal x = sol_decimal_of(is_negative ? -digits : digits, decimals);
        cr_assert_eq(sol_money_times(sol_money_of(units), x, &got), fits, "%lld · %lld e-%d", (long long)units,
                     (long long)digits, decimals);
        cr_assert_eq(got.units, fits ? wanted : -77, "%lld · %lld e-%d: %lld, on paper %lld", (long long)units,
                     (long long)digits, decimals, (long long)got.units, (long long)wanted);
        kept += fits;
        halves += fits && decimals > 0 && product.digit[decimals - 1] == 5;
    }
    cr_assert_gt(kept, 100000);
    cr_assert_gt(halves, 5000);
}

Test(money, decimals_are_shifted_without_loss)
{
    cr_expect_eq(sol_decimal_shift(sol_decimal_of(1005, 3), 2).decimals, 1);
    sol_decimal whole = sol_decimal_shift(sol_decimal_of(118035, 2), 4), fine = sol_decimal_shift(whole, -6);
    cr_expect(whole.digits == 11803500 && whole.decimals == 0);
    cr_expect(fine.digits == 11803500 && fine.decimals == 6);
    cr_expect_eq(sol_decimal_to_double(sol_decimal_of(1005, 3)), 1.005);
    cr_expect_eq(sol_decimal_to_double(sol_decimal_of(-118035, 2)), -1180.35);
    cr_expect_eq(sol_decimal_to_double(sol_decimal_of(1, 36)), 1e-36);
}

/* What a double holds is rounded once, halves up: never by adding a half, which may itself be rounded. */
Test(money, doubles_are_rounded_to_the_nearest_unit_halves_up)
{
    static const struct {
        double units;
        int64_t nearest;
    } rows[] = {{0.5, 1},
                {-0.5, 0},
                {2.5, 3},
                {-2.5, -2},
                {-2.500001, -3},
                {0.49999999999999994, 0},
                {4503599627370497.5, 4503599627370498},
                {9007199254740994, 9007199254740994},
                {-1e18, -SOL_MONEY_SUM_MAX}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(sol_money_from_double(rows[i].units).units, rows[i].nearest, "%.17g", rows[i].units);
}

static void overflow(void *context)
{
    *(sol_money *)context = sol_money_add(sol_money_of(INT64_MAX), sol_money_of(1));
}

Test(money, overflow_is_a_broken_promise)
{
    sol_money sum = {7};
    cr_assert_eq(sol_protect(overflow, &sum, NULL), SOL_BROKEN_PROMISE);
    cr_assert_eq(sum.units, 7);
}
