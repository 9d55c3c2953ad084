/* Exchange and the fund's return: exp((ln(1 + m) − v²/2)·t + v·B(t)). */
#include "engine/arrivals/inflow_trial.h"
#include "fixture_money.h"

enum { TRIALS = 20000 };

/* Mean and variance of what was added. */
typedef struct moments {
    double count, sum, squares;
} moments;

static void add(moments *m, double x)
{
    m->count++;
    m->sum += x;
    m->squares += x * x;
}

static double mean_of(const moments *m)
{
    return m->sum / m->count;
}

static double variance_of(const moments *m)
{
    return m->squares / m->count - mean_of(m) * mean_of(m);
}

Test(paths, without_volatility_prices_compound)
{
    money_fixture *f = fixture_new();
    f->currency[USD].drift = 0.03;
    f->scenario.fund.return_per_year = 0.015;
    sol_firm *firm = fixture_firm(f, "A", KOREA, 1000000);
    firm->pledge.currency = USD;
    firm->joins = on_day(sol_date_of(2023, 4, 18));
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    double years = sol_date_days(f->scenario.start, sol_date_of(2023, 4, 18)) / 365.25;
    cr_assert_eq(in->arrival[0].amount.units, llround(1000000 * 11.8 * pow(1.03, years)));
    cr_assert_eq(in->firm_promised[0].units, 11800000, "promised at start's price");
    cr_assert_float_eq(inflow_growth(&f->plan, in, f->scenario.start, sol_date_of(2023, 4, 18)), pow(1.015, years),
                       1e-14);
    cr_assert_eq(inflow_growth(&f->plan, in, f->scenario.end, f->scenario.end), 1);
    sol_arena_free(f->arena);
}

Test(paths, a_currency_may_lose_everything)
{
    money_fixture *f = fixture_new();
    f->currency[USD].drift = -1;
    fixture_firm(f, "at once", KOREA, 1000)->pledge.currency = USD;
    fixture_firm(f, "later", KOREA, 1000)->pledge.currency = USD;
    f->firm[1].joins = months_after(12);
    fixture_firm(f, "too far away", KOREA, 1)->joins = months_after(INT32_MAX);
    inflow *in = fixture_inflow(f);
    inflow_draw(&f->plan, 1, 0, in);
    static const expected_arrival expected[] = {{{2020, 1, 1}, 0, SOL_NONE, 11800}};
    expect_arrivals(in, 1, expected);
    sol_arena_free(f->arena);
}

/*
 * The price's logarithm is normal with mean (ln(1 + m) − v²/2)·t and variance v²·t on a first of a month; its standard errors over
 * N trials are v·√(t/N) and v²·t·√(2/N), that of the price's mean (1 + m)^t·√((e^{v²t} − 1)/N). Each may be missed by 4.5 of them.
 */
Test(paths, prices_drift_and_spread_as_they_should)
{
    money_fixture *f = fixture_new();
    const double m = 0.02, v = 0.12;
    f->currency[JPY].drift = m;
    f->currency[JPY].volatility = v;
    f->scenario.start = sol_date_of(2020, 1, 11);
    sol_firm *firm = fixture_firm(f, "A", JAPAN, 1e12);
    firm->pledge.currency = JPY;
    firm->joins = on_day(sol_date_of(2024, 3, 1));
    inflow *in = fixture_inflow(f);
    moments price = {0}, logarithm = {0};
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 2385, trial, in);
        double x = (double)in->arrival[0].amount.units / 10.9e12;
        add(&price, x);
        add(&logarithm, log(x));
    }
    double t = sol_date_years(f->scenario.start, sol_date_of(2024, 3, 1)), n = TRIALS;
    cr_assert_float_eq(mean_of(&price), pow(1 + m, t), 4.5 * pow(1 + m, t) * sqrt((exp(v * v * t) - 1) / n));
    cr_assert_float_eq(mean_of(&logarithm), (log(1 + m) - v * v / 2) * t, 4.5 * v * sqrt(t / n));
    cr_assert_float_eq(variance_of(&logarithm), v * v * t, 4.5 * v * v * t * sqrt(2 / n));
    sol_arena_free(f->arena);
}

Test(paths, a_short_first_month_spreads_less)
{
    money_fixture *f = fixture_new();
    f->currency[JPY].volatility = 0.2;
    f->scenario.start = sol_date_of(2020, 1, 30);
    sol_firm *firm = fixture_firm(f, "A", JAPAN, 1e13);
    firm->pledge.currency = JPY;
    firm->joins = on_day(sol_date_of(2020, 2, 1));
    inflow *in = fixture_inflow(f);
    moments logarithm = {0};
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 41, trial, in);
        add(&logarithm, log((double)in->arrival[0].amount.units / 10.9e13));
    }
    double variance = 0.04 * 2 / 365.25;
    cr_assert_float_eq(variance_of(&logarithm), variance, 4.5 * variance * sqrt(2.0 / TRIALS));
    sol_arena_free(f->arena);
}

Test(paths, a_currency_has_one_path_linear_between_the_firsts_of_months)
{
    money_fixture *f = fixture_new();
    f->currency[JPY].volatility = 0.2;
    f->currency[USD].volatility = 0.2;
    static const int days[][3] = {{2021, 4, 1}, {2021, 4, 16}, {2021, 5, 1}, {2021, 4, 16}};
    for (int i = 0; i < 4; i++) {
        static const char *const name[] = {"first", "middle", "last", "dollars"};
        sol_firm *firm = fixture_firm(f, name[i], JAPAN, 1e13);
        firm->pledge.currency = i == 3 ? USD : JPY;
        firm->joins = on_day(sol_date_of(days[i][0], days[i][1], days[i][2]));
    }
    inflow *in = fixture_inflow(f);
    int apart = 0;
    for (uint64_t trial = 0; trial < 100; trial++) {
        inflow_draw(&f->plan, 29, trial, in);
        double b[4];
        for (int i = 0; i < 4; i++) {
            const inflow_arrival *a = NULL;
            for (size_t k = 0; k < in->arrival_count; k++)
                if (in->arrival[k].firm == i)
                    a = &in->arrival[k];
            double t = sol_date_years(f->scenario.start, a->date), unit = i == 3 ? 11.8 : 10.9;
            b[i] = (log((double)a->amount.units / 1e13 / unit) + 0.02 * t) / 0.2;
        }
        cr_assert_float_eq(b[1], (b[0] + b[2]) / 2, 1e-9, "trial %d", (int)trial);
        apart += fabs(b[1] - b[3]) > 0.01;
    }
    cr_assert_gt(apart, 90, "two currencies have two paths");
    sol_arena_free(f->arena);
}

/* The fund's value from one day to another splits at any day between; over a year its mean is 1 + m. */
Test(paths, the_fund_grows_the_same_in_one_step_or_in_two)
{
    money_fixture *f = fixture_new();
    f->scenario.fund.return_per_year = 0.04;
    f->scenario.fund.volatility = 0.15;
    inflow *in = fixture_inflow(f);
    sol_date from = sol_date_of(2021, 1, 1), between = sol_date_of(2021, 7, 19), to = sol_date_of(2022, 1, 1);
    moments growth = {0};
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        inflow_draw(&f->plan, 31, trial, in);
        double whole = inflow_growth(&f->plan, in, from, to);
        double parts = inflow_growth(&f->plan, in, from, between) * inflow_growth(&f->plan, in, between, to);
        cr_assert_float_eq(whole, parts, 1e-13 * whole, "trial %d", (int)trial);
        add(&growth, whole);
    }
    double t = sol_date_years(from, to), mean = pow(1.04, t);
    cr_assert_float_eq(mean_of(&growth), mean, 4.5 * mean * sqrt((exp(0.15 * 0.15 * t) - 1) / TRIALS));
    sol_arena_free(f->arena);
}

Test(order, keys_of_any_number_are_sorted)
{
    enum { MOST = 500 };
    uint64_t key[MOST], spare[MOST], state = 1;
    for (size_t count = 0; count <= MOST; count += count < 70 ? 1 : 43) {
        uint64_t sum = 0, after = 0;
        for (size_t i = 0; i < count; i++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
            sum += key[i] = state >> 40;
        }
        order_sort(key, spare, count);
        for (size_t i = 0; i < count; i++) {
            after += key[i];
            cr_assert(i == 0 || key[i - 1] <= key[i], "%zu keys, at %zu", count, i);
        }
        cr_assert_eq(sum, after, "%zu keys", count);
    }
}
