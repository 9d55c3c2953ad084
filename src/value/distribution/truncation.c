#include "value/distribution/truncation.h"

#include "base/check.h"
#include "solatium/mathematics.h"

#include <math.h>

/* A normal or lognormal value in standard deviations from its centre. */
static double standardized(const sol_distribution *d, double x)
{
    if (d->kind == SOL_NORMAL)
        return (x - d->parameter[0]) / d->parameter[1];
    return x <= 0.0 ? -INFINITY : sol_log(x / d->parameter[0]) / d->parameter[1];
}

static double triangular_below(const double *p, double x)
{
    if (x <= p[0])
        return 0.0;
    if (x >= p[2])
        return 1.0;
    double width = p[2] - p[0];
    if (x < p[1])
        return (x - p[0]) / width * ((x - p[0]) / (p[1] - p[0]));
    return 1.0 - (p[2] - x) / width * ((p[2] - x) / (p[2] - p[1]));
}

static double triangular_above(const double *p, double x)
{
    const double mirrored[3] = {-p[2], -p[1], -p[0]};
    return triangular_below(mirrored, -x);
}

double truncation_below(const sol_distribution *d, double x)
{
    const double *p = d->parameter;
    switch (d->kind) {
    case SOL_UNIFORM:
        return x <= p[0] ? 0.0 : x >= p[1] ? 1.0 : (x - p[0]) / (p[1] - p[0]);
    case SOL_TRIANGULAR:
        return triangular_below(p, x);
    case SOL_NORMAL:
    case SOL_LOGNORMAL:
        return sol_normal_below(standardized(d, x));
    default:
        SOL_CHECK(d->kind == SOL_EXPONENTIAL);
        return x <= 0.0 ? 0.0 : -sol_expm1(-x / p[0]);
    }
}

double truncation_above(const sol_distribution *d, double x)
{
    const double *p = d->parameter;
    switch (d->kind) {
    case SOL_UNIFORM:
        return x <= p[0] ? 1.0 : x >= p[1] ? 0.0 : (p[1] - x) / (p[1] - p[0]);
    case SOL_TRIANGULAR:
        return triangular_above(p, x);
    case SOL_NORMAL:
    case SOL_LOGNORMAL:
        return sol_normal_below(-standardized(d, x));
    default:
        SOL_CHECK(d->kind == SOL_EXPONENTIAL);
        return x <= 0.0 ? 1.0 : sol_exp(-x / p[0]);
    }
}

static double triangular_inverse(const double *p, double below, double above)
{
    double width = p[2] - p[0];
    if (below * width <= p[1] - p[0])
        return p[0] + sqrt(below * width * (p[1] - p[0]));
    return p[2] - sqrt(above * width * (p[2] - p[1]));
}

double truncation_inverse(const sol_distribution *d, double below, double above)
{
    const double *p = d->parameter;
    double z;
    switch (d->kind) {
    case SOL_UNIFORM:
        return p[0] + below * (p[1] - p[0]);
    case SOL_TRIANGULAR:
        return triangular_inverse(p, below, above);
    case SOL_NORMAL:
    case SOL_LOGNORMAL:
        z = below <= above ? sol_normal_quantile(below) : -sol_normal_quantile(above);
        return d->kind == SOL_NORMAL ? p[0] + p[1] * z : p[0] * sol_exp(p[1] * z);
    default:
        SOL_CHECK(d->kind == SOL_EXPONENTIAL);
        return below <= above ? -p[0] * sol_log1p(-below) : -p[0] * sol_log(above);
    }
}

double truncation_mass(const sol_distribution *d)
{
    double by_below = truncation_below(d, d->upper) - truncation_below(d, d->lower);
    double by_above = truncation_above(d, d->lower) - truncation_above(d, d->upper);
    return by_below > by_above ? by_below : by_above;
}
