/*
 * Random arrival of many: with uniform arrival times, the sum of the claims before u is close to normal. An award is
 * the integral over u of E[(E − S)+] − E[(E − d − S)+], S the sum of the others' earlier claims.
 */
#include "division/rules/arrival.h"

#include "division/rows/gauss.h"
#include "solatium/mathematics.h"

#include <math.h>

enum { NODES = 64, DEGREE = 9, DEEPEST = 40 };

#define FAR 9.0 /* standard deviations beyond which the law is taken as certain */

typedef struct law {
    double node[NODES], weight[NODES];
    double sum[5]; /* of powers of the claims */
    double endowment;
} law;

/* Of the others, when one claim is left out. */
typedef struct others {
    double mean, variance, third, fourth;
} others;

/* u = t²(3 − 2t) makes the deviation smooth at both ends. */
static double early(double t)
{
    return t * t * (3 - 2 * t);
}

static double deviation(const others *o, double t)
{
    return t * (1 - t) * sqrt((3 - 2 * t) * (1 + 2 * t) * o->variance);
}

/* Where a is `far` deviations above the mean; the distance falls with t. */
static double time_at(const others *o, double a, double far)
{
    double low = 0, high = 1;
    for (int i = 0; i < 50; i++) {
        double t = (low + high) / 2;
        if (a - early(t) * o->mean > far * deviation(o, t))
            low = t;
        else
            high = t;
    }
    return (low + high) / 2;
}

/* E[(a − S)+] at one time, `above` the mean by a − E[S], by Edgeworth's series to the order 1/n. */
static double shortfall(const others *o, double above, double t)
{
    double u = early(t), v = u * (1 - u), sd = deviation(o, t), z = above / sd, z2 = z * z;
    double density = sol_exp(-z2 / 2) * 0.3989422804014326779;
    double skew = v * (1 - 2 * u) * o->third / (sd * sd * sd);
    double excess = v * (1 - 6 * v) * o->fourth / (sd * sd * sd * sd);
    double correction = skew / 6 * z + excess / 24 * (z2 - 1) + skew * skew / 72 * ((z2 - 6) * z2 + 3);
    return sd * (z * sol_normal_below(z) + density * (1 + correction));
}

/* The expected award min(d, (E − S)+), integrated over u between two times; of no time nothing, where the law has no deviation. */
static double uncertain(const law *l, const others *o, double claim, double from, double to)
{
    double sum = 0;
    if (to <= from)
        return 0;
    for (int j = 0; j < NODES; j++) {
        double t = from + (to - from) * l->node[j], above = l->endowment - early(t) * o->mean;
        double without = claim < l->endowment ? shortfall(o, above - claim, t) : 0;
        sum += l->weight[j] * 6 * t * (1 - t) * (shortfall(o, above, t) - without);
    }
    return sum * (to - from);
}

/*
 * The share of the claim that is awarded; smooth in the claim. At first the whole claim is sure; then it may be cut; between `cut` and
 * `some` (of a large claim) it surely is, but something is left; at last it may come to nothing, and then surely does.
 */
static double share_of(const law *l, double claim)
{
    double square = claim * claim;
    others o = {l->sum[1] - claim, l->sum[2] - square, l->sum[3] - square * claim, l->sum[4] - square * square};
    bool truncated = claim >= l->endowment;
    double sure = truncated ? 0 : time_at(&o, l->endowment - claim, FAR);
    double cut = truncated ? 0 : time_at(&o, l->endowment - claim, -FAR);
    double some = time_at(&o, l->endowment, FAR), nothing = time_at(&o, l->endowment, -FAR);
    double sum = claim * early(sure);
    if (cut >= some)
        return (sum + uncertain(l, &o, claim, sure, nothing)) / claim;
    double from = early(cut), to = early(some);
    sum += uncertain(l, &o, claim, sure, cut) + uncertain(l, &o, claim, some, nothing);
    return (sum + (to - from) * (l->endowment - o.mean * (from + to) / 2)) / claim;
}

/* A polynomial through Chebyshev's points of [low, high]. */
typedef struct piece {
    double low, high;
    double coefficient[DEGREE + 1];
} piece;

static double piece_at(const piece *p, double x)
{
    double y = (2 * x - p->low - p->high) / (p->high - p->low), b1 = 0, b2 = 0;
    for (int k = DEGREE; k >= 1; k--) {
        double b = 2 * y * b1 - b2 + p->coefficient[k];
        b2 = b1;
        b1 = b;
    }
    return y * b1 - b2 + p->coefficient[0];
}

static piece piece_between(const law *l, double low, double high)
{
    piece p = {.low = low, .high = high};
    double value[DEGREE + 1], angle = 3.14159265358979323846 / (DEGREE + 1), sine, cosine;
    for (int j = 0; j <= DEGREE; j++) {
        gauss_circle(angle * (j + 0.5), &sine, &cosine);
        value[j] = share_of(l, (low + high) / 2 + cosine * (high - low) / 2);
    }
    for (int k = 0; k <= DEGREE; k++) {
        for (int j = 0; j <= DEGREE; j++) {
            gauss_circle(angle * k * (j + 0.5), &sine, &cosine);
            p.coefficient[k] += value[j] * cosine * 2 / (DEGREE + 1);
        }
    }
    p.coefficient[0] /= 2;
    return p;
}

/* Awards of the groups in [from, to): each by itself where they are few, else by a piece that fits, else by halves. */
static void fill(const law *l, const distinct *d, size_t from, size_t to, int depth)
{
    enum { FEW = 3 * DEGREE };
    if (from >= to)
        return;
    double low = (double)d->value[from], high = (double)d->value[to - 1];
    if (to - from > FEW && high <= 2 * low) {
        piece p = piece_between(l, low, high);
        double tail = fabs(p.coefficient[DEGREE]) + fabs(p.coefficient[DEGREE - 1]);
        if (tail < 1e-11 * fabs(p.coefficient[0]) || depth == DEEPEST) {
            for (size_t k = from; k < to; k++)
                d->award[k] = (double)d->value[k] * piece_at(&p, (double)d->value[k]);
            return;
        }
    }
    if (to - from <= FEW) {
        for (size_t k = from; k < to; k++)
            d->award[k] = (double)d->value[k] * share_of(l, (double)d->value[k]);
        return;
    }
    double split = high > 2 * low ? sqrt(low * high) : (low + high) / 2;
    size_t middle = from + 1, end = to - 1;
    while (middle < end) {
        size_t half = middle + (end - middle) / 2;
        if ((double)d->value[half] < split)
            middle = half + 1;
        else
            end = half;
    }
    fill(l, d, from, middle, depth + 1);
    fill(l, d, middle, to, depth + 1);
}

double arrival_by_normal_law(const distinct *d, sol_arena *scratch)
{
    law *l = SOL_TAKE(scratch, 1, law);
    gauss_rule(NODES, l->node, l->weight);
    l->endowment = (double)d->endowment;
    for (size_t k = 0; k < d->count; k++) {
        double claim = (double)d->value[k], power = (double)d->copies[k];
        for (int j = 1; j <= 4; j++)
            l->sum[j] += power *= claim;
    }
    fill(l, d, 0, d->count, 0);
    /*
     * With `alike` equal claims of the same spread, some alike·E/D arrive before the money ends. Against exact counting (n 15 to 160,
     * uniform, log-normal and lumpy claims, E from 1 to 50 %) the error stayed below 0.27 / (alike · arrivals) of the largest claim.
     */
    double alike = l->sum[1] * l->sum[1] / l->sum[2], arrivals = alike * l->endowment / l->sum[1];
    return fmin(1, 0.4 / (alike * arrivals));
}
