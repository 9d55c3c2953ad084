/*
 * Equal sacrifice (Young 1988): x^−p − c^−p = k for all. In the claim over the largest, u = (c / largest)^|p| and the level k >= 0:
 * x = c·(1 + k·u)^(−1/p) for p > 0, and for −1 < p < 0, q = −p, x = largest·max(0, u − k)^(1/q).
 */
#include "division/rows/powers.h"
#include "division/rules/rules.h"

#include <math.h>
#include <string.h>

enum { BIN_BITS = 8, MANY = 1 << 16, STEPS = 200 };

typedef struct sacrifice {
    size_t count;
    const double *claim; /* over the largest */
    const double *u;
    const double *people;              /* NULL: one each */
    const sol_claims_problem *bounded; /* NULL: none has bounds of its own */
    double p, largest, wanted;         /* endowment over the largest */
    double unit;                       /* sums run in whole numbers of this size, so that order changes nothing */
} sacrifice;

/* An award over the largest claim, and how it falls with log k. */
typedef struct fallen {
    double x, slope;
} fallen;

static fallen fall(const sacrifice *s, double claim, double u, double k)
{
    if (s->p > 0) {
        double base = 1 + k * u;
        double x = s->p == 1 ? claim / base : s->p == 2 ? claim / sqrt(base) : claim * powers_raise(base, -1 / s->p);
        return (fallen){x, -x * k * u / (s->p * base)};
    }
    double rest = u - k;
    if (rest <= 0)
        return (fallen){0, 0};
    double x = s->p == -0.5 ? rest * rest : powers_raise(rest, -1 / s->p);
    return (fallen){x, x * k / (s->p * rest)};
}

static fallen bounded_fall(const sacrifice *s, size_t i, double k)
{
    fallen f = fall(s, s->claim[i], s->u[i], k);
    if (!s->bounded)
        return f;
    double low = (double)outcome_lower(s->bounded, i) / s->largest;
    double high = (double)outcome_upper(s->bounded, i) / s->largest;
    return f.x < low ? (fallen){low, 0} : f.x > high ? (fallen){high, 0} : f;
}

static fallen sum_at(const sacrifice *s, double k)
{
    sol_wide sum = 0;
    double slope = 0;
    bool is_cut = false;
    for (size_t i = 0; i < s->count; i++) {
        fallen f = bounded_fall(s, i, k);
        double people = s->people ? s->people[i] : 1;
        sum += (sol_wide)(fmin(f.x, 4 * s->wanted) / s->unit) * (int64_t)people; /* a part may be beyond 64 bits */
        slope += f.slope * people;
        is_cut |= f.x > 4 * s->wanted;
    }
    /* Where an award was cut, the sum does not follow the slope. */
    return (fallen){(double)sum * s->unit, is_cut ? 0 : slope};
}

/* Newton in log k, kept in a bracket; the sum falls from the claims to nothing (p > 0) or to nothing at k = 1. */
static double level(const sacrifice *s, double k, int *passes)
{
    double low = 0, high = s->p > 0 ? INFINITY : 1;
    for (int i = 0; i < STEPS; i++) {
        fallen f = sum_at(s, k);
        ++*passes;
        double miss = f.x - s->wanted;
        if (miss > 0)
            low = k;
        else
            high = k;
        double turn = f.slope < 0 ? -miss / f.slope : 0;
        if (fabs(miss) <= (s->count < MANY ? 4e-16 : 1e-13) * s->wanted || (f.slope < 0 && fabs(turn) < 1e-15))
            return k;
        double next = k * powers_exp(fmin(fmax(turn, -20), 20));
        if (!(f.slope < 0 && next > low && next < high))
            next = isinf(high) ? 16 * low : low <= 0 ? high / 16 : high < 2 * low ? (low + high) / 2 : sqrt(low * high);
        if (next == k || (!isinf(high) && high - low <= 2e-16 * high))
            return k;
        k = next;
    }
    return k;
}

/* Many claims are first taken together in bins an eighth of a bit and less wide, which finds the level to about 1e-6. */
static double first_level(const sacrifice *s, sol_arena *scratch)
{
    if (s->count < MANY || s->bounded || s->people)
        return s->p > 0 ? 1 : 0.5;
    size_t bins = (size_t)1 << (6 + BIN_BITS);
    double *claim = SOL_TAKE(scratch, bins, double), *people = SOL_TAKE(scratch, bins, double);
    double *u = SOL_TAKE(scratch, bins, double);
    sol_wide *sum = SOL_TAKE(scratch, bins, sol_wide);
    for (size_t i = 0; i < s->count; i++) {
        uint64_t bits;
        memcpy(&bits, &s->claim[i], sizeof bits);
        uint64_t below = (UINT64_C(1023) << BIN_BITS) - (bits >> (52 - BIN_BITS));
        size_t bin = below < bins ? (size_t)below : bins - 1;
        sum[bin] += (int64_t)(s->claim[i] * 0x1p60);
        people[bin] += 1;
    }
    sacrifice few = *s;
    few.count = 0;
    for (size_t b = 0; b < bins; b++) {
        double mean = people[b] > 0 ? (double)sum[b] * 0x1p-60 / people[b] : 0;
        if (mean <= 0)
            continue;
        claim[few.count] = mean;
        people[few.count] = people[b];
        u[few.count++] = powers_raise(mean, fabs(s->p));
    }
    few.claim = claim, few.people = people, few.u = u;
    int unused = 0;
    return level(&few, s->p > 0 ? 1 : 0.5, &unused);
}

static double power_of(double claim, double p)
{
    return claim <= 0 ? 0 : p == 1 ? claim : p == 2 ? claim * claim : p == 0.5 ? sqrt(claim) : powers_raise(claim, p);
}

sol_division rules_equal_sacrifice(const sol_claims_problem *problem, const outcome_totals *totals,
                                   const sol_rule_choice *rule, sol_arena *scratch, outcome *out)
{
    size_t n = problem->count;
    double *claim = SOL_TAKE(scratch, n, double), *u = SOL_TAKE(scratch, n, double);
    sacrifice s = {.count = n, .claim = claim, .u = u, .p = rule->p, .largest = (double)totals->largest};
    s.bounded = problem->lower || problem->upper ? problem : NULL;
    s.wanted = (double)problem->endowment.units / s.largest;
    s.unit = 0x1p-58 * fmin(1, s.wanted); /* of awards up to four times the endowment: more are too much anyway */
    double *people = problem->multiplicity ? SOL_TAKE(scratch, n, double) : NULL;
    for (size_t i = 0; i < n; i++) {
        claim[i] = (double)problem->claim[i].units / s.largest;
        u[i] = power_of(claim[i], fabs(s.p));
        if (people)
            people[i] = problem->multiplicity[i];
    }
    s.people = people;
    sol_division d = {.method = "exact"};
    d.level = level(&s, first_level(&s, scratch), &d.passes);
    d.error = fmax(1, 1 / fabs(s.p)) * 0x1p-48;
    double error = fmin(d.error * s.largest, 0x1p-20);
    for (size_t i = 0; i < n; i++)
        outcome_put_double(out, i, bounded_fall(&s, i, d.level).x * s.largest, error);
    return d;
}
