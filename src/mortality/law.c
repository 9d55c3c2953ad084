/* The hazards and their integrals in closed form. */
#include "solatium/mortality.h"

#include "base/check.h"
#include "solatium/mathematics.h"

#include <math.h>

const sol_law_row sol_law_table[SOL_LAWS] = {
    {SOL_GOMPERTZ, "gompertz", "B·e^(Gx)", "b, g", "death doubles every ln2/G years; predicts too many deaths past 95"},
    {SOL_MAKEHAM, "makeham", "A + B·e^(Gx)", "a, b, g", "Gompertz and a part that does not depend on age"},
    {SOL_KANNISTO, "kannisto", "B·e^(Gx) / (1 + B·e^(Gx))", "b, g",
     "levels off at one death a year; the law that fits past 80"},
    {SOL_KANNISTO_MAKEHAM, "kannisto-makeham", "A + B·e^(Gx) / (1 + B·e^(Gx))", "a, b, g",
     "Kannisto and a part that does not depend on age; fits from 60"},
    {SOL_LIFE_TABLE, "table", "−ln(1 − q) within each year of age", "hmd | wpp | csv, year, country",
     "a life table from a file; the last closed age's force is kept past it"},
};

/* Of no scenario; keeps sums of integrals finite. */
static const double certain_death = 1e6;

static double rising_part(const sol_hazard *hazard, double age_years)
{
    double y = hazard->b * sol_exp(hazard->g * age_years);
    if (hazard->law == SOL_KANNISTO || hazard->law == SOL_KANNISTO_MAKEHAM)
        y = y < 1e300 ? y / (1.0 + y) : 1.0;
    return y;
}

static bool has_constant_part(const sol_hazard *hazard)
{
    return hazard->law == SOL_MAKEHAM || hazard->law == SOL_KANNISTO_MAKEHAM;
}

static double force_of_table(const sol_hazard *hazard, double age_years)
{
    double year = floor(age_years - hazard->first_age);
    double last = (double)hazard->force_count - 1.0;
    return hazard->force[(size_t)(year < 0.0 ? 0.0 : year > last ? last : year)];
}

double sol_hazard_at(const sol_hazard *hazard, double age_years)
{
    if (hazard->law == SOL_LIFE_TABLE)
        return hazard->multiplier * force_of_table(hazard, age_years);
    double force =
        hazard->multiplier * (rising_part(hazard, age_years) + (has_constant_part(hazard) ? hazard->a : 0.0));
    return force < certain_death ? force : certain_death;
}

/* From first_age; negative before it. */
static double sum_of_table(const sol_hazard *hazard, double age_years)
{
    double since = age_years - hazard->first_age, count = (double)hazard->force_count;
    if (since < 0.0)
        return since * hazard->force[0];
    if (since >= count)
        return hazard->cumulative[hazard->force_count] + (since - count) * hazard->force[hazard->force_count - 1];
    size_t year = (size_t)since;
    return hazard->cumulative[year] + (since - (double)year) * hazard->force[year];
}

double sol_hazard_between(const sol_hazard *hazard, double from_years, double to_years)
{
    SOL_NEED(from_years <= to_years, NAN);
    double sum, years = to_years - from_years;
    if (hazard->law == SOL_LIFE_TABLE) {
        sum = sum_of_table(hazard, to_years) - sum_of_table(hazard, from_years);
    } else {
        double start = rising_part(hazard, from_years), growth = sol_expm1(hazard->g * years);
        if (hazard->g == 0.0)
            sum = start * years;
        else if (hazard->law == SOL_KANNISTO || hazard->law == SOL_KANNISTO_MAKEHAM)
            sum = sol_log1p(start * (growth < 1e300 ? growth : 1e300)) / hazard->g;
        else
            sum = start * growth / hazard->g;
        if (has_constant_part(hazard))
            sum += hazard->a * years;
    }
    sum *= hazard->multiplier;
    return sum < certain_death ? sum : certain_death;
}

sol_hazard sol_hazard_from_table(sol_arena *arena, int first_age, size_t count, const double *q)
{
    SOL_ENTRY(((sol_hazard){0}));
    SOL_CHECK(count > 0);
    static const double greatest_force = 50.0;
    double *force = SOL_TAKE(arena, count, double), *cumulative = SOL_TAKE(arena, count + 1, double);
    for (size_t i = 0; i < count; i++) {
        SOL_CHECK(q[i] >= 0.0 && q[i] <= 1.0);
        double exact = q[i] < 1.0 ? -sol_log1p(-q[i]) : greatest_force;
        force[i] = exact < greatest_force ? exact : greatest_force;
        cumulative[i + 1] = cumulative[i] + force[i];
    }
    return (sol_hazard){
        .law = SOL_LIFE_TABLE,
        .multiplier = 1.0,
        .first_age = first_age,
        .force_count = count,
        .force = force,
        .cumulative = cumulative,
        .fitted_from = first_age,
        .fitted_to = first_age + (double)count,
    };
}
