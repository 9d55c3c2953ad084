#include "solatium/index.h"

#include "base/check.h"

#define BILLION INT64_C(1000000000)

sol_date sol_index_anniversary(sol_index index, int k)
{
    enum { MONTHS = 12 };
    return sol_date_add_months(index.from, k * MONTHS);
}

sol_money sol_money_indexed(sol_money amount, sol_index index, sol_date day)
{
    SOL_NEED(amount.units >= 0 && amount.units <= SOL_MONEY_SUM_MAX, (sol_money){0});
    SOL_NEED(index.rate_billionths >= 0 && index.rate_billionths <= BILLION, (sol_money){0});
    if (index.rate_billionths == 0 || amount.units == 0)
        return amount;
    for (int k = 1; sol_index_anniversary(index, k).day <= day.day; k++) {
        if (amount.units > SOL_MONEY_SUM_MAX / 2)
            return sol_money_of(SOL_MONEY_SUM_MAX);
        amount = sol_money_scale(amount, BILLION + index.rate_billionths, BILLION);
    }
    return amount;
}
