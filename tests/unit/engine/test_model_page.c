/* The model's own trial gives what the page says, on examples worked out by hand: it is what the program is held against elsewhere. */
#include "engine/model/model.h"
#include "engine/trial_fixture.h"

#define IMMORTAL                                                                                                       \
    "solatium: 1\ntitle: By hand\ncurrency: KRW\n"                                                                     \
    "mortality: {male: {law: gompertz, b: 1e-15, g: 1e-6}, female: {law: gompertz, b: 1e-15, g: 1e-6}}\n"

static model_trial *walk(fixture *f, const char *text)
{
    *f = fixture_of(text);
    return model_walk(f->arena, f->plan, 1, 0);
}

static void expect_paid(const char *text, size_t count, const int64_t *paid)
{
    fixture f;
    const model_trial *t = walk(&f, text);
    cr_assert_eq(t->people, count);
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(t->person[i].paid, paid[i], "claimant %zu was paid %lld, not %lld", i,
                     (long long)t->person[i].paid, (long long)paid[i]);
    fixture_end(&f);
}

#define EXPECT_PAID(text, ...)                                                                                         \
    expect_paid(text, sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t), (const int64_t[]){__VA_ARGS__})

Test(model_page, interest_is_kept_exactly_and_rounded_once)
{
    fixture f;
    const model_trial *t =
        walk(&f, IMMORTAL "start: 2018-11-01\nend: 2018-11-02\n"
                          "claimants: {groups: [{name: A, sex: male, age: 80, claim: 100m KRW, interest: 20%/y "
                          "from 2013-06-19, interest_until: 2013-06-20}, {name: B, sex: male, age: 80, claim: "
                          "100m KRW, interest: 20%/y from 2013-06-19}]}\n"
                          "payments: {dates: [2018-11-01]}\n");
    cr_assert_eq(t->person[0].claimed, 100054795); /* one day: 54,794.52 */
    cr_assert_eq(t->person[1].claimed, 207452055); /* the page's check: 1,961 days */
    fixture_end(&f);
}

Test(model_page, what_a_limit_leaves_is_divided_with_shares_as_bounds)
{
    /* All 20 have a share of 50 each; two may be paid, and a year leaves 30. */
    EXPECT_PAID(IMMORTAL
                "start: 2025-01-01\nend: 2026-12-31\nfund: {opening: 1000}\n"
                "claimants: {groups: [{name: Now, count: 2, sex: male, age: 80, claim: 100}, {name: Later, count: "
                "3, sex: male, age: 60, claim: 600, eligible: 2040-01-01}]}\n"
                "payments: {dates: [2025-06-01, 2026-06-01], limit: 30}\nhold: registered\n",
                30, 30, 0, 0, 0);
}

Test(model_page, remainders_go_to_nobody_who_ranks_behind)
{
    EXPECT_PAID(IMMORTAL
                "start: 2025-01-01\nend: 2026-01-01\nfund: {opening: 9500000}\n"
                "claimants: {groups: [{name: Living, count: 10, sex: female, age: 80, claim: 10m}, {name: Estate, "
                "count: 1, living: 0, sex: female, age: 80, claim: 10m}]}\n"
                "payments: {dates: [2025-07-01], unit: 1m}\n"
                "allocation: [{who: living, rule: equal-awards}, {who: estates, rule: equal-awards}]\n",
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    /* The last units that settle a claim are paid though they are less than a unit; then there is cash for the next step. */
    EXPECT_PAID(IMMORTAL
                "start: 2025-01-01\nend: 2026-01-01\nfund: {opening: 1700}\n"
                "claimants: {groups: [{name: Living, count: 1, sex: female, age: 80, claim: 1234}, {name: Estate, "
                "count: 1, living: 0, sex: female, age: 80, claim: 1000}]}\n"
                "payments: {dates: [2025-07-01], unit: 100}\n"
                "allocation: [{who: living, rule: equal-awards}, {who: estates, rule: equal-awards}]\n",
                1234, 400);
}

Test(model_page, answers_are_awaited_from_the_day_on_which_the_fund_exists)
{
    EXPECT_PAID(IMMORTAL
                "start: 2019-04-27\nend: 2021-09-04\nfund: {opening: 10m}\n"
                "claimants: {groups: [{name: A, count: 1, sex: male, age: 80, claim: 1m, eligible: 2018-08-16, "
                "accepts: {after: 1y}}]}\n"
                "payments: {dates: [2019-09-04]}\n",
                0);
    EXPECT_PAID(IMMORTAL
                "start: 2019-01-01\nend: 2020-01-01\nfund: {opening: 10m}\n"
                "claimants: {groups: [{name: A, count: 1, sex: male, age: 80, claim: 1m, eligible: 2018-01-01, "
                "interest: 10%/y from 2017-01-01, interest_until: eligible}]}\n"
                "administration: {opens: 2019-02-01}\npayments: {dates: [2019-07-01]}\n",
                1100000);
}

Test(model_page, capacity_is_spread_over_the_days_of_a_month)
{
    /* Three in April: one after each ten days, the first on the tenth; the oldest first, and the estate last. */
    fixture f;
    const model_trial *t =
        walk(&f, IMMORTAL "start: 2025-03-01\nend: 2026-01-01\nfund: {opening: 10m}\n"
                          "claimants: {groups: [{name: Estate, living: 0, sex: male, age: 99, claim: 1000}, {name: "
                          "Young, sex: male, age: 80, claim: 1000}, {name: Old, sex: male, age: 90, claim: 1000}]}\n"
                          "administration: {opens: 2025-04-01, capacity: 3}\npayments: {dates: [2025-07-01]}\n");
    cr_assert_eq(t->person[2].processed.day, sol_date_of(2025, 4, 10).day);
    cr_assert_eq(t->person[1].processed.day, sol_date_of(2025, 4, 20).day);
    cr_assert_eq(t->person[0].processed.day, sol_date_of(2025, 4, 30).day);
    fixture_end(&f);
}

Test(model_page, costs_and_what_is_owed_run_to_the_end)
{
    fixture f;
    const model_trial *t =
        walk(&f, IMMORTAL "start: 2020-01-01\nend: 2022-01-01\nfund: {opening: 100m, costs: {yearly: 36525000}}\n"
                          "claimants: {groups: [{name: A, sex: male, age: 90, claim: 1m, eligible: 2021-06-01}, "
                          "{name: B, sex: male, age: 90, claim: 200m}]}\n"
                          "payments: {dates: [2021-01-01]}\n");
    cr_assert_eq(t->costs, 36600000); /* all that was left on the pay date went to B, who is owed the rest */
    cr_assert_eq(t->owed, 1000000 + 200000000 - 63400000);
    cr_assert_eq(t->left, 0);
    fixture_end(&f);
}

Test(model_page, money_for_some_is_kept_as_long_as_they_may_receive_it)
{
    static const char text[] =
        IMMORTAL "start: 2020-01-01\nend: 2022-01-01\nevents: {accord: {probability: 0%, date: 2021-06-01}}\n"
                 "other_sources: [{name: S, kind: gift, amount: 1000, date: 2020-03-01, earmark: {groups: [A], then: "
                 "general}}]\n"
                 "claimants: {groups: [{name: A, sex: male, age: 90, claim: 1000, requires: accord}, {name: B, sex: "
                 "male, age: 90, "
                 "claim: 1000}]}\npayments: {dates: [2020-07-01, 2021-07-01]}\n";
    fixture f;
    const model_trial *t = walk(&f, text);
    cr_assert_eq(t->paid, 0, "nobody knows that the event will not happen");
    cr_assert_eq(t->left, 1000);
    cr_assert_eq(t->stranded, 0, "what does not stay where it is, is not stranded");
    fixture_end(&f);
}

Test(model_page, talmud_is_that_of_the_mishnah)
{
    EXPECT_PAID(IMMORTAL
                "start: 2025-01-01\nend: 2026-01-01\nfund: {opening: 200}\n"
                "claimants: {groups: [{name: A, kind: institution, claim: 100}, {name: B, kind: institution, claim: "
                "200}, {name: C, kind: institution, claim: 300}]}\n"
                "payments: {dates: [2025-07-01]}\nallocation: talmud\n",
                50, 75, 75);
}
