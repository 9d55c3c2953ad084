#include "division/rows/gauss.h"

#include <math.h>

void gauss_circle(double x, double *sine, double *cosine)
{
    static const double pi_2_high = 0x1.921fb54400000p+0, pi_2_middle = 0x1.0b4611a600000p-34,
                        pi_2_low = 0x1.3198a2e037073p-69;
    double quarters = floor(x / (pi_2_high + pi_2_middle) + 0.5);
    double r = ((x - quarters * pi_2_high) - quarters * pi_2_middle) - quarters * pi_2_low, r2 = r * r;
    double s = 0, c = 0;
    for (int k = 9; k >= 1; k--) {
        s = (1 + s) * -r2 / (double)(2 * k * (2 * k + 1));
        c = (1 + c) * -r2 / (double)(2 * k * (2 * k - 1));
    }
    s = r + r * s;
    c = 1 + c;
    switch ((long)quarters & 3) {
    case 0:
        *sine = s, *cosine = c;
        break;
    case 1:
        *sine = c, *cosine = -s;
        break;
    case 2:
        *sine = -s, *cosine = -c;
        break;
    default:
        *sine = -c, *cosine = s;
    }
}

/* The Legendre polynomial of degree n and its derivative, |x| < 1. */
static double legendre(size_t n, double x, double *slope)
{
    double before = 1, now = x;
    for (size_t k = 2; k <= n; k++) {
        double next = ((double)(2 * k - 1) * x * now - (double)(k - 1) * before) / (double)k;
        before = now;
        now = next;
    }
    if (n == 0)
        now = 1;
    *slope = n == 0 ? 0 : (double)n * (before - x * now) / (1 - x * x);
    return now;
}

void gauss_rule(size_t n, double *node, double *weight)
{
    for (size_t k = 0; k < (n + 1) / 2; k++) {
        double unused, x, slope = 1;
        /* Tricomi's first guess. */
        gauss_circle(3.14159265358979323846 * ((double)k + 0.75) / ((double)n + 0.5), &unused, &x);
        for (int i = 0; i < 12; i++) {
            double step = legendre(n, x, &slope) / slope;
            x -= step;
            if (fabs(step) < 1e-16)
                break;
        }
        if (2 * k + 1 == n)
            x = 0;
        legendre(n, x, &slope);
        double w = 1 / ((1 - x * x) * slope * slope);
        node[k] = (1 - x) / 2;
        node[n - 1 - k] = (1 + x) / 2;
        weight[k] = weight[n - 1 - k] = w;
    }
}
