/* Means and standard deviations of distributions as truncated. */
#include "base/check.h"
#include "solatium/distribution.h"
#include "solatium/mathematics.h"
#include "value/number/quadrature.h"

#include <math.h>

/* A distribution as weight(z) over a stretch of a variable z in which its value is smooth; the weight is scaled to 1 where it is largest. */
typedef struct stretch {
    const sol_distribution *d;
    double from, to, break_at; /* of z; the weight may bend at break_at */
    double heaviest;           /* the z of the largest weight */
    double centre;             /* deviations are from here */
    int power;                 /* of the deviation in the integrand */
} stretch;

static double value_of(const sol_distribution *d, double z)
{
    switch (d->kind) {
    case SOL_NORMAL:
        return d->parameter[0] + d->parameter[1] * z;
    case SOL_LOGNORMAL:
        return d->parameter[0] * sol_exp(d->parameter[1] * z);
    case SOL_EXPONENTIAL:
        return d->parameter[0] * z;
    default:
        return z;
    }
}

static double weight_of(const stretch *s, double z)
{
    const double *p = s->d->parameter;
    switch (s->d->kind) {
    case SOL_NORMAL:
    case SOL_LOGNORMAL:
        return sol_exp(-0.5 * (z - s->heaviest) * (z + s->heaviest));
    case SOL_EXPONENTIAL:
        return sol_exp(s->heaviest - z);
    default:
        return z < p[1] ? (z - p[0]) / (p[1] - p[0]) : (p[2] - z) / (p[2] - p[1]);
    }
}

static double integrand(double z, const void *context)
{
    const stretch *s = context;
    double deviation = value_of(s->d, z) - s->centre, weight = weight_of(s, z);
    return s->power == 0 ? weight : s->power == 1 ? weight * deviation : weight * deviation * deviation;
}

static double clamped(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

/* Of a normal variable 39 standard deviations hold all that a double can tell; a lognormal's square has its peak at 2·sigma. */
static stretch stretch_of(const sol_distribution *d)
{
    const double *p = d->parameter;
    stretch s = {.d = d};
    if (d->kind == SOL_NORMAL) {
        s.from = clamped((d->lower - p[0]) / p[1], -39.0, 39.0);
        s.to = clamped((d->upper - p[0]) / p[1], -39.0, 39.0);
    } else if (d->kind == SOL_LOGNORMAL) {
        double end = 39.0 + 2.0 * p[1];
        s.from = clamped(d->lower > 0.0 ? sol_log(d->lower / p[0]) / p[1] : -INFINITY, -39.0, end);
        s.to = clamped(d->upper > 0.0 ? sol_log(d->upper / p[0]) / p[1] : -INFINITY, -39.0, end);
    } else if (d->kind == SOL_EXPONENTIAL) {
        s.from = d->lower > 0.0 ? d->lower / p[0] : 0.0;
        s.to = clamped(d->upper / p[0], s.from, s.from + 60.0);
    } else {
        SOL_CHECK(d->kind == SOL_TRIANGULAR);
        s.from = clamped(d->lower, p[0], p[2]);
        s.to = clamped(d->upper, p[0], p[2]);
    }
    s.heaviest = d->kind == SOL_EXPONENTIAL ? s.from : clamped(0.0, s.from, s.to);
    s.break_at = clamped(d->kind == SOL_TRIANGULAR ? p[1] : s.heaviest, s.from, s.to);
    return s;
}

static double integral(stretch *s, int power)
{
    s->power = power;
    double sum = 0.0, ends[3] = {s->from, s->break_at, s->to};
    for (int i = 0; i < 2; i++) {
        double width = ends[i + 1] - ends[i];
        int panels = s->d->kind == SOL_TRIANGULAR ? 1 : 1 + (int)(width * 4.0);
        if (width > 0.0)
            sum += quadrature_integral(integrand, s, ends[i], ends[i + 1], panels);
    }
    return sum;
}

/* A centre near the mean first: the mean's digits are then those of a small correction. */
static void moments_of_density(const sol_distribution *d, double *mean, double *deviation)
{
    stretch s = stretch_of(d);
    double mass = integral(&s, 0);
    s.centre = integral(&s, 1) / mass;
    s.centre += integral(&s, 1) / mass;
    *mean = s.centre;
    *deviation = sqrt(integral(&s, 2) / mass);
}

static void moments_of_choice(const sol_distribution *d, double *mean, double *deviation)
{
    double first = 0.0, second = 0.0;
    for (size_t i = 0; i < d->choice_count; i++)
        first += d->choice[i].probability * d->choice[i].value;
    for (size_t i = 0; i < d->choice_count; i++)
        second += d->choice[i].probability * (d->choice[i].value - first) * (d->choice[i].value - first);
    *mean = first;
    *deviation = sqrt(second);
}

static void moments(const sol_distribution *d, double *mean, double *deviation)
{
    if (d->kind == SOL_CHOICE) {
        moments_of_choice(d, mean, deviation);
    } else if (sol_distribution_is_constant(d)) {
        *mean = d->parameter[0];
        *deviation = 0.0;
    } else if (d->kind == SOL_UNIFORM) {
        double from = clamped(d->parameter[0], d->lower, d->upper), to = clamped(d->parameter[1], d->lower, d->upper);
        *mean = from + (to - from) / 2.0;
        *deviation = (to - from) / sqrt(12.0);
    } else {
        moments_of_density(d, mean, deviation);
    }
}

double sol_distribution_mean(const sol_distribution *d)
{
    SOL_ENTRY(NAN);
    double mean, deviation;
    moments(d, &mean, &deviation);
    return mean;
}

double sol_distribution_deviation(const sol_distribution *d)
{
    SOL_ENTRY(NAN);
    double mean, deviation;
    moments(d, &mean, &deviation);
    return deviation;
}
