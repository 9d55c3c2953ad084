/*
 * What is left to chance. Seeds are fixed; a frequency of N trials may miss its probability p by 4.5·√(p(1 − p)/N), which happens
 * to fewer than 7 in a million right programs.
 */
#include "fixture_money.h"
#include "plan/correlation.h"
#include "solatium/mathematics.h"
#include "solatium/random.h"

#include <gsl/gsl_errno.h>

enum { TRIALS = 40000 };

static void expect_frequency(const char *label, double hits, double p)
{
    double tolerance = 4.5 * sqrt(p * (1 - p) / TRIALS);
    cr_assert_float_eq(hits / TRIALS, p, tolerance, "%s: %.5f, not %.5f within %.5f", label, hits / TRIALS, p,
                       tolerance);
}

Test(chance, firms_join_by_their_rates_and_hang_together_by_their_correlations)
{
    gsl_set_error_handler_off();
    money_fixture *f = fixture_new();
    f->country[KOREA] = (sol_country){.name = "KR", .has_rate = true, .rate = {.base = share(0.8)}};
    f->country[KOREA].correlation = 0.5;
    f->country[JAPAN] = (sol_country){.name = "JP", .has_rate = true, .rate = {.base = share(0.35)}};
    f->country[JAPAN].correlation = 0.4;
    f->scenario.between = 0.6;
    fixture_firm(f, "J1", JAPAN, 1);
    fixture_firm(f, "J2", JAPAN, 1);
    fixture_firm(f, "K", KOREA, 1);
    sol_firm *times = fixture_firm(f, "J3", JAPAN, 1);
    times->rate_kind = SOL_RATE_TIMES_COUNTRY;
    times->times_billionths = 700000000;
    inflow *in = fixture_inflow(f);
    double alone[4] = {0}, both[4][4] = {{0}};
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 2385, trial, in);
        for (int i = 0; i < 4; i++) {
            alone[i] += in->firm_joined[i];
            for (int j = 0; j < 4; j++)
                both[i][j] += in->firm_joined[i] && in->firm_joined[j];
        }
    }
    static const double p[4] = {0.35, 0.35, 0.8, 0.245};
    double same = 0.4, across = 0.6 * sqrt(0.4 * 0.5);
    const double latent[4][4] = {{1, same, across, same}, {same, 1, across, same}, {across, across, 1, across}};
    for (int i = 0; i < 4; i++)
        expect_frequency("alone", alone[i], p[i]);
    for (int i = 0; i < 3; i++)
        for (int j = i + 1; j < 4; j++) {
            double z = sol_normal_quantile(p[i]), y = sol_normal_quantile(p[j]);
            expect_frequency("both", both[i][j], correlation_normal_below(z, y, latent[i][j]));
        }
    sol_arena_free(f->arena);
}

Test(chance, a_rate_that_nobody_knows_is_drawn_once_for_its_country)
{
    gsl_set_error_handler_off();
    money_fixture *f = fixture_new();
    f->country[JAPAN].rate.base = spread_of(SOL_UNIFORM, 0, 1);
    f->country[CHINA].rate =
        (sol_participation){.base = spread_of(SOL_UNIFORM, 0, 0.2), .after_count = 1, .after_event = (int[]){0}};
    f->country[CHINA].rate.after_rate = (sol_distribution[]){spread_of(SOL_UNIFORM, 0.6, 1)};
    fixture_event(f, "talks", 1, f->scenario.start);
    fixture_firm(f, "J1", JAPAN, 1);
    fixture_firm(f, "J2", JAPAN, 1);
    sol_firm *own = fixture_firm(f, "row", KOREA, 1);
    own->is_row = false;
    own->count = 2;
    own->rate_kind = SOL_RATE_OWN;
    own->own_rate.base = spread_of(SOL_UNIFORM, 0, 1);
    fixture_firm(f, "C", CHINA, 1);
    inflow *in = fixture_inflow(f);
    double one = 0, both = 0, members = 0, across = 0, after = 0;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 7, trial, in);
        one += in->firm_joined[0];
        both += in->firm_joined[0] && in->firm_joined[1];
        members += in->firm_joined[2] && in->firm_joined[3];
        across += in->firm_joined[0] && in->firm_joined[2];
        after += in->firm_joined[4];
    }
    /* E p = 1/2, E p² = 1/3. */
    expect_frequency("one", one, 0.5);
    expect_frequency("both", both, 1.0 / 3);
    expect_frequency("members of a row", members, 1.0 / 3);
    expect_frequency("across", across, 0.25);
    expect_frequency("after an event", after, 0.8);
    sol_arena_free(f->arena);
}

Test(chance, never_and_always_are_certain)
{
    money_fixture *f = fixture_new();
    f->country[KOREA].rate.base = constant(0);
    f->country[KOREA].correlation = 1;
    f->country[JAPAN].correlation = 0.9;
    fixture_firm(f, "never", KOREA, 1);
    fixture_firm(f, "always", JAPAN, 2);
    fixture_event(f, "never", 0, f->scenario.start);
    fixture_event(f, "always", 1, f->scenario.start);
    fixture_source(f, "never", SOL_GIFT, 4)->probability = constant(0);
    inflow *in = fixture_inflow(f);
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 3, trial, in);
        cr_assert(received(in) == 2 && joined(in, 2) == 1, "trial %d", (int)trial);
        cr_assert(sol_date_is_never(in->event_date[0]) && !sol_date_is_never(in->event_date[1]));
    }
    sol_arena_free(f->arena);
}

Test(chance, a_rate_after_an_event_meets_the_same_inclination)
{
    static const int events[] = {0, 1};
    const sol_distribution rates[] = {share(0.4), share(0.2)};
    money_fixture *f = fixture_new();
    fixture_event(f, "talks", 0.5, sol_date_of(2021, 1, 1));
    fixture_event(f, "rupture", 0.5, sol_date_of(2020, 7, 1));
    f->country[JAPAN].rate =
        (sol_participation){.base = share(0.1), .after_count = 2, .after_event = events, .after_rate = rates};
    fixture_firm(f, "A", JAPAN, 1)->joins = on_day(sol_date_of(2021, 1, 1));
    fixture_firm(f, "early", JAPAN, 1)->joins = on_day(sol_date_of(2020, 12, 31));
    inflow *in = fixture_inflow(f);
    double hits[4] = {0}, early = 0, inclined[3] = {0};
    static const double p[4] = {0.1, 0.4, 0.2, 0.2}; /* none, talks, rupture, both: the last listed one counts */
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 11, trial, in);
        int which = !sol_date_is_never(in->event_date[0]) + 2 * !sol_date_is_never(in->event_date[1]);
        double z = sol_draw_normal(11, trial, f->plan.money.firm[0].entity, SOL_PURPOSE_INCLINATION);
        bool expected = z <= sol_normal_quantile(p[which]);
        cr_assert_eq(in->firm_joined[0], expected, "trial %d", (int)trial);
        hits[which] += in->firm_joined[0];
        early += in->firm_joined[1];
        inclined[0] += which != 0;
    }
    for (int which = 0; which < 4; which++)
        expect_frequency("by event", hits[which], p[which] / 4);
    expect_frequency("early", early, 0.15);
    expect_frequency("events", inclined[0], 0.75);
    sol_arena_free(f->arena);
}

Test(chance, all_rates_of_a_country_go_by_one_number)
{
    static const int events[] = {0};
    const sol_distribution rates[] = {spread_of(SOL_UNIFORM, 0.5, 1)};
    money_fixture *f = fixture_new();
    fixture_event(f, "talks", 1, sol_date_of(2021, 1, 1));
    f->country[JAPAN].rate = (sol_participation){
        .base = spread_of(SOL_UNIFORM, 0, 0.5), .after_count = 1, .after_event = events, .after_rate = rates};
    f->scenario.participation_is_fraction = true;
    fixture_firm(f, "before", JAPAN, 1e9);
    fixture_firm(f, "after", JAPAN, 1e9)->joins = on_day(sol_date_of(2021, 1, 1));
    sol_firm *half = fixture_firm(f, "half", JAPAN, 1e9);
    half->rate_kind = SOL_RATE_TIMES_COUNTRY;
    half->times_billionths = 500000000;
    half->joins = on_day(sol_date_of(2022, 1, 1));
    fixture_firm(f, "at most all", JAPAN, 1e9)->rate_kind = SOL_RATE_TIMES_COUNTRY;
    f->firm[3].times_billionths = 3000000000;
    f->firm[3].joins = on_day(sol_date_of(2023, 1, 1));
    inflow *in = fixture_inflow(f);
    double sum = 0;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 37, trial, in);
        const inflow_arrival *a = in->arrival;
        cr_assert_eq(in->arrival_count, 4);
        cr_assert_leq(llabs(a[1].amount.units - a[0].amount.units - 500000000), 1, "trial %d", (int)trial);
        cr_assert_leq(llabs(2 * a[2].amount.units - a[1].amount.units), 2, "trial %d", (int)trial);
        cr_assert_eq(a[3].amount.units, 1000000000, "trial %d", (int)trial);
        sum += (double)a[0].amount.units / 1e9;
    }
    cr_assert_float_eq(sum / TRIALS, 0.25, 4.5 * 0.5 / sqrt(12.0 * TRIALS));
    sol_arena_free(f->arena);
}

Test(chance, firms_default_as_exponential_lives_end)
{
    money_fixture *f = fixture_new();
    sol_firm *firm = fixture_firm(f, "A", KOREA, 4);
    firm->default_per_year = 0.1;
    firm->instalments = 4;
    firm->every_months = 12;
    fixture_firm(f, "broke at once", KOREA, 8)->default_per_year = 1;
    f->firm[1].instalments = 2;
    f->firm[1].every_months = 1;
    inflow *in = fixture_inflow(f);
    double paid[4] = {0};
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 5, trial, in);
        size_t instalment = 0, broke = 0;
        for (size_t a = 0; a < in->arrival_count; a++) {
            if (in->arrival[a].firm == 0)
                paid[instalment++]++;
            else
                broke++;
        }
        cr_assert_eq(broke, 1, "at start it still pays");
    }
    for (int i = 0; i < 4; i++) {
        double years = sol_date_years(f->scenario.start, sol_date_of(2020 + i, 1, 1));
        expect_frequency("instalment", paid[i], pow(0.9, years));
    }
    sol_arena_free(f->arena);
}

Test(chance, events_and_sources_come_as_often_as_they_should_and_uniformly)
{
    money_fixture *f = fixture_new();
    fixture_event(f, "talks", 0.35, f->scenario.start);
    f->event[0].date.date = spread_of(SOL_UNIFORM, sol_date_of(2021, 1, 1).day, sol_date_of(2021, 12, 31).day);
    fixture_event(f, "arbitration", 0.4, f->scenario.start)->requires = 0;
    fixture_event(f, "unsure", 0, f->scenario.start)->probability = spread_of(SOL_UNIFORM, 0.2, 0.4);
    sol_other_source *series = fixture_source(f, "S", SOL_SETTLEMENT, 5);
    series->probability = constant(0.25);
    series->every_months = 12;
    inflow *in = fixture_inflow(f);
    double talks = 0, early = 0, arbitration = 0, unsure = 0, comes = 0;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 13, trial, in);
        bool has_talked = !sol_date_is_never(in->event_date[0]);
        talks += has_talked;
        early += has_talked && in->event_date[0].day < sol_date_of(2021, 7, 2).day;
        arbitration += !sol_date_is_never(in->event_date[1]);
        unsure += !sol_date_is_never(in->event_date[2]);
        cr_assert(in->arrival_count == 0 || in->arrival_count == 11, "a series comes whole or not at all");
        comes += in->arrival_count > 0;
        if (has_talked && !sol_date_is_never(in->event_date[1]))
            cr_assert_eq(in->event_date[1].day, in->event_date[0].day);
    }
    expect_frequency("talks", talks, 0.35);
    expect_frequency("first half of the year", early, 0.35 * 182 / 365);
    expect_frequency("arbitration", arbitration, 0.14);
    expect_frequency("unsure", unsure, 0.3);
    expect_frequency("series", comes, 0.25);
    sol_arena_free(f->arena);
}

/* A scenario with everything in it that a trial can draw; `rate` is Japan's. */
static money_fixture *busy(double rate)
{
    money_fixture *f = fixture_new();
    f->currency[JPY].volatility = 0.1;
    f->scenario.fund.return_per_year = 0.015;
    f->scenario.fund.volatility = 0.05;
    f->country[JAPAN].rate.base = share(rate);
    f->country[JAPAN].correlation = 0.4;
    f->country[KOREA].rate.base = spread_of(SOL_UNIFORM, 0.3, 0.9);
    f->scenario.between = 0.2;
    fixture_event(f, "talks", 0.5, sol_date_of(2022, 1, 1));
    for (int i = 0; i < 6; i++) {
        static const char *const name[] = {"J1", "J2", "J3", "J4", "J5", "J6"};
        sol_firm *firm = fixture_firm(f, name[i], JAPAN, 0);
        firm->pledge.value = spread_of(SOL_LOGNORMAL, 1e6, 1);
        firm->joins.date = spread_of(SOL_UNIFORM, sol_date_of(2020, 6, 1).day, sol_date_of(2024, 1, 1).day);
        firm->instalments = 3;
        firm->every_months = 12;
        firm->default_per_year = 0.05;
    }
    sol_firm *followers = fixture_firm(f, "K", KOREA, 1000);
    followers->is_row = false;
    followers->count = 5;
    followers->follows_country = JAPAN;
    followers->follows_billionths = 300000000;
    sol_other_source *match = fixture_source(f, "match", SOL_MATCH, 0);
    match->match_country = JAPAN;
    match->match_billionths = 1000000000;
    match->has_cap = true;
    match->cap = sol_money_of(5000000);
    fixture_source(f, "gift", SOL_GIFT, 1000)->requires = 0;
    return f;
}

Test(chance, more_participation_never_brings_less)
{
    static const double rates[] = {0, 0.1, 0.35, 0.36, 0.9, 1};
    enum { RATES = sizeof rates / sizeof *rates };
    inflow *in[RATES];
    money_fixture *f[RATES];
    for (int r = 0; r < RATES; r++) {
        f[r] = busy(rates[r]);
        in[r] = fixture_inflow(f[r]);
    }
    int more = 0;
    for (uint64_t trial = 0; trial < 2000; trial++)
        for (int r = 0; r < RATES; r++) {
            inflow_draw(&f[r]->plan, 17, trial, in[r]);
            if (r == 0)
                continue;
            cr_assert_geq(received(in[r]), received(in[r - 1]), "trial %d, rate %g", (int)trial, rates[r]);
            more += received(in[r]) > received(in[r - 1]);
            for (size_t i = 0; i < f[r]->plan.money.firm_count; i++)
                cr_assert(in[r]->firm_joined[i] || !in[r - 1]->firm_joined[i]);
        }
    cr_assert_gt(more, 2000);
    for (int r = 0; r < RATES; r++)
        sol_arena_free(f[r]->arena);
}

Test(chance, another_firm_or_another_row_order_changes_nobody_elses_money)
{
    money_fixture *f = busy(0.5), *other = busy(0.5);
    sol_firm first = other->firm[0];
    other->firm[0] = other->firm[3];
    other->firm[3] = first;
    other->firm[3].pledge.value = constant(77); /* changed: J1 */
    fixture_firm(other, "new", CHINA, 99);
    inflow *in = fixture_inflow(f), *in_other = fixture_inflow(other);
    static const int same_as[] = {3, 1, 2, 0, 4, 5, 6, 7, 8, 9, 10};
    for (uint64_t trial = 0; trial < 500; trial++) {
        inflow_draw(&f->plan, 19, trial, in);
        inflow_draw(&other->plan, 19, trial, in_other);
        for (int i = 0; i < 11; i++) {
            cr_assert_eq(in->firm_joined[i], in_other->firm_joined[same_as[i]], "firm %d", i);
            if (i != 0)
                cr_assert_eq(in->firm_promised[i].units, in_other->firm_promised[same_as[i]].units, "firm %d", i);
        }
    }
    sol_arena_free(f->arena);
    sol_arena_free(other->arena);
}

Test(chance, a_trial_is_the_same_in_any_room_and_after_any_other)
{
    money_fixture *f = busy(0.5);
    inflow *in = fixture_inflow(f), *again = inflow_new(f->arena, &f->plan);
    for (uint64_t trial = 0; trial < 200; trial++) {
        inflow_draw(&f->plan, 23, 1000 - trial, again);
        inflow_draw(&f->plan, 23, trial, again);
        inflow_draw(&f->plan, 23, trial, in);
        cr_assert_eq(in->arrival_count, again->arrival_count);
        for (size_t a = 0; a < in->arrival_count; a++) {
            const inflow_arrival *x = &in->arrival[a], *y = &again->arrival[a];
            cr_assert(x->date.day == y->date.day && x->firm == y->firm && x->source == y->source &&
                      x->amount.units == y->amount.units && x->pool == y->pool && x->is_direct == y->is_direct);
            cr_assert(x->amount.units > 0 && x->date.day >= f->scenario.start.day &&
                      x->date.day <= f->scenario.end.day);
            cr_assert(a == 0 || in->arrival[a - 1].date.day <= x->date.day);
        }
        cr_assert(memcmp(in->firm_joined, again->firm_joined, f->plan.money.firm_count * sizeof(bool)) == 0);
        cr_assert(memcmp(in->fund_index, again->fund_index, f->plan.money.month_count * sizeof(double)) == 0);
    }
    sol_arena_free(f->arena);
}
