#include "engine/arrivals/inflow_trial.h"
#include "solatium/mathematics.h"

#include <math.h>

/* The last knot that is not after a day: knots are start and the firsts of the months behind it. */
static size_t knot_before(const plan_money *money, sol_date day)
{
    int year, month, first_year, first_month;
    sol_date_civil(day, &year, &month, NULL);
    sol_date_civil(money->month[0], &first_year, &first_month, NULL);
    return (size_t)((year - first_year) * 12 + month - first_month);
}

double exchange_value(const plan_money *money, const double *value, sol_date day)
{
    size_t knot = knot_before(money, day);
    int32_t behind = sol_date_days(money->month[knot], day);
    if (behind == 0)
        return value[knot];
    double share = (double)behind / sol_date_days(money->month[knot], money->month[knot + 1]);
    return value[knot] + share * (value[knot + 1] - value[knot]);
}

void exchange_draw(const inflow_trial *t, exchange_path *path, size_t knot)
{
    const money_details *d = t->details;
    for (; path->drawn <= knot; path->drawn++) {
        size_t k = path->drawn;
        double step = d->month_step[k] * sol_normal_quantile(quads_uniform(&path->step, t->seed, t->trial, k));
        path->value[k] = fmax(-d->brownian_limit, fmin(d->brownian_limit, path->value[k - 1] + step));
    }
}

double exchange_index(inflow_trial *t, int currency, sol_date day)
{
    const money_path *path = &t->details->path[currency];
    if (!path->moves)
        return 1;
    double exponent = path->drift * sol_date_years(t->scenario->start, day);
    if (path->is_random) {
        const plan_money *money = &t->plan->money;
        size_t last = knot_before(money, day) + 1;
        exchange_draw(t, &t->path[currency], last < money->month_count ? last : money->month_count - 1);
        exponent += path->volatility * exchange_value(money, t->path[currency].value, day);
    }
    return sol_exp(exponent);
}

sol_money exchange_convert(inflow_trial *t, int currency, sol_date day, sol_money amount)
{
    double index = exchange_index(t, currency, day);
    if (index == 1)
        return money_at_start(&t->plan->money, currency, amount);
    double price = t->details->unit_near[currency] * index;
    return sol_money_from_double(sol_money_to_double(amount) * price);
}
