/*
 * Average of awards by Fourier inversion. For independent uniform claims tilted by s, the award is the mean of
 * kappa_i(s) = d_i·L(d_i·s), L the Langevin share, over the line s = tilt + i·t, weighted by the product of the claims' transforms.
 * The sum of claims lies in (0, D), so the trapezoid rule with a step up to 2π/D has no error but where it stops.
 */
#include "division/rules/centroid.h"

#include "division/rows/gauss.h"
#include "solatium/mathematics.h"

#include <math.h>

#define MOST_WORK 2e7   /* points times groups */
#define MOST_GROUPS 1e5 /* some tens of points are needed at least */

typedef struct complex_number {
    double re, im;
} complex_number;

static complex_number product(complex_number a, complex_number b)
{
    return (complex_number){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

static complex_number ratio(complex_number a, complex_number b)
{
    double square = b.re * b.re + b.im * b.im;
    return (complex_number){(a.re * b.re + a.im * b.im) / square, (a.im * b.re - a.re * b.im) / square};
}

static complex_number power(complex_number x, int64_t n)
{
    complex_number result = {1, 0};
    for (; n > 0; n >>= 1) {
        if (n & 1)
            result = product(result, x);
        x = product(x, x);
    }
    return result;
}

/* (e^z − 1)/z for Re z <= 0, by its series near 0. */
static complex_number transform(complex_number z, complex_number grown)
{
    if (z.re * z.re + z.im * z.im > 0.25)
        return ratio((complex_number){grown.re - 1, grown.im}, z);
    complex_number sum = {1, 0};
    for (int k = 16; k >= 2; k--) {
        sum = product(sum, (complex_number){z.re / k, z.im / k});
        sum.re += 1;
    }
    return sum;
}

/* 1/(1 − e^−z) − 1/z = e^z/(e^z − 1) − 1/z, by its series near 0. */
static complex_number langevin(complex_number z, complex_number grown)
{
    static const double series[] = {1.0 / 12,       -1.0 / 720,     1.0 / 30240,
                                    -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000};
    if (z.re * z.re + z.im * z.im > 0.16) {
        complex_number a = ratio(grown, (complex_number){grown.re - 1, grown.im});
        complex_number b = ratio((complex_number){1, 0}, z);
        return (complex_number){a.re - b.re, a.im - b.im};
    }
    complex_number square = product(z, z), sum = {0, 0};
    for (int k = 5; k >= 0; k--) {
        sum = product(sum, square);
        sum.re += series[k];
    }
    sum = product(sum, z);
    return (complex_number){sum.re + 0.5, sum.im};
}

/* e^z. */
static complex_number grown_by(complex_number z)
{
    double sine, cosine, size = sol_exp(z.re);
    gauss_circle(z.im, &sine, &cosine);
    return (complex_number){size * cosine, size * sine};
}

typedef struct inversion {
    const distinct *d;
    double tilt;            /* <= 0 */
    double *real_transform; /* of each group at the tilt */
    complex_number *mean;   /* of each group at the present point */
} inversion;

/* The product of the transforms at one point, turned back by the endowment; the groups' means there. */
static complex_number at_point(const inversion *v, double t)
{
    double sine, cosine;
    gauss_circle(-t * (double)v->d->endowment, &sine, &cosine);
    complex_number all = {cosine, sine};
    for (size_t k = 0; k < v->d->count; k++) {
        double c = (double)v->d->value[k];
        complex_number z = {v->tilt * c, t * c}, grown = grown_by(z), f = transform(z, grown);
        f.re /= v->real_transform[k];
        f.im /= v->real_transform[k];
        all = product(all, power(f, v->d->copies[k]));
        complex_number l = langevin(z, grown);
        v->mean[k] = (complex_number){l.re * c, l.im * c};
    }
    return all;
}

bool centroid_by_inversion(const distinct *d, sol_arena *scratch)
{
    if ((double)d->count > MOST_GROUPS)
        return false;
    double bend[2];
    inversion v = {.d = d, .tilt = centroid_tilt(d, bend)};
    v.real_transform = SOL_TAKE(scratch, d->count, double);
    v.mean = SOL_TAKE(scratch, d->count, complex_number);
    for (size_t k = 0; k < d->count; k++) {
        complex_number z = {v.tilt * (double)d->value[k], 0};
        v.real_transform[k] = transform(z, grown_by(z)).re;
    }
    /* Beyond 14 deviations the tilted sum has no weight that could fold back. */
    double reach = fmin((double)(d->claims - d->endowment) * 1.0001, 14 * sqrt(bend[0]));
    double step = 2 * 3.14159265358979323846 / reach;
    double volume = 0, points = MOST_WORK / (double)d->count;
    for (size_t k = 0; k < d->count; k++)
        d->award[k] = 0;
    for (double j = 0; j < points; j++) {
        complex_number f = at_point(&v, j * step);
        double factor = j > 0 ? 2 : 1;
        volume += factor * f.re;
        for (size_t k = 0; k < d->count; k++)
            d->award[k] += factor * (f.re * v.mean[k].re - f.im * v.mean[k].im);
        if (j > 4 && (fabs(f.re) + fabs(f.im)) * j < 1e-15 * volume) {
            for (size_t k = 0; k < d->count; k++)
                d->award[k] /= volume;
            return true;
        }
    }
    return false;
}
