/* Who follows whom, worked by hand: everybody would join by himself, on the day that his row names. */
#include "fixture_money.h"

static sol_firm *firm_on(money_fixture *f, const char *name, int country, int year)
{
    sol_firm *firm = fixture_firm(f, name, country, 1);
    firm->joins = on_day(sol_date_of(year, 1, 1));
    return firm;
}

static sol_firm *follower_on(money_fixture *f, const char *name, int country, int year, int followed, double share)
{
    sol_firm *firm = firm_on(f, name, country, year);
    firm->follows_country = followed;
    firm->follows_billionths = (int64_t)llround(share * 1e9);
    return firm;
}

/* The years in which firms join, 0 for those that do not. */
static void expect_years(money_fixture *f, const int *year)
{
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    for (size_t i = 0; i < f->scenario.firm_count; i++) {
        int joins = 0;
        for (size_t a = 0; a < in->arrival_count; a++)
            if (in->arrival[a].firm == (int)i)
                sol_date_civil(in->arrival[a].date, &joins, NULL, NULL);
        cr_assert_eq(joins, year[i], "%s joins in %d, not %d", f->firm[i].name, joins, year[i]);
        cr_assert_eq(in->firm_joined[i], year[i] != 0, "%s", f->firm[i].name);
    }
    sol_arena_free(f->arena);
}

Test(follows, a_firm_waits_for_the_day_on_which_the_share_is_reached)
{
    money_fixture *f = fixture_new();
    firm_on(f, "first", JAPAN, 2021);
    firm_on(f, "second", JAPAN, 2023);
    firm_on(f, "third", JAPAN, 2025);
    follower_on(f, "one of three", KOREA, 2020, JAPAN, 0.3);
    follower_on(f, "two of three", KOREA, 2020, JAPAN, 0.5);
    follower_on(f, "all, and late itself", KOREA, 2027, JAPAN, 1);
    follower_on(f, "none", KOREA, 2022, JAPAN, 0);
    expect_years(f, (int[]){2021, 2023, 2025, 2021, 2023, 2027, 2022});
}

Test(follows, followers_of_followers_join_in_rounds)
{
    money_fixture *f = fixture_new();
    follower_on(f, "third round", CHINA, 2020, JAPAN, 1);
    follower_on(f, "second round", JAPAN, 2022, KOREA, 1);
    firm_on(f, "first", KOREA, 2021);
    expect_years(f, (int[]){2022, 2022, 2021});
}

Test(follows, nobody_pulls_himself_up)
{
    money_fixture *f = fixture_new();
    follower_on(f, "waits for the other", KOREA, 2020, JAPAN, 1);
    follower_on(f, "waits for the one", JAPAN, 2020, KOREA, 1);
    follower_on(f, "alone in its country", CHINA, 2020, CHINA, 0);
    expect_years(f, (int[]){0, 0, 0});
}

Test(follows, a_firm_does_not_count_itself)
{
    money_fixture *f = fixture_new();
    firm_on(f, "leader", KOREA, 2021);
    firm_on(f, "late leader", KOREA, 2026);
    follower_on(f, "one of the other three", KOREA, 2022, KOREA, 0.333333333);
    follower_on(f, "three of the other three", KOREA, 2020, KOREA, 1);
    expect_years(f, (int[]){2021, 2026, 2022, 2026});
}

Test(follows, an_earlier_follower_brings_the_day_forward)
{
    money_fixture *f = fixture_new();
    /* Seen from the first round alone the last firm would wait for the leader of 2026. */
    firm_on(f, "leader", KOREA, 2021);
    firm_on(f, "late leader", KOREA, 2026);
    follower_on(f, "follows the leader", KOREA, 2022, KOREA, 0.3);
    follower_on(f, "two of three", KOREA, 2020, KOREA, 0.6);
    expect_years(f, (int[]){2021, 2026, 2022, 2022});
}

Test(follows, an_exclusion_counts_on_the_day_of_joining)
{
    money_fixture *f = fixture_new();
    fixture_event(f, "settled", 1, sol_date_of(2022, 6, 1));
    firm_on(f, "leader", JAPAN, 2021);
    firm_on(f, "second", JAPAN, 2023);
    follower_on(f, "in time", KOREA, 2020, JAPAN, 0.5)->unless = 0;
    follower_on(f, "too late", KOREA, 2020, JAPAN, 1)->unless = 0;
    expect_years(f, (int[]){2021, 2023, 2021, 0});
}

/* Walks the calendar day by day, which is slow but cannot be wrong about who was there first. */
static void walk_calendar(const money_fixture *f, const int *alone, int *joins)
{
    size_t count = f->scenario.firm_count;
    for (size_t i = 0; i < count; i++)
        joins[i] = 0;
    for (int year = 2020; year < 2030; year++)
        for (bool moved = true; moved;) {
            moved = false;
            for (size_t i = 0; i < count; i++) {
                int others = 0, there = 0;
                for (size_t j = 0; j < count; j++)
                    if (j != i && f->firm[j].country == f->firm[i].follows_country) {
                        others++;
                        there += joins[j] != 0;
                    }
                bool may = f->firm[i].follows_country == SOL_NONE ||
                           (others > 0 && there * 10 >= f->firm[i].follows_billionths / 100000000 * others);
                if (joins[i] == 0 && alone[i] != 0 && alone[i] <= year && may) {
                    joins[i] = year;
                    moved = true;
                }
            }
        }
}

Test(follows, rounds_agree_with_walking_the_calendar)
{
    uint32_t state = 2385;
    for (int scenario = 0; scenario < 200; scenario++) {
        money_fixture *f = fixture_new();
        int alone[12], joins[12];
        for (size_t i = 0; i < 12; i++) {
            uint32_t draw[4];
            for (int k = 0; k < 4; k++) {
                state = state * 1664525u + 1013904223u;
                draw[k] = state >> 16;
            }
            static const char *const name[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
            alone[i] = 2020 + (int)(draw[0] % 10);
            sol_firm *firm = firm_on(f, name[i], (int)(draw[1] % 3), alone[i]);
            if (draw[2] % 4 != 0) {
                firm->follows_country = (int)(draw[2] / 4 % 3);
                firm->follows_billionths = draw[3] % 8 * INT64_C(100000000);
            }
        }
        walk_calendar(f, alone, joins);
        expect_years(f, joins);
    }
}
