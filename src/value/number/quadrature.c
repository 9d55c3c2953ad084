#include "value/number/quadrature.h"

#include "base/check.h"

/* Roots of the Legendre polynomials of degrees 6 and 16 and their weights, computed with 40 digits. */
static const double node_6[] = {0.932469514203152028, 0.661209386466264514, 0.238619186083196909};
static const double weight_6[] = {0.171324492379170345, 0.360761573048138608, 0.467913934572691047};
static const double node_16[] = {0.989400934991649933, 0.944575023073232576, 0.865631202387831744,
                                 0.755404408355003034, 0.617876244402643748, 0.458016777657227386,
                                 0.281603550779258913, 0.0950125098376374402};
static const double weight_16[] = {0.0271524594117540949, 0.0622535239386478929, 0.0951585116824927848,
                                   0.124628971255533872,  0.149595988816576732,  0.169156519395002538,
                                   0.182603415044923589,  0.189450610455068496};

double quadrature_integral(quadrature_integrand *f, const void *context, double from, double to, int panels)
{
    SOL_CHECK(panels >= 1);
    double half = (to - from) / panels / 2.0, sum = 0.0;
    for (int panel = 0; panel < panels; panel++) {
        double middle = from + (2 * panel + 1) * half;
        for (int i = 0; i < 8; i++)
            sum += weight_16[i] * (f(middle - half * node_16[i], context) + f(middle + half * node_16[i], context));
    }
    return sum * half;
}

double quadrature_step(quadrature_integrand *f, const void *context, double from, double to)
{
    double half = (to - from) / 2.0, middle = (from + to) / 2.0, sum = 0.0;
    for (int i = 0; i < 3; i++)
        sum += weight_6[i] * (f(middle - half * node_6[i], context) + f(middle + half * node_6[i], context));
    return sum * half;
}
