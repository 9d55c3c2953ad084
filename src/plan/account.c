#include "plan/account.h"

#define YEAR_BILLIONTHS (INT64_C(365) * 1000000000)

sol_money account_interest(const account *a)
{
    sol_wide nearest = (a->accrued * 2 + YEAR_BILLIONTHS) / (2 * YEAR_BILLIONTHS);
    return sol_money_of((int64_t)nearest - a->interest_paid.units);
}

sol_money account_owed(const account *a)
{
    return sol_money_add(a->principal, account_interest(a));
}

void account_accrue(account *a, const sol_terms *terms, sol_date until)
{
    for (size_t i = 0; i < terms->interest_count; i++) {
        sol_date from = sol_date_later(terms->interest[i].from, a->day);
        sol_date to = until;
        if (i + 1 < terms->interest_count)
            to = sol_date_earlier(to, terms->interest[i + 1].from);
        if (to.day > from.day)
            a->accrued += (sol_wide)a->principal.units * terms->interest[i].rate_billionths * sol_date_days(from, to);
    }
    a->day = sol_date_later(a->day, until);
}

void account_settle(account *a, sol_money paid)
{
    sol_money interest = sol_money_min(paid, account_interest(a));
    sol_money rest = sol_money_subtract(paid, interest);
    a->interest_paid = sol_money_add(a->interest_paid, interest);
    a->principal = sol_money_subtract(a->principal, sol_money_min(rest, a->principal));
}

/* Raises the principal as prices rise, until it is fixed by the first payment, or up to a day; interest is on the principal of its day. */
static void rise(account *a, const sol_terms *terms, sol_date until, sol_date day)
{
    const sol_index index = terms->index;
    if (terms->earlier_count > 0)
        day = sol_date_earlier(day, terms->earlier[0].date);
    for (int k = 1; index.rate_billionths > 0 && sol_index_anniversary(index, k).day <= day.day; k++) {
        account_accrue(a, terms, sol_date_earlier(until, sol_index_anniversary(index, k)));
        a->principal = account_raise(index, a->principal);
    }
}

account account_open(sol_money principal, const sol_terms *terms, sol_date until, sol_date start)
{
    account a = account_of(principal);
    rise(&a, terms, until, start);
    for (size_t i = 0; i < terms->earlier_count; i++) {
        account_accrue(&a, terms, sol_date_earlier(until, terms->earlier[i].date));
        account_settle(&a, terms->earlier[i].amount);
    }
    account_accrue(&a, terms, until);
    return a;
}
