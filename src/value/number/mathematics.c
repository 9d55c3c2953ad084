/*
 * Only +, −, ·, / and the square root, which IEEE 754 rounds in one way, so that any compiler and CPU give the same bytes.
 * Logarithm and power carry a pair of doubles (Dekker 1971), about 100 bits, so that the one rounding at the end is what is seen.
 */
#include "solatium/mathematics.h"

#include "base/check.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

typedef struct pair {
    double high, low; /* |low| <= half a unit in the last place of high */
} pair;

static const double ln2_high = 0x1.62e42fefa3800p-1; /* 42 bits, so that multiples up to 2^11 are exact */
static const double ln2_low = 0x1.ef35793c76730p-45;

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Needs |a| >= |b|. */
static pair sum_of_ordered(double a, double b)
{
    double s = a + b;
    return (pair){s, b - (s - a)};
}

static pair product(double a, double b)
{
    const double splitter = 0x1.0000002p27;
    double t = splitter * a, a_high = t - (t - a), a_low = a - a_high;
    t = splitter * b;
    double b_high = t - (t - b), b_low = b - b_high;
    double p = a * b;
    return (pair){p, a_low * b_low - (((p - a_high * b_high) - a_low * b_high) - a_high * b_low)};
}

static pair pair_product(pair a, pair b)
{
    pair p = product(a.high, b.high);
    return sum_of_ordered(p.high, p.low + (a.high * b.low + a.low * b.high));
}

/* x = m·2^exponent with m from sqrt(1/2) to sqrt(2); x > 0 and finite. */
static double mantissa_of(double x, int *exponent)
{
    int shift = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        shift = -54;
    }
    uint64_t bits = bits_of(x);
    int power = (int)(bits >> 52) - 1023;
    double m = double_of((bits & UINT64_C(0xfffffffffffff)) | UINT64_C(0x3ff0000000000000));
    if (m > 0x1.6a09e667f3bcdp0) {
        m *= 0.5;
        power++;
    }
    *exponent = power + shift;
    return m;
}

/*
 * ln m = 2 artanh s, s = (m − 1)/(m + 1), by its series; |s| <= 0.1716. The terms up to s³ are pairs, what follows is below 2^-12 of the sum.
 */
static pair log_as_pair(double x)
{
    static const pair third = {0x1.5555555555555p-2, 0x1.5555555555555p-56};
    int exponent;
    double m = mantissa_of(x, &exponent), above = m - 1.0;
    pair below = sum_of_ordered(m > 1.0 ? m : 1.0, m > 1.0 ? 1.0 : m);
    double ratio = above / below.high;
    pair back = product(ratio, below.high);
    pair s = sum_of_ordered(ratio, ((above - back.high) - back.low - ratio * below.low) / below.high);
    pair s2 = pair_product(s, s);
    double q = s2.high;
    double tail = 1.0 / 27 * q + 1.0 / 25;
    for (int odd = 23; odd >= 5; odd -= 2)
        tail = tail * q + 1.0 / odd;
    pair cubic = pair_product(s2, third);
    pair factor = sum_of_ordered(cubic.high, cubic.low + q * q * tail);
    pair rest = pair_product(s, factor);
    pair sum = sum_of_ordered(s.high, rest.high);
    sum = sum_of_ordered(2.0 * sum.high, 2.0 * (sum.low + s.low + rest.low));
    if (exponent == 0)
        return sum;
    pair whole = sum_of_ordered(exponent * ln2_high, sum.high);
    return sum_of_ordered(whole.high, whole.low + (sum.low + exponent * ln2_low));
}

/* x·2^exponent; in two steps where the result may be subnormal. */
static double scaled(double x, int exponent)
{
    if (exponent >= -1021 && exponent <= 1023)
        return x * double_of((uint64_t)(exponent + 1023) << 52);
    if (exponent > 1023)
        return x * 0x1p1023 * double_of((uint64_t)(exponent - 1023 + 1023) << 52);
    return x * double_of((uint64_t)(exponent + 200 + 1023) << 52) * 0x1p-200;
}

/* e^(high + low), |low| far below |high|: Taylor's series on |r| <= ln2/2 after taking out a power of two (Cody and Waite 1980). */
static double exp_of_pair(double high, double low)
{
    static const double inverse_factorial[] = {
        1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,       1.0 / 720,         1.0 / 5040,        1.0 / 40320,
        1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800., 1.0 / 87178291200.};
    enum { TERMS = sizeof inverse_factorial / sizeof *inverse_factorial };
    if (high > 710.0)
        return INFINITY;
    if (high < -746.0)
        return 0.0;
    double turns = high * 0x1.71547652b82fep0;
    int n = (int)(turns + (turns < 0.0 ? -0.5 : 0.5));
    double reduced = high - n * ln2_high;
    double correction = low - n * ln2_low;
    double r = reduced + correction;
    double lost = (reduced - r) + correction;
    double p = inverse_factorial[TERMS - 1];
    for (int i = TERMS - 2; i >= 0; i--)
        p = p * r + inverse_factorial[i];
    return scaled(1.0 + (r + (lost + (r * r * p + r * lost))), n);
}

double sol_exp(double x)
{
    SOL_NEED(x == x, NAN);
    return exp_of_pair(x, 0.0);
}

double sol_log(double x)
{
    SOL_NEED(x >= 0.0, NAN);
    if (x == 0.0 || x == INFINITY)
        return x == 0.0 ? -INFINITY : INFINITY;
    return log_as_pair(x).high;
}

double sol_pow(double base, double exponent)
{
    SOL_NEED(base >= 0.0 && exponent == exponent, NAN);
    if (exponent == 0.0 || base == 1.0)
        return 1.0;
    if (base == 0.0 || base == INFINITY)
        return (base == 0.0) == (exponent > 0.0) ? 0.0 : INFINITY;
    pair log = log_as_pair(base);
    double rough = log.high * exponent;
    if (fabs(rough) > 800.0)
        return rough > 0.0 ? INFINITY : 0.0;
    pair power = product(log.high, exponent);
    return exp_of_pair(power.high, power.low + log.low * exponent);
}

/* Kahan's ratios: what the rounding of 1 + x did to x it did to the logarithm as well. */
double sol_log1p(double x)
{
    double w = 1.0 + x;
    if (w == 1.0 || w == INFINITY)
        return x;
    return sol_log(w) * (x / (w - 1.0));
}

double sol_expm1(double x)
{
    double w = sol_exp(x);
    if (w == 1.0)
        return x;
    double less = w - 1.0;
    if (w < 0.25 || w > 4.0)
        return less;
    return less * (x / sol_log(w));
}

static double polynomial(double x, int degree, const double *coefficient)
{
    double sum = coefficient[degree];
    for (int i = degree - 1; i >= 0; i--)
        sum = sum * x + coefficient[i];
    return sum;
}

/* e^(−z²/2): the rounding of z² is carried along, as it would be magnified by z² in the result. */
static double bell(double z)
{
    pair square = product(z, z);
    return exp_of_pair(-0.5 * square.high, -0.5 * square.low);
}

/*
 * (1 + y)·Φ(−y)/φ(y) on y >= 0 as a Chebyshev series in t = (y − 4)/(y + 4), after Schonfelder (1978), Math. Comp. 32; the coefficients
 * were computed with 50 digits, the first term left out is 2e-18.
 */
static const double tail_series[] = {
    1.16705253508824725,    -0.1610195767134654,     -0.028002821825452974,   0.031674521892392657,
    -0.012103231162345369,  0.0027056129762167095,   -0.00029931636202703166, -1.7166865268793611e-05,
    1.0178489264109868e-05, -4.8948295700041922e-07, -2.8440065001510478e-07, 3.0766283713811506e-08,
    9.180378674469537e-09,  -1.2756102213808737e-09, -3.6602793761041335e-10, 4.5926359348595244e-11,
    1.7189314687646551e-11, -1.2726833698700665e-12, -8.6680819133163629e-13, 1.1061557203771337e-15,
    4.2750210770050442e-14, 3.790937692198637e-15,   -1.8474103011319769e-15, -4.0419094138183911e-16,
    5.3408543779016287e-17, 2.941479931368645e-17};

double sol_normal_below(double z)
{
    SOL_NEED(z == z, NAN);
    double y = fabs(z);
    if (y > 39.0)
        return z < 0.0 ? 0.0 : 1.0;
    if (y == 0.0)
        return 0.5;
    double t = (y - 4.0) / (y + 4.0), next = 0.0, last = 0.0;
    for (int i = sizeof tail_series / sizeof *tail_series - 1; i >= 1; i--) {
        double sum = 2.0 * t * next - last + tail_series[i];
        last = next;
        next = sum;
    }
    double tail = bell(y) * 0x1.9884533d43651p-2 * (t * next - last + tail_series[0]) / (1.0 + y);
    return z < 0.0 ? tail : 1.0 - tail;
}

/* Wichura (1988), Algorithm AS 241, Applied Statistics 37: PPND16. A step of Newton's would spoil the digits near p = 1/2 and add none in the tails. */
static const double centre_above[] = {3.3871328727963666080,    1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                      1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                      3.3430575583588128105e+4, 2.5090809287301226727e+3};
static const double centre_below[] = {1.0,
                                      4.2313330701600911252e+1,
                                      6.8718700749205790830e+2,
                                      5.3941960214247511077e+3,
                                      2.1213794301586595867e+4,
                                      3.9307895800092710610e+4,
                                      2.8729085735721942674e+4,
                                      5.2264952788528545610e+3};
static const double middle_above[] = {1.42343711074968357734,    4.63033784615654529590,   5.76949722146069140550,
                                      3.64784832476320460504,    1.27045825245236838258,   2.41780725177450611770e-1,
                                      2.27238449892691845833e-2, 7.74545014278341407640e-4};
static const double middle_below[] = {1.0,
                                      2.05319162663775882187,
                                      1.67638483018380384940,
                                      6.89767334985100004550e-1,
                                      1.48103976427480074590e-1,
                                      1.51986665636164571966e-2,
                                      5.47593808499534494600e-4,
                                      1.05075007164441684324e-9};
static const double far_above[] = {6.65790464350110377720,    5.46378491116411436990,    1.78482653991729133580,
                                   2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7};
static const double far_below[] = {1.0,
                                   5.99832206555887937690e-1,
                                   1.36929880922735805310e-1,
                                   1.48753612908506148525e-2,
                                   7.86869131145613259100e-4,
                                   1.84631831751005468180e-5,
                                   1.42151175831644588870e-7,
                                   2.04426310338993978564e-15};

double sol_normal_quantile(double p)
{
    SOL_NEED(p >= 0.0 && p <= 1.0, NAN);
    double q = p - 0.5;
    if (fabs(q) <= 0.425) {
        double r = 0.180625 - q * q;
        return q * polynomial(r, 7, centre_above) / polynomial(r, 7, centre_below);
    }
    double tail = q < 0.0 ? p : 1.0 - p;
    if (tail == 0.0)
        return q < 0.0 ? -INFINITY : INFINITY;
    double r = sqrt(-sol_log(tail)), z;
    if (r <= 5.0)
        z = polynomial(r - 1.6, 7, middle_above) / polynomial(r - 1.6, 7, middle_below);
    else
        z = polynomial(r - 5.0, 7, far_above) / polynomial(r - 5.0, 7, far_below);
    return q < 0.0 ? -z : z;
}
