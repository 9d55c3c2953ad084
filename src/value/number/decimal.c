#include "value/number/decimal.h"

#include "base/check.h"
#include "solatium/decimal.h"

#include <math.h>
#include <stdlib.h>

__extension__ typedef unsigned __int128 wide;

static const uint64_t digits_limit = UINT64_C(1000000000000000000); /* one more digit still fits */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The length of digits, perhaps grouped by threes; 0: none. */
static size_t whole_part(const char *text, bool *is_grouped_wrong)
{
    size_t at = 0, group = 0;
    char separator = '\0';
    *is_grouped_wrong = false;
    while (is_digit(text[at]) || ((text[at] == ',' || text[at] == '_') && is_digit(text[at + 1]) && at > 0)) {
        if (is_digit(text[at++])) {
            group++;
            continue;
        }
        char found = text[at - 1];
        if (group > 3 || (separator && (group != 3 || separator != found)))
            *is_grouped_wrong = true;
        separator = found;
        group = 0;
    }
    if (separator && (group != 3 || text[0] == '0')) /* 0,500 is no five hundred */
        *is_grouped_wrong = true;
    return at;
}

static void add_digit(decimal *number, char c, bool behind_point)
{
    if (number->digits < digits_limit) {
        number->digits = number->digits * 10 + (uint64_t)(c - '0');
        number->exponent -= behind_point;
        return;
    }
    number->is_cut |= c != '0';
    number->exponent += !behind_point;
}

/* False when it is beyond what any number here may have. */
static bool add_exponent(const char *text, size_t *at, decimal *number)
{
    if (text[*at] != 'e' && text[*at] != 'E')
        return true;
    size_t sign = text[*at + 1] == '-' || text[*at + 1] == '+';
    if (!is_digit(text[*at + 1 + sign]))
        return true;
    bool negative = text[*at + 1] == '-';
    int exponent = 0;
    for (*at += 1 + sign; is_digit(text[*at]); ++*at)
        exponent = exponent < 10000 ? exponent * 10 + (text[*at] - '0') : exponent;
    number->exponent += negative ? -exponent : exponent;
    number->has_exponent = true;
    return exponent < 10000;
}

decimal_status decimal_read(const char *text, decimal *number, size_t *end)
{
    decimal d = {.negative = text[0] == '-'};
    size_t at = text[0] == '-' || text[0] == '+';
    bool is_grouped_wrong;
    size_t length = whole_part(text + at, &is_grouped_wrong);
    for (size_t i = at; i < at + length; i++)
        if (is_digit(text[i]))
            add_digit(&d, text[i], false);
    at += length;
    if (text[at] == '.' && is_digit(text[at + 1])) {
        d.has_point = true;
        for (at++; is_digit(text[at]); at++)
            add_digit(&d, text[at], true);
    }
    bool is_near = length == 0 && !d.has_point ? true : add_exponent(text, &at, &d);
    while (d.digits > 0 && d.digits % 10 == 0) {
        d.digits /= 10;
        d.exponent++;
    }
    if (d.digits == 0)
        d.exponent = 0;
    *end = at;
    *number = d;
    if (length == 0 && !d.has_point)
        return DECIMAL_NO_DIGITS;
    return is_grouped_wrong ? DECIMAL_GROUPS : is_near ? DECIMAL_READ : DECIMAL_HUGE;
}

int64_t decimal_power_of_ten(int power)
{
    int64_t p = 1;
    while (power-- > 0)
        p *= 10;
    return p;
}

static wide power_of_ten(int power)
{
    wide p = 1;
    while (power-- > 0)
        p *= 10;
    return p;
}

static bool fits(const decimal *number, wide magnitude, int64_t *whole)
{
    if (magnitude > (wide)SOL_MONEY_SUM_MAX)
        return false;
    *whole = number->negative ? -(int64_t)magnitude : (int64_t)magnitude;
    return true;
}

bool decimal_whole(const decimal *number, int power, int64_t *whole)
{
    int exponent = number->digits == 0 ? 0 : number->exponent + power;
    if (number->is_cut || exponent < 0 || exponent > 18)
        return false;
    return fits(number, (wide)number->digits * power_of_ten(exponent), whole);
}

bool decimal_nearest(const decimal *number, int power, int64_t *whole)
{
    int exponent = number->digits == 0 ? 0 : number->exponent + power;
    if (exponent > 18)
        return false;
    if (exponent >= 0)
        return fits(number, (wide)number->digits * power_of_ten(exponent), whole);
    wide unit = exponent < -30 ? power_of_ten(30) : power_of_ten(-exponent);
    return fits(number, ((wide)number->digits * 2 + unit) / (unit * 2), whole);
}

/* digits / divisor to 64 bits and a last bit that stands for all that follow; the conversion then rounds once. */
static double quotient(uint64_t digits, wide divisor)
{
    wide q = digits / divisor, rest = digits % divisor;
    int shift = 0;
    while (q >> 62 == 0) {
        rest <<= 1;
        q = q << 1 | (rest >= divisor);
        rest -= rest >= divisor ? divisor : 0;
        shift++;
    }
    double value = (double)(uint64_t)(q << 1 | (rest > 0));
    for (shift++; shift > 0; shift--)
        value *= 0.5;
    return value;
}

bool decimal_double(const decimal *number, double *value)
{
    int size = 0; /* digits before the point */
    for (uint64_t d = number->digits; d > 0; d /= 10)
        size++;
    size += number->exponent;
    double magnitude;
    if (number->digits == 0)
        magnitude = 0.0;
    else if (size > 30 || number->exponent < -36)
        return false;
    else if (number->exponent >= 0)
        magnitude = (double)((wide)number->digits * power_of_ten(number->exponent));
    else
        magnitude = quotient(number->digits, power_of_ten(-number->exponent));
    *value = number->negative ? -magnitude : magnitude;
    return true;
}

bool decimal_exact(const decimal *number, sol_decimal *exact)
{
    int64_t digits;
    bool is_fine = number->exponent < 0;
    if (number->is_cut || number->exponent < -SOL_DECIMAL_DECIMALS)
        return false;
    if (!decimal_whole(number, is_fine ? -number->exponent : 0, &digits) || llabs(digits) >= SOL_MONEY_SUM_MAX)
        return false;
    *exact = sol_decimal_of(digits, is_fine ? -number->exponent : 0);
    return true;
}

double sol_decimal_to_double(sol_decimal x)
{
    double value = 0;
    bool is_negative = x.digits < 0;
    decimal d = {.negative = is_negative,
                 .digits = is_negative ? 0 - (uint64_t)x.digits : (uint64_t)x.digits,
                 .exponent = -x.decimals};
    SOL_NEED(decimal_double(&d, &value), NAN);
    return value;
}

sol_decimal sol_decimal_shift(sol_decimal x, int power)
{
    x.decimals -= power;
    for (; x.decimals < 0; x.decimals++)
        SOL_NEED(!__builtin_mul_overflow(x.digits, 10, &x.digits), (sol_decimal){0});
    for (; x.decimals > SOL_DECIMAL_DECIMALS && x.digits % 10 == 0; x.decimals--)
        x.digits /= 10;
    SOL_NEED(x.decimals <= SOL_DECIMAL_DECIMALS && llabs(x.digits) < SOL_MONEY_SUM_MAX, (sol_decimal){0});
    return x;
}
