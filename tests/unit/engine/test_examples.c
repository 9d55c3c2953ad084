/* Divisions worked out by hand, to the won. Institutions stand for claimants who are sure to live. */
#include "engine/trial_fixture.h"

#include "engine/claims/claims.h"

/* What each of up to four claimants has been paid by a pay date. */
typedef struct paid_rows {
    const trial *trial;
    sol_money paid[4][4];
    sol_money balance[4];
} paid_rows;

static void note_paid(void *context, size_t date, const ledger *sums, const sol_money *balance)
{
    (void)sums;
    paid_rows *rows = context;
    rows->balance[date] = balance[0];
    for (size_t i = 0; i < rows->trial->plan->people.count; i++)
        rows->paid[date][i] = trial_claim_of(rows->trial, i).paid;
}

static paid_rows run_example(fixture *f)
{
    paid_rows rows = {.trial = f->trial};
    trial_observer observer = {.context = &rows, .paid_date = note_paid};
    f->trial->observer = &observer;
    trial_run(f->trial, 0);
    f->trial->observer = NULL;
    return rows;
}

#define TWO_CLAIMS(b_kind, heirs)                                                                                      \
    FIXTURE_HEAD "start: 2019-07-01\nend: 2020-06-30\n"                                                                \
                 "other_sources:\n"                                                                                    \
                 "  - {name: First, kind: gift, amount: 150000001 KRW, date: 2019-09-01}\n"                            \
                 "  - {name: Second, kind: gift, amount: 150000000 KRW, date: 2019-12-01}\n"                           \
                 "claimants:\n"                                                                                        \
                 "  heirs: " heirs "\n"                                                                                \
                 "  groups:\n"                                                                                         \
                 "    - {name: A, kind: institution, count: 1, claim: 100m KRW, interest: [{rate: 20%/y, from: "       \
                 "2013-06-19}]}\n"                                                                                     \
                 "    - {name: B, " b_kind ", count: 1, claim: 100m KRW, interest: [{rate: 20%/y, from: "              \
                 "2013-06-19}]}\n"                                                                                     \
                 "payments: {dates: [2019-10-01, 2020-01-01]}\n"                                                       \
                 "allocation: equal-awards\n"

Test(examples, two_equal_claims_share_and_one_won_stays)
{
    fixture f = fixture_of(TWO_CLAIMS("kind: institution", "inherit"));
    paid_rows rows = run_example(&f);
    cr_assert_eq(rows.paid[0][0].units, 75000000);
    cr_assert_eq(rows.paid[0][1].units, 75000000);
    cr_assert_eq(rows.balance[0].units, 1);
    cr_assert_eq(rows.paid[1][0].units, 150000000);
    cr_assert_eq(rows.paid[1][1].units, 150000000);
    cr_assert_eq(rows.balance[1].units, 1);
    fixture_end(&f);
}

Test(examples, interest_that_is_open_after_a_payment_is_exact)
{
    account a = account_of(sol_money_of(100000000));
    const sol_interest_step step = {200000000, sol_date_of(2013, 6, 19)};
    const sol_terms terms = {.interest_count = 1, .interest = &step, .requires = SOL_NONE, .unless = SOL_NONE};
    account_accrue(&a, &terms, sol_date_of(2018, 11, 1));
    cr_assert_eq(account_interest(&a).units, 107452055);
    account_accrue(&a, &terms, sol_date_of(2019, 10, 1));
    account_settle(&a, sol_money_of(75000000));
    cr_assert_eq(account_interest(&a).units, 50753425);
    cr_assert_eq(a.principal.units, 100000000, "interest is settled first");
}

/* B dies between the two dates: his number is set after the lifetimes are drawn, by running trials until one has it so. */
static bool b_died_between(const trial *t)
{
    return trial_claim_of(t, 1).death == 1;
}

static void run_until_b_dies(fixture *f, paid_rows *rows)
{
    for (uint64_t index = 0; index < 100000; index++) {
        trial_observer observer = {.context = rows, .paid_date = note_paid};
        rows->trial = f->trial;
        f->trial->observer = &observer;
        trial_run(f->trial, index);
        if (b_died_between(f->trial))
            return;
    }
    cr_assert_fail("B never died between the pay dates");
}

Test(examples, an_estate_inherits_or_a_claim_lapses)
{
    fixture f = fixture_of(TWO_CLAIMS("sex: male, age: 100", "inherit"));
    paid_rows rows;
    run_until_b_dies(&f, &rows);
    cr_assert_eq(rows.paid[1][0].units - rows.paid[0][0].units, 75000000);
    cr_assert_eq(rows.paid[1][1].units - rows.paid[0][1].units, 75000000);
    cr_assert_eq(trial_claim_of(f.trial, 1).paid_to_estate.units, 75000000);
    fixture_end(&f);
    f = fixture_of(TWO_CLAIMS("sex: male, age: 100", "lapse"));
    run_until_b_dies(&f, &rows);
    cr_assert_eq(rows.paid[1][0].units - rows.paid[0][0].units, 150000001);
    cr_assert_eq(rows.paid[1][1].units - rows.paid[0][1].units, 0);
    fixture_end(&f);
}

#define LATE_CLAIM(basis)                                                                                              \
    FIXTURE_HEAD "start: 2018-01-01\nend: 2020-06-30\n"                                                                \
                 "other_sources:\n"                                                                                    \
                 "  - {name: First, kind: gift, amount: 120m KRW, date: 2019-01-01}\n"                                 \
                 "  - {name: Second, kind: gift, amount: 120m KRW, date: 2020-01-01}\n"                                \
                 "claimants:\n"                                                                                        \
                 "  groups:\n"                                                                                         \
                 "    - {name: A, kind: institution, count: 1, claim: 100m KRW, interest: [{rate: 20%/y, from: "       \
                 "2018-01-01}]}\n"                                                                                     \
                 "    - {name: B, kind: institution, count: 1, claim: 100m KRW}\n"                                     \
                 "    - {name: C, kind: institution, count: 1, claim: 60m KRW, eligible: 2020-01-01}\n"                \
                 "payments: {dates: [2019-01-01, 2020-01-01]}\n"                                                       \
                 "allocation: [{who: all, rule: proportional" basis "}]\n"

Test(examples, who_comes_late_catches_up_by_the_cumulative_basis)
{
    fixture f = fixture_of(LATE_CLAIM(""));
    paid_rows rows = run_example(&f);
    cr_assert_eq(rows.paid[0][0].units, 65454545);
    cr_assert_eq(rows.paid[0][1].units, 54545454);
    cr_assert_eq(rows.paid[0][2].units, 0);
    cr_assert_eq(rows.paid[1][0].units - rows.paid[0][0].units, 42545455);
    cr_assert_eq(rows.paid[1][1].units - rows.paid[0][1].units, 27954545);
    cr_assert_eq(rows.paid[1][2].units, 49499999);
    cr_assert_eq(rows.balance[1].units, 2);
    fixture_end(&f);
}

Test(examples, the_outstanding_basis_looks_at_what_is_owed_today)
{
    fixture f = fixture_of(LATE_CLAIM(", basis: outstanding"));
    paid_rows rows = run_example(&f);
    cr_assert_eq(rows.paid[1][0].units - rows.paid[0][0].units, 45957447);
    cr_assert_eq(rows.paid[1][1].units - rows.paid[0][1].units, 31914894);
    cr_assert_eq(rows.paid[1][2].units, 42127659);
    fixture_end(&f);
}

Test(examples, an_earmarked_pool_is_divided_first)
{
    fixture f =
        fixture_of(FIXTURE_HEAD "start: 2019-01-01\nend: 2019-12-31\n"
                                "other_sources:\n"
                                "  - {name: For G1, kind: gift, amount: 80 KRW, date: 2019-02-01, earmark: [G1]}\n"
                                "  - {name: For all, kind: gift, amount: 100 KRW, date: 2019-02-01}\n"
                                "claimants:\n"
                                "  groups:\n"
                                "    - {name: G1, kind: institution, count: 1, claim: 100 KRW}\n"
                                "    - {name: B, kind: institution, count: 1, claim: 200 KRW}\n"
                                "    - {name: C, kind: institution, count: 1, claim: 50 KRW}\n"
                                "payments: {dates: [2019-03-01]}\n"
                                "allocation:\n"
                                "  - {who: living, up_to: 60 KRW, rule: equal-awards}\n"
                                "  - {who: all, rule: proportional}\n");
    paid_rows rows = run_example(&f);
    cr_assert_eq(rows.paid[0][0].units, 80);
    cr_assert_eq(rows.paid[0][1].units, 50);
    cr_assert_eq(rows.paid[0][2].units, 50);
    cr_assert_eq(rows.balance[0].units, 0);
    fixture_end(&f);
}

#define FLOOR_AND_REST(basis)                                                                                          \
    FIXTURE_HEAD "start: 2019-01-01\nend: 2019-12-31\n"                                                                \
                 "fund: {opening: 60m KRW}\n"                                                                          \
                 "claimants:\n"                                                                                        \
                 "  groups:\n"                                                                                         \
                 "    - {name: A, kind: institution, count: 1, claim: 20m KRW}\n"                                      \
                 "    - {name: B, kind: institution, count: 1, claim: 100m KRW}\n"                                     \
                 "payments: {dates: [2019-03-01]}\n"                                                                   \
                 "allocation:\n"                                                                                       \
                 "  - {who: all, up_to: 10m KRW, rule: equal-awards}\n"                                                \
                 "  - {who: all, rule: proportional" basis "}\n"

Test(examples, a_floor_is_a_minimum_or_comes_on_top)
{
    fixture f = fixture_of(FLOOR_AND_REST(""));
    paid_rows rows = run_example(&f);
    cr_assert_eq(rows.paid[0][0].units, 10000000);
    cr_assert_eq(rows.paid[0][1].units, 50000000);
    fixture_end(&f);
    f = fixture_of(FLOOR_AND_REST(", basis: outstanding"));
    rows = run_example(&f);
    cr_assert_eq(rows.paid[0][0].units, 14000000);
    cr_assert_eq(rows.paid[0][1].units, 46000000);
    fixture_end(&f);
}
