#include "engine/walk/limit.h"

/* The number of the period that a day is in. */
static int period_of(sol_limit_period per, sol_date day)
{
    enum { MONTHS = 3 };
    int year, month;
    sol_date_civil(day, &year, &month, NULL);
    return per == SOL_LIMIT_TOTAL ? 0 : per == SOL_LIMIT_YEAR ? year : year * 4 + (month - 1) / MONTHS;
}

static sol_money times(sol_money amount, int periods)
{
    sol_wide sum = (sol_wide)amount.units * periods;
    return sol_money_of(sum < SOL_MONEY_SUM_MAX ? (int64_t)sum : SOL_MONEY_SUM_MAX);
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

limit_account limit_on(const sol_payments *payments, limit_account before, sol_date day)
{
    limit_account now = {.limit = in_force(payments, day)};
    if (now.limit == 0)
        return now;
    const sol_limit *limit = &payments->limit[now.limit - 1];
    now.period = period_of(limit->per, day);
    if (now.limit == before.limit && now.period == before.period)
        return before;
    if (now.limit == before.limit && limit->carries) {
        now.left = sol_money_min(sol_money_add(before.left, times(limit->amount, now.period - before.period)),
                                 sol_money_of(SOL_MONEY_SUM_MAX));
        return now;
    }
    bool is_new = now.limit != before.limit;
    int first = is_new && !sol_date_is_never(limit->from) ? period_of(limit->per, limit->from) : now.period;
    now.left = limit->carries ? times(limit->amount, now.period - first + 1) : limit->amount;
    return now;
}
