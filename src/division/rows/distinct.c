#include "division/rows/distinct.h"

#include "division/rows/order.h"

#include <math.h>

distinct distinct_of(const sol_claims_problem *problem, const outcome_totals *totals, sol_arena *scratch)
{
    size_t n = problem->count;
    int64_t loss = totals->claims - problem->endowment.units;
    distinct d = {.dual = loss < problem->endowment.units};
    d.endowment = d.dual ? loss : problem->endowment.units;
    uint64_t *key = SOL_TAKE(scratch, n, uint64_t);
    uint32_t *order = order_of_rows(n, scratch);
    d.value = SOL_TAKE(scratch, n, int64_t);
    d.copies = SOL_TAKE(scratch, n, int64_t);
    d.group = SOL_TAKE(scratch, n, uint32_t);
    for (size_t i = 0; i < n; i++) {
        int64_t claim = problem->claim[i].units;
        key[i] = (uint64_t)(claim < d.endowment ? claim : d.endowment);
    }
    order_by(key, n, order, scratch);
    for (size_t k = 0; k < n; k++) {
        size_t i = order[k];
        int64_t value = (int64_t)key[i], people = outcome_people(problem, i);
        if (value && people && (!d.count || d.value[d.count - 1] != value))
            d.value[d.count++] = value;
        d.group[i] = value && people ? (uint32_t)(d.count - 1) : UINT32_MAX;
        if (value && people) {
            d.copies[d.count - 1] += people;
            d.people += people;
            d.claims += value * people;
        }
    }
    d.award = SOL_TAKE(scratch, d.count, double);
    return d;
}

/* In whole 2^-62ths of the largest value, so that the order of rows changes nothing. */
static double sum_of_awards(const distinct *d)
{
    double scale = ldexp(1, 61 - outcome_bits((wide_bits)d->value[d->count - 1]));
    sol_wide sum = 0;
    for (size_t k = 0; k < d->count; k++)
        sum += (sol_wide)(int64_t)(d->award[k] * scale) * d->copies[k];
    return (double)sum / scale;
}

void distinct_put(const sol_claims_problem *problem, const distinct *d, bool balance, double error, outcome *out)
{
    double by = balance ? (double)d->endowment / sum_of_awards(d) : 1;
    for (size_t k = 0; k < d->count; k++)
        d->award[k] = fmin(fmax(d->award[k] * by, 0), (double)d->value[k]);
    for (size_t i = 0; i < problem->count; i++) {
        double claim = (double)problem->claim[i].units;
        double x = d->group[i] < d->count ? d->award[d->group[i]] : 0;
        outcome_put_double(out, i, d->dual ? claim - x : x, error);
    }
}
