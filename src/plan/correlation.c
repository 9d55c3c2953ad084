#include "plan/correlation.h"

#include "base/check.h"
#include "solatium/mathematics.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <math.h>

enum {
    RATE_POINTS = 32, /* of a rate that is not known: the middles of as many equally likely parts */
    INTERVALS = 200,
};

/* Plackett's integrand with the correlation as sin θ, as in Drezner and Wesolowsky (1990). */
static double density_at(double theta, void *limits)
{
    const double *limit = limits;
    double s = sin(theta), c = cos(theta);
    double square = limit[0] * limit[0] + limit[1] * limit[1] - 2 * limit[0] * limit[1] * s;
    return exp(-square / (2 * c * c));
}

double correlation_normal_below(double a, double b, double correlation)
{
    SOL_CHECK(correlation >= -1 && correlation <= 1);
    double p = sol_normal_below(a), q = sol_normal_below(b);
    if (correlation == 1)
        return fmin(p, q);
    if (correlation == -1)
        return fmax(0, p + q - 1);
    if (correlation == 0 || isinf(a) || isinf(b))
        return p * q;
    double limit[2] = {a, b}, integral, error;
    gsl_function integrand = {.function = density_at, .params = limit};
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(INTERVALS);
    if (!space)
        guard_no_memory(0);
    int status = gsl_integration_qag(&integrand, 0, asin(correlation), 1e-11, 1e-9, INTERVALS, GSL_INTEG_GAUSS21, space,
                                     &integral, &error);
    gsl_integration_workspace_free(space);
    /* Rounding can keep the last digits from being certified; the estimate still stands. */
    SOL_CHECK(status == GSL_SUCCESS || status == GSL_EROUND || error < 1e-9);
    return fmin(fmin(p, q), fmax(0, p * q + integral / (2 * M_PI)));
}

static double correlation_from_joint(double both, double p, double q)
{
    double variance = p * (1 - p) * q * (1 - q);
    return variance > 0 ? (both - p * q) / sqrt(variance) : 0;
}

double correlation_of_joining(double p, double q, double latent)
{
    double both = correlation_normal_below(sol_normal_quantile(p), sol_normal_quantile(q), latent);
    return correlation_from_joint(both, p, q);
}

/* A country's base rate at equally likely points; one if it is known. */
typedef struct rate_points {
    size_t count;
    double p[RATE_POINTS], mean;
} rate_points;

static rate_points spread_rate(const sol_distribution *rate)
{
    rate_points points = {.count = sol_distribution_is_constant(rate) ? 1 : RATE_POINTS};
    for (size_t i = 0; i < points.count; i++) {
        double p = sol_distribution_at(rate, ((double)i + 0.5) / (double)points.count);
        points.p[i] = fmin(1, fmax(0, p));
        points.mean += points.p[i] / (double)points.count;
    }
    return points;
}

/* Firms of one country share what its rate turns out to be; those of two do not. */
static double both_join(const rate_points *of_one, const rate_points *of_other, double latent, bool is_same)
{
    double sum = 0;
    for (size_t i = 0; i < of_one->count; i++)
        for (size_t j = is_same ? i : 0; j < (is_same ? i + 1 : of_other->count); j++)
            sum += correlation_normal_below(sol_normal_quantile(of_one->p[i]), sol_normal_quantile(of_other->p[j]),
                                            latent);
    return sum / (double)of_one->count / (is_same ? 1.0 : (double)of_other->count);
}

static correlation_row make_row(const sol_scenario *scenario, int g, int h)
{
    const sol_country *one = &scenario->country[g], *other = &scenario->country[h];
    double latent = one->correlation;
    if (g != h)
        latent = scenario->between * sqrt(one->correlation * other->correlation);
    rate_points p = spread_rate(&one->rate.base), q = spread_rate(&other->rate.base);
    double both = both_join(&p, &q, latent, g == h);
    return (correlation_row){
        .country = g,
        .other = h,
        .latent = latent,
        .rate = {p.mean, q.mean},
        .joining = correlation_from_joint(both, p.mean, q.mean),
    };
}

const correlation_row *correlation_list(sol_arena *arena, const sol_scenario *scenario, size_t *count)
{
    size_t countries = scenario->country_count;
    uint64_t *heads = SOL_TAKE(arena, countries, uint64_t);
    for (size_t r = 0; r < scenario->firm_count; r++)
        heads[scenario->firm[r].country] += scenario->firm[r].is_row ? 1 : scenario->firm[r].count;
    correlation_row *row = SOL_TAKE(arena, countries * (countries + 1) / 2, correlation_row);
    *count = 0;
    if (scenario->participation_is_fraction)
        return row;
    for (size_t g = 0; g < countries; g++)
        for (size_t h = g; h < countries; h++)
            if (heads[g] > 0 && heads[h] > 0 && (g != h || heads[g] > 1) && scenario->country[g].has_rate &&
                scenario->country[h].has_rate)
                row[(*count)++] = make_row(scenario, (int)g, (int)h);
    return row;
}
