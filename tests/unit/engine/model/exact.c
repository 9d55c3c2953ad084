#include "engine/model/exact.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Drops the limbs that are 0. */
static whole cut(whole *a)
{
    while (a->count > 0 && a->limb[a->count - 1] == 0)
        a->count--;
    if (a->count == 0)
        a->sign = 0;
    return *a;
}

static int compare_magnitude(const whole *a, const whole *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (int i = a->count - 1; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

/* Needs |a| >= |b|, here and below. */
static void add_magnitude(const whole *a, const whole *b, whole *sum)
{
    uint64_t carry = 0;
    for (int i = 0; i < a->count; i++) {
        carry += (uint64_t)a->limb[i] + (i < b->count ? b->limb[i] : 0);
        sum->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    cr_assert_lt(a->count, WHOLE_LIMBS, "a number of the model's trial is too large for its limbs");
    sum->limb[a->count] = (uint32_t)carry;
    sum->count = a->count + 1;
}

static void subtract_magnitude(const whole *a, const whole *b, whole *rest)
{
    int64_t borrow = 0;
    for (int i = 0; i < a->count; i++) {
        borrow += (int64_t)a->limb[i] - (i < b->count ? (int64_t)b->limb[i] : 0);
        rest->limb[i] = (uint32_t)borrow;
        borrow = borrow < 0 ? -1 : 0;
    }
    rest->count = a->count;
}

whole whole_of(sol_wide value)
{
    whole number;
    number.sign = value < 0 ? -1 : value > 0;
    number.count = 4;
    sol_wide magnitude = value < 0 ? -value : value;
    for (int i = 0; i < 4; i++, magnitude >>= 32)
        number.limb[i] = (uint32_t)magnitude;
    return cut(&number);
}

whole whole_add(whole a, whole b)
{
    whole sum;
    bool is_larger = compare_magnitude(&a, &b) >= 0;
    const whole *large = is_larger ? &a : &b, *small = is_larger ? &b : &a;
    sum.sign = large->sign;
    if (a.sign * b.sign >= 0)
        add_magnitude(large, small, &sum);
    else
        subtract_magnitude(large, small, &sum);
    return cut(&sum);
}

whole whole_subtract(whole a, whole b)
{
    b.sign = -b.sign;
    return whole_add(a, b);
}

whole whole_times(whole a, whole b)
{
    whole product;
    product.sign = a.sign * b.sign;
    product.count = a.count + b.count;
    cr_assert_leq(product.count, WHOLE_LIMBS, "a product of the model's trial is too large for its limbs");
    memset(product.limb, 0, (size_t)product.count * sizeof product.limb[0]);
    for (int i = 0; i < a.count; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < b.count; j++) {
            carry += (uint64_t)a.limb[i] * b.limb[j] + product.limb[i + j];
            product.limb[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
        product.limb[i + b.count] = (uint32_t)carry;
    }
    return cut(&product);
}

whole whole_shifted(whole a, int bits)
{
    for (; bits > 100; bits -= 100)
        a = whole_times(a, whole_of((sol_wide)1 << 100));
    return whole_times(a, whole_of((sol_wide)1 << bits));
}

int whole_compare(whole a, whole b)
{
    if (a.sign != b.sign)
        return a.sign < b.sign ? -1 : 1;
    return a.sign * compare_magnitude(&a, &b);
}

long double whole_near(whole a)
{
    long double near = 0;
    for (int i = a.count - 1; i >= 0 && i >= a.count - 4; i--)
        near = near * 0x1p32L + a.limb[i];
    return a.sign * ldexpl(near, a.count > 4 ? 32 * (a.count - 4) : 0);
}

int64_t whole_quotient(whole a, whole b)
{
    cr_assert(a.sign >= 0 && b.sign > 0);
    int64_t quotient = 0;
    for (int bit = 62; bit >= 0; bit--) {
        int64_t larger = quotient | (int64_t)1 << bit;
        if (whole_compare(whole_times(b, whole_of(larger)), a) <= 0)
            quotient = larger;
    }
    return quotient;
}

static sol_wide power_of_ten(int power)
{
    cr_assert(power >= 0 && power <= 37);
    sol_wide ten = 1;
    for (int i = 0; i < power; i++)
        ten *= 10;
    return ten;
}

fraction fraction_of(double value)
{
    char text[40], digits[20] = "";
    snprintf(text, sizeof text, "%.14e", value); /* d.dddddddddddddde±xx */
    const char *at = text + (text[0] == '-');
    digits[0] = at[0];
    memcpy(digits + 1, at + 2, 14);
    fraction number = {strtoll(digits, NULL, 10), 14 - atoi(strchr(text, 'e') + 1)};
    for (; number.digits % 10 == 0 && number.places > 0 && number.digits != 0; number.places--)
        number.digits /= 10;
    for (; number.places < 0; number.places++)
        number.digits *= 10;
    if (number.digits == 0)
        number.places = 0;
    if (text[0] == '-')
        number.digits = -number.digits;
    return number;
}

fraction fraction_rest(fraction value)
{
    /* A share that was drawn, not written, may begin far behind the point. */
    for (; value.places > 17; value.places--)
        value.digits /= 10;
    return (fraction){(int64_t)power_of_ten(value.places) - value.digits, value.places};
}

int64_t nearest(sol_wide numerator, sol_wide denominator)
{
    sol_wide twice = 2 * numerator + denominator, quotient = twice / (2 * denominator);
    if (twice % (2 * denominator) < 0)
        quotient -= 1;
    return (int64_t)quotient;
}

int64_t fraction_times(fraction value, int64_t amount, int power)
{
    sol_wide product = (sol_wide)value.digits * amount;
    int places = value.places - power;
    if (places <= 0)
        return (int64_t)(product * power_of_ten(-places));
    for (; places > 36; places--)
        product /= 10;
    return nearest(product, power_of_ten(places));
}

int64_t indexed(int64_t amount, const sol_index *index, sol_date on)
{
    if (index->rate_billionths == 0)
        return amount;
    int year, month, day;
    sol_date_civil(index->from, &year, &month, &day);
    for (int next = year + 1; next <= SOL_YEAR_MAX; next++) {
        int kept = sol_date_is_valid(next, month, day) ? day : 28; /* "clipped to the month's last day" */
        if (sol_date_of(next, month, kept).day > on.day)
            break;
        amount += fraction_times((fraction){index->rate_billionths, 9}, amount, 0);
    }
    return amount;
}

bool is_anniversary(const sol_index *index, sol_date on)
{
    return indexed(1000000000, &(sol_index){1000000000, index->from}, on) !=
           indexed(1000000000, &(sol_index){1000000000, index->from}, (sol_date){on.day - 1});
}

int64_t nearest_real(long double units)
{
    return (int64_t)floorl(units + 0.5L);
}
