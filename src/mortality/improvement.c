/* Hazards that fall with calendar time, and their integrals along a life. */
#include "base/check.h"
#include "solatium/mathematics.h"
#include "solatium/mortality.h"
#include "value/number/quadrature.h"

#include <math.h>

static double rate_at(const sol_improvement *improvement, double age_years)
{
    size_t last = improvement->count - 1;
    if (age_years <= improvement->age[0])
        return improvement->rate[0];
    if (age_years >= improvement->age[last])
        return improvement->rate[last];
    size_t i = 0;
    while (improvement->age[i + 1] <= age_years)
        i++;
    double share = (age_years - improvement->age[i]) / (improvement->age[i + 1] - improvement->age[i]);
    return improvement->rate[i] + share * (improvement->rate[i + 1] - improvement->rate[i]);
}

double sol_hazard_on(const sol_hazard *hazard, const sol_improvement *improvement, double age_years, sol_date on)
{
    double force = sol_hazard_at(hazard, age_years);
    if (!improvement || improvement->count == 0)
        return force;
    return force * sol_exp(-rate_at(improvement, age_years) * sol_date_years(improvement->reference, on));
}

/* At age x it is x − born years after the improvement's reference. */
typedef struct course {
    const sol_hazard *hazard;
    const sol_improvement *improvement;
    double born;
    double force; /* of a life table within the step; else < 0 */
} course;

static double force_along(double age_years, const void *context)
{
    const course *l = context;
    double force = l->force >= 0.0 ? l->force : sol_hazard_at(l->hazard, age_years);
    return force * sol_exp(-rate_at(l->improvement, age_years) * (age_years - l->born));
}

/* The first age after `age_years` at which the integrand bends: a given age of improvement, or a table's next year. */
static double next_bend(const course *l, double age_years)
{
    double bend = INFINITY;
    for (size_t i = 0; i < l->improvement->count && bend == INFINITY; i++)
        if (l->improvement->age[i] > age_years)
            bend = l->improvement->age[i];
    if (l->hazard->law != SOL_LIFE_TABLE)
        return bend;
    double birthday = floor(age_years - l->hazard->first_age) + 1.0 + l->hazard->first_age;
    return birthday < bend ? birthday : bend;
}

/* How long a step may be for six points: the integrand's logarithm changes by at most about a half, over at most a year. */
static double longest_step(const course *l, double from, double to)
{
    double slope = fabs(rate_at(l->improvement, to) - rate_at(l->improvement, from)) / (to - from);
    double change = l->hazard->g + fabs(rate_at(l->improvement, from)) + slope * (fabs(from - l->born) + 1.0);
    double step = change > 0.5 ? 0.5 / change : 1.0;
    return step > 1.0 / 64.0 ? step : 1.0 / 64.0;
}

static double integral_along(course *l, double from, double to)
{
    double sum = 0.0;
    while (from < to) {
        double bend = next_bend(l, from);
        double end = bend < to ? bend : to;
        l->force = l->hazard->law == SOL_LIFE_TABLE ? sol_hazard_at(l->hazard, (from + end) / 2.0) : -1.0;
        double pieces = ceil((end - from) / longest_step(l, from, end)), width = (end - from) / pieces;
        for (int piece = 0; piece < (int)pieces; piece++)
            sum += quadrature_step(force_along, l, from + piece * width, from + (piece + 1) * width);
        from = end;
    }
    return sum;
}

void sol_hazard_integrals(const sol_life *life, size_t count, const sol_date *date, double *integral)
{
    SOL_ENTRY();
    bool improves = life->improvement && life->improvement->count > 0;
    course l = {.hazard = life->hazard, .improvement = life->improvement};
    if (improves)
        l.born = life->age_years - sol_date_years(life->improvement->reference, life->from);
    double reached = life->age_years, sum = 0.0;
    for (size_t i = 0; i < count; i++) {
        SOL_CHECK(i == 0 || date[i].day >= date[i - 1].day);
        double age = life->age_years + sol_date_years(life->from, date[i]);
        if (age > reached && improves)
            sum += integral_along(&l, reached, age);
        else if (age > reached)
            sum = sol_hazard_between(life->hazard, life->age_years, age);
        if (age > reached)
            reached = age;
        integral[i] = sum;
    }
}
