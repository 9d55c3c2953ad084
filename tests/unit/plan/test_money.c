#include "../engine/fixture_money.h"
#include "plan/money.h"

Test(money, members_of_a_row_have_entities_of_their_own)
{
    money_fixture *f = fixture_new();
    fixture_firm(f, "A", KOREA, 1);
    sol_firm *firms = fixture_firm(f, "B", JAPAN, 1);
    firms->is_row = false;
    firms->count = 3;
    const plan_money *money = &fixture_plan(f)->money;
    cr_assert_eq(money->firm_count, 4);
    uint64_t row = sol_entity(SOL_ENTITY_FIRM, "B");
    cr_assert_eq(money->firm[0].entity, sol_entity(SOL_ENTITY_FIRM, "A"));
    for (uint64_t k = 1; k <= 3; k++) {
        cr_assert_eq(money->firm[k].entity, sol_entity_member(row, k), "member %d", (int)k);
        cr_assert(money->firm[k].row == 1 && money->firm[k].country == JAPAN, "member %d", (int)k);
    }
    sol_arena_free(f->arena);
}

Test(money, knots_are_start_and_the_firsts_of_months_up_to_the_end)
{
    static const struct {
        int start[3], end[3], last[3];
        size_t count;
    } rows[] = {
        {{2019, 7, 1}, {2019, 10, 1}, {2019, 10, 1}, 4},
        {{2019, 7, 15}, {2019, 10, 2}, {2019, 11, 1}, 5},
        {{2019, 12, 31}, {2020, 1, 1}, {2020, 1, 1}, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        money_fixture *f = fixture_new();
        f->scenario.start = sol_date_of(rows[i].start[0], rows[i].start[1], rows[i].start[2]);
        f->scenario.end = sol_date_of(rows[i].end[0], rows[i].end[1], rows[i].end[2]);
        const plan_money *money = &fixture_plan(f)->money;
        cr_assert_eq(money->month_count, rows[i].count, "row %zu", i);
        cr_assert_eq(money->month[0].day, f->scenario.start.day, "row %zu", i);
        sol_date last = sol_date_of(rows[i].last[0], rows[i].last[1], rows[i].last[2]);
        cr_assert_eq(money->month[money->month_count - 1].day, last.day, "row %zu", i);
        sol_arena_free(f->arena);
    }
}

Test(money, a_share_of_firms_is_counted_exactly)
{
    static const struct {
        double share;
        uint32_t others;
        uint64_t needed;
    } rows[] = {{0.07, 100, 7}, {0.29, 100, 29}, {0.1, 15, 2}, {0.1, 30, 3}, {1, 3, 3}, {0, 3, 0}, {0.333333333, 3, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        money_fixture *f = fixture_new();
        sol_firm *followed = fixture_firm(f, "followed", KOREA, 1);
        followed->is_row = false;
        followed->count = rows[i].others;
        sol_firm *firm = fixture_firm(f, "follower", KOREA, 1);
        firm->follows_country = KOREA;
        firm->follows_billionths = (int64_t)llround(rows[i].share * 1e9);
        const money_row *row = &money_details_of(&fixture_plan(f)->money)->row[1];
        cr_assert(row->can_follow, "row %zu", i);
        cr_assert_eq(row->needed, rows[i].needed, "row %zu needs %d", i, (int)row->needed);
        sol_arena_free(f->arena);
    }
}

/* Whether a plan is refused with one error of this id. */
static bool is_refused(money_fixture *f, const char *id)
{
    f->plan.scenario = &f->scenario;
    bool is_made = plan_money_make(f->arena, &f->scenario, &f->plan, f->diagnostics);
    bool is_named =
        sol_diagnostics_count(f->diagnostics) == 1 && strcmp(sol_diagnostics_get(f->diagnostics, 0)->id, id) == 0;
    sol_arena_free(f->arena);
    return !is_made && is_named;
}

Test(money, sums_that_could_overflow_are_refused)
{
    money_fixture *f = fixture_new();
    sol_firm *firms = fixture_firm(f, "A", KOREA, 1e15);
    firms->is_row = false;
    firms->count = 1001;
    cr_assert(is_refused(f, "S801"), "many large pledges");

    f = fixture_new();
    f->scenario.fund.return_per_year = 2;
    fixture_firm(f, "A", KOREA, 1e14); /* 3^10 is 59,049 */
    cr_assert(is_refused(f, "S801"), "return");

    f = fixture_new();
    f->currency[USD].volatility = 1; /* eight deviations at ten years: a factor e^25.3 */
    fixture_firm(f, "A", JAPAN, 1e9)->pledge.currency = USD;
    cr_assert(is_refused(f, "S801"), "exchange");

    f = fixture_new();
    fixture_firm(f, "A", KOREA, 0)->pledge.value = spread_of(SOL_LOGNORMAL, 1e9, 5);
    cr_assert(is_refused(f, "S801"), "a long tail");

    f = fixture_new();
    f->scenario.fund.opening = sol_money_of(SOL_MONEY_INPUT_MAX);
    fixture_source(f, "S", SOL_PUBLIC, 1e15)->every_months = 1;
    f->source[0].until = f->scenario.end;
    f->scenario.end = sol_date_of(2200, 1, 1);
    cr_assert(is_refused(f, "S801"), "a long series");
}

Test(money, more_arrivals_than_a_trial_may_hold_are_refused)
{
    money_fixture *f = fixture_new();
    sol_firm *firms = fixture_firm(f, "A", KOREA, 1000);
    firms->is_row = false;
    firms->count = 10000;
    firms->instalments = 120;
    firms->every_months = 1;
    cr_assert(is_refused(f, "S802"));
}
