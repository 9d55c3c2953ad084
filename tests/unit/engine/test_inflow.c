/* What comes in when nothing is left to chance: worked by hand. */
#include "fixture_money.h"

Test(inflow, a_pledge_in_instalments_arrives_to_the_unit)
{
    money_fixture *f = fixture_new();
    sol_firm *firm = fixture_firm(f, "A", KOREA, 1000);
    firm->joins = on_day(sol_date_of(2020, 10, 31));
    firm->instalments = 3;
    firm->every_months = 4;
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    /* round(1000/3) = 333, round(2000/3) = 667; the last day of February stands for the 31st. */
    static const expected_arrival expected[] = {
        {{2020, 10, 31}, 0, SOL_NONE, 333},
        {{2021, 2, 28}, 0, SOL_NONE, 334},
        {{2021, 6, 30}, 0, SOL_NONE, 333},
    };
    expect_arrivals(in, 3, expected);
    cr_assert(in->firm_joined[0]);
    cr_assert_eq(in->firm_promised[0].units, 1000);
    sol_arena_free(f->arena);
}

Test(inflow, instalments_after_the_end_do_not_come)
{
    money_fixture *f = fixture_new();
    sol_firm *firm = fixture_firm(f, "A", KOREA, 100);
    firm->joins = on_day(sol_date_of(2028, 1, 1));
    firm->instalments = 4;
    firm->every_months = 12;
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    static const expected_arrival expected[] = {
        {{2028, 1, 1}, 0, SOL_NONE, 25}, {{2029, 1, 1}, 0, SOL_NONE, 25}, {{2030, 1, 1}, 0, SOL_NONE, 25}};
    expect_arrivals(in, 3, expected);
    sol_arena_free(f->arena);
}

Test(inflow, pledges_of_claims_of_size_and_in_other_currencies_are_converted)
{
    money_fixture *f = fixture_new();
    fixture_firm(f, "yen", JAPAN, 1000000001)->pledge.currency = JPY;
    fixture_firm(f, "cents", JAPAN, 250000)->pledge.currency = USD;
    sol_firm *of_claims = fixture_firm(f, "of claims", KOREA, 0);
    of_claims->pledge = (sol_amount){.kind = SOL_AMOUNT_OF_CLAIMS, .value = share(0.12)};
    sol_firm *of_size = fixture_firm(f, "of size", JAPAN, 0);
    of_size->pledge = (sol_amount){.kind = SOL_AMOUNT_OF_SIZE, .value = share(0.001)};
    of_size->size_currency = JPY;
    of_size->size = sol_money_of(5000000000);
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    cr_assert_eq(f->plan.money.claimed.units, 300000000);
    static const expected_arrival expected[] = {
        {{2020, 1, 1}, 0, SOL_NONE, 10900000011}, /* 10,900,000,010.9 */
        {{2020, 1, 1}, 1, SOL_NONE, 2950000},     /* 2,500 dollars */
        {{2020, 1, 1}, 2, SOL_NONE, 36000000},    /* of 300m */
        {{2020, 1, 1}, 3, SOL_NONE, 54500000},    /* 5m yen */
    };
    expect_arrivals(in, 4, expected);
    for (size_t i = 0; i < 4; i++)
        cr_assert_eq(in->firm_promised[i].units, expected[i].amount, "firm %zu", i);
    sol_arena_free(f->arena);
}

Test(inflow, arrivals_stand_by_date_then_firms_then_sources_then_instalments)
{
    money_fixture *f = fixture_new();
    fixture_source(f, "first source", SOL_GIFT, 7)->date = on_day(sol_date_of(2021, 1, 1));
    fixture_source(f, "second source", SOL_PUBLIC, 9);
    fixture_firm(f, "late", KOREA, 3)->joins = on_day(sol_date_of(2021, 1, 1));
    sol_firm *firm = fixture_firm(f, "in parts", KOREA, 10);
    firm->instalments = 2;
    firm->every_months = 12;
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    static const expected_arrival expected[] = {
        {{2020, 1, 1}, 1, SOL_NONE, 5}, {{2020, 1, 1}, SOL_NONE, 1, 9}, {{2021, 1, 1}, 0, SOL_NONE, 3},
        {{2021, 1, 1}, 1, SOL_NONE, 5}, {{2021, 1, 1}, SOL_NONE, 0, 7},
    };
    expect_arrivals(in, 5, expected);
    sol_arena_free(f->arena);
}

Test(inflow, an_excluding_event_cuts_what_is_due_on_its_day_or_later)
{
    money_fixture *f = fixture_new();
    fixture_event(f, "settled", 1, sol_date_of(2022, 1, 1));
    sol_firm *firm = fixture_firm(f, "A", KOREA, 40);
    firm->instalments = 4;
    firm->every_months = 12;
    firm->unless = 0;
    sol_firm *late = fixture_firm(f, "B", KOREA, 40);
    late->joins = on_day(sol_date_of(2022, 1, 1));
    late->unless = 0;
    sol_other_source *series = fixture_source(f, "S", SOL_PUBLIC, 5);
    series->date = on_day(sol_date_of(2021, 7, 1));
    series->every_months = 6;
    series->unless = 0;
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    static const expected_arrival expected[] = {
        {{2020, 1, 1}, 0, SOL_NONE, 10}, {{2021, 1, 1}, 0, SOL_NONE, 10}, {{2021, 7, 1}, SOL_NONE, 0, 5}};
    expect_arrivals(in, 3, expected);
    cr_assert(in->firm_joined[0] && !in->firm_joined[1]);
    sol_arena_free(f->arena);
}

Test(inflow, what_requires_an_event_waits_for_its_day)
{
    money_fixture *f = fixture_new();
    fixture_event(f, "talks", 1, sol_date_of(2021, 6, 15));
    sol_event *never = fixture_event(f, "never", 0, sol_date_of(2021, 1, 1));
    never->requires = 0;
    fixture_firm(f, "moved", KOREA, 1)->requires = 0;
    fixture_firm(f, "after", KOREA, 2)->joins = months_after(18);
    f->firm[1].requires = 0;
    fixture_firm(f, "not at all", KOREA, 4)->requires = 1;
    sol_other_source *series = fixture_source(f, "S", SOL_PUBLIC, 8);
    series->requires = 0;
    series->every_months = 12;
    series->until = sol_date_of(2022, 12, 31);
    fixture_source(f, "not at all", SOL_GIFT, 16)->requires = 1;
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    static const expected_arrival expected[] = {
        {{2021, 6, 15}, 0, SOL_NONE, 1},
        {{2021, 6, 15}, SOL_NONE, 0, 8},
        {{2022, 6, 15}, SOL_NONE, 0, 8},
        {{2022, 12, 15}, 1, SOL_NONE, 2},
    };
    expect_arrivals(in, 4, expected);
    cr_assert(sol_date_is_never(in->event_date[1]));
    cr_assert(!in->firm_joined[2]);
    sol_arena_free(f->arena);
}

Test(inflow, events_move_behind_what_they_require_and_give_way_to_what_excludes_them)
{
    money_fixture *f = fixture_new();
    fixture_event(f, "talks", 1, sol_date_of(2021, 6, 15));
    fixture_event(f, "earlier in the file's dates", 1, sol_date_of(2020, 5, 1))->requires = 0;
    sol_event *after = fixture_event(f, "after", 1, sol_date_of(2020, 5, 1));
    after->requires = 0;
    after->date = months_after(6);
    fixture_event(f, "excluded", 1, sol_date_of(2021, 6, 15))->unless = 0;
    fixture_event(f, "in time", 1, sol_date_of(2021, 6, 14))->unless = 0;
    fixture_event(f, "past the end", 1, sol_date_of(2031, 1, 1));
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    cr_assert_eq(in->event_date[1].day, sol_date_of(2021, 6, 15).day);
    cr_assert_eq(in->event_date[2].day, sol_date_of(2021, 12, 15).day);
    cr_assert(sol_date_is_never(in->event_date[3]));
    cr_assert_eq(in->event_date[4].day, sol_date_of(2021, 6, 14).day);
    cr_assert(sol_date_is_never(in->event_date[5]));
    sol_arena_free(f->arena);
}

Test(inflow, a_series_ends_with_its_until)
{
    money_fixture *f = fixture_new();
    sol_other_source *series = fixture_source(f, "S", SOL_PUBLIC, 5);
    series->date = on_day(sol_date_of(2020, 8, 31));
    series->every_months = 3;
    series->until = sol_date_of(2021, 5, 31);
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    static const expected_arrival expected[] = {{{2020, 8, 31}, SOL_NONE, 0, 5},
                                                {{2020, 11, 30}, SOL_NONE, 0, 5},
                                                {{2021, 2, 28}, SOL_NONE, 0, 5},
                                                {{2021, 5, 31}, SOL_NONE, 0, 5}};
    expect_arrivals(in, 4, expected);
    sol_arena_free(f->arena);
}

Test(inflow, seized_assets_bring_what_the_haircut_leaves)
{
    static const int groups[] = {2};
    money_fixture *f = fixture_new();
    sol_other_source *shares = fixture_source(f, "shares", SOL_ENFORCEMENT, 974000001);
    shares->haircut = share(0.3);
    shares->is_direct = true;
    shares->earmark = (sol_earmark){.group_count = 1, .group = groups, .counts = true, .then_general = false};
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    static const expected_arrival expected[] = {{{2020, 1, 1}, SOL_NONE, 0, 681800001}};
    expect_arrivals(in, 1, expected);
    cr_assert(in->arrival[0].is_direct);
    cr_assert_eq(in->arrival[0].pool, 1);
    sol_arena_free(f->arena);
}

Test(inflow, a_match_follows_the_firms_of_its_country_up_to_its_cap)
{
    money_fixture *f = fixture_new();
    sol_other_source *match = fixture_source(f, "match", SOL_MATCH, 0);
    match->match_country = JAPAN;
    match->match_billionths = 500000000;
    match->has_cap = true;
    match->cap_currency = JPY;
    match->cap = sol_money_of(10); /* 109 won */
    match->date = on_day(sol_date_of(2020, 7, 1));
    fixture_firm(f, "Korean", KOREA, 1000);
    sol_firm *in_parts = fixture_firm(f, "in parts", JAPAN, 201);
    in_parts->instalments = 3;
    in_parts->every_months = 12;
    fixture_firm(f, "same day", JAPAN, 20)->joins = on_day(sol_date_of(2021, 1, 1));
    fixture_firm(f, "next day", JAPAN, 10)->joins = on_day(sol_date_of(2021, 1, 2));
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    /* Half of 67 is 33.5, rounded up; of 154 it is 77, of which 34 have come; of 164 it is 82; of 231 above the cap. */
    static const expected_arrival expected[] = {
        {{2020, 1, 1}, 0, SOL_NONE, 1000}, {{2020, 1, 1}, 1, SOL_NONE, 67}, {{2020, 7, 1}, SOL_NONE, 0, 34},
        {{2021, 1, 1}, 1, SOL_NONE, 67},   {{2021, 1, 1}, 2, SOL_NONE, 20}, {{2021, 1, 1}, SOL_NONE, 0, 43},
        {{2021, 1, 2}, 3, SOL_NONE, 10},   {{2021, 1, 2}, SOL_NONE, 0, 5},  {{2022, 1, 1}, 1, SOL_NONE, 67},
        {{2022, 1, 1}, SOL_NONE, 0, 27},
    };
    expect_arrivals(in, 10, expected);
    sol_arena_free(f->arena);
}

/* The example before, a year later: the match follows the firms' payments, and what would come after 2030-01-01 does not come. */
Test(inflow, a_delay_moves_every_arrival_and_no_amount)
{
    money_fixture *f = fixture_new();
    sol_other_source *match = fixture_source(f, "match", SOL_MATCH, 0);
    match->match_country = JAPAN;
    match->match_billionths = 500000000;
    fixture_source(f, "gift", SOL_GIFT, 9)->date = on_day(sol_date_of(2029, 1, 2));
    fixture_firm(f, "at the end", KOREA, 5)->joins = on_day(sol_date_of(2029, 1, 1));
    sol_firm *in_parts = fixture_firm(f, "in parts", JAPAN, 200);
    in_parts->joins = on_day(sol_date_of(2020, 2, 29));
    in_parts->instalments = 2;
    in_parts->every_months = 12;
    f->scenario.money_delay = (sol_span){.months = 12};
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    static const expected_arrival expected[] = {
        {{2021, 2, 28}, 1, SOL_NONE, 100}, {{2021, 2, 28}, SOL_NONE, 0, 50}, {{2022, 2, 28}, 1, SOL_NONE, 100},
        {{2022, 2, 28}, SOL_NONE, 0, 50},  {{2030, 1, 1}, 0, SOL_NONE, 5},
    };
    expect_arrivals(in, 5, expected);
    cr_assert(in->firm_joined[0] && in->firm_joined[1]);
    sol_arena_free(f->arena);
}

Test(inflow, a_certain_fraction_replaces_chance)
{
    money_fixture *f = fixture_new();
    f->scenario.participation_is_fraction = true;
    f->country[JAPAN].rate.base = share(0.35);
    f->country[KOREA].rate.base = constant(0);
    fixture_firm(f, "whole", JAPAN, 1000);
    sol_firm *times = fixture_firm(f, "times", JAPAN, 1000);
    times->rate_kind = SOL_RATE_TIMES_COUNTRY;
    times->times_billionths = 700000000;
    sol_firm *own = fixture_firm(f, "own", JAPAN, 1000);
    own->rate_kind = SOL_RATE_OWN;
    own->own_rate.base = share(0.8);
    fixture_firm(f, "none", KOREA, 1000);
    inflow *in = fixture_inflow(f);
    for (uint64_t trial = 0; trial < 20; trial++) {
        inflow_draw(&f->plan, 1, trial, in);
        static const expected_arrival expected[] = {
            {{2020, 1, 1}, 0, SOL_NONE, 350}, {{2020, 1, 1}, 1, SOL_NONE, 245}, {{2020, 1, 1}, 2, SOL_NONE, 800}};
        expect_arrivals(in, 3, expected);
        cr_assert_eq(in->firm_promised[0].units, 1000);
        cr_assert(!in->firm_joined[3]);
    }
    sol_arena_free(f->arena);
}
