#include "../engine/fixture_money.h"
#include "plan/correlation.h"
#include "plan/pledges.h"
#include "solatium/mathematics.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>

/* The same probability by Simpson's rule over the first variable, given which the second is normal again. */
static double by_conditioning(double a, double b, double r)
{
    const int steps = 20000;
    const double from = -9, width = (a - from) / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
        double x = from + i * width;
        double f = exp(-x * x / 2) / sqrt(2 * M_PI) * erfc((r * x - b) / sqrt(2 * (1 - r * r))) / 2;
        sum += f * (i == 0 || i == steps ? 1 : i % 2 ? 4 : 2);
    }
    return sum * width / 3;
}

Test(correlation, two_normals_lie_below_as_often_as_conditioning_says)
{
    static const double rows[][3] = {{0.3, -0.7, 0.4},   {-1.6448536, -1.6448536, 0.28},
                                     {2.385, 0.1, 0.9},  {-0.2, 1.9, -0.6},
                                     {-2.3, -2.1, 0.97}, {1, 1, 0.04}};
    gsl_set_error_handler_off();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double *row = rows[i];
        cr_assert_float_eq(correlation_normal_below(row[0], row[1], row[2]), by_conditioning(row[0], row[1], row[2]),
                           1e-9, "row %zu", i);
    }
}

Test(correlation, the_edges_of_two_normals_are_exact)
{
    gsl_set_error_handler_off();
    cr_assert_float_eq(correlation_normal_below(0, 0, 0.4), 0.25 + asin(0.4) / (2 * M_PI), 1e-12);
    cr_assert_float_eq(correlation_normal_below(0.5, -0.3, 1), sol_normal_below(-0.3), 1e-15);
    cr_assert_float_eq(correlation_normal_below(0.5, -0.3, -1), sol_normal_below(0.5) + sol_normal_below(-0.3) - 1,
                       1e-15);
    cr_assert_float_eq(correlation_normal_below(INFINITY, -0.3, 0.4), sol_normal_below(-0.3), 1e-15);
    cr_assert_eq(correlation_normal_below(-INFINITY, 2, 0.4), 0);
    cr_assert_float_eq(correlation_of_joining(0.5, 0.5, 0.4), 2 / M_PI * asin(0.4), 1e-10);
    cr_assert_float_eq(correlation_of_joining(0.3, 0.3, 1), 1, 1e-12);
    cr_assert_eq(correlation_of_joining(1, 0.3, 0.4), 0);
}

Test(correlation, the_list_names_countries_and_pairs_with_firms)
{
    gsl_set_error_handler_off();
    money_fixture *f = fixture_new();
    f->country[KOREA].rate.base = share(0.8);
    f->country[KOREA].correlation = 0.2;
    f->country[JAPAN].rate.base = spread_of(SOL_UNIFORM, 0.1, 0.5);
    f->country[JAPAN].correlation = 0.4;
    f->scenario.between = 0.25;
    fixture_firm(f, "K", KOREA, 1);
    sol_firm *firms = fixture_firm(f, "J", JAPAN, 1);
    firms->is_row = false;
    firms->count = 3;
    size_t count;
    const correlation_row *row = correlation_list(f->arena, &f->scenario, &count);
    cr_assert_eq(count, 2);
    cr_assert(row[0].country == KOREA && row[0].other == JAPAN);
    cr_assert_float_eq(row[0].latent, 0.25 * sqrt(0.08), 1e-15);
    cr_assert(row[1].country == JAPAN && row[1].other == JAPAN);
    cr_assert_float_eq(row[1].rate[0], 0.3, 1e-12);
    /* A rate that both firms share and nobody knows binds them more than its mean does. */
    cr_assert_gt(row[1].joining, correlation_of_joining(0.3, 0.3, 0.4) + 0.01);
    f->scenario.participation_is_fraction = true;
    correlation_list(f->arena, &f->scenario, &count);
    cr_assert_eq(count, 0);
    sol_arena_free(f->arena);
}

Test(correlation, pledges_add_up_by_country)
{
    money_fixture *f = fixture_new();
    f->country[KOREA].rate.base = share(0.8);
    f->country[JAPAN].rate.base = spread_of(SOL_UNIFORM, 0.1, 0.5);
    fixture_firm(f, "K", KOREA, 1000);
    sol_firm *half = fixture_firm(f, "K times", KOREA, 3000);
    half->rate_kind = SOL_RATE_TIMES_COUNTRY;
    half->times_billionths = 500000000;
    sol_firm *yen = fixture_firm(f, "J", JAPAN, 0);
    yen->is_row = false;
    yen->count = 15;
    yen->pledge = (sol_amount){.kind = SOL_AMOUNT_MONEY, .currency = JPY, .value = spread_of(SOL_UNIFORM, 0, 2000)};
    yen->follows_country = KOREA;
    size_t count;
    const pledges_row *row = pledges_by_country(f->arena, fixture_plan(f), &count);
    cr_assert_eq(count, 2);
    cr_assert(row[0].country == KOREA && row[0].firms == 2 && row[0].is_certain && !row[0].is_conditional);
    cr_assert_float_eq(row[0].expected_heads, 1.2, 1e-12);
    cr_assert_eq(row[0].promised.units, 4000);
    cr_assert_eq(row[0].expected.units, 2000);
    cr_assert(row[1].country == JAPAN && row[1].firms == 15 && !row[1].is_certain && row[1].is_conditional);
    cr_assert_eq(row[1].promised.units, 163500);
    cr_assert_eq(row[1].expected.units, 49050);
    sol_arena_free(f->arena);
}
