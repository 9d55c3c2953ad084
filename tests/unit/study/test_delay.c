#include "solatium/delay.h"

#include "study_fixture.h"

#include <math.h>

/* A city is owed 1,000 at 10 % a year; 1,500 comes on the first day and is paid on the first pay date from then on. */
static const char certain[] = "solatium: 1\ntitle: Later\ncurrency: KRW\nstart: 2021-01-01\nend: 2026-01-01\n"
                              "other_sources: [{name: gift, kind: gift, amount: 1500 KRW, date: 2021-01-01}]\n"
                              "claimants: {groups: [{name: City, kind: institution, claim: 1000 KRW,\n"
                              "  interest: [{rate: 10%/y, from: 2021-01-01}]}]}\n"
                              "payments: {first: 2022-01-01, every: year}\n"
                              "timeliness: {by: 2023-06-01}\n";

static sol_delay *delayed(study_fixture *f, const char *range)
{
    sol_lever lever;
    cr_assert(sol_delay_parse(f->arena, range, f->faults, &lever));
    sol_delay *d = sol_delay_run(f->arena, &f->study, &lever, f->faults);
    cr_assert_not_null(d);
    return d;
}

Test(delay, it_costs_the_interest_until_the_later_pay_date)
{
    static const struct {
        const char *span;
        double months, interest, received, share;
    } expected[] = {
        {"0mo", 0, 0, 0, 0},      {"12mo", 12, 0, 0, 0},  {"13mo", 13, 100, 0, 0},
        {"25mo", 25, 200, 0, -1}, {"5y", 60, 400, 0, -1}, {"61mo", 61, 400, -1500, -1},
    };
    study_fixture f = study_of(certain, 3);
    sol_delay *d = delayed(&f, "12mo,13mo,25mo,5y,61mo");
    cr_assert_eq(d->count, 6);
    cr_assert(d->bears_interest);
    for (size_t i = 0; i < d->count; i++) {
        const sol_difference *by = d->point[i].at.difference;
        cr_assert_str_eq(d->point[i].span, expected[i].span);
        cr_assert_float_eq(d->point[i].months, expected[i].months, 1e-9);
        cr_assert_eq(d->point[i].at.state, SOL_POINT_DONE);
        cr_assert_eq(by[SOL_METRIC_RECEIVED].mean, expected[i].received, "%s", expected[i].span);
        /* 366 days of 2024 bear 100 · 366 / 365. */
        cr_assert_float_eq(by[SOL_METRIC_INTEREST].mean, expected[i].interest, 0.5 + (i >= 4), "%s: %g",
                           expected[i].span, by[SOL_METRIC_INTEREST].mean);
    }
    study_end(&f);
}

/* Old people of whom some die each year: later money finds fewer of them, and fewer are in time. */
Test(delay, it_costs_people_who_die_waiting)
{
    static const char text[] =
        "solatium: 1\ntitle: Later\ncurrency: KRW\nstart: 2021-01-01\nend: 2027-01-01\n"
        "mortality:\n  male: {law: gompertz, b: 2.0e-5, g: 0.1}\n  female: {law: gompertz, b: 1.2e-5, g: 0.1}\n"
        "participation: {JP: 60%}\n"
        "firms: [{name: Firm, country: JP, count: 5, pledge: 400 KRW, joins: {uniform: [2021-01-01, 2022-01-01]}}]\n"
        "claimants: {groups: [{name: People, count: 20, sex: male, age: 90, claim: 100 KRW}]}\n"
        "payments: {first: 2021-04-01, every: quarter}\n";
    study_fixture f = study_of(text, 400);
    sol_delay *d = delayed(&f, "0mo:24mo:12mo");
    cr_assert_eq(d->count, 3);
    cr_assert_not(d->bears_interest);
    for (size_t i = 1; i < 3; i++) {
        const sol_difference *by = d->point[i].at.difference, *before = d->point[i - 1].at.difference;
        cr_assert_gt(by[SOL_METRIC_DIED_WAITING].mean, before[SOL_METRIC_DIED_WAITING].mean);
        cr_assert_lt(by[SOL_METRIC_SHARE_IN_TIME].mean, before[SOL_METRIC_SHARE_IN_TIME].mean);
        cr_assert(by[SOL_METRIC_DIED_WAITING].is_distinguishable);
        cr_assert_eq(by[SOL_METRIC_INTEREST].mean, 0);
        cr_assert_eq(by[SOL_METRIC_RECEIVED].mean, 0, "all of it still comes before the end");
    }
    study_end(&f);
}

Test(delay, spans_that_are_none_or_do_not_rise_are_refused)
{
    static const struct {
        const char *range, *fault;
    } rows[] = {
        {"", "no delay is given"},
        {"6mo,3mo", "the delays do not rise"},
        {"6mo,6mo", "the delays do not rise"},
        {"0,6", "`0` is not a span"},
        {"0mo:24mo", "a range needs a step"},
        {"10%:20%:5%", "`10%` is not a span"},
        {"0mo:24mo:0mo", "the step is not above zero"},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_diagnostics *faults = sol_diagnostics_new(arena);
        sol_lever range = {0};
        cr_assert_not(sol_delay_parse(arena, rows[i].range, faults, &range), "%s", rows[i].range);
        cr_assert_str_eq(sol_diagnostics_get(faults, 0)->message, rows[i].fault, "%s: %s", rows[i].range,
                         sol_diagnostics_get(faults, 0)->message);
        cr_assert_null(range.value, "untouched");
    }
    sol_arena_free(arena);
}
