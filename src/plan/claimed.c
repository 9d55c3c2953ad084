#include "plan/claimed.h"

#include "plan/account.h"
#include "plan/people.h"

sol_date claimed_interest_end(const sol_terms *terms, sol_date start)
{
    if (terms->interest_end == SOL_INTEREST_UNTIL_DATE)
        return sol_date_earlier(start, terms->interest_until);
    const bool is_known = terms->requires == SOL_NONE && !people_have_own_days(start, terms);
    if (terms->interest_end == SOL_INTEREST_UNTIL_ELIGIBLE && is_known)
        return sol_date_earlier(start, terms->eligible);
    return start;
}

sol_money claimed_by(const plan_claimant *claimant, const sol_terms *terms, sol_date start)
{
    account a = account_open(claimant->principal, terms, claimed_interest_end(terms, start), start);
    return account_owed(&a);
}

sol_money claimed_on_filing(const plan_claimant *claimant, const sol_terms *terms, sol_date day)
{
    const bool has_end = terms->interest_end == SOL_INTEREST_UNTIL_DATE;
    account a =
        account_open(claimant->principal, terms, has_end ? sol_date_earlier(day, terms->interest_until) : day, day);
    return account_owed(&a);
}

sol_money claimed_before(const sol_terms *terms)
{
    sol_money sum = {0};
    for (size_t p = 0; p < terms->earlier_count; p++)
        sum = sol_money_add(sum, terms->earlier[p].amount);
    return sum;
}

sol_money claimed_in_all(const plan_people *people, sol_date start)
{
    sol_money sum = {0};
    for (size_t i = 0; i < people->count; i++) {
        const plan_claimant *claimant = &people->claimant[i];
        const sol_terms *terms = &people->terms[claimant->terms];
        if (!people_file_later(start, terms))
            sum = sol_money_add(sum, claimed_by(claimant, terms, start));
    }
    return sum;
}
