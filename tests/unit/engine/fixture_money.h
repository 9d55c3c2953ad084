/* Scenarios for tests of money in, built by hand: no reader is needed. */
#ifndef FIXTURE_MONEY_H
#define FIXTURE_MONEY_H

#include "engine/arrivals/inflow.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { KRW, JPY, USD };
enum { KOREA, JAPAN, CHINA };

typedef struct money_fixture {
    sol_arena *arena;
    sol_scenario scenario;
    sol_currency currency[3];
    sol_event event[6];
    sol_country country[3];
    sol_firm firm[40];
    sol_other_source source[10];
    sol_group group[4];
    plan_claimant claimant[10];
    sol_terms terms;
    sol_plan plan;
    sol_diagnostics *diagnostics;
} money_fixture;

static inline sol_distribution constant(double value)
{
    return sol_distribution_constant(value, (int64_t)llround(value));
}

/* A share or a rate. */
static inline sol_distribution share(double value)
{
    return sol_distribution_constant(value, (int64_t)llround(value * 1e9));
}

static inline sol_distribution spread_of(sol_distribution_kind kind, double a, double b)
{
    return (sol_distribution){.kind = kind, .parameter = {a, b}, .lower = -INFINITY, .upper = INFINITY};
}

static inline sol_when on_day(sol_date date)
{
    return (sol_when){.date = constant(date.day)};
}

static inline sol_when months_after(int months)
{
    return (sol_when){.is_after = true, .is_calendar = true, .span = {.months = months}};
}

/* Ten years from 2020-01-01 in won, with yen at 10.9 and dollars at 1180; one claimant of 100m in each of four groups, the last empty. */
static inline money_fixture *fixture_new(void)
{
    sol_arena *arena = sol_arena_new();
    money_fixture *f = SOL_TAKE(arena, 1, money_fixture);
    f->arena = arena;
    f->diagnostics = sol_diagnostics_new(arena);
    f->currency[KRW] = (sol_currency){.code = "KRW", .price = sol_decimal_of(1, 0)};
    f->currency[JPY] = (sol_currency){.code = "JPY", .price = sol_decimal_of(109, 1)};
    f->currency[USD] = (sol_currency){.code = "USD", .minor_digits = 2, .price = sol_decimal_of(1180, 0)};
    static const char *const country[] = {"KR", "JP", "CN"};
    for (int g = 0; g < 3; g++)
        f->country[g] = (sol_country){.name = country[g], .has_rate = true, .rate = {.base = share(1)}};
    f->terms = (sol_terms){.requires = SOL_NONE, .unless = SOL_NONE};
    for (int i = 0; i < 3; i++)
        f->claimant[i] = (plan_claimant){.group = i, .principal = sol_money_of(100000000)};
    f->plan.people = (plan_people){.count = 3, .claimant = f->claimant, .terms_count = 1, .terms = &f->terms};
    f->scenario = (sol_scenario){
        .start = sol_date_of(2020, 1, 1),
        .end = sol_date_of(2030, 1, 1),
        .currency_count = 3,
        .currency = f->currency,
        .event = f->event,
        .country_count = 3,
        .country = f->country,
        .firm = f->firm,
        .source = f->source,
        .group_count = 4,
        .group = f->group,
    };
    return f;
}

/* A lump at start with certainty, until the test changes it. */
static inline sol_firm *fixture_firm(money_fixture *f, const char *name, int country, double pledge)
{
    sol_firm *firm = &f->firm[f->scenario.firm_count++];
    *firm = (sol_firm){
        .name = name,
        .id = name,
        .country = country,
        .count = 1,
        .is_row = true,
        .pledge = {.kind = SOL_AMOUNT_MONEY, .currency = KRW, .value = constant(pledge)},
        .size_currency = SOL_NONE,
        .times_billionths = 1000000000,
        .joins = on_day(f->scenario.start),
        .instalments = 1,
        .requires = SOL_NONE,
        .unless = SOL_NONE,
        .follows_country = SOL_NONE,
    };
    return firm;
}

/* Once, at start, with certainty, until the test changes it. */
static inline sol_other_source *fixture_source(money_fixture *f, const char *name, sol_source_kind kind, double amount)
{
    sol_other_source *source = &f->source[f->scenario.source_count++];
    *source = (sol_other_source){
        .name = name,
        .id = name,
        .kind = kind,
        .country = SOL_NONE,
        .amount = {.kind = SOL_AMOUNT_MONEY, .currency = KRW, .value = constant(amount)},
        .haircut = share(0),
        .probability = constant(1),
        .date = on_day(f->scenario.start),
        .until = f->scenario.end,
        .requires = SOL_NONE,
        .unless = SOL_NONE,
        .earmark = {.counts = true, .then_general = true},
        .match_country = SOL_NONE,
    };
    return source;
}

static inline sol_event *fixture_event(money_fixture *f, const char *name, double probability, sol_date date)
{
    sol_event *event = &f->event[f->scenario.event_count++];
    *event = (sol_event){
        .name = name,
        .probability = constant(probability),
        .date = on_day(date),
        .requires = SOL_NONE,
        .unless = SOL_NONE,
    };
    return event;
}

/* Makes the plan; the scenario must hold. */
static inline const sol_plan *fixture_plan(money_fixture *f)
{
    f->plan.scenario = &f->scenario;
    bool is_made = plan_money_make(f->arena, &f->scenario, &f->plan, f->diagnostics);
    cr_assert(is_made, "the plan of money could not be made");
    return &f->plan;
}

static inline inflow *fixture_inflow(money_fixture *f)
{
    return inflow_new(f->arena, fixture_plan(f));
}

static inline int64_t received(const inflow *in)
{
    int64_t sum = 0;
    for (size_t i = 0; i < in->arrival_count; i++)
        sum += in->arrival[i].amount.units;
    return sum;
}

static inline size_t joined(const inflow *in, size_t firms)
{
    size_t count = 0;
    for (size_t i = 0; i < firms; i++)
        count += in->firm_joined[i];
    return count;
}

/* An arrival as a test expects it. */
typedef struct expected_arrival {
    int date[3], firm, source;
    int64_t amount;
} expected_arrival;

static inline void expect_arrivals(const inflow *in, size_t count, const expected_arrival *expected)
{
    cr_assert_eq(in->arrival_count, count, "%zu arrivals, not %zu", in->arrival_count, count);
    for (size_t i = 0; i < count; i++) {
        const inflow_arrival *got = &in->arrival[i];
        sol_date date = sol_date_of(expected[i].date[0], expected[i].date[1], expected[i].date[2]);
        char day[16];
        sol_date_write(got->date, day);
        cr_assert_eq(got->date.day, date.day, "arrival %zu comes on %s", i, day);
        cr_assert_eq(got->firm, expected[i].firm, "arrival %zu is of firm %d", i, got->firm);
        cr_assert_eq(got->source, expected[i].source, "arrival %zu is of source %d", i, got->source);
        cr_assert_eq(got->amount.units, expected[i].amount, "arrival %zu brings %lld", i, (long long)got->amount.units);
    }
}

#endif
