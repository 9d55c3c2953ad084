#include "division/level/level.h"

#include "division/rows/powers.h"

#include <math.h>

/* Below it the dial of equal sacrifice stands at proportional: its powers would differ in rounding only. */
#define SACRIFICE_NONE 1e-9

void level_fraction(double x, int64_t *numerator, int64_t *denominator)
{
    int64_t p0 = 0, q0 = 1, p1 = 1, q1 = 0;
    double rest = x;
    for (;;) {
        double whole = floor(rest);
        if (whole > 0x1p27 || (q1 && whole * (double)q1 + (double)q0 > 0x1p27))
            break;
        int64_t p2 = (int64_t)whole * p1 + p0, q2 = (int64_t)whole * q1 + q0;
        p0 = p1, q0 = q1, p1 = p2, q1 = q2;
        if ((double)p1 / (double)q1 == x || rest == whole)
            break;
        rest = 1 / (rest - whole);
    }
    *numerator = p1;
    *denominator = q1;
}

/* Equal awards, or equal losses, between two shares of the claim. */
static level_stretch awards_between(int64_t from, int64_t to, bool weighted)
{
    return (level_stretch){from, to, from, 1, weighted ? LEVEL_WEIGHT : LEVEL_ONE};
}

static level_stretch losses_between(int64_t from, int64_t to, bool weighted)
{
    return (level_stretch){from, to, to, -1, weighted ? LEVEL_INVERSE_WEIGHT : LEVEL_ONE};
}

bool level_path_of(const sol_rule_choice *rule, bool weighted, level_path *path)
{
    int64_t theta, scale;
    static const level_path proportional = {1, 1, {{0, 1, 0, 1, LEVEL_CLAIM}}};
    level_fraction(fmin(fmax(rule->theta, 0), 1), &theta, &scale);
    switch (rule->rule) {
    case SOL_RULE_PROPORTIONAL:
        *path = (level_path){1, 1, {{0, 1, 0, 1, weighted ? LEVEL_CLAIM_WEIGHT : LEVEL_CLAIM}}};
        return true;
    case SOL_RULE_ALPHA_FAIR:
        *path = (level_path){1, 1, {{0, 1, 0, 1, LEVEL_CLAIM_WEIGHT}}};
        return true;
    case SOL_RULE_EQUAL_AWARDS:
        *path = (level_path){1, 1, {awards_between(0, 1, weighted)}};
        return true;
    case SOL_RULE_EQUAL_LOSSES:
        *path = (level_path){1, 1, {losses_between(0, 1, weighted)}};
        return true;
    case SOL_RULE_TALMUD:
        *path = (level_path){scale, 2, {awards_between(0, theta, weighted), losses_between(theta, scale, weighted)}};
        return true;
    case SOL_RULE_REVERSE_TALMUD:
        *path = (level_path){scale, 2, {losses_between(0, theta, false), awards_between(theta, scale, false)}};
        return true;
    case SOL_RULE_PINILES:
        *path = (level_path){2, 2, {awards_between(0, 1, false), awards_between(1, 2, false)}};
        return true;
    case SOL_RULE_CONSTRAINED_EGALITARIAN:
        *path = (level_path){2, 2, {awards_between(0, 1, false), {1, 2, 0, 1, LEVEL_ONE}}};
        return true;
    case SOL_RULE_EQUAL_SACRIFICE:
        *path = fabs(rule->p) < SACRIFICE_NONE
                    ? proportional
                    : (level_path){1, 1, {rule->p > 0 ? awards_between(0, 1, false) : losses_between(0, 1, false)}};
        return rule->p <= -1 || fabs(rule->p) < SACRIFICE_NONE || isinf(rule->p);
    default:
        return false;
    }
}

double level_fair_weight(double alpha, double survival)
{
    double power = isinf(alpha) ? -1 : (1 - alpha) / alpha;
    if (power == -1)
        return 1 / survival;
    return power == 0 ? 1 : power == 1 ? survival : powers_raise(survival, power);
}

static level_at level_of(sol_wide p, wide_bits q)
{
    return (level_at){p, q, (double)p / (double)q};
}

enum { MANY = 1 << 15, SAMPLED = 32 };

/* A double as a fraction; far below the smallest claim's unit it is cut to zero. */
static level_at level_near(double t)
{
    int exponent;
    uint64_t mantissa = (uint64_t)ldexp(frexp(t, &exponent), 53);
    int shift = 53 - exponent;
    level_at at = {.t = t, .q = 1};
    if (shift <= 0)
        at.p = (sol_wide)mantissa << -shift;
    else {
        int kept = shift < 96 ? shift : 96;
        at.q = (wide_bits)1 << kept;
        at.p = shift - kept < 64 ? (sol_wide)(mantissa >> (shift - kept)) : 0;
    }
    return at;
}

/* Where the level must lie. */
typedef struct bracket {
    double low, high;
} bracket;

/* Inside the bracket, when Newton's step leaves it or gains nothing. */
static level_at middle(bracket b)
{
    double t = isinf(b.high) ? 2 * b.low + 1 : b.low + (b.high - b.low) / 2;
    if (b.low > 0 && !isinf(b.high) && b.high > 16 * b.low)
        t = sqrt(b.low) * sqrt(b.high);
    return level_near(fmin(t, 0x1p100));
}

/*
 * Newton on the piecewise linear sum, kept inside a bracket. The sums are exact, so the step from the right set of free rows is the
 * level itself, and a step that repeats is the solution.
 */
static level_at solve(level_problem *s, level_at at, sol_wide wanted)
{
    enum { NEWTON_ALONE = 48, GIVE_UP = 600 };
    bracket b = {0, INFINITY};
    for (int i = 0; i < GIVE_UP; i++) {
        level_sums sums = level_sum(s, at);
        sol_wide need = (wanted - sums.fixed - sums.anchors) * s->stretch.sign;
        if (!sums.slopes && !need)
            return at;
        level_at next = sums.slopes && need >= 0 ? level_of(need, sums.slopes) : level_near(need > 0 ? 0x1p100 : 0);
        if (sums.slopes && next.p == at.p && next.q == at.q)
            return at;
        if (next.t > at.t)
            b.low = fmax(b.low, at.t);
        else if (next.t < at.t)
            b.high = fmin(b.high, at.t);
        bool inside = sums.slopes && need >= 0 && next.t >= b.low && next.t <= b.high;
        at = inside && (i < NEWTON_ALONE || i % 2) ? next : middle(b);
    }
    return at;
}

/* The sum of awards where the first stretch ends. */
static sol_wide sum_between(const level_problem *s, int64_t share)
{
    sol_wide sum = 0;
    for (size_t i = 0; i < s->rows->count; i++) {
        int64_t low = outcome_lower(s->rows, i) * s->unit, high = outcome_upper(s->rows, i) * s->unit;
        int64_t x = level_share(s, s->rows->claim[i].units, share);
        x = x < low ? low : x > high ? high : x;
        sum += (sol_wide)x * outcome_people(s->rows, i);
    }
    return sum;
}

/* Where nobody is at a bound: the first guess, and the level of the proportional rule without bounds. */
static level_at all_free(const level_problem *s)
{
    const level_stretch *st = &s->stretch;
    wide_bits slopes = st->slope == LEVEL_ONE     ? (wide_bits)s->totals->people
                       : st->slope == LEVEL_CLAIM ? (wide_bits)s->totals->claims
                                                  : s->slope_sum;
    sol_wide anchors = (sol_wide)s->totals->claims * st->anchor / s->divisor;
    sol_wide need = ((sol_wide)s->rows->endowment.units * s->unit - anchors) * st->sign;
    return level_of(need > 0 ? need : 0, slopes);
}

level_at level_solve(level_problem *s, const level_path *path, sol_arena *scratch)
{
    int64_t most = s->totals->claims > s->totals->upper ? s->totals->claims : s->totals->upper;
    s->unit = path->scale;
    s->divisor = 1;
    if ((sol_wide)most * path->scale > INT64_MAX) {
        s->unit = 2;
        s->divisor = path->scale;
    }
    int64_t per_claim = s->divisor == 1 ? 1 : s->unit;
    s->stretch = path->stretch[0];
    if (path->count == 2) {
        int64_t end = path->stretch[0].to * per_claim;
        s->passes++;
        if ((sol_wide)s->rows->endowment.units * s->unit > sum_between(s, end))
            s->stretch = path->stretch[1];
    }
    s->stretch.from *= per_claim, s->stretch.to *= per_claim, s->stretch.anchor *= per_claim;
    if (s->stretch.slope >= LEVEL_WEIGHT)
        level_slopes(s, scratch);
    level_at at = all_free(s);
    if (s->stretch.slope == LEVEL_CLAIM && level_is_plain(s->rows))
        return at;
    sol_wide wanted = (sol_wide)s->rows->endowment.units * s->unit;
    s->stride = 1;
    if (s->rows->count < MANY)
        return solve(s, at, wanted);
    /* A sample of the rows first: where the search begins changes the passes, not the solution. */
    s->stride = SAMPLED;
    int before = s->passes;
    at = solve(s, at, wanted / SAMPLED);
    s->passes = before;
    s->stride = 1;
    return solve(s, at, wanted);
}

sol_division level_divide(const sol_claims_problem *problem, const outcome_totals *totals, const level_path *path,
                          sol_arena *scratch, outcome *out)
{
    level_problem s = {.rows = problem, .totals = totals};
    level_at at = level_solve(&s, path, scratch);
    level_emit(&s, at, out);
    double cut = s.slope_error * at.t / (double)s.unit * (1 + (double)totals->people);
    return (sol_division){
        .level = at.t * (s.slope ? s.slope_scale : 1) / (double)s.unit,
        .passes = s.passes + 1,
        .error = (cut + (s.divisor == 1 ? 0 : 1)) / (double)totals->largest + 4 * s.slope_relative,
        .method = "exact",
    };
}
