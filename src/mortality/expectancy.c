#include "solatium/mathematics.h"

#include "base/guard.h"
#include "solatium/mortality.h"
#include "value/number/quadrature.h"

#include <math.h>

static const double no_one_left = 1e-12;
static const double longest_life = 200.0; /* years more; reached by hazards of nothing only */

typedef struct survival {
    const sol_hazard *hazard;
    double age_years;
} survival;

static double survival_to(double age_years, const void *context)
{
    const survival *s = context;
    return sol_exp(-sol_hazard_between(s->hazard, s->age_years, age_years));
}

/* Under a constant force survival is an exponential; years of age one after the other, past the table without end. */
static double expectancy_of_table(const sol_hazard *hazard, double age_years)
{
    double sum = 0.0, alive = 1.0, age = age_years, end = hazard->first_age + (double)hazard->force_count;
    while (alive >= no_one_left && age < age_years + longest_life) {
        double next = age < end ? floor(age - hazard->first_age) + 1.0 + hazard->first_age : age_years + longest_life;
        double force = sol_hazard_at(hazard, age), passed = force * (next - age);
        sum += alive * (passed > 0.0 ? -sol_expm1(-passed) / force : next - age);
        alive *= sol_exp(-passed);
        age = next;
    }
    return sum;
}

double sol_life_expectancy(const sol_hazard *hazard, double age_years)
{
    SOL_ENTRY(NAN);
    if (hazard->law == SOL_LIFE_TABLE)
        return expectancy_of_table(hazard, age_years);
    survival s = {hazard, age_years};
    double sum = 0.0, age = age_years;
    while (age < age_years + longest_life && survival_to(age, &s) >= no_one_left) {
        double force = sol_hazard_at(hazard, age);
        double years = force > 1.0 ? 1.0 / force : 1.0;
        sum += quadrature_integral(survival_to, &s, age, age + years, 1);
        age += years;
    }
    return sum;
}
