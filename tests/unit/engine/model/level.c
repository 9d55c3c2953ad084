/* §7, rules with a level: x_i = clamp(r(c_i, w_i, λ), l_i, h_i), solved in whole numbers. */
#include "engine/model/parts.h"

#include "solatium/mathematics.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

/* What the level multiplies. */
typedef enum slope_kind { ONE, BY_WEIGHT, BY_CLAIM, BY_INVERSE } slope_kind;

/*
 * A part of a rule's path: x = clamp(anchor·c ± λ·slope, from·c, to·c). Rising, λ goes from 0 up; else it comes down to 0. Shares of claims
 * are in `scale`-ths.
 */
typedef struct stretch {
    int64_t from, to, anchor;
    bool is_rising;
    slope_kind slope;
} stretch;

typedef struct path {
    int64_t scale;
    int count;
    stretch part[2];
} path;

/* rules.md: each rule's award, word for word. */
static bool path_of(const sol_rule_choice *rule, path *way)
{
    fraction theta = fraction_of(rule->theta);
    int64_t one = fraction_times((fraction){1, 0}, 1, theta.places), low = theta.digits;
    stretch awards = {0, 1, 0, true, BY_WEIGHT}, losses = {0, 1, 1, false, BY_INVERSE},
            shares = {0, 1, 0, true, BY_CLAIM};
    switch (rule->rule) {
    case SOL_RULE_PROPORTIONAL: /* d·min(1, λw) */
    case SOL_RULE_ALPHA_FAIR:   /* d·min(1, λ s^((1−α)/α)) */
        *way = (path){1, 1, {shares}};
        return true;
    case SOL_RULE_EQUAL_AWARDS: /* min(d, λw) */
        *way = (path){1, 1, {awards}};
        return true;
    case SOL_RULE_EQUAL_LOSSES: /* max(0, d − λ/w) */
        *way = (path){1, 1, {losses}};
        return true;
    case SOL_RULE_TALMUD: /* E ≤ θD: equal-awards on θd; else θd + equal-losses on (1−θ)d */
        *way = (path){one, 2, {{0, low, 0, true, BY_WEIGHT}, {low, one, one, false, BY_INVERSE}}};
        return true;
    case SOL_RULE_REVERSE_TALMUD: /* equal-losses on θd first, then equal-awards */
        *way = (path){one, 2, {{0, low, low, false, ONE}, {low, one, low, true, ONE}}};
        return true;
    case SOL_RULE_PINILES: /* equal-awards on d/2, twice */
        *way = (path){2, 2, {{0, 1, 0, true, ONE}, {1, 2, 1, true, ONE}}};
        return true;
    case SOL_RULE_CONSTRAINED_EGALITARIAN: /* E ≤ D/2: min(d/2, λ); else max(d/2, min(d, λ)) */
        *way = (path){2, 2, {{0, 1, 0, true, ONE}, {1, 2, 0, true, ONE}}};
        return true;
    case SOL_RULE_EQUAL_SACRIFICE: /* one dial: −1 equal-losses, 0 proportional, ∞ equal-awards */
        *way = (path){1, 1, {isinf(rule->p) ? awards : rule->p == 0 ? shares : losses}};
        return isinf(rule->p) || rule->p == 0 || rule->p == -1;
    default:
        return false;
    }
}

bool model_level_is_rule(const sol_rule_choice *rule)
{
    path way;
    return path_of(rule, &way);
}

/* A level as a fraction, and near it. */
typedef struct level {
    whole p, q;
    long double near;
} level;

static level level_of(whole p, whole q)
{
    return (level){p, q, whole_near(p) / whole_near(q)};
}

typedef struct solver {
    award_problem *problem;
    int64_t scale;
    stretch part;
    whole *slope;
    bool is_rounded; /* the slopes are good to 2^-70 only */
} solver;

/* (1 + each_year)^years and its inverse, times what makes all of a problem whole. */
static whole age_slope(const award_problem *problem, size_t i, bool is_inverse)
{
    fraction growth = fraction_of(1 + problem->step->weight.each_year);
    int most = 0;
    for (size_t j = 0; j < problem->count; j++)
        most = problem->years[j] > most ? problem->years[j] : most;
    whole up = whole_of(growth.digits), down = whole_of(fraction_times((fraction){1, 0}, 1, growth.places));
    int years = is_inverse ? most - problem->years[i] : problem->years[i];
    whole slope = whole_of(1);
    for (int year = 0; year < most; year++)
        slope = whole_times(slope, year < years ? up : down);
    return slope;
}

/* A double is a whole number and a power of two; in the units of the smallest of a problem, or its inverse cut to some 74 binary digits. */
static whole double_slope(const award_problem *problem, const double *weight, size_t i, bool is_inverse)
{
    int exponent, least = 2000, most = -2000;
    for (size_t j = 0; j < problem->count; j++) {
        frexp(weight[j], &exponent);
        least = exponent < least ? exponent : least;
        most = exponent > most ? exponent : most;
    }
    double mantissa = frexp(weight[i], &exponent);
    cr_assert(mantissa > 0 && most - least < 200, "weights of the model's trial lie too far apart");
    int64_t digits = (int64_t)ldexp(mantissa, 53);
    if (is_inverse)
        return whole_shifted(whole_of(((sol_wide)1 << 126) / digits), most - exponent);
    return whole_shifted(whole_of(digits), exponent - least);
}

static double *fair_weights(const award_problem *problem)
{
    double *weight = SOL_TAKE(problem->arena, problem->count, double), alpha = problem->step->rule.alpha;
    for (size_t i = 0; i < problem->count; i++)
        weight[i] = sol_pow(problem->survival[i], isinf(alpha) ? -1 : (1 - alpha) / alpha);
    return weight;
}

static void make_slopes(solver *s)
{
    const award_problem *problem = s->problem;
    const sol_weight *by = &problem->step->weight;
    bool is_fair = problem->step->rule.rule == SOL_RULE_ALPHA_FAIR, is_inverse = s->part.slope == BY_INVERSE;
    bool is_by_age = by->kind == SOL_WEIGHT_AGE && by->age_from == floor(by->age_from);
    const double *weight = is_fair ? fair_weights(problem) : problem->weight;
    s->slope = SOL_TAKE(problem->arena, problem->count, whole);
    s->is_rounded = false;
    for (size_t i = 0; i < problem->count; i++) {
        s->slope[i] = whole_of(1);
        if (s->part.slope != ONE && is_by_age) {
            s->slope[i] = age_slope(problem, i, is_inverse);
        } else if (s->part.slope != ONE && (is_fair || by->kind != SOL_WEIGHT_NONE)) {
            s->slope[i] = double_slope(problem, weight, i, is_inverse);
            s->is_rounded = true;
        }
        if (s->part.slope == BY_CLAIM)
            s->slope[i] = whole_times(s->slope[i], whole_of(problem->claim[i]));
    }
}

static whole within(whole x, whole low, whole high)
{
    return whole_compare(x, low) < 0 ? low : whole_compare(x, high) > 0 ? high : x;
}

/* q · scale · x_i at the level p/q. */
static whole award_at(const solver *s, size_t i, const level *at)
{
    int64_t c = s->problem->claim[i];
    whole moved = whole_times(at->p, s->slope[i]);
    whole anchor = whole_times(at->q, whole_of((sol_wide)s->part.anchor * c));
    whole x = s->part.is_rising ? whole_add(anchor, moved) : whole_subtract(anchor, moved);
    x = within(x, whole_times(at->q, whole_of((sol_wide)s->part.from * c)),
               whole_times(at->q, whole_of((sol_wide)s->part.to * c)));
    return within(x, whole_times(at->q, whole_of((sol_wide)s->scale * s->problem->lower[i])),
                  whole_times(at->q, whole_of((sol_wide)s->scale * s->problem->upper[i])));
}

static whole sum_at(const solver *s, const level *at)
{
    whole sum = whole_of(0);
    for (size_t i = 0; i < s->problem->count; i++)
        sum = whole_add(sum, award_at(s, i, at));
    return sum;
}

static int compare_levels(const void *a, const void *b)
{
    const level *x = a, *y = b;
    long double apart = x->near - y->near;
    if (fabsl(apart) > 1e-12L * (x->near + y->near))
        return apart < 0 ? -1 : 1;
    return whole_compare(whole_times(x->p, y->q), whole_times(y->p, x->q));
}

/* The levels at which somebody's award stops or begins to grow, rising; between two of them all awards are straight lines. */
static size_t corners(const solver *s, level *corner)
{
    size_t count = 0;
    corner[count++] = level_of(whole_of(0), whole_of(1));
    for (size_t i = 0; i < s->problem->count; i++) {
        int64_t c = s->problem->claim[i];
        const sol_wide stop[] = {(sol_wide)s->part.from * c, (sol_wide)s->part.to * c,
                                 (sol_wide)s->scale * s->problem->lower[i], (sol_wide)s->scale * s->problem->upper[i]};
        for (int j = 0; j < 4; j++) {
            sol_wide way = stop[j] - (sol_wide)s->part.anchor * c;
            way = s->part.is_rising ? way : -way;
            if (way > 0 && s->slope[i].sign > 0)
                corner[count++] = level_of(whole_of(way), s->slope[i]);
        }
    }
    qsort(corner, count, sizeof *corner, compare_levels);
    return count;
}

/* Whether the awards at a level sum to E or more. */
static bool suffices(const solver *s, const level *at)
{
    whole wanted = whole_times(at->q, whole_of((sol_wide)s->scale * s->problem->endowment));
    return whole_compare(sum_at(s, at), wanted) >= 0;
}

/* The corners a and b between which the awards sum to E: below it at a, E or more at b. False: only b, where nothing is below. */
static bool bracket(const solver *s, level *a, level *b)
{
    level *corner = SOL_TAKE(s->problem->arena, 4 * s->problem->count + 1, level);
    size_t count = corners(s, corner), low = 0, high = count; /* in the order in which awards grow */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (suffices(s, &corner[s->part.is_rising ? middle : count - 1 - middle]))
            high = middle;
        else
            low = middle + 1;
    }
    cr_assert_lt(low, count, "no level gives the endowment");
    *b = corner[s->part.is_rising ? low : count - 1 - low];
    if (low > 0)
        *a = corner[s->part.is_rising ? low - 1 : count - low];
    return low > 0;
}

/* (x − l) / unit rounded down and whether x = h, of x = numerator / (denominator · scale). */
static void round_down(const solver *s, size_t i, whole numerator, whole denominator)
{
    award_problem *problem = s->problem;
    whole at_lower = whole_times(denominator, whole_of((sol_wide)s->scale * problem->lower[i]));
    whole at_upper = whole_times(denominator, whole_of((sol_wide)s->scale * problem->upper[i]));
    problem->is_full[i] = whole_compare(numerator, at_upper) >= 0;
    whole above = whole_subtract(numerator, at_lower);
    whole unit = whole_times(denominator, whole_of((sol_wide)s->scale * problem->unit));
    if (s->is_rounded) { /* what lies 2^-40 of a unit below a whole one is that one */
        above = whole_add(whole_shifted(above, 40), unit);
        unit = whole_shifted(unit, 40);
    }
    problem->gain[i] = whole_quotient(above, unit) * problem->unit;
}

/* x_i = x_i(a) + (x_i(b) − x_i(a)) · (E − f(a)) / (f(b) − f(a)), f the sum of all. */
static void divide_between(const solver *s, const level *a, const level *b)
{
    whole fa = sum_at(s, a), fb = sum_at(s, b);
    whole wanted = whole_times(a->q, whole_of((sol_wide)s->scale * s->problem->endowment));
    whole missing = whole_subtract(wanted, fa);                                /* (E − f(a)) · q_a */
    whole span = whole_subtract(whole_times(fb, a->q), whole_times(fa, b->q)); /* (f(b) − f(a)) · q_a q_b */
    for (size_t i = 0; i < s->problem->count; i++) {
        whole xa = award_at(s, i, a), xb = award_at(s, i, b);
        whole rise = whole_subtract(whole_times(xb, a->q), whole_times(xa, b->q));
        whole numerator = whole_add(whole_times(xa, span), whole_times(rise, missing));
        round_down(s, i, numerator, whole_times(a->q, span));
    }
}

void model_level_divide_exactly(award_problem *problem)
{
    path way;
    cr_assert(path_of(&problem->step->rule, &way));
    solver s = {.problem = problem, .scale = way.scale};
    for (int part = 0; part < way.count; part++) {
        s.part = way.part[part];
        make_slopes(&s);
        /* "With bounds, a rule's branch is where λ lies": the first part at whose end there is enough. */
        whole end = whole_of(0);
        for (size_t i = 0; i < problem->count; i++)
            end = whole_add(end, within(whole_of((sol_wide)s.part.to * problem->claim[i]),
                                        whole_of((sol_wide)s.scale * problem->lower[i]),
                                        whole_of((sol_wide)s.scale * problem->upper[i])));
        if (whole_compare(end, whole_of((sol_wide)s.scale * problem->endowment)) >= 0)
            break;
    }
    level a, b;
    if (bracket(&s, &a, &b)) {
        divide_between(&s, &a, &b);
        return;
    }
    for (size_t i = 0; i < problem->count; i++)
        round_down(&s, i, award_at(&s, i, &b), b.q);
}
