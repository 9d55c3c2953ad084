#include "solatium/distribution.h"

#include "base/check.h"
#include "solatium/date.h"
#include "solatium/mathematics.h"
#include "solatium/quantity.h"
#include "solatium/random.h"
#include "value/distribution/truncation.h"

#include <math.h>

const sol_distribution_row sol_distribution_table[SOL_DISTRIBUTION_KINDS] = {
    {SOL_CONSTANT, "constant", "value", "always that value; written without a name", 1},
    {SOL_UNIFORM, "uniform", "[a, b]", "all values from a to b alike; of dates, both days included", 2},
    {SOL_TRIANGULAR, "triangular", "[a, mode, b]",
     "from a to b, most likely at the mode, falling straight to both ends", 3},
    {SOL_NORMAL, "normal", "[mean, sd]", "the bell curve about its mean, cut off where the kind of value ends", 2},
    {SOL_LOGNORMAL, "lognormal", "[median, sigma]",
     "above 0; its logarithm is normal: two thirds lie within a factor e^sigma of the median", 2},
    {SOL_EXPONENTIAL, "exponential", "mean", "a wait that is as likely to end on one day as on the next", 1},
    {SOL_CHOICE, "choice", "{value: probability, …}", "one of the listed values; the probabilities sum to 1", -1},
};

sol_distribution sol_distribution_constant(double value, int64_t exact)
{
    return (sol_distribution){
        .kind = SOL_CONSTANT, .parameter = {value}, .exact = exact, .lower = -INFINITY, .upper = INFINITY};
}

static bool has_values(const sol_distribution *d)
{
    return d->kind != SOL_CHOICE || d->choice_count > 0;
}

/* Where all its mass lies in one point, that point. */
static bool has_one_point(const sol_distribution *d, double *point)
{
    *point = d->parameter[0];
    switch (d->kind) {
    case SOL_CONSTANT:
        return true;
    case SOL_UNIFORM:
        return d->parameter[0] == d->parameter[1];
    case SOL_TRIANGULAR:
        return d->parameter[0] == d->parameter[2];
    case SOL_NORMAL:
    case SOL_LOGNORMAL:
        return d->parameter[1] == 0.0;
    case SOL_EXPONENTIAL:
        return d->parameter[0] == 0.0;
    default:
        *point = d->choice_count ? d->choice[0].value : 0.0;
        return d->choice_count == 1;
    }
}

bool sol_distribution_is_constant(const sol_distribution *d)
{
    double point;
    return !d->uncertain && has_one_point(d, &point);
}

bool sol_distribution_is_certain(const sol_distribution *d)
{
    return sol_distribution_is_constant(d) && sol_distribution_at(d, 0.5) >= 1;
}

sol_distribution sol_distribution_given(const sol_distribution *d, double u)
{
    sol_distribution known = *d;
    known.uncertain = NULL;
    if (d->uncertain)
        known.parameter[d->uncertain->parameter] = sol_distribution_at(&d->uncertain->value, u);
    return known;
}

/*
 * The inverse of a choice goes through its values in increasing order, however they are listed: a larger u never gives a smaller value,
 * so that two scenarios with the same draws stay comparable. Few values are listed; looking for the next larger one needs no copy.
 */
static const sol_choice *chosen(const sol_distribution *d, double u)
{
    const sol_choice *last = NULL;
    double below = 0.0;
    for (;;) {
        const sol_choice *next = NULL;
        for (size_t i = 0; i < d->choice_count; i++) {
            const sol_choice *c = &d->choice[i];
            if (c->probability > 0.0 && (!last || c->value > last->value) && (!next || c->value < next->value))
                next = c;
        }
        if (!next)
            return last ? last : &d->choice[0];
        for (size_t i = 0; i < d->choice_count; i++)
            if (d->choice[i].value == next->value)
                below += d->choice[i].probability;
        if (u < below)
            return next;
        last = next;
    }
}

static double within(const sol_distribution *d, double x)
{
    return x < d->lower ? d->lower : x > d->upper ? d->upper : x;
}

static truncation_edges edges_of(const sol_distribution *d)
{
    return (truncation_edges){
        .below_lower = truncation_below(d, d->lower),
        .below_upper = truncation_below(d, d->upper),
        .above_lower = truncation_above(d, d->lower),
        .above_upper = truncation_above(d, d->upper),
    };
}

static double between_edges(const sol_distribution *d, const truncation_edges *edges, double u)
{
    double below = edges->below_lower + u * (edges->below_upper - edges->below_lower);
    double above = edges->above_upper + (1.0 - u) * (edges->above_lower - edges->above_upper);
    return within(d, truncation_inverse(d, below, above));
}

double sol_distribution_at(const sol_distribution *d, double u)
{
    SOL_NEED(u > 0.0 && u < 1.0 && has_values(d) && !d->uncertain, NAN);
    double point;
    if (has_one_point(d, &point))
        return point;
    if (d->kind == SOL_CHOICE)
        return chosen(d, u)->value;
    if (d->kind == SOL_UNIFORM) {
        double from = within(d, d->parameter[0]), to = within(d, d->parameter[1]);
        return within(d, from + u * (to - from));
    }
    if (isinf(d->lower) && isinf(d->upper))
        return truncation_inverse(d, u, 1.0 - u);
    truncation_edges edges = edges_of(d);
    return between_edges(d, &edges, u);
}

static int64_t whole_money(double units)
{
    double most = (double)SOL_MONEY_INPUT_MAX;
    return sol_money_from_double(units > most ? most : units < -most ? -most : units).units;
}

int64_t sol_distribution_money_at(const sol_distribution *d, double u)
{
    SOL_NEED(has_values(d), 0);
    if (d->kind == SOL_CONSTANT)
        return d->exact;
    if (d->kind == SOL_CHOICE)
        return chosen(d, u)->exact;
    return whole_money(sol_distribution_at(d, u));
}

int64_t sol_distribution_parts_at(const sol_distribution *d, double u)
{
    const int64_t parts = SOL_SHARE_PARTS / SOL_BILLION;
    bool is_written = d->kind == SOL_CONSTANT || d->kind == SOL_CHOICE;
    if (is_written) {
        int64_t billionths = d->kind == SOL_CONSTANT ? d->exact : chosen(d, u)->exact;
        return (billionths < 0 ? 0 : billionths > SOL_BILLION ? SOL_BILLION : billionths) * parts;
    }
    return (int64_t)(fmin(1, fmax(0, sol_distribution_at(d, u))) * (double)SOL_SHARE_PARTS);
}

/* Whether draws go by edges: kinds with a density, but for the uniform one, which is drawn between its ends. */
static bool has_edges(const sol_distribution *d)
{
    double point;
    bool is_bounded = !isinf(d->lower) || !isinf(d->upper);
    return d->kind != SOL_CHOICE && d->kind != SOL_UNIFORM && is_bounded && !has_one_point(d, &point);
}

truncation_edges truncation_edges_of(const sol_distribution *d)
{
    return has_edges(d) ? edges_of(d) : (truncation_edges){0};
}

int64_t truncation_money_at(const sol_distribution *d, const truncation_edges *edges, double u)
{
    return has_edges(d) ? whole_money(between_edges(d, edges, u)) : sol_distribution_money_at(d, u);
}

int32_t sol_distribution_day_at(const sol_distribution *d, double u)
{
    static const double earliest = -62091.0, latest = 157419.0; /* 1800-01-01 and 2400-12-31 */
    SOL_NEED(u > 0.0 && u < 1.0 && has_values(d), SOL_NEVER_DAY);
    if (d->kind == SOL_CONSTANT)
        return (int32_t)d->exact;
    if (d->kind == SOL_CHOICE)
        return (int32_t)chosen(d, u)->exact;
    double day;
    if (d->kind == SOL_UNIFORM) {
        double from = floor(within(d, d->parameter[0])), to = floor(within(d, d->parameter[1]));
        day = floor(from + u * (to + 1.0 - from));
        day = day > to ? to : day;
    } else {
        day = floor(sol_distribution_at(d, u));
    }
    return (int32_t)(day < earliest ? earliest : day > latest ? latest : day);
}

static const char *choice_fault(const sol_distribution *d)
{
    double sum = 0.0;
    if (d->choice_count == 0)
        return "no value is listed";
    for (size_t i = 0; i < d->choice_count; i++) {
        double p = d->choice[i].probability;
        if (!(p >= 0.0 && p <= 1.0))
            return "a probability lies outside 0 to 1";
        if (!(d->choice[i].value >= d->lower && d->choice[i].value <= d->upper))
            return "a value lies outside what is allowed here";
        sum += p;
    }
    return fabs(sum - 1.0) <= 1e-9 ? NULL : "the probabilities do not sum to 1";
}

static const char *parameter_fault(const sol_distribution *d)
{
    const double *p = d->parameter;
    int count = sol_distribution_table[d->kind].parameter_count;
    for (int i = 0; i < count; i++)
        if (!isfinite(p[i]))
            return "a parameter is not a finite number";
    switch (d->kind) {
    case SOL_UNIFORM:
        return p[0] <= p[1] ? NULL : "the first value is above the second";
    case SOL_TRIANGULAR:
        if (p[0] > p[2])
            return "the first value is above the last";
        return p[0] <= p[1] && p[1] <= p[2] ? NULL : "the mode, in the middle, lies outside the two ends";
    case SOL_NORMAL:
        return p[1] >= 0.0 ? NULL : "the standard deviation is negative";
    case SOL_LOGNORMAL:
        if (p[0] <= 0.0)
            return "the median is not above 0";
        return p[1] >= 0.0 && p[1] <= 10.0 ? NULL : "sigma, the spread of the logarithm, lies outside 0 to 10";
    case SOL_EXPONENTIAL:
        return p[0] >= 0.0 ? NULL : "the mean is negative";
    default:
        return NULL;
    }
}

/* What is wrong with parameters is so from some value on, or up to one: it is enough to look at both ends of one that is uncertain. */
static const char *uncertain_fault(const sol_distribution *d)
{
    const uint32_t ends[] = {0, UINT32_MAX};
    const char *fault = NULL;
    for (size_t i = 0; i < 2 && !fault; i++) {
        const sol_distribution known = sol_distribution_given(d, sol_uniform_from_word(ends[i]));
        fault = sol_distribution_fault(&known);
    }
    return fault;
}

const char *sol_distribution_fault(const sol_distribution *d)
{
    if (d->uncertain)
        return uncertain_fault(d);
    if (d->kind == SOL_CHOICE)
        return choice_fault(d);
    const char *fault = parameter_fault(d);
    double point;
    if (fault)
        return fault;
    if (has_one_point(d, &point))
        return point >= d->lower && point <= d->upper ? NULL : "the value lies outside what is allowed here";
    return truncation_mass(d) > 0.0 ? NULL : "no value of it lies within what is allowed here";
}
