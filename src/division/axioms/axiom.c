#include "division/axioms/axiom.h"

#include "base/check.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

axiom_check *const axiom_checks[SOL_AXIOMS] = {
    [SOL_AXIOM_FEASIBLE] = axiom_feasible,
    [SOL_AXIOM_EQUAL_TREATMENT] = axiom_equal_treatment,
    [SOL_AXIOM_ANONYMITY] = axiom_anonymity,
    [SOL_AXIOM_ORDER_PRESERVATION] = axiom_order,
    [SOL_AXIOM_RESOURCE_MONOTONICITY] = axiom_resource,
    [SOL_AXIOM_SUPER_MODULARITY] = axiom_super_modular,
    [SOL_AXIOM_CLAIMS_MONOTONICITY] = axiom_own_claim,
    [SOL_AXIOM_OTHERS_MONOTONICITY] = axiom_others_claim,
    [SOL_AXIOM_LINKED_MONOTONICITY] = axiom_linked,
    [SOL_AXIOM_HOMOGENEITY] = axiom_homogeneous,
    [SOL_AXIOM_SELF_DUALITY] = axiom_self_dual,
    [SOL_AXIOM_MIDPOINT] = axiom_midpoint,
    [SOL_AXIOM_COMPOSITION_DOWN] = axiom_composed_down,
    [SOL_AXIOM_COMPOSITION_UP] = axiom_composed_up,
    [SOL_AXIOM_CONSISTENCY] = axiom_consistent,
    [SOL_AXIOM_NULL_CLAIMS_CONSISTENCY] = axiom_null_claims,
    [SOL_AXIOM_NULL_AWARDS_CONSISTENCY] = axiom_null_awards,
    [SOL_AXIOM_FULL_AWARDS_CONSISTENCY] = axiom_full_awards,
    [SOL_AXIOM_TRUNCATION_INVARIANCE] = axiom_truncated,
    [SOL_AXIOM_MINIMAL_RIGHTS_FIRST] = axiom_minimal_rights,
    [SOL_AXIOM_SUSTAINABILITY] = axiom_sustainable,
    [SOL_AXIOM_RESIDUAL_INDEPENDENCE] = axiom_residual,
    [SOL_AXIOM_AWARDS_BOUND] = axiom_awards_bound,
    [SOL_AXIOM_LOSSES_BOUND] = axiom_losses_bound,
    [SOL_AXIOM_POPULATION_MONOTONICITY] = axiom_population,
    [SOL_AXIOM_LINKED_POPULATION_MONOTONICITY] = axiom_linked_population,
    [SOL_AXIOM_ORDERED_POPULATION_CHANGES] = axiom_ordered_population,
    [SOL_AXIOM_ORDERED_CLAIM_CHANGES] = axiom_ordered_claims,
    [SOL_AXIOM_NO_TRANSFER_PARADOX] = axiom_transfer_paradox,
    [SOL_AXIOM_BOUNDED_TRANSFERS] = axiom_bounded_transfer,
    [SOL_AXIOM_PROGRESSIVITY] = axiom_progressive,
    [SOL_AXIOM_REGRESSIVITY] = axiom_regressive,
    [SOL_AXIOM_NO_ADVANTAGEOUS_TRANSFER] = axiom_transfer_gain,
    [SOL_AXIOM_NO_ADVANTAGEOUS_MERGING] = axiom_merging,
    [SOL_AXIOM_NO_ADVANTAGEOUS_SPLITTING] = axiom_splitting,
    [SOL_AXIOM_EQUAL_GROUPS] = axiom_equal_groups,
    [SOL_AXIOM_SEPARABILITY] = axiom_separable,
    [SOL_AXIOM_REPLICATION_INVARIANCE] = axiom_replicated,
    [SOL_AXIOM_ENDOWMENT_CONVEXITY] = axiom_convex,
    [SOL_AXIOM_WEIGHT_MONOTONICITY] = axiom_weight_monotone,
    [SOL_AXIOM_WEIGHT_SCALE_INVARIANCE] = axiom_weight_scale,
    [SOL_AXIOM_UNWEIGHTED_AT_EQUAL_WEIGHTS] = axiom_equal_weights,
};

int64_t axiom_claims(const axiom_problem *problem)
{
    int64_t sum = 0;
    for (size_t i = 0; i < problem->count; i++)
        sum += problem->claim[i].units;
    return sum;
}

void axiom_divide(axiom_search *s, axiom_problem *problem)
{
    int64_t claims = axiom_claims(problem);
    sol_claims_problem posed = {
        .count = problem->count,
        .claim = problem->claim,
        .weight = s->is_weighted ? problem->weight : NULL,
        .urgency = problem->urgency,
        .survival = s->has_survival ? problem->survival : NULL,
        .endowment.units = problem->endowment < 0        ? 0
                           : problem->endowment < claims ? problem->endowment
                                                         : claims,
    };
    sol_arena_reset(s->scratch);
    sol_division d = sol_divide_exactly(&posed, &s->rule, s->scratch, problem->award);
    double largest = 0;
    for (size_t i = 0; i < problem->count; i++)
        largest = fmax(largest, (double)problem->claim[i].units);
    s->tolerance = fmax(s->tolerance, (d.error * 4 + 1e-9) * largest);
    s->divisions++;
}

axiom_problem axiom_without(const axiom_problem *problem, size_t row)
{
    axiom_problem p = *problem;
    p.count--;
    for (size_t i = row; i < p.count; i++) {
        p.who[i] = p.who[i + 1];
        p.claim[i] = p.claim[i + 1];
        p.weight[i] = p.weight[i + 1];
        p.urgency[i] = p.urgency[i + 1];
        p.survival[i] = p.survival[i + 1];
        p.award[i] = p.award[i + 1];
    }
    return p;
}

/* Eighths between nothing, the endowment and all claims, and the half of them. */
int64_t axiom_endowment(const axiom_search *s, int k)
{
    int64_t claims = axiom_claims(&s->base), endowment = s->base.endowment;
    if (k < 7)
        return endowment / 8 * (k + 1);
    return k < 14 ? endowment + (claims - endowment) / 8 * (k - 6) : claims / 2;
}

/* A tenth and a half of the largest claim, all of it, and what lifts the row to the largest. */
int64_t axiom_raise(const axiom_search *s, size_t row, int k)
{
    int64_t largest = 1;
    for (size_t i = 0; i < s->base.count; i++)
        largest = s->base.claim[i].units > largest ? s->base.claim[i].units : largest;
    int64_t gap = largest - s->base.claim[row].units;
    return k == 0 ? largest / 10 : k == 1 ? largest / 2 : k == 2 ? largest : gap > 0 ? gap : largest * 3;
}

const char *axiom_amount(axiom_search *s, double amount)
{
    return sol_arena_print(s->arena, "%.6g", amount / s->unit);
}

bool axiom_tell(axiom_search *s, const char *format, ...)
{
    char text[512];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    s->change = sol_arena_print(s->arena, "%s", text);
    return true;
}

/* The scale leaves some 2^-46 of the claims' sum for rounding where awards become claims. */
static int64_t scale_of(int64_t claims)
{
    int64_t scale = claims > 0 ? (INT64_C(1) << 46) / claims : 1;
    return scale > 1 ? scale : 1;
}

static axiom_problem pose(const sol_claims_problem *problem, const sol_rule_choice *rule, int64_t scale)
{
    axiom_problem p = {.count = problem->count, .endowment = problem->endowment.units * scale};
    bool by_claim = rule->rule == SOL_RULE_PRIORITY && rule->by == SOL_BY_CLAIM;
    for (size_t i = 0; i < p.count; i++) {
        p.who[i] = i + 1;
        p.claim[i].units = problem->claim[i].units * scale;
        p.weight[i] = problem->weight ? problem->weight[i] : 1;
        p.survival[i] = problem->survival ? problem->survival[i] : 1;
        /* File order is an attribute that moves with its row. */
        p.urgency[i] = problem->urgency && !by_claim ? problem->urgency[i] : -(double)i;
    }
    return p;
}

sol_axiom_finding sol_axiom_check(const sol_claims_problem *problem, const sol_rule_choice *rule, sol_axiom axiom,
                                  double unit, sol_arena *arena)
{
    SOL_ENTRY(((sol_axiom_finding){0}));
    SOL_CHECK(problem->count <= SOL_AXIOM_PEOPLE && !problem->multiplicity && !problem->lower && !problem->upper);
    int64_t claims = 0;
    for (size_t i = 0; i < problem->count; i++)
        claims += problem->claim[i].units;
    SOL_CHECK(problem->endowment.units >= 0 && problem->endowment.units <= claims);
    int64_t scale = scale_of(claims);
    axiom_search *s = SOL_TAKE(arena, 1, axiom_search);
    *s = (axiom_search){
        .rule = *rule,
        .is_weighted = problem->weight && sol_rule_table[rule->rule].takes_weights,
        .has_survival = problem->survival != NULL,
        .unit = unit * (double)scale,
        .arena = arena,
        .scratch = sol_arena_new(),
        .base = pose(problem, rule, scale),
    };
    axiom_divide(s, &s->base);
    sol_axiom_finding finding = {.is_violated = problem->count > 0 && claims > 0 && axiom_checks[axiom](s)};
    finding.change = finding.is_violated ? s->change : NULL;
    finding.divisions = s->divisions;
    sol_arena_free(s->scratch);
    return finding;
}
