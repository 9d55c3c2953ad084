#include "base/check.h"
#include "solatium/decimal.h"

#include <math.h>

sol_money sol_money_add(sol_money a, sol_money b)
{
    int64_t sum;
    SOL_NEED(!__builtin_add_overflow(a.units, b.units, &sum), (sol_money){0});
    return (sol_money){sum};
}

sol_money sol_money_subtract(sol_money a, sol_money b)
{
    int64_t difference;
    SOL_NEED(!__builtin_sub_overflow(a.units, b.units, &difference), (sol_money){0});
    return (sol_money){difference};
}

static sol_wide down(sol_wide numerator, sol_wide denominator)
{
    return numerator / denominator - (numerator % denominator < 0);
}

static sol_money whole_units(sol_wide units)
{
    SOL_NEED(units >= INT64_MIN && units <= INT64_MAX, (sol_money){0});
    return (sol_money){(int64_t)units};
}

sol_money sol_money_scale(sol_money m, int64_t numerator, int64_t denominator)
{
    SOL_NEED(denominator > 0 && denominator <= INT64_MAX / 2, (sol_money){0});
    return whole_units(down((sol_wide)m.units * numerator * 2 + denominator, (sol_wide)denominator * 2));
}

sol_money sol_money_scale_down(sol_money m, int64_t numerator, int64_t denominator)
{
    SOL_NEED(denominator > 0, (sol_money){0});
    return whole_units(down((sol_wide)m.units * numerator, denominator));
}

/* 10^36 units of the product of two numbers of eighteen digits, doubled, and a divisor up to 2 · 10^36: all below 2^127. */
bool sol_money_times(sol_money m, sol_decimal x, sol_money *product)
{
    sol_wide one = 1;
    for (int i = 0; i < x.decimals; i++)
        one *= 10;
    sol_wide nearest = down((sol_wide)m.units * x.digits * 2 + one, one * 2);
    if (nearest > SOL_MONEY_SUM_MAX || nearest < -SOL_MONEY_SUM_MAX)
        return false;
    *product = (sol_money){(int64_t)nearest};
    return true;
}

sol_money sol_money_share(sol_money m, int64_t parts)
{
    SOL_NEED(parts >= 0 && parts <= SOL_SHARE_PARTS, (sol_money){0});
    return sol_money_scale(m, parts, SOL_SHARE_PARTS);
}

double sol_money_to_double(sol_money m)
{
    return (double)m.units;
}

sol_money sol_money_from_double(double units)
{
    SOL_NEED(fabs(units) <= (double)SOL_MONEY_SUM_MAX, (sol_money){0});
    double whole = floor(units);
    return (sol_money){(int64_t)whole + (units - whole >= 0.5)};
}
