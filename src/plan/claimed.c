#include "plan/claimed.h"

/* Interest is the exact sum of principal · rate · days in units of 1 / (10^9 · 365), rounded when it is asked for. */
#define YEAR_BILLIONTHS (INT64_C(365) * 1000000000)

typedef struct account {
    sol_money principal;     /* not yet settled */
    sol_wide accrued;        /* exact, since ever */
    sol_money interest_paid; /* of it */
    sol_date day;            /* up to which it has accrued, that day not included */
} account;

static sol_money interest_due(const account *a)
{
    sol_wide nearest = (a->accrued * 2 + YEAR_BILLIONTHS) / (2 * YEAR_BILLIONTHS);
    return sol_money_of((int64_t)nearest - a->interest_paid.units);
}

/* Accrues the days before `until`; a day bears the rate of the last step that has begun. */
static void accrue(account *a, const sol_terms *terms, sol_date until)
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

static void settle(account *a, sol_money paid)
{
    sol_money interest = sol_money_min(paid, interest_due(a));
    sol_money rest = sol_money_subtract(paid, interest);
    a->interest_paid = sol_money_add(a->interest_paid, interest);
    a->principal = sol_money_subtract(a->principal, sol_money_min(rest, a->principal));
}

/* The first day without interest, as far as it is known at start. */
static sol_date interest_end(const sol_terms *terms, sol_date start)
{
    if (terms->interest_end == SOL_INTEREST_UNTIL_DATE)
        return sol_date_earlier(start, terms->interest_until);
    if (terms->interest_end == SOL_INTEREST_UNTIL_ELIGIBLE && terms->requires == SOL_NONE)
        return sol_date_earlier(start, terms->eligible);
    return start;
}

sol_money claimed_by(const plan_claimant *claimant, const sol_terms *terms, sol_date start)
{
    account a = {.principal = claimant->principal, .day = {INT32_MIN}};
    sol_date end = interest_end(terms, start);
    for (size_t i = 0; i < terms->earlier_count; i++) {
        accrue(&a, terms, sol_date_earlier(end, terms->earlier[i].date));
        settle(&a, terms->earlier[i].amount);
    }
    accrue(&a, terms, end);
    return sol_money_add(a.principal, interest_due(&a));
}

sol_money claimed_in_all(const plan_people *people, sol_date start)
{
    sol_money sum = {0};
    for (size_t i = 0; i < people->count; i++) {
        const plan_claimant *claimant = &people->claimant[i];
        sum = sol_money_add(sum, claimed_by(claimant, &people->terms[claimant->terms], start));
    }
    return sum;
}
