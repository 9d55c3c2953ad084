#include "solatium/distribution.h"

#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "solatium/date.h"
#include "solatium/money.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const sol_choice coins[] = {{500.0, 500, 0.25}, {100.0, 100, 0.5}, {50000.0, 50001, 0.25}};

static const struct {
    const char *label;
    sol_distribution d;
} rows[] = {
    {"uniform", {SOL_UNIFORM, {2.385, 7.11}, .lower = -INFINITY, .upper = INFINITY}},
    {"uniform cut", {SOL_UNIFORM, {2.385, 7.11}, .lower = 3.0, .upper = 6.5}},
    {"triangular", {SOL_TRIANGULAR, {0.5, 0.8, 0.95}, .lower = -INFINITY, .upper = INFINITY}},
    {"triangular, mode at an end", {SOL_TRIANGULAR, {0.5, 0.5, 0.95}, .lower = 0.0, .upper = 1.0}},
    {"triangular cut", {SOL_TRIANGULAR, {-0.3, 0.2, 1.4}, .lower = 0.0, .upper = 1.0}},
    {"normal", {SOL_NORMAL, {91.3, 3.17}, .lower = -INFINITY, .upper = INFINITY}},
    {"normal cut", {SOL_NORMAL, {91.3, 3.17}, .lower = 90.0, .upper = 120.0}},
    {"normal cut from above", {SOL_NORMAL, {91.3, 3.17}, .lower = 0.0, .upper = 85.0}},
    {"normal far tail", {SOL_NORMAL, {0.0, 1.0}, .lower = 9.0, .upper = INFINITY}},
    {"normal other far tail", {SOL_NORMAL, {0.0, 1.0}, .lower = -INFINITY, .upper = -9.0}},
    {"lognormal", {SOL_LOGNORMAL, {3e8, 1.037}, .lower = -INFINITY, .upper = INFINITY}},
    {"lognormal cut", {SOL_LOGNORMAL, {3e8, 1.037}, .lower = 1e8, .upper = 2e9}},
    {"multiplier", {SOL_LOGNORMAL, {1.0, 0.05}, .lower = 0.0, .upper = INFINITY}},
    {"exponential", {SOL_EXPONENTIAL, {547.875}, .lower = -INFINITY, .upper = INFINITY}},
    {"exponential cut", {SOL_EXPONENTIAL, {547.875}, .lower = 100.0, .upper = 900.0}},
    {"exponential tail", {SOL_EXPONENTIAL, {1.0}, .lower = 50.0, .upper = INFINITY}},
};

static double gsl_below(const sol_distribution *d, double x)
{
    const double *p = d->parameter;
    if (d->kind == SOL_UNIFORM)
        return gsl_cdf_flat_P(x, p[0], p[1]);
    if (d->kind == SOL_NORMAL)
        return gsl_cdf_gaussian_P(x - p[0], p[1]);
    if (d->kind == SOL_LOGNORMAL)
        return x <= 0.0 ? 0.0 : gsl_cdf_lognormal_P(x, log(p[0]), p[1]);
    if (d->kind == SOL_EXPONENTIAL)
        return x <= 0.0 ? 0.0 : gsl_cdf_exponential_P(x, p[0]);
    if (x <= p[0] || x >= p[2])
        return x >= p[2];
    return x < p[1] ? (x - p[0]) * (x - p[0]) / (p[2] - p[0]) / (p[1] - p[0])
                    : 1.0 - (p[2] - x) * (p[2] - x) / (p[2] - p[0]) / (p[2] - p[1]);
}

static double gsl_above(const sol_distribution *d, double x)
{
    const double *p = d->parameter;
    if (d->kind == SOL_NORMAL)
        return gsl_cdf_gaussian_Q(x - p[0], p[1]);
    if (d->kind == SOL_LOGNORMAL)
        return x <= 0.0 ? 1.0 : gsl_cdf_lognormal_Q(x, log(p[0]), p[1]);
    if (d->kind == SOL_EXPONENTIAL)
        return x <= 0.0 ? 1.0 : gsl_cdf_exponential_Q(x, p[0]);
    return 1.0 - gsl_below(d, x);
}

Test(distribution, a_draw_is_the_inverse_of_the_truncated_distribution)
{
    gsl_set_error_handler_off();
    static const double u[] = {1e-9, 0.001, 0.0371, 0.25, 0.5, 0.7113, 0.96, 0.9999, 1 - 1e-9};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const sol_distribution *d = &rows[i].d;
        cr_expect_null(sol_distribution_fault(d), "%s", rows[i].label);
        double last = -INFINITY;
        for (size_t j = 0; j < COUNT(u); j++) {
            double x = sol_distribution_at(d, u[j]);
            cr_expect(x >= d->lower && x <= d->upper && x > last, "%s at %g: %g", rows[i].label, u[j], x);
            last = x;
            /* By the tail that lies nearer, so that the check itself keeps its digits. */
            double got = gsl_above(d, d->lower) < 0.5 ? 1.0 - (gsl_above(d, x) - gsl_above(d, d->upper)) /
                                                                  (gsl_above(d, d->lower) - gsl_above(d, d->upper))
                                                      : (gsl_below(d, x) - gsl_below(d, d->lower)) /
                                                            (gsl_below(d, d->upper) - gsl_below(d, d->lower));
            cr_expect_float_eq(got, u[j], 1e-12, "%s at %.10g: x = %.17g, back %.17g", rows[i].label, u[j], x, got);
        }
    }
}

typedef struct moment {
    const sol_distribution *d;
    double centre;
    int power;
} moment;

static double moment_density(double x, void *context)
{
    const moment *m = context;
    const double *p = m->d->parameter;
    double f;
    if (m->d->kind == SOL_NORMAL)
        f = gsl_ran_gaussian_pdf(x - p[0], p[1]);
    else if (m->d->kind == SOL_LOGNORMAL)
        f = x <= 0.0 ? 0.0 : gsl_ran_lognormal_pdf(x, log(p[0]), p[1]);
    else if (m->d->kind == SOL_EXPONENTIAL)
        f = x < 0.0 ? 0.0 : gsl_ran_exponential_pdf(x, p[0]);
    else if (m->d->kind == SOL_UNIFORM)
        f = x >= p[0] && x <= p[1];
    else
        f = x < p[0] || x > p[2] ? 0.0 : x < p[1] ? (x - p[0]) / (p[1] - p[0]) : (p[2] - x) / (p[2] - p[1]);
    return f * pow(x - m->centre, m->power);
}

/* Adaptive quadrature over the density in pieces about the bulk, where it bends. */
static double gsl_moment(moment *m, double near, double scale, double floor_, double ceiling)
{
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(5000);
    gsl_function f = {moment_density, m};
    double ends[] = {-60, -30, -12, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64, 300, 3000}, sum = 0.0;
    for (size_t i = 0; i + 1 < COUNT(ends); i++) {
        double from = fmin(fmax(near + scale * ends[i], floor_), ceiling),
               to = fmin(fmax(near + scale * ends[i + 1], floor_), ceiling);
        double part = 0.0, error;
        if (to > from)
            gsl_integration_qag(&f, from, to, 0.0, 1e-11, 5000, GSL_INTEG_GAUSS61, space, &part, &error);
        sum += part;
    }
    gsl_integration_workspace_free(space);
    return sum;
}

Test(distribution, mean_and_deviation_are_those_of_the_truncated_distribution)
{
    gsl_set_error_handler_off();
    for (size_t i = 0; i < COUNT(rows); i++) {
        const sol_distribution *d = &rows[i].d;
        double mean = sol_distribution_mean(d), deviation = sol_distribution_deviation(d);
        double floor_ = d->lower, ceiling = d->upper;
        if (d->kind == SOL_TRIANGULAR || d->kind == SOL_UNIFORM) {
            floor_ = fmax(floor_, d->parameter[0]);
            ceiling = fmin(ceiling, d->parameter[d->kind == SOL_UNIFORM ? 1 : 2]);
        }
        moment m = {d, 0.0, 0};
        double mass = gsl_moment(&m, mean, deviation, floor_, ceiling);
        m.power = 1;
        m.centre = mean;
        double wanted_mean = mean + gsl_moment(&m, mean, deviation, floor_, ceiling) / mass;
        m.power = 2;
        double wanted_deviation = sqrt(gsl_moment(&m, mean, deviation, floor_, ceiling) / mass);
        cr_expect_float_eq((mean - wanted_mean) / deviation, 0.0, 1e-9, "%s: mean %.15g, GSL %.15g", rows[i].label,
                           mean, wanted_mean);
        cr_expect_float_eq(deviation / wanted_deviation, 1.0, 1e-9, "%s: deviation %.15g, GSL %.15g", rows[i].label,
                           deviation, wanted_deviation);
    }
}

Test(distribution, untruncated_moments_are_the_closed_forms)
{
    static const struct {
        const char *label;
        sol_distribution d;
        double mean, deviation;
    } closed[] = {
        {"triangular",
         {SOL_TRIANGULAR, {1.0, 2.0, 6.0}, .lower = -INFINITY, .upper = INFINITY},
         3.0,
         1.0801234497346435},
        {"normal", {SOL_NORMAL, {91.3, 3.17}, .lower = -INFINITY, .upper = INFINITY}, 91.3, 3.17},
        {"lognormal",
         {SOL_LOGNORMAL, {300.0, 1.0}, .lower = 0.0, .upper = INFINITY},
         494.61638121003845,
         648.35922476852560},
        {"exponential", {SOL_EXPONENTIAL, {547.875}, .lower = 0.0, .upper = INFINITY}, 547.875, 547.875},
        {"choice",
         {SOL_CHOICE, .choice_count = 3, .choice = coins, .lower = 0.0, .upper = INFINITY},
         12675.0,
         21550.217516303597},
        {"a point", {SOL_NORMAL, {91.0, 0.0}, .lower = 0.0, .upper = 120.0}, 91.0, 0.0},
    };
    for (size_t i = 0; i < COUNT(closed); i++) {
        cr_expect_float_eq(sol_distribution_mean(&closed[i].d), closed[i].mean, 1e-9 * closed[i].mean, "%s: %.15g",
                           closed[i].label, sol_distribution_mean(&closed[i].d));
        cr_expect_float_eq(sol_distribution_deviation(&closed[i].d), closed[i].deviation, 1e-9 * closed[i].deviation,
                           "%s: %.15g", closed[i].label, sol_distribution_deviation(&closed[i].d));
    }
}

Test(distribution, a_choice_is_drawn_in_the_order_of_its_values)
{
    sol_distribution d = {SOL_CHOICE, .choice_count = COUNT(coins), .choice = coins, .lower = 0.0, .upper = INFINITY};
    static const struct {
        double u, value;
        int64_t exact;
    } wanted[] = {{1e-10, 100, 100},  {0.4999, 100, 100},     {0.5001, 500, 500},
                  {0.7499, 500, 500}, {0.7501, 50000, 50001}, {1 - 1e-10, 50000, 50001}};
    for (size_t i = 0; i < COUNT(wanted); i++) {
        cr_expect_eq(sol_distribution_at(&d, wanted[i].u), wanted[i].value, "u = %g", wanted[i].u);
        cr_expect_eq(sol_distribution_money_at(&d, wanted[i].u), wanted[i].exact, "u = %g", wanted[i].u);
    }
}

Test(distribution, a_uniform_date_has_both_ends_and_all_days_alike)
{
    sol_date first = sol_date_of(2019, 10, 1), last = sol_date_of(2019, 10, 4);
    sol_distribution d = {SOL_UNIFORM, {first.day, last.day}, .lower = -INFINITY, .upper = INFINITY};
    int count[4] = {0};
    for (int i = 0; i < 4000; i++)
        count[sol_distribution_day_at(&d, (i + 0.5) / 4000) - first.day]++;
    for (int i = 0; i < 4; i++)
        cr_expect_eq(count[i], 1000, "day %d: %d", i, count[i]);
    cr_assert_eq(sol_distribution_day_at(&d, 1 - 0x1p-33), last.day);
    sol_distribution triangular = {SOL_TRIANGULAR, {-1.5, -1.0, -0.5}, .lower = -INFINITY, .upper = INFINITY};
    cr_assert_eq(sol_distribution_day_at(&triangular, 0.5), -1, "rounded down, not towards 0");
}

Test(distribution, money_is_rounded_to_the_nearest_unit_and_constants_are_exact)
{
    sol_distribution exact = sol_distribution_constant(9007199254740993.0, INT64_C(9007199254740993));
    cr_assert_eq(sol_distribution_money_at(&exact, 0.5), INT64_C(9007199254740993));
    sol_distribution d = {SOL_UNIFORM, {0.0, 10.0}, .lower = 0.0, .upper = INFINITY};
    cr_assert_eq(sol_distribution_money_at(&d, 0.26), 3);
    cr_assert_eq(sol_distribution_money_at(&d, 0.24), 2);
    sol_distribution wild = {SOL_LOGNORMAL, {1e15, 10.0}, .lower = 0.0, .upper = INFINITY};
    cr_assert_eq(sol_distribution_money_at(&wild, 1 - 1e-9), SOL_MONEY_INPUT_MAX);
}

Test(distribution, wrong_parameters_are_named)
{
    static const sol_choice short_of_one[] = {{1.0, 1, 0.5}, {2.0, 2, 0.4}},
                            beyond[] = {{1.0, 1, 0.5}, {200.0, 200, 0.5}}, negative[] = {{1.0, 1, 1.5}, {2.0, 2, -0.5}};
    static const struct {
        sol_distribution d;
        const char *fault;
    } wrong[] = {
        {{SOL_UNIFORM, {2.0, 1.0}, .lower = -INFINITY, .upper = INFINITY}, "the first value is above the second"},
        {{SOL_UNIFORM, {2.0, NAN}, .lower = -INFINITY, .upper = INFINITY}, "a parameter is not a finite number"},
        {{SOL_UNIFORM, {2.0, 3.0}, .lower = 4.0, .upper = INFINITY}, "no value of it lies within what is allowed here"},
        {{SOL_UNIFORM, {2.0, 2.0}, .lower = 4.0, .upper = INFINITY}, "the value lies outside what is allowed here"},
        {{SOL_TRIANGULAR, {3.0, 2.0, 1.0}, .lower = -INFINITY, .upper = INFINITY}, "the first value is above the last"},
        {{SOL_TRIANGULAR, {1.0, 3.0, 2.0}, .lower = -INFINITY, .upper = INFINITY},
         "the mode, in the middle, lies outside the two ends"},
        {{SOL_NORMAL, {1.0, -1.0}, .lower = -INFINITY, .upper = INFINITY}, "the standard deviation is negative"},
        {{SOL_NORMAL, {1.0, 0.01}, .lower = 5.0, .upper = INFINITY}, "no value of it lies within what is allowed here"},
        {{SOL_LOGNORMAL, {0.0, 1.0}, .lower = -INFINITY, .upper = INFINITY}, "the median is not above 0"},
        {{SOL_LOGNORMAL, {1.0, -1.0}, .lower = -INFINITY, .upper = INFINITY},
         "sigma, the spread of the logarithm, lies outside 0 to 10"},
        {{SOL_EXPONENTIAL, {-1.0}, .lower = -INFINITY, .upper = INFINITY}, "the mean is negative"},
        {{SOL_CHOICE, .choice_count = 2, .choice = short_of_one, .lower = 0.0, .upper = 9.0},
         "the probabilities do not sum to 1"},
        {{SOL_CHOICE, .choice_count = 2, .choice = negative, .lower = 0.0, .upper = 9.0},
         "a probability lies outside 0 to 1"},
        {{SOL_CHOICE, .choice_count = 2, .choice = beyond, .lower = 0.0, .upper = 9.0},
         "a value lies outside what is allowed here"},
        {{SOL_CHOICE, .choice_count = 0, .lower = 0.0, .upper = 9.0}, "no value is listed"},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const char *fault = sol_distribution_fault(&wrong[i].d);
        cr_expect(fault && strcmp(fault, wrong[i].fault) == 0, "row %zu: %s", i, fault ? fault : "none");
    }
}

Test(distribution, the_table_has_each_kind_in_its_row)
{
    for (int kind = 0; kind < SOL_DISTRIBUTION_KINDS; kind++)
        cr_expect_eq((int)sol_distribution_table[kind].kind, kind, "row %d", kind);
}
