#include "plan/dates.h"

#include <string.h>

static bool fault(const sol_scenario *scenario, sol_diagnostics *diagnostics, const char *hint, const char *message)
{
    const sol_payments *payments = &scenario->payments;
    sol_place place =
        payments->node ? sol_node_place(payments->node, payments->has_dates ? "dates" : "first") : (sol_place){0};
    sol_diagnostics_add(diagnostics, SOL_ERROR, "S811", place, hint, "%s", message);
    return false;
}

bool dates_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, sol_diagnostics *diagnostics)
{
    const sol_payments *payments = &scenario->payments;
    sol_date *date = SOL_TAKE(arena, DATES_MAX + 1, sol_date);
    size_t count = 0;
    for (size_t k = 0; count <= DATES_MAX; k++) {
        if (payments->has_dates && k == payments->date_count)
            break;
        sol_date next = payments->has_dates ? payments->date[k]
                                            : sol_date_add_months(payments->first, (int)k * payments->every_months);
        if (next.day > scenario->end.day)
            break;
        if (next.day >= scenario->start.day)
            date[count++] = next;
    }
    if (count == 0)
        return fault(scenario, diagnostics, "let a pay date fall between `start` and `end`",
                     "no pay date lies between start and end");
    if (count > DATES_MAX)
        return fault(scenario, diagnostics, "pay less often, or end earlier", "there are more than 2,000 pay dates");
    plan->date = date;
    plan->date_count = count;
    return true;
}

size_t dates_first_from(const sol_plan *plan, sol_date day)
{
    size_t low = 0, high = plan->date_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (plan->date[middle].day < day.day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The number of the period that a day is in. */
static int period_of(sol_limit_period per, sol_date day)
{
    enum { MONTHS = 3 };
    int year, month;
    sol_date_civil(day, &year, &month, NULL);
    return per == SOL_LIMIT_TOTAL ? 0 : per == SOL_LIMIT_YEAR ? year : year * 4 + (month - 1) / MONTHS;
}

/* The last day of a quarter or year of that number. */
static sol_date end_of(sol_limit_period per, int period)
{
    enum { MONTHS = 3 };
    const int next = period + 1;
    sol_date first = per == SOL_LIMIT_YEAR ? sol_date_of(next, 1, 1) : sol_date_of(next / 4, next % 4 * MONTHS + 1, 1);
    return (sol_date){first.day - 1};
}

/* The one that is in force on a day, as an account names it. */
static size_t in_force(const sol_payments *payments, sol_date day)
{
    size_t count = 0;
    while (count < payments->limit_count &&
           (sol_date_is_never(payments->limit[count].from) || payments->limit[count].from.day <= day.day))
        count++;
    return count;
}

/* What a limit allows from a period on to a day, with what periods before that of the day leave. */
static sol_money allowed_since(const sol_limit *limit, int first, sol_date day)
{
    const int last = period_of(limit->per, day);
    sol_wide sum = sol_money_indexed(limit->amount, limit->index, day).units;
    if (limit->index.rate_billionths == 0)
        sum *= last - first + 1;
    else
        for (int period = first; period < last; period++)
            sum += sol_money_indexed(limit->amount, limit->index, end_of(limit->per, period)).units;
    return sol_money_of(sum < SOL_MONEY_SUM_MAX ? (int64_t)sum : SOL_MONEY_SUM_MAX);
}

static plan_limit limit_on(const sol_plan *plan, const sol_payments *payments, size_t date)
{
    const sol_date day = plan->date[date];
    plan_limit is = {.limit = in_force(payments, day)};
    if (is.limit == 0)
        return is;
    const sol_limit *limit = &payments->limit[is.limit - 1];
    const int period = period_of(limit->per, day);
    is.period = limit->carries ? 0 : period;
    /* The account begins on its own day, or with the first pay date. */
    const sol_date begins = sol_date_is_never(limit->from) ? plan->date[0] : limit->from;
    is.allowed = allowed_since(limit, limit->carries ? period_of(limit->per, begins) : period, day);
    return is;
}

static void make_limits(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan)
{
    if (scenario->payments.limit_count == 0)
        return;
    plan_limit *limit = SOL_TAKE(arena, plan->date_count, plan_limit);
    for (size_t d = 0; d < plan->date_count; d++)
        limit[d] = limit_on(plan, &scenario->payments, d);
    plan->limit = limit;
}

static void make_levels(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan)
{
    bool some_rise = false;
    for (size_t s = 0; s < scenario->step_count; s++)
        some_rise |= scenario->step[s].index.rate_billionths > 0;
    if (!some_rise)
        return;
    sol_money *level = SOL_TAKE(arena, scenario->step_count * plan->date_count, sol_money);
    for (size_t s = 0; s < scenario->step_count; s++)
        for (size_t d = 0; d < plan->date_count; d++)
            level[s * plan->date_count + d] =
                sol_money_indexed(scenario->step[s].up_to, scenario->step[s].index, plan->date[d]);
    plan->level = level;
}

void dates_schedule(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan)
{
    make_limits(arena, scenario, plan);
    make_levels(arena, scenario, plan);
}
