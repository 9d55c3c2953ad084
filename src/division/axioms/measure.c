#include "solatium/measure.h"

#include "base/guard.h"

#include "division/rows/order.h"

#include <math.h>

/* Awards from the smallest up. */
static double *ascending(size_t count, const double *award, sol_arena *scratch)
{
    uint64_t *key = SOL_TAKE(scratch, count, uint64_t);
    uint32_t *order = order_of_rows(count, scratch);
    double *sorted = SOL_TAKE(scratch, count, double);
    for (size_t i = 0; i < count; i++)
        key[i] = order_key(award[i]);
    order_by(key, count, order, scratch);
    for (size_t k = 0; k < count; k++)
        sorted[k] = award[order[k]];
    return sorted;
}

double sol_measure_gini(size_t count, const double *award, sol_arena *scratch)
{
    SOL_ENTRY(NAN);
    const double *sorted = ascending(count, award, scratch);
    double sum = 0, area = 0;
    for (size_t k = 0; k < count; k++) {
        area += 2 * sum + sorted[k];
        sum += sorted[k];
    }
    return sum > 0 ? fmax(0, 1 - area / (sum * (double)count)) : 0;
}

double sol_measure_least_share(size_t count, const sol_money *claim, const double *award)
{
    double least = 1;
    for (size_t i = 0; i < count; i++)
        if (claim[i].units > 0)
            least = fmin(least, award[i] / (double)claim[i].units);
    return least;
}

sol_lorenz sol_measure_lorenz(size_t count, const double *first, const double *second, double tolerance,
                              sol_arena *scratch)
{
    SOL_ENTRY(SOL_LORENZ_CROSS);
    const double *a = ascending(count, first, scratch), *b = ascending(count, second, scratch);
    double above = 0;
    bool is_above = false, is_below = false;
    for (size_t k = 0; k < count; k++) {
        above += a[k] - b[k];
        is_above |= above > tolerance * (double)(k + 1);
        is_below |= above < -tolerance * (double)(k + 1);
    }
    return is_above && is_below ? SOL_LORENZ_CROSS
           : is_above           ? SOL_LORENZ_ABOVE
           : is_below           ? SOL_LORENZ_BELOW
                                : SOL_LORENZ_SAME;
}
