/* The other route: the long double functions of the C library, 64 bits of mantissa, and GSL. */
#include "solatium/mathematics.h"

#include <criterion/criterion.h>
#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Points without order: a step of the golden section on (0, 1), the same on every machine. */
static double point(int i)
{
    double x = 0.6180339887498949 * (i + 1);
    return x - floor(x);
}

static double units_off(double got, long double wanted)
{
    double nearest = (double)wanted;
    if (isinf(nearest) || nearest == 0.0)
        return got == nearest ? 0.0 : INFINITY;
    int exponent;
    frexp(nearest, &exponent);
    double unit = ldexp(1.0, exponent - 53 < -1074 ? -1074 : exponent - 53);
    return (double)fabsl((long double)got - wanted) / unit;
}

enum { POINTS = 200000 };

Test(mathematics, exp_is_within_one_unit_in_the_last_place)
{
    double worst = 0.0, worst_at = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double x = i % 4 == 0   ? 1500.0 * point(i) - 750.0
                   : i % 4 == 1 ? 2.0 * point(i) - 1.0
                                : ldexp(point(i) - 0.5, -(i % 60));
        if (i % 4 == 2)
            x = 40.0 * point(i) - 20.0;
        double off = units_off(sol_exp(x), expl(x));
        if (off > worst) {
            worst = off;
            worst_at = x;
        }
    }
    cr_expect_leq(worst, 1.0, "%g units at %.17g", worst, worst_at);
    cr_assert_eq(sol_exp(0.0), 1.0);
    cr_assert_eq(sol_exp(-INFINITY), 0.0);
    cr_assert_eq(sol_exp(INFINITY), INFINITY);
    cr_assert_eq(sol_exp(710.0), INFINITY);
    cr_assert_lt(sol_exp(709.78), INFINITY);
}

Test(mathematics, log_is_within_six_tenths_of_a_unit)
{
    double worst = 0.0, worst_at = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double x = i % 3 == 0   ? ldexp(0.5 + point(i), i % 2000 - 1050)
                   : i % 3 == 1 ? 1.0 + ldexp(point(i) - 0.5, -(i % 50))
                                : point(i);
        double off = units_off(sol_log(x), logl(x));
        if (off > worst) {
            worst = off;
            worst_at = x;
        }
    }
    cr_expect_lt(worst, 0.6, "%g units at %.17g", worst, worst_at);
    cr_assert_eq(sol_log(1.0), 0.0);
    cr_assert_eq(sol_log(0.0), -INFINITY);
    cr_assert_eq(sol_log(INFINITY), INFINITY);
}

Test(mathematics, pow_is_within_one_unit_also_of_large_powers)
{
    double worst = 0.0, worst_base = 0.0, worst_exponent = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double base = i % 2 ? ldexp(0.5 + point(i), i % 1200 - 600) : 1.0 + ldexp(point(i) - 0.5, -(i % 40));
        double exponent = (point(i + POINTS) - 0.5) * 2.0 * 744.0 / fmax(fabs(log(base)), 1e-9);
        double off = units_off(sol_pow(base, exponent), powl(base, exponent));
        if (off > worst) {
            worst = off;
            worst_base = base;
            worst_exponent = exponent;
        }
    }
    cr_expect_leq(worst, 1.0, "%g units at %.17g ^ %.17g", worst, worst_base, worst_exponent);
    static const struct {
        double base, exponent, wanted;
    } rows[] = {
        {1.05, 0.0, 1.0},    {1.0, 1e300, 1.0},        {0.0, 2.0, 0.0}, {0.0, -1.0, INFINITY},
        {2.0, 10.0, 1024.0}, {10.0, 3.0, 1000.0},      {4.0, 0.5, 2.0}, {2.0, 5000.0, INFINITY},
        {2.0, -5000.0, 0.0}, {1e300, 1e300, INFINITY}, {0.0, 0.0, 1.0}, {INFINITY, -1.0, 0.0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(sol_pow(rows[i].base, rows[i].exponent), rows[i].wanted, "row %zu", i);
}

Test(mathematics, log1p_and_expm1_keep_the_digits_of_small_arguments)
{
    double worst_log = 0.0, worst_exp = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double x = ldexp(point(i) - 0.5, 2 - i % 80);
        worst_exp = fmax(worst_exp, units_off(sol_expm1(x), expm1l(x)));
        if (x > -1.0)
            worst_log = fmax(worst_log, units_off(sol_log1p(x), log1pl(x)));
    }
    cr_expect_lt(worst_log, 4.0, "log1p: %g units", worst_log);
    cr_expect_lt(worst_exp, 4.0, "expm1: %g units", worst_exp);
    cr_assert_eq(sol_expm1(-800.0), -1.0);
    cr_assert_eq(sol_expm1(800.0), INFINITY);
}

static long double below_by_the_library(long double z)
{
    return 0.5L * erfcl(-z * 0.707106781186547524400844362104849039L);
}

Test(mathematics, the_normal_distribution_keeps_its_digits_into_the_tails)
{
    gsl_set_error_handler_off();
    double worst = 0.0, worst_at = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double z = i % 2 ? 8.0 * point(i) - 4.0 : 74.0 * point(i) - 37.0;
        long double wanted = below_by_the_library(z);
        double off = (double)fabsl(((long double)sol_normal_below(z) - wanted) / wanted);
        if (off > worst) {
            worst = off;
            worst_at = z;
        }
    }
    cr_expect_lt(worst, 2e-15, "%g at %.17g", worst, worst_at);
    for (double z = -8.0; z < 8.0; z += 0.0371)
        cr_expect_float_eq(sol_normal_below(z) / gsl_cdf_ugaussian_P(z), 1.0, 1e-13, "GSL at %g", z);
    cr_assert_eq(sol_normal_below(0.0), 0.5);
    cr_assert_eq(sol_normal_below(-INFINITY), 0.0);
    cr_assert_eq(sol_normal_below(INFINITY), 1.0);
}

Test(mathematics, the_quantile_inverts_the_normal_distribution)
{
    double worst = 0.0, worst_at = 0.0;
    for (int i = 0; i < POINTS; i++) {
        double p = i % 3 == 0   ? point(i)
                   : i % 3 == 1 ? 0.5 + ldexp(point(i) - 0.5, -(i % 40))
                                : ldexp(point(i), -(i % 1000));
        double z = sol_normal_quantile(p);
        /* By the upper tail above 1/2, where 1 − p is exact. */
        long double z_wide = z,
                    miss = p < 0.5 ? below_by_the_library(z_wide) - p : (1.0L - p) - below_by_the_library(-z_wide);
        long double density = expl(-0.5L * z_wide * z_wide) * 0.398942280401432677939946059934381868L;
        double off = z == 0.0 ? 0.0 : (double)fabsl(miss / density / z_wide);
        if (off > worst) {
            worst = off;
            worst_at = p;
        }
    }
    cr_expect_lt(worst, 2e-15, "%g at %.17g", worst, worst_at);
    cr_assert_eq(sol_normal_quantile(0.5), 0.0);
    cr_assert_eq(sol_normal_quantile(0.0), -INFINITY);
    cr_assert_eq(sol_normal_quantile(1.0), INFINITY);
    cr_assert_float_eq(sol_normal_quantile(0.975), 1.9599639845400545, 1e-15);
}

static uint64_t digest(uint64_t hash, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (hash ^ bits) * UINT64_C(0x100000001b3);
}

/* The value stands here so that another compiler, library or CPU that rounds otherwise is found out. */
Test(mathematics, every_compiler_gives_the_same_bytes)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (int i = 0; i < 20000; i++) {
        double u = point(i);
        hash = digest(hash, sol_exp(60.0 * u - 30.0));
        hash = digest(hash, sol_log(u));
        hash = digest(hash, sol_pow(1.0 + u, 40.0 * point(i + 7)));
        hash = digest(hash, sol_normal_quantile(u));
        hash = digest(hash, sol_normal_below(16.0 * u - 8.0));
        hash = digest(hash, sol_log1p(u));
        hash = digest(hash, sol_expm1(u));
    }
    cr_assert_eq(hash, UINT64_C(0x4eea7a01d134cbf1), "%016llx", (unsigned long long)hash);
}
