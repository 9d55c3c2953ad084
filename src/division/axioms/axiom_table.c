/* Which rule always satisfies which axiom. */
#include "solatium/axiom.h"

#include <math.h>

const sol_axiom_row sol_axiom_table[SOL_AXIOMS] = {
    {SOL_AXIOM_FEASIBLE, "feasible",
     "nobody gets less than nothing or more than the claim, and all of the endowment is given"},
    {SOL_AXIOM_EQUAL_TREATMENT, "equal-treatment", "those with equal claims (and weights) get the same"},
    {SOL_AXIOM_ANONYMITY, "anonymity", "the order in which claims are listed changes nothing"},
    {SOL_AXIOM_ORDER_PRESERVATION, "order-preservation",
     "a larger claim (of the same weight) gets no less and loses no less"},
    {SOL_AXIOM_RESOURCE_MONOTONICITY, "resource-monotonicity", "nobody loses when there is more to divide"},
    {SOL_AXIOM_SUPER_MODULARITY, "super-modularity", "of more money, a larger claim gets no smaller part"},
    {SOL_AXIOM_CLAIMS_MONOTONICITY, "claims-monotonicity", "nobody gets less for claiming more"},
    {SOL_AXIOM_OTHERS_MONOTONICITY, "others-monotonicity", "nobody gets more because another claims more"},
    {SOL_AXIOM_LINKED_MONOTONICITY, "linked-monotonicity",
     "when a claim and the endowment grow by the same, the award grows by no more"},
    {SOL_AXIOM_HOMOGENEITY, "homogeneity", "the unit of money does not matter"},
    {SOL_AXIOM_SELF_DUALITY, "self-duality", "what there is is divided as what is missing"},
    {SOL_AXIOM_MIDPOINT, "midpoint", "half of all claims pays half of each"},
    {SOL_AXIOM_COMPOSITION_DOWN, "composition-down",
     "when there turns out to be less, the awards may serve as the claims"},
    {SOL_AXIOM_COMPOSITION_UP, "composition-up",
     "when there turns out to be more, it may be divided among what is unpaid"},
    {SOL_AXIOM_CONSISTENCY, "consistency", "when some take their awards and leave, the others' do not change"},
    {SOL_AXIOM_NULL_CLAIMS_CONSISTENCY, "null-claims-consistency", "so it is when those who claim nothing leave"},
    {SOL_AXIOM_NULL_AWARDS_CONSISTENCY, "null-awards-consistency", "so it is when those who get nothing leave"},
    {SOL_AXIOM_FULL_AWARDS_CONSISTENCY, "full-awards-consistency", "so it is when those who are paid in full leave"},
    {SOL_AXIOM_TRUNCATION_INVARIANCE, "truncation-invariance", "what a claim has above the endowment does not count"},
    {SOL_AXIOM_MINIMAL_RIGHTS_FIRST, "minimal-rights-first", "what the others leave to one may be paid first"},
    {SOL_AXIOM_SUSTAINABILITY, "sustainability", "a claim that all could have is paid in full"},
    {SOL_AXIOM_RESIDUAL_INDEPENDENCE, "residual-independence",
     "while larger claims' excess takes all, a claim gets nothing"},
    {SOL_AXIOM_AWARDS_BOUND, "awards-bound", "everyone gets an n-th of the claim truncated to the endowment"},
    {SOL_AXIOM_LOSSES_BOUND, "losses-bound", "everyone loses an n-th of the claim truncated to the loss"},
    {SOL_AXIOM_POPULATION_MONOTONICITY, "population-monotonicity", "nobody loses when others leave"},
    {SOL_AXIOM_LINKED_POPULATION_MONOTONICITY, "linked-population-monotonicity",
     "nobody loses when others come with their claims fully funded"},
    {SOL_AXIOM_ORDERED_POPULATION_CHANGES, "ordered-population-changes",
     "when one leaves, a larger claim gains no less"},
    {SOL_AXIOM_ORDERED_CLAIM_CHANGES, "ordered-claim-changes",
     "when one claims more, a larger claim of the others loses no less"},
    {SOL_AXIOM_NO_TRANSFER_PARADOX, "no-transfer-paradox",
     "who takes over a part of another's claim does not lose, nor the other gain"},
    {SOL_AXIOM_BOUNDED_TRANSFERS, "bounded-transfers", "by it no award of the two changes by more than the part"},
    {SOL_AXIOM_PROGRESSIVITY, "progressivity", "a larger claim is paid no smaller share"},
    {SOL_AXIOM_REGRESSIVITY, "regressivity", "a larger claim is paid no larger share"},
    {SOL_AXIOM_NO_ADVANTAGEOUS_TRANSFER, "no-advantageous-transfer",
     "two who shift claims between them do not change their sum"},
    {SOL_AXIOM_NO_ADVANTAGEOUS_MERGING, "no-advantageous-merging", "two who merge do not gain"},
    {SOL_AXIOM_NO_ADVANTAGEOUS_SPLITTING, "no-advantageous-splitting",
     "one who splits (the parts keep the weight) does not gain"},
    {SOL_AXIOM_EQUAL_GROUPS, "equal-groups", "groups with equal claims in sum get the same"},
    {SOL_AXIOM_SEPARABILITY, "separability",
     "a group that has the same in sum divides it in the same way, whoever the others are"},
    {SOL_AXIOM_REPLICATION_INVARIANCE, "replication-invariance", "twice the people with twice the money get the same"},
    {SOL_AXIOM_ENDOWMENT_CONVEXITY, "endowment-convexity", "awards grow with the endowment in a straight line"},
    {SOL_AXIOM_WEIGHT_MONOTONICITY, "weight-monotonicity", "more weight does not hurt the one nor help another"},
    {SOL_AXIOM_WEIGHT_SCALE_INVARIANCE, "weight-scale-invariance", "weights matter by their ratios only"},
    {SOL_AXIOM_UNWEIGHTED_AT_EQUAL_WEIGHTS, "unweighted-at-equal-weights",
     "with equal weights it is the rule without weights"},
};

/* A set of axioms. */
#define ONE(axiom) (UINT64_C(1) << SOL_AXIOM_##axiom)
#define ALL_BUT(set) (ALL & ~(set))
#define ALL ((UINT64_C(1) << SOL_AXIOMS) - 1)
#define OF_WEIGHTS (ONE(WEIGHT_MONOTONICITY) | ONE(WEIGHT_SCALE_INVARIANCE) | ONE(UNWEIGHTED_AT_EQUAL_WEIGHTS))

_Static_assert(SOL_AXIOMS < 64, "a set of axioms is a word");

/* What always holds. Talmud, reverse Talmud and average with their halves, the dial of equal sacrifice anywhere. */
static const uint64_t unweighted[SOL_RULES] = {
    [SOL_RULE_PROPORTIONAL] = ALL_BUT(ONE(TRUNCATION_INVARIANCE) | ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) |
                                      ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) | ONE(LOSSES_BOUND)),
    [SOL_RULE_EQUAL_AWARDS] =
        ALL_BUT(ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(MINIMAL_RIGHTS_FIRST) | ONE(RESIDUAL_INDEPENDENCE) |
                ONE(LOSSES_BOUND) | ONE(PROGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
                ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_EQUAL_LOSSES] =
        ALL_BUT(ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(TRUNCATION_INVARIANCE) | ONE(SUSTAINABILITY) |
                ONE(AWARDS_BOUND) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_MERGING) |
                ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_TALMUD] =
        ALL_BUT(ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) |
                ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_MERGING) |
                ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_REVERSE_TALMUD] =
        ALL_BUT(ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(TRUNCATION_INVARIANCE) | ONE(MINIMAL_RIGHTS_FIRST) |
                ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) | ONE(LOSSES_BOUND) |
                ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_MERGING) |
                ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_PINILES] =
        ALL_BUT(ONE(SELF_DUALITY) | ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(TRUNCATION_INVARIANCE) |
                ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) | ONE(LOSSES_BOUND) |
                ONE(PROGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_SPLITTING) |
                ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_CONSTRAINED_EGALITARIAN] = ALL_BUT(
        ONE(SUPER_MODULARITY) | ONE(SELF_DUALITY) | ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) |
        ONE(TRUNCATION_INVARIANCE) | ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) |
        ONE(LOSSES_BOUND) | ONE(ORDERED_POPULATION_CHANGES) | ONE(ORDERED_CLAIM_CHANGES) | ONE(PROGRESSIVITY) |
        ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_EQUAL_SACRIFICE] = ALL_BUT(
        ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(COMPOSITION_UP) | ONE(TRUNCATION_INVARIANCE) |
        ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) |
        ONE(LOSSES_BOUND) | ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
        ONE(NO_ADVANTAGEOUS_MERGING) | ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_ALPHA_FAIR] =
        ALL_BUT(ONE(SUPER_MODULARITY) | ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(COMPOSITION_DOWN) |
                ONE(COMPOSITION_UP) | ONE(TRUNCATION_INVARIANCE) | ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) |
                ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) | ONE(LOSSES_BOUND) | ONE(ORDERED_POPULATION_CHANGES) |
                ONE(ORDERED_CLAIM_CHANGES) | ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
                ONE(NO_ADVANTAGEOUS_MERGING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_PRIORITY] =
        ALL_BUT(ONE(EQUAL_TREATMENT) | ONE(ORDER_PRESERVATION) | ONE(SUPER_MODULARITY) | ONE(SELF_DUALITY) |
                ONE(MIDPOINT) | ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) |
                ONE(LOSSES_BOUND) | ONE(ORDERED_POPULATION_CHANGES) | ONE(ORDERED_CLAIM_CHANGES) | ONE(PROGRESSIVITY) |
                ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_MERGING) | ONE(EQUAL_GROUPS) |
                ONE(REPLICATION_INVARIANCE) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_AVERAGE] =
        ALL_BUT(ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(CONSISTENCY) | ONE(TRUNCATION_INVARIANCE) |
                ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) |
                ONE(LOSSES_BOUND) | ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
                ONE(NO_ADVANTAGEOUS_MERGING) | ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(SEPARABILITY) |
                ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_ADJUSTED_PROPORTIONAL] =
        ALL_BUT(ONE(OTHERS_MONOTONICITY) | ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(CONSISTENCY) |
                ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) | ONE(POPULATION_MONOTONICITY) |
                ONE(LINKED_POPULATION_MONOTONICITY) | ONE(ORDERED_POPULATION_CHANGES) | ONE(ORDERED_CLAIM_CHANGES) |
                ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_MERGING) |
                ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(SEPARABILITY) | ONE(REPLICATION_INVARIANCE) |
                ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_TRUNCATED_PROPORTIONAL] =
        ALL_BUT(ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(CONSISTENCY) |
                ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) | ONE(LOSSES_BOUND) |
                ONE(LINKED_POPULATION_MONOTONICITY) | ONE(PROGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
                ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(SEPARABILITY) | ONE(REPLICATION_INVARIANCE) |
                ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_ALPHA_MIN] =
        ALL_BUT(ONE(OTHERS_MONOTONICITY) | ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(CONSISTENCY) |
                ONE(NULL_CLAIMS_CONSISTENCY) | ONE(NULL_AWARDS_CONSISTENCY) | ONE(FULL_AWARDS_CONSISTENCY) |
                ONE(TRUNCATION_INVARIANCE) | ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) |
                ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) | ONE(LOSSES_BOUND) | ONE(POPULATION_MONOTONICITY) |
                ONE(LINKED_POPULATION_MONOTONICITY) | ONE(ORDERED_POPULATION_CHANGES) | ONE(NO_TRANSFER_PARADOX) |
                ONE(BOUNDED_TRANSFERS) | ONE(PROGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
                ONE(NO_ADVANTAGEOUS_MERGING) | ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(SEPARABILITY) |
                ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_MINIMAL_OVERLAP] =
        ALL_BUT(ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(CONSISTENCY) |
                ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) | ONE(LINKED_POPULATION_MONOTONICITY) |
                ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_MERGING) |
                ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(SEPARABILITY) | ONE(REPLICATION_INVARIANCE) |
                ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_RANDOM_ARRIVAL] =
        ALL_BUT(ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(CONSISTENCY) | ONE(SUSTAINABILITY) |
                ONE(RESIDUAL_INDEPENDENCE) | ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
                ONE(NO_ADVANTAGEOUS_MERGING) | ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(SEPARABILITY) |
                ONE(REPLICATION_INVARIANCE) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_AVERAGE_OF_AWARDS] =
        ALL_BUT(ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(CONSISTENCY) | ONE(SUSTAINABILITY) |
                ONE(RESIDUAL_INDEPENDENCE) | ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
                ONE(NO_ADVANTAGEOUS_MERGING) | ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(SEPARABILITY) |
                ONE(REPLICATION_INVARIANCE) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_DOMINGUEZ_THOMSON] =
        ALL_BUT(ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) | ONE(CONSISTENCY) |
                ONE(NULL_CLAIMS_CONSISTENCY) | ONE(NULL_AWARDS_CONSISTENCY) | ONE(FULL_AWARDS_CONSISTENCY) |
                ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) | ONE(LOSSES_BOUND) |
                ONE(POPULATION_MONOTONICITY) | ONE(LINKED_POPULATION_MONOTONICITY) | ONE(ORDERED_POPULATION_CHANGES) |
                ONE(PROGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_MERGING) |
                ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(SEPARABILITY) | ONE(REPLICATION_INVARIANCE) |
                ONE(ENDOWMENT_CONVEXITY)),
};

/* The same of the weighted forms. */
static const uint64_t weighted[SOL_RULES] = {
    [SOL_RULE_PROPORTIONAL] =
        ALL_BUT(ONE(SUPER_MODULARITY) | ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(COMPOSITION_DOWN) |
                ONE(COMPOSITION_UP) | ONE(TRUNCATION_INVARIANCE) | ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) |
                ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) | ONE(LOSSES_BOUND) | ONE(ORDERED_POPULATION_CHANGES) |
                ONE(ORDERED_CLAIM_CHANGES) | ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
                ONE(NO_ADVANTAGEOUS_MERGING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_EQUAL_AWARDS] = ALL_BUT(
        ONE(SUPER_MODULARITY) | ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) |
        ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) | ONE(LOSSES_BOUND) | ONE(ORDERED_POPULATION_CHANGES) |
        ONE(ORDERED_CLAIM_CHANGES) | ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
        ONE(NO_ADVANTAGEOUS_MERGING) | ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_EQUAL_LOSSES] = ALL_BUT(
        ONE(SUPER_MODULARITY) | ONE(SELF_DUALITY) | ONE(MIDPOINT) | ONE(TRUNCATION_INVARIANCE) | ONE(SUSTAINABILITY) |
        ONE(RESIDUAL_INDEPENDENCE) | ONE(AWARDS_BOUND) | ONE(LOSSES_BOUND) | ONE(ORDERED_POPULATION_CHANGES) |
        ONE(ORDERED_CLAIM_CHANGES) | ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) |
        ONE(NO_ADVANTAGEOUS_MERGING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
    [SOL_RULE_TALMUD] = ALL_BUT(
        ONE(SUPER_MODULARITY) | ONE(SELF_DUALITY) | ONE(COMPOSITION_DOWN) | ONE(COMPOSITION_UP) |
        ONE(TRUNCATION_INVARIANCE) | ONE(MINIMAL_RIGHTS_FIRST) | ONE(SUSTAINABILITY) | ONE(RESIDUAL_INDEPENDENCE) |
        ONE(AWARDS_BOUND) | ONE(LOSSES_BOUND) | ONE(ORDERED_POPULATION_CHANGES) | ONE(ORDERED_CLAIM_CHANGES) |
        ONE(PROGRESSIVITY) | ONE(REGRESSIVITY) | ONE(NO_ADVANTAGEOUS_TRANSFER) | ONE(NO_ADVANTAGEOUS_MERGING) |
        ONE(NO_ADVANTAGEOUS_SPLITTING) | ONE(EQUAL_GROUPS) | ONE(ENDOWMENT_CONVEXITY)),
};

/* At its ends and its middle the dial is a rule of its own; so is alpha 1. */
static sol_rule meant(const sol_rule_choice *rule)
{
    if (rule->rule == SOL_RULE_ALPHA_FAIR && rule->alpha == 1)
        return SOL_RULE_PROPORTIONAL;
    if (rule->rule == SOL_RULE_EQUAL_SACRIFICE && (rule->p <= -1 || rule->p == 0 || isinf(rule->p)))
        return rule->p < 0 ? SOL_RULE_EQUAL_LOSSES : rule->p == 0 ? SOL_RULE_PROPORTIONAL : SOL_RULE_EQUAL_AWARDS;
    return rule->rule;
}

/* A rule's weighted form, if it is one. */
static bool is_weighted_form(const sol_rule_choice *rule, bool is_weighted)
{
    return is_weighted && meant(rule) == rule->rule && sol_rule_table[rule->rule].takes_weights;
}

/* What the dials lose or gain away from their defaults. */
static bool holds_off_default(const sol_rule_choice *rule, sol_axiom axiom, bool at_default)
{
    bool is_symmetric = axiom == SOL_AXIOM_SELF_DUALITY || axiom == SOL_AXIOM_MIDPOINT;
    switch (rule->rule) {
    case SOL_RULE_TALMUD:
        if (axiom == SOL_AXIOM_TRUNCATION_INVARIANCE || axiom == SOL_AXIOM_AWARDS_BOUND)
            return at_default && rule->theta >= 0.5;
        if (axiom == SOL_AXIOM_MINIMAL_RIGHTS_FIRST || axiom == SOL_AXIOM_LOSSES_BOUND)
            return at_default && rule->theta <= 0.5;
        return at_default && (rule->theta == 0.5 || !is_symmetric);
    case SOL_RULE_REVERSE_TALMUD:
        return at_default && (rule->theta == 0.5 || !is_symmetric);
    case SOL_RULE_AVERAGE:
        return at_default && (rule->mix == 0.5 || !is_symmetric);
    case SOL_RULE_EQUAL_SACRIFICE:
        if (axiom == SOL_AXIOM_PROGRESSIVITY || axiom == SOL_AXIOM_NO_ADVANTAGEOUS_SPLITTING)
            return at_default || rule->p < 0;
        if (axiom == SOL_AXIOM_REGRESSIVITY || axiom == SOL_AXIOM_NO_ADVANTAGEOUS_MERGING)
            return at_default || rule->p > 0;
        return at_default;
    default:
        return at_default;
    }
}

bool sol_axiom_applies(const sol_rule_choice *rule, bool is_weighted, sol_axiom axiom)
{
    return is_weighted_form(rule, is_weighted) || !(OF_WEIGHTS >> axiom & 1);
}

bool sol_axiom_always(const sol_rule_choice *rule, bool is_weighted, sol_axiom axiom)
{
    if (is_weighted_form(rule, is_weighted))
        return weighted[rule->rule] >> axiom & 1;
    bool at_default = sol_axiom_applies(rule, is_weighted, axiom) && unweighted[meant(rule)] >> axiom & 1;
    return meant(rule) == rule->rule ? holds_off_default(rule, axiom, at_default) : at_default;
}
