#include "plan/claimed.h"
#include "plan/people.h"

#include <criterion/criterion.h>
#include <string.h>

Test(claimed, the_judgment_of_2018_is_owed_to_the_won)
{
    static const sol_interest_step steps[] = {{.rate_billionths = 200000000, .from = {15875}}}; /* 2013-06-19 */
    sol_terms terms = {.interest_count = 1, .interest = steps, .requires = SOL_NONE, .unless = SOL_NONE};
    plan_claimant claimant = {.principal = sol_money_of(100000000)};
    cr_assert_eq(sol_date_of(2013, 6, 19).day, 15875);
    cr_assert_eq(claimed_by(&claimant, &terms, sol_date_of(2018, 11, 1)).units, 207452055);
    cr_assert_eq(claimed_by(&claimant, &terms, sol_date_of(2013, 6, 20)).units, 100054795);
    cr_assert_eq(claimed_by(&claimant, &terms, sol_date_of(2013, 6, 19)).units, 100000000);
    cr_assert_eq(claimed_by(&claimant, &terms, sol_date_of(2010, 1, 1)).units, 100000000);
}

Test(claimed, rates_change_on_their_day_and_interest_ends_on_its)
{
    /* 73,000 at 10 % bear 20 a day, at 5 % 10 a day. */
    const sol_interest_step steps[] = {{100000000, sol_date_of(2019, 1, 1)}, {50000000, sol_date_of(2019, 1, 11)}};
    sol_terms terms = {.interest_count = 2,
                       .interest = steps,
                       .requires = SOL_NONE,
                       .unless = SOL_NONE,
                       .eligible = sol_date_of(2019, 1, 6),
                       .interest_until = sol_date_of(2019, 1, 16)};
    plan_claimant claimant = {.principal = sol_money_of(73000)};
    sol_date start = sol_date_of(2019, 1, 21);
    cr_assert_eq(claimed_by(&claimant, &terms, start).units, 73300);
    terms.interest_end = SOL_INTEREST_UNTIL_DATE;
    cr_assert_eq(claimed_by(&claimant, &terms, start).units, 73250);
    terms.interest_end = SOL_INTEREST_UNTIL_ELIGIBLE;
    cr_assert_eq(claimed_by(&claimant, &terms, start).units, 73100);
}

Test(claimed, what_was_received_settles_interest_first)
{
    const sol_interest_step steps[] = {{100000000, sol_date_of(2019, 1, 1)}};
    const sol_earlier_payment earlier[] = {{{36600}, sol_date_of(2019, 1, 6)}};
    sol_terms terms = {.interest_count = 1,
                       .interest = steps,
                       .requires = SOL_NONE,
                       .unless = SOL_NONE,
                       .earlier_count = 1,
                       .earlier = earlier};
    plan_claimant claimant = {.principal = sol_money_of(73000)};
    /* 100 of interest and 36,500 of principal are settled; ten days at 10 follow. */
    cr_assert_eq(claimed_by(&claimant, &terms, sol_date_of(2019, 1, 16)).units, 36600);
    plan_claimant all[] = {claimant, claimant};
    plan_people people = {.count = 2, .claimant = all, .terms_count = 1, .terms = &terms};
    cr_assert_eq(claimed_in_all(&people, sol_date_of(2019, 1, 16)).units, 73200);
}

/* Where no terms change what is owed, principals are not kept twice. */
Test(claimed, is_the_principal_or_what_the_terms_make_of_it)
{
    static const char *const terms[] = {"", ", interest: [{rate: 10%/y, from: 2018-07-01}]",
                                        ", paid: 20000 on 2019-01-01"};
    static const int64_t claimed[] = {100000, 110000, 80000};
    for (size_t k = 0; k < 3; k++) {
        sol_arena *arena = sol_arena_new();
        const char *text =
            sol_arena_print(arena,
                            "solatium: 1\ntitle: T\ncurrency: KRW\nstart: 2019-07-01\nend: 2020-06-30\n"
                            "claimants: {groups: [{name: A, kind: institution, count: 1, claim: 100000 KRW%s}]}\n"
                            "payments: {first: 2019-10-01, every: quarter}\n",
                            terms[k]);
        sol_diagnostics *faults = sol_diagnostics_new(arena);
        sol_document *document = sol_document_parse(arena, "t.yaml", text, strlen(text), faults);
        sol_scenario *scenario = document ? sol_scenario_make(arena, document, 0, NULL, faults) : NULL;
        sol_plan *plan = scenario ? sol_plan_make(arena, scenario, faults) : NULL;
        cr_assert_not_null(plan, "%s", terms[k]);
        cr_assert_eq(people_claimed(plan, 0).units, claimed[k], "%s", terms[k]);
        cr_assert_eq(people_details_of(plan)->claimed == NULL, k == 0);
        sol_arena_free(arena);
    }
}
