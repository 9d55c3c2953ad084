/* Dominguez and Thomson (2006): an n-th of each truncated claim, again and again. */
#include "division/rows/order.h"
#include "division/rules/rules.h"

#include "solatium/mathematics.h"

#include <math.h>

/*
 * Claims that the endowment does not truncate shrink by the same factor each step; one that is truncated stays so and gets an n-th of
 * the endowment each step. So it suffices to follow the factor, the endowment and the sum of its n-ths, with the claims sorted.
 */
typedef struct walk {
    double people, ratio_log;         /* log(1 − 1/n) */
    double factor, endowment, shared; /* after the steps so far */
    double steps;
    double within, truncated; /* sum of the claims not truncated, number of the others */
} walk;

static void step(walk *w)
{
    double share = w->endowment / w->people;
    w->shared += share;
    w->endowment -= w->truncated * share + w->within * w->factor / w->people;
    w->steps += 1;
    /* The product drifts; now and then the factor is taken anew. */
    w->factor = fmod(w->steps, 512) != 0 ? w->factor * (1 - 1 / w->people) : sol_exp(w->steps * w->ratio_log);
}

/* Steps before the first claim is truncated have a closed form. */
static void leap(walk *w, double claims, double loss, double largest)
{
    double others = claims - largest;
    if (others <= loss || w->people < 2)
        return;
    double steps = floor(sol_log(loss / others) / w->ratio_log) - 1;
    if (steps < 1)
        return;
    w->steps = steps;
    w->factor = sol_exp(steps * w->ratio_log);
    w->endowment = claims * w->factor - loss;
    /* Nobody is truncated yet, so nothing of `shared` will be asked for. */
}

/* What each row was given when it was first truncated: its own part, less what the others' shares had come to. */
static void join(walk *w, double claim, double *given)
{
    *given = claim * (1 - w->factor) - w->shared;
}

/* Follows the steps until what is left does not matter; `joined` rows from the end of the order are truncated then. */
static size_t follow(const sol_claims_problem *problem, const uint32_t *order, walk *w, double *given)
{
    size_t n = problem->count, joined = 0;
    double negligible = (double)problem->endowment.units * 0x1p-70;
    int64_t within = (int64_t)w->within;
    while (w->endowment > negligible) {
        while (joined < n) {
            size_t i = order[n - 1 - joined];
            double claim = (double)problem->claim[i].units;
            if (claim <= 0 || claim * w->factor <= w->endowment)
                break;
            join(w, claim, &given[i]);
            within -= problem->claim[i].units * outcome_people(problem, i);
            w->within = (double)within;
            w->truncated += outcome_people(problem, i);
            joined++;
        }
        if (!within)
            break;
        step(w);
    }
    return joined;
}

sol_division rules_dominguez_thomson(const sol_claims_problem *problem, const outcome_totals *totals,
                                     const sol_rule_choice *rule, sol_arena *scratch, outcome *out)
{
    (void)rule;
    size_t n = problem->count;
    uint64_t *key = SOL_TAKE(scratch, n, uint64_t);
    uint32_t *order = order_of_rows(n, scratch);
    double *given = SOL_TAKE(scratch, n, double);
    for (size_t i = 0; i < n; i++)
        key[i] = (uint64_t)problem->claim[i].units;
    order_by(key, n, order, scratch);
    walk w = {
        .people = (double)totals->people,
        .ratio_log = log1p(-1 / (double)totals->people),
        .factor = 1,
        .endowment = (double)problem->endowment.units,
        .within = (double)totals->claims,
    };
    leap(&w, (double)totals->claims, (double)(totals->claims - problem->endowment.units), (double)totals->largest);
    size_t joined = follow(problem, order, &w, given);
    double last = w.truncated > 0 ? w.endowment / w.truncated : 0; /* all are truncated: shared alike to the end */
    double error = (double)totals->largest * 0x1p-43;
    for (size_t k = 0; k < n; k++) {
        size_t i = order[k];
        double claim = (double)problem->claim[i].units;
        double x = k >= n - joined ? given[i] + w.shared + last : claim * (1 - w.factor);
        x = x > 0 ? x : 0;
        outcome_put_double(out, i, x < claim ? x : claim, error < 0x1p-20 ? error : 0x1p-20);
    }
    return (sol_division){.passes = 3, .error = 0x1p-43, .method = "steps"};
}
