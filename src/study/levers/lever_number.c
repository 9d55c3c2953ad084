/* Numbers of a lever's values: digits with a unit behind them, exactly. */
#include "study/levers/lever.h"

#include "value/number/decimal.h"

#include <stdio.h>
#include <string.h>

#define DIGITS_END INT64_C(100000000000000000) /* 17 digits */

bool lever_number_read(const char *text, size_t length, sol_arena *arena, lever_number *number)
{
    const char *copy = sol_arena_copy(arena, text, length);
    decimal read;
    size_t end;
    bool is_read =
        copy[0] != '+' && copy[0] != '.' && copy[0] != '\0' && decimal_read(copy, &read, &end) == DECIMAL_READ;
    if (!is_read || read.is_cut || read.has_exponent || read.exponent < -17 || copy[end] == '.')
        return false;
    int64_t digits = (int64_t)read.digits;
    for (int i = 0; i < read.exponent && digits < DIGITS_END; i++)
        digits *= 10;
    if (read.digits >= DIGITS_END || digits >= DIGITS_END)
        return false;
    *number = (lever_number){read.negative ? -digits : digits, read.exponent < 0 ? -read.exponent : 0, copy + end};
    return true;
}

const char *lever_number_write(sol_arena *arena, lever_number number)
{
    char digits[32];
    uint64_t size = number.digits < 0 ? 0 - (uint64_t)number.digits : (uint64_t)number.digits;
    int length = snprintf(digits, sizeof digits, "%0*llu", number.decimals + 1, (unsigned long long)size);
    int whole = length - number.decimals;
    int kept = length; /* trailing zeros behind the point say nothing */
    while (kept > whole && digits[kept - 1] == '0')
        kept--;
    return sol_arena_print(arena, "%s%.*s%s%.*s%s", number.digits < 0 ? "-" : "", whole, digits,
                           kept > whole ? "." : "", kept - whole, digits + whole, number.unit);
}

const char *lever_amount_write(sol_arena *arena, int64_t units, const sol_currency *currency)
{
    static const struct {
        const char *name;
        int digits;
    } scale[] = {{"bn ", 9}, {"m ", 6}, {"k ", 3}, {"", 0}};
    int64_t major = units < 0 ? -units : units, least = 1000000000;
    for (int i = 0; i < currency->minor_digits; i++)
        major /= 10;
    size_t i = 0;
    for (; least > 1 && major < least; i++)
        least /= 1000;
    int decimals = currency->minor_digits + scale[i].digits;
    const char *unit = sol_arena_print(arena, "%s%s%s", scale[i].digits ? "" : " ", scale[i].name, currency->code);
    return lever_number_write(arena, (lever_number){units, decimals, unit});
}

bool lever_numbers_align(lever_number *a, lever_number *b)
{
    lever_number *coarse = a->decimals < b->decimals ? a : b;
    int target = a->decimals < b->decimals ? b->decimals : a->decimals;
    while (coarse->decimals < target) {
        if (__builtin_mul_overflow(coarse->digits, 10, &coarse->digits))
            return false;
        coarse->decimals++;
    }
    return true;
}

/* The digits that a scale stands for, and what follows it: "bn KRW" is 9 and "KRW". */
static int scale_of(const char *unit, const char **rest)
{
    static const struct {
        const char *name;
        int digits;
    } scales[] = {{"k", 3}, {"m", 6}, {"bn", 9}, {"tn", 12}, {"만", 4}, {"억", 8}, {"조", 12}};
    unit += *unit == ' ';
    *rest = unit;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        size_t length = strlen(scales[i].name);
        if (strncmp(unit, scales[i].name, length) != 0 || (unit[length] && unit[length] != ' '))
            continue;
        *rest = unit + length + (unit[length] == ' ');
        return scales[i].digits;
    }
    return 0;
}

bool lever_numbers_scale(lever_number *a, lever_number *b)
{
    const char *rest[2];
    int scale[2] = {scale_of(a->unit, &rest[0]), scale_of(b->unit, &rest[1])};
    if (strcmp(a->unit, b->unit) == 0)
        return true;
    bool are_bare = !rest[0][0] && !rest[1][0]; /* 1m and 3bn, but not 5 and 1k */
    if (strcmp(rest[0], rest[1]) != 0 || (are_bare && (scale[0] == 0 || scale[1] == 0)))
        return false;
    lever_number *smaller = scale[0] < scale[1] ? a : b, *larger = scale[0] < scale[1] ? b : a;
    smaller->decimals += scale[0] < scale[1] ? scale[1] - scale[0] : scale[0] - scale[1];
    smaller->unit = larger->unit;
    return true;
}
