/*
 * Who is paid by when, and who dies waiting in which month, where both are known: of claimants born on one day under Gompertz's law. All
 * tolerances are four standard errors of so many trials, unless a comment says otherwise.
 */
#include "engine/trial_fixture.h"

#include "solatium/simulation.h"

#include <math.h>

enum { TRIALS = 4000 };

#define B 5e-5
#define G 0.1
#define HEAD                                                                                                           \
    "solatium: 1\ntitle: Closed forms\ncurrency: KRW\nstart: 2025-01-01\nend: 2026-12-31\n"                            \
    "mortality: {male: {law: gompertz, b: 5e-5, g: 0.1}, female: {law: gompertz, b: 5e-5, g: 0.1}}\n"
#define BORN "sex: female, born: 1937-01-01, claim: 100}\n"
#define GIFT(amount, date) "other_sources: [{name: S, kind: gift, amount: " amount ", date: " date "}]\n"
#define QUARTERLY "payments: {first: 2025-04-01, every: quarter}\n"

/* Of somebody born on 1 January 1937 who is alive on 1 January 2025, from the integral of b·exp(g·age); ages are days / 365.25. */
static double survival(sol_date on)
{
    const double start = sol_date_days(sol_date_of(1937, 1, 1), sol_date_of(2025, 1, 1)) / 365.25,
                 then = sol_date_days(sol_date_of(1937, 1, 1), on) / 365.25;
    return exp(-B / G * (exp(G * then) - exp(G * start)));
}

static sol_result *simulated(const fixture *f, uint64_t trials)
{
    const sol_simulation_settings settings = {.trials = trials, .seed = 1, .threads = 1};
    return sol_simulate(f->arena, f->plan, &settings);
}

static void expect_near(double mean, double se, double expected, const char *what)
{
    cr_expect(fabs(mean - expected) <= 4 * se + 1e-12, "%s: %.6f, not %.6f (se %.6f)", what, mean, expected, se);
}

static double error_of(double p, double trials)
{
    return sqrt(fmax(0, p * (1 - p)) / trials);
}

/* A claimant and a gift that pays him on 1 April 2026, by heirs and confidence. */
static sol_result *one_claimant(fixture *f, const char *heirs, double confidence)
{
    char text[2048];
    snprintf(
        text, sizeof text,
        HEAD GIFT("100", "2026-03-15") "claimants:\n  heirs: %s\n  groups:\n    - {name: A, count: 1, " BORN QUARTERLY
                                       "timeliness: {confidence: %g}\n",
        heirs, confidence);
    *f = fixture_of(text);
    return simulated(f, TRIALS);
}

Test(answers_closed, one_claimant_is_never_paid_in_life_if_he_dies_before)
{
    const sol_date paid = sol_date_of(2026, 4, 1);
    const double alive = survival(paid), se = error_of(alive, TRIALS);
    static const double confidence[] = {0.51, 0.6, 0.7, 0.8, 0.9, 1};
    cr_assert(alive > 0.63 && alive < 0.67, "%.3f", alive);
    for (size_t i = 0; i < sizeof confidence / sizeof *confidence; i++) {
        fixture f;
        const sol_result *r = one_claimant(&f, "inherit", confidence[i]);
        for (size_t s = 0; s < SOL_COMING_SHARES; s++) { /* there is one, so that any share of them is he */
            const sol_reach_date *living = &r->reach[SOL_COMING_LIVING][s], *all = &r->reach[SOL_COMING_ALL][s];
            expect_near(living->never.mean, se, 1 - alive, "never");
            cr_expect_float_eq(living->never.se, se, 0.05 * se);
            cr_expect(living->never.low < living->never.mean && living->never.mean < living->never.high);
            cr_expect_eq(living->p05.day, paid.day);
            cr_expect_eq(living->p50.day, paid.day);
            cr_expect(sol_date_is_never(living->p95));
            if (fabs(confidence[i] - alive) > 4 * se)
                cr_expect_eq(sol_date_is_never(living->at_confidence), confidence[i] > alive, "%g", confidence[i]);
            cr_expect(sol_date_is_never(living->at_confidence) || living->at_confidence.day == paid.day);
            cr_expect(all->never.mean == 0 && all->p05.day == paid.day && all->p95.day == paid.day &&
                      all->at_confidence.day == paid.day);
        }
        fixture_end(&f);
    }
}

Test(answers_closed, where_claims_lapse_all_are_the_living)
{
    fixture f;
    const sol_result *r = one_claimant(&f, "lapse", 0.8);
    const double alive = survival(sol_date_of(2026, 4, 1));
    expect_near(r->reach[SOL_COMING_ALL][4].never.mean, error_of(alive, TRIALS), 1 - alive, "never, all");
    expect_near(r->wholly_paid[SOL_OF_ALL].everyone.mean, error_of(alive, TRIALS), alive, "everyone");
    expect_near(r->wholly_paid[SOL_OF_LIVING].share_by_goal.mean, error_of(alive, TRIALS), alive, "share");
    cr_expect_eq(r->nothing_comes.support, SOL_OF_MANY);
    /* He is paid if he is alive on that pay date, and is nobody to be paid otherwise. */
    expect_near(r->nothing_comes.mean, error_of(alive, TRIALS), 1 - alive, "nothing comes");
    fixture_end(&f);
}

/* A binomial number of n is at least k. */
static double at_least(int n, int k, double p)
{
    double sum = 0;
    for (int j = k; j <= n; j++)
        sum += exp(lgamma(n + 1.0) - lgamma(j + 1.0) - lgamma(n - j + 1.0) + j * log(p) + (n - j) * log(1 - p));
    return sum;
}

Test(answers_closed, nine_in_ten_are_paid_in_life_as_often_as_nine_in_ten_live)
{
    static const struct {
        int per_cent, least; /* of 60, rounded up */
    } share[SOL_COMING_SHARES] = {{25, 15}, {50, 30}, {75, 45}, {90, 54}, {100, 60}};
    fixture f = fixture_of(HEAD "fund: {opening: 6000}\nclaimants:\n  groups:\n    - {name: A, count: 60, " BORN
                                "payments: {dates: [2025-07-01, 2026-07-01]}\ntimeliness: {confidence: 60%}\n");
    const sol_result *r = simulated(&f, TRIALS);
    const double alive = survival(sol_date_of(2025, 7, 1));
    for (size_t s = 0; s < SOL_COMING_SHARES; s++) {
        const double p = at_least(60, share[s].least, alive), se = error_of(p, TRIALS);
        const sol_reach_date *d = &r->reach[SOL_COMING_LIVING][s];
        expect_near(d->never.mean, se + 1e-4, 1 - p, "never");
        if (fabs(p - 0.6) > 4 * se)
            cr_expect_eq(sol_date_is_never(d->at_confidence), p < 0.6, "%d %%: %g", share[s].per_cent, p);
        cr_expect_eq(sol_date_is_never(d->p50), p < 0.5, "%d %%: %g", share[s].per_cent, p);
    }
    const double nine = at_least(60, 54, alive);
    cr_assert(nine > 0.1 && nine < 0.9, "%g: the test would tell nothing", nine);
    cr_expect_eq(r->wholly_paid[SOL_OF_LIVING].by_goal.mean, 60); /* in life or after */
    fixture_end(&f);
}

/* The gift comes on any of 699 days alike; by the pay dates, these parts of futures: .13 .26 .39 .52 .65 .78 .91 1. */
Test(answers_closed, dates_are_quantiles_of_when_money_comes)
{
    static const struct {
        double confidence;
        int year, month;
    } rows[] = {{0.6, 2026, 4}, {0.7, 2026, 7}, {0.75, 2026, 7}, {0.85, 2026, 10}, {0.95, 2027, 1}, {1, 2027, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[2048];
        snprintf(text, sizeof text,
                 "solatium: 1\ntitle: Closed forms\ncurrency: KRW\nstart: 2025-01-01\nend: 2027-03-31\n"
                 "mortality: {male: {law: gompertz, b: 5e-5, g: 0.1}, female: {law: gompertz, b: 5e-5, g: 0.1}}\n" GIFT(
                     "100", "{uniform: [2025-01-01, 2026-12-01]}") "claimants: {groups: [{name: A, kind: institution, "
                                                                   "claim: 100}]}\n" QUARTERLY
                                                                   "timeliness: {confidence: %g}\n",
                 rows[i].confidence);
        fixture f = fixture_of(text);
        const sol_reach_date d = simulated(&f, 5 * TRIALS)->reach[SOL_COMING_LIVING][2];
        cr_expect_eq(d.p05.day, sol_date_of(2025, 4, 1).day);
        cr_expect_eq(d.p50.day, sol_date_of(2026, 1, 1).day);
        cr_expect_eq(d.p95.day, sol_date_of(2027, 1, 1).day);
        cr_expect_eq(d.at_confidence.day, sol_date_of(rows[i].year, rows[i].month, 1).day, "%g", rows[i].confidence);
        fixture_end(&f);
    }
}

static sol_date day_before(sol_date day)
{
    return (sol_date){day.day - 1};
}

/* Nobody is paid: deaths of 300 born on one day, by month. */
Test(answers_closed, deaths_by_month_are_those_of_the_hazard)
{
    enum { PEOPLE = 300 };
    fixture f = fixture_of(HEAD "claimants:\n  groups:\n    - {name: A, count: 300, " BORN
                                "payments: {dates: [2025-02-14, 2025-12-01, 2026-03-31]}\n");
    const sol_result *r = simulated(&f, TRIALS);
    cr_assert_eq(r->death_count, 24);
    double sum = 0;
    for (size_t k = 0; k < r->death_count; k++) {
        const sol_deaths *d = &r->deaths[k];
        const int year = 2025 + (int)k / 12, month = (int)k % 12 + 1;
        const sol_date first = sol_date_of(year, month, 1),
                       next = sol_date_of(month < 12 ? year : year + 1, month < 12 ? month + 1 : 1, 1);
        cr_assert_eq(d->from.day, first.day);
        cr_assert_eq(d->to.day, day_before(next).day);
        const double by = 1 - survival(d->to), before = k > 0 ? 1 - survival(day_before(first)) : 0, p = by - before;
        const double se = PEOPLE * error_of(p, TRIALS * (double)PEOPLE);
        expect_near(d->waiting.mean, se, PEOPLE * p, "deaths in a month");
        expect_near(d->cumulative.mean, PEOPLE * error_of(by, TRIALS * (double)PEOPLE), PEOPLE * by, "deaths by then");
        /* One that is found from 4,000 trials is within 4 / sqrt(8,000) of itself, a twentieth; what is told between two pay dates is a bound, up
           to a sixth more: their errors are taken to go together. */
        const double ses[] = {d->waiting.se / se, d->cumulative.se / (PEOPLE * error_of(by, TRIALS * (double)PEOPLE))};
        for (int i = 0; i < 2; i++)
            cr_expect(ses[i] > 0.95 && ses[i] < 1.2, "month %zu: standard error %d is %g of what it should be", k, i,
                      ses[i]);
        sum += d->waiting.mean;
        cr_expect_float_eq(d->cumulative.mean, sum, 1e-9 * (1 + sum));
    }
    const double all = r->people.share_died_waiting.mean * PEOPLE;
    cr_expect_float_eq(sum, all, 1e-9 * all);
    fixture_end(&f);
}

/* All in the time before one pay date: the months share the deaths out as the law has them, without any error of their own. */
Test(answers_closed, deaths_between_two_pay_dates_are_shared_out_by_the_law)
{
    fixture f =
        fixture_of(HEAD "claimants:\n  groups:\n    - {name: A, count: 40, " BORN "payments: {dates: [2026-12-31]}\n");
    const sol_result *r = simulated(&f, 200);
    const double all = 1 - survival(sol_date_of(2026, 12, 31)), died = r->deaths[r->death_count - 1].cumulative.mean;
    for (size_t k = 0; k < r->death_count; k++)
        cr_expect_float_eq(r->deaths[k].cumulative.mean, died * (1 - survival(r->deaths[k].to)) / all, 1e-5 * died);
    fixture_end(&f);
}

/* The same of men, of whom more die, and women together; whom the goal does not count, and who does not die, have no part in it. */
Test(answers_closed, deaths_are_shared_out_by_the_law_of_all_who_are_counted_and_of_nobody_else)
{
    static const char *const rows[] = {
        "    - {name: Women, count: 30, " BORN
        "    - {name: Men, count: 30, sex: male, born: 1937-01-01, claim: 100}\n",
        "    - {name: Women, count: 30, " BORN
        "    - {name: Institutions, kind: institution, count: 900, claim: 100}\n",
        "    - {name: Women, count: 30, " BORN "    - {name: Old, count: 90, sex: female, age: 108, claim: 100}\n",
        "    - {name: Women, count: 30, " BORN
        "    - {name: Dead, count: 90, living: 0, sex: female, age: 88, claim: 100}\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[2048];
        snprintf(text, sizeof text,
                 "solatium: 1\ntitle: Closed forms\ncurrency: KRW\nstart: 2025-01-01\nend: 2026-12-31\n"
                 "mortality: {male: {law: gompertz, b: 3e-4, g: 0.1}, female: {law: gompertz, b: 5e-5, g: 0.1}}\n"
                 "claimants:\n  groups:\n%spayments: {dates: [2026-12-31]}\ntimeliness: {who: {groups: [Women%s]}}\n",
                 rows[i],
                 i == 0   ? ", Men"
                 : i == 1 ? ", Institutions"
                 : i == 3 ? ", Dead"
                          : "");
        fixture f = fixture_of(text);
        const sol_result *r = simulated(&f, 200);
        const sol_date end = sol_date_of(2026, 12, 31);
        const double men = i == 0 ? 6 : 0; /* their hazard is six times that of women */
        const double all = 1 - survival(end) + (men > 0 ? 1 - pow(survival(end), men) : 0),
                     died = r->deaths[r->death_count - 1].cumulative.mean;
        for (size_t k = 0; k < r->death_count; k++) {
            const double s = survival(r->deaths[k].to), part = 1 - s + (men > 0 ? 1 - pow(s, men) : 0);
            cr_expect_float_eq(r->deaths[k].cumulative.mean, died * part / all, 1e-5 * died, "row %zu, month %zu", i,
                               k);
        }
        fixture_end(&f);
    }
}

/* All are paid on 10 July 2025: from then on nobody dies waiting. */
Test(answers_closed, who_is_paid_no_longer_dies_waiting)
{
    fixture f = fixture_of(HEAD "fund: {opening: 30000}\nclaimants:\n  groups:\n    - {name: A, count: 300, " BORN
                                "    - {name: Estates, count: 20, living: 0, sex: female, age: 90, claim: 100}\n"
                                "    - {name: Institution, kind: institution, claim: 100}\n"
                                "payments: {dates: [2025-07-10, 2026-07-01]}\n"
                                "allocation: [{who: {groups: [A]}, rule: proportional}]\n"
                                "timeliness: {who: {groups: [A]}}\n");
    const sol_result *r = simulated(&f, TRIALS);
    const double july = survival(sol_date_of(2025, 6, 30)) - survival(sol_date_of(2025, 7, 10)),
                 all = 1 - survival(sol_date_of(2025, 7, 10));
    expect_near(r->deaths[6].waiting.mean, 300 * error_of(july, TRIALS * 300.0), 300 * july, "deaths in July");
    expect_near(r->deaths[6].cumulative.mean, 300 * error_of(all, TRIALS * 300.0), 300 * all, "deaths by July");
    for (size_t k = 7; k < r->death_count; k++) {
        cr_expect(r->deaths[k].waiting.mean == 0 && r->deaths[k].waiting.se == 0);
        cr_expect_eq(r->deaths[k].cumulative.mean, r->deaths[6].cumulative.mean);
    }
    fixture_end(&f);
}

Test(answers_closed, one_trial_has_no_standard_error)
{
    fixture f =
        fixture_of(HEAD GIFT("100", "2026-03-15") "claimants:\n  groups:\n    - {name: A, count: 9, " BORN QUARTERLY);
    const sol_result *r = simulated(&f, 1);
    for (size_t k = 0; k < r->death_count; k++)
        cr_expect(isinf(r->deaths[k].waiting.se) && isinf(r->deaths[k].cumulative.se));
    cr_expect_eq(r->unpaid.of[SOL_OF_ALL].support, SOL_OF_ONE);
    cr_expect_eq(r->unpaid.of[SOL_OF_ALL].at_confidence, r->unpaid.of[SOL_OF_ALL].mean);
    cr_expect_eq(r->wholly_paid[SOL_OF_ALL].everyone.support, SOL_OF_ONE);
    cr_expect_eq(r->reach[SOL_COMING_ALL][0].never.support, SOL_OF_ONE);
    cr_expect_eq(r->distribution.owed.count, 1);
    fixture_end(&f);
}
