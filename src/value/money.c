#include "solatium/money.h"

#include "base/check.h"

#include <math.h>

sol_money sol_money_add(sol_money a, sol_money b)
{
    int64_t sum;
    SOL_CHECK(!__builtin_add_overflow(a.units, b.units, &sum));
    return (sol_money){sum};
}

sol_money sol_money_subtract(sol_money a, sol_money b)
{
    int64_t difference;
    SOL_CHECK(!__builtin_sub_overflow(a.units, b.units, &difference));
    return (sol_money){difference};
}

static sol_money divide_down(sol_wide numerator, int64_t denominator)
{
    sol_wide quotient = numerator / denominator;
    if (numerator % denominator < 0)
        quotient -= 1;
    SOL_CHECK(quotient >= INT64_MIN && quotient <= INT64_MAX);
    return (sol_money){(int64_t)quotient};
}

sol_money sol_money_scale(sol_money m, int64_t numerator, int64_t denominator)
{
    SOL_CHECK(denominator > 0 && denominator <= INT64_MAX / 2);
    return divide_down((sol_wide)m.units * numerator * 2 + denominator, denominator * 2);
}

sol_money sol_money_scale_down(sol_money m, int64_t numerator, int64_t denominator)
{
    SOL_CHECK(denominator > 0);
    return divide_down((sol_wide)m.units * numerator, denominator);
}

double sol_money_to_double(sol_money m)
{
    return (double)m.units;
}

sol_money sol_money_from_double(double units)
{
    SOL_CHECK(fabs(units) <= (double)SOL_MONEY_SUM_MAX);
    return (sol_money){(int64_t)llround(units)};
}
