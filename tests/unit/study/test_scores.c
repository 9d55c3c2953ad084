/* Scores against their closed forms. */
#include "study/studies/scores.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

enum { MANY = 20000 };

/* The quantiles of a normal, as a sample so large that it stands for it. */
static score_sample normal_sample(double mean, double sd, double value[MANY])
{
    for (int i = 0; i < MANY; i++)
        value[i] = mean + sd * gsl_cdf_ugaussian_Pinv((i + 0.5) / MANY);
    return (score_sample){MANY, value};
}

Test(scores, of_a_normal_the_crps_is_its_closed_form)
{
    static double value[MANY];
    const double mean = 640, sd = 30;
    const score_sample sample = normal_sample(mean, sd, value);
    for (double y = 540; y < 760; y += 17) {
        const double z = (y - mean) / sd;
        const double closed =
            sd * (z * (2 * gsl_cdf_ugaussian_P(z) - 1) + 2 * gsl_ran_ugaussian_pdf(z) - 1 / sqrt(acos(-1)));
        cr_assert_float_eq(score_crps(&sample, y), closed, 2e-3, "at %g: %g, closed form %g", y, score_crps(&sample, y),
                           closed);
        cr_assert_float_eq(score_pit(&sample, y), gsl_cdf_ugaussian_P(z), 1.0 / MANY);
    }
}

/* A discrete distribution's CRPS is the sum over whole numbers of (F(k) - 1{y <= k})^2; a sample with each value as often as it is likely. */
static void expect_discrete(const score_sample *sample, int most, const double cdf[], double tolerance)
{
    for (int y = 0; y <= most; y++) {
        double closed = 0;
        for (int k = 0; k <= most; k++)
            closed += pow(cdf[k] - (y <= k), 2);
        cr_assert_float_eq(score_crps(sample, y), closed, tolerance, "at %d: %g, closed form %g", y,
                           score_crps(sample, y), closed);
        const double below = y > 0 ? cdf[y - 1] : 0;
        cr_assert_float_eq(score_pit(sample, y), below + (cdf[y] - below) / 2, tolerance);
    }
}

Test(scores, of_a_binomial_crps_and_pit_are_exact)
{
    enum { N = 10, ALL = 1 << N };
    static double value[ALL];
    double cdf[N + 1];
    int at = 0;
    for (int k = 0; k <= N; k++) {
        const int ways = (int)round(gsl_ran_binomial_pdf((unsigned)k, 0.5, N) * ALL);
        for (int i = 0; i < ways; i++)
            value[at++] = k;
        cdf[k] = (double)at / ALL;
    }
    cr_assert_eq(at, ALL);
    expect_discrete(&(score_sample){ALL, value}, N, cdf, 1e-12);
}

Test(scores, of_a_poisson_crps_and_pit_are_their_closed_forms)
{
    enum { MOST = 40 };
    static double value[MANY];
    double cdf[MOST + 1];
    int k = 0;
    for (int i = 0; i < MANY; i++) {
        while (gsl_cdf_poisson_P((unsigned)k, 7.5) < (i + 0.5) / MANY)
            k++;
        value[i] = k;
    }
    for (int j = 0; j <= MOST; j++)
        cdf[j] = gsl_cdf_poisson_P((unsigned)j, 7.5);
    expect_discrete(&(score_sample){MANY, value}, MOST, cdf, 2e-4);
}

Test(scores, a_sure_forecast_is_as_wrong_as_it_is_far)
{
    const double value[] = {3, 3, 3};
    const score_sample sample = {3, value};
    cr_assert_float_eq(score_crps(&sample, 3), 0, 1e-15);
    cr_assert_float_eq(score_crps(&sample, 10), 7, 1e-15);
    cr_assert_eq(score_pit(&sample, 3), 0.5);
}

Test(scores, a_date_that_some_futures_never_reach_has_no_crps)
{
    const double value[] = {1, 2, INFINITY};
    const score_sample sample = {3, value};
    cr_assert(isnan(score_crps(&sample, 2)));
    cr_assert_float_eq(score_pit(&sample, 2), 0.5, 1e-15);
    cr_assert_eq(score_quantile(&sample, 0.95), INFINITY);
}

Test(scores, quantiles_are_values_of_the_sample)
{
    const double value[] = {1, 2, 3, 4};
    const score_sample sample = {4, value};
    const struct {
        double share, wanted;
    } rows[] = {{0, 1}, {0.05, 1}, {0.25, 1}, {0.26, 2}, {0.5, 2}, {0.75, 3}, {0.95, 4}, {1, 4}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_assert_eq(score_quantile(&sample, rows[i].share), rows[i].wanted, "%g", rows[i].share);
}

Test(scores, a_stock_goes_on_by_its_ratio_and_a_sum_by_its_difference)
{
    const sol_date first = sol_date_of(2016, 1, 1), last = sol_date_of(2017, 1, 1), later = sol_date_of(2019, 1, 2);
    const double years = (double)(later.day - last.day) / (last.day - first.day);
    const score_known known[2] = {{first, 1000}, {last, 800}};
    cr_assert_float_eq(score_naive(known, true, later), 800 * pow(0.8, years), 1e-9);
    cr_assert_float_eq(score_naive(known, false, later), 800 - 200 * years, 1e-9);
    cr_assert(isnan(score_naive((const score_known[2]){{first, 0}, {last, 800}}, true, later)));
    cr_assert(isnan(score_naive((const score_known[2]){{last, 700}, {last, 800}}, false, later)));
}
