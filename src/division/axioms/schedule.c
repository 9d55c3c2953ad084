/* Where awards change their course as the endowment grows. */
#include "solatium/measure.h"

#include "base/guard.h"

#include "division/level/level.h"
#include "division/rows/order.h"

#include <math.h>

enum { GRID = 50, SUBSETS = 8 };

typedef struct points {
    size_t count, room;
    double *at;
} points;

static void add_point(points *p, double at)
{
    if (p->count < p->room)
        p->at[p->count++] = at;
}

static double slope_of(const sol_claims_problem *problem, level_slope slope, size_t i)
{
    double claim = (double)problem->claim[i].units, weight = problem->weight ? problem->weight[i] : 1;
    switch (slope) {
    case LEVEL_ONE:
        return 1;
    case LEVEL_CLAIM:
        return claim;
    case LEVEL_WEIGHT:
        return weight;
    case LEVEL_CLAIM_WEIGHT:
        return claim * weight;
    default:
        return 1 / weight;
    }
}

/* The sum of awards where the level of a stretch is t. */
static double sum_at(const sol_claims_problem *problem, const level_path *path, const level_stretch *s, double t)
{
    double sum = 0, scale = (double)path->scale;
    for (size_t i = 0; i < problem->count; i++) {
        double claim = (double)problem->claim[i].units;
        double x = (double)s->anchor / scale * claim + s->sign * t * slope_of(problem, s->slope, i);
        sum += fmin(fmax(x, (double)s->from / scale * claim), (double)s->to / scale * claim);
    }
    return sum;
}

/* The levels at which a row comes to a bound of its stretch. */
static void add_path(points *p, const sol_claims_problem *problem, const level_path *path)
{
    for (int k = 0; k < path->count; k++) {
        const level_stretch *s = &path->stretch[k];
        for (size_t i = 0; i < problem->count; i++) {
            double claim = (double)problem->claim[i].units / (double)path->scale;
            double slope = slope_of(problem, s->slope, i);
            if (slope <= 0)
                continue;
            double low = s->sign * (double)(s->from - s->anchor) * claim / slope;
            double high = s->sign * (double)(s->to - s->anchor) * claim / slope;
            add_point(p, sum_at(problem, path, s, fmax(low, 0)));
            add_point(p, sum_at(problem, path, s, fmax(high, 0)));
        }
    }
}

/* Minimal overlap turns where the endowment, or the height of the layers, passes a claim. */
static void add_overlap(points *p, const sol_claims_problem *problem)
{
    for (size_t k = 0; k < problem->count; k++) {
        double height = (double)problem->claim[k].units, sum = height;
        for (size_t i = 0; i < problem->count; i++)
            sum += fmax(0, (double)problem->claim[i].units - height);
        add_point(p, height);
        add_point(p, sum);
    }
}

/* Random arrival turns where the claims of those before, with or without one more, come to the endowment. */
static bool add_subsets(points *p, const sol_claims_problem *problem)
{
    for (size_t set = 1; problem->count <= SUBSETS && set < (size_t)1 << problem->count; set++) {
        double sum = 0;
        for (size_t i = 0; i < problem->count; i++)
            sum += set >> i & 1 ? (double)problem->claim[i].units : 0;
        add_point(p, sum);
    }
    return problem->count <= SUBSETS;
}

static void add_equal_start(points *p, const sol_claims_problem *problem)
{
    double least = INFINITY;
    for (size_t i = 0; i < problem->count; i++)
        least = fmin(least, (double)problem->claim[i].units);
    if (problem->count > 0)
        add_point(p, least * (double)problem->count);
}

/* Adds the points of a rule; whether awards run straight between them. */
static bool add_rule(points *p, const sol_claims_problem *problem, const sol_rule_choice *rule)
{
    level_path path;
    if (rule->rule == SOL_RULE_AVERAGE) {
        sol_rule_choice awards = sol_rule_default(SOL_RULE_EQUAL_AWARDS),
                        losses = sol_rule_default(SOL_RULE_EQUAL_LOSSES);
        return add_rule(p, problem, &awards) && add_rule(p, problem, &losses);
    }
    if (rule->rule == SOL_RULE_RANDOM_ARRIVAL)
        return add_subsets(p, problem);
    if (rule->rule == SOL_RULE_MINIMAL_OVERLAP || rule->rule == SOL_RULE_ALPHA_MIN) {
        rule->rule == SOL_RULE_ALPHA_MIN ? add_equal_start(p, problem) : add_overlap(p, problem);
        return true;
    }
    if (!level_path_of(rule, problem->weight != NULL, &path) || rule->rule == SOL_RULE_ALPHA_FAIR)
        return false;
    add_path(p, problem, &path);
    return true;
}

static bool add_priority(points *p, const sol_claims_problem *problem, const sol_rule_choice *rule, sol_arena *arena)
{
    uint64_t *key = SOL_TAKE(arena, problem->count, uint64_t);
    uint32_t *order = order_of_rows(problem->count, arena);
    for (size_t i = 0; i < problem->count; i++)
        key[i] = rule->by == SOL_BY_CLAIM ? (uint64_t)problem->claim[i].units
                                          : ~order_key(problem->urgency ? problem->urgency[i] : 0);
    order_by(key, problem->count, order, arena);
    double sum = 0;
    for (size_t k = 0; k < problem->count; k++)
        add_point(p, sum += (double)problem->claim[order[k]].units);
    return true;
}

static void add_grid(points *p, const sol_claims_problem *problem, double claims)
{
    for (int k = 1; k < GRID; k++)
        add_point(p, claims * k / GRID);
    for (size_t i = 0; i < problem->count && problem->count <= GRID; i++) {
        add_point(p, (double)problem->claim[i].units);
        add_point(p, claims - (double)problem->claim[i].units);
    }
}

/* Sorts the points and drops those that are alike. */
static void tidy(points *p, double claims)
{
    for (size_t i = 1; i < p->count; i++) {
        double x = p->at[i];
        size_t j = i;
        for (; j > 0 && p->at[j - 1] > x; j--)
            p->at[j] = p->at[j - 1];
        p->at[j] = x;
    }
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++)
        if (!kept || p->at[i] > p->at[kept - 1] + 1e-9 * claims)
            p->at[kept++] = p->at[i];
    p->count = kept;
}

sol_schedule sol_measure_schedule(const sol_claims_problem *problem, const sol_rule_choice *rule, sol_arena *arena)
{
    SOL_ENTRY(((sol_schedule){0}));
    size_t n = problem->count;
    int64_t claims = 0;
    for (size_t i = 0; i < n; i++)
        claims += problem->claim[i].units;
    points p = {.room = 8 * n + 2 * GRID + ((size_t)1 << SUBSETS)};
    p.at = SOL_TAKE(arena, p.room, double);
    add_point(&p, 0);
    add_point(&p, (double)claims);
    bool is_exact =
        rule->rule == SOL_RULE_PRIORITY ? add_priority(&p, problem, rule, arena) : add_rule(&p, problem, rule);
    if (!is_exact)
        add_grid(&p, problem, (double)claims);
    tidy(&p, (double)claims);
    /* Whole numbers of a finer unit, so that endowments between units can be divided. */
    int64_t scale = claims > 0 && claims < INT64_C(1) << 50 ? (INT64_C(1) << 50) / claims : 1;
    sol_money *claim = SOL_TAKE(arena, n, sol_money);
    for (size_t i = 0; i < n; i++)
        claim[i].units = problem->claim[i].units * scale;
    double *award = SOL_TAKE(arena, p.count * n, double);
    sol_claims_problem fine = *problem;
    fine.claim = claim;
    for (size_t k = 0; k < p.count; k++) {
        fine.endowment.units = llround(p.at[k] * (double)scale);
        sol_divide_exactly(&fine, rule, arena, award + k * n);
        for (size_t i = 0; i < n; i++)
            award[k * n + i] /= (double)scale;
    }
    return (sol_schedule){p.count, p.at, award, is_exact};
}
