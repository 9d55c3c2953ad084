/* Axioms of claims problems: what each rule always satisfies, and whether it does on a problem of one's own. */
#ifndef SOLATIUM_AXIOM_H
#define SOLATIUM_AXIOM_H

#include "solatium/division.h"

typedef enum sol_axiom {
    SOL_AXIOM_FEASIBLE,
    SOL_AXIOM_EQUAL_TREATMENT,
    SOL_AXIOM_ANONYMITY,
    SOL_AXIOM_ORDER_PRESERVATION,
    SOL_AXIOM_RESOURCE_MONOTONICITY,
    SOL_AXIOM_SUPER_MODULARITY,
    SOL_AXIOM_CLAIMS_MONOTONICITY,
    SOL_AXIOM_OTHERS_MONOTONICITY,
    SOL_AXIOM_LINKED_MONOTONICITY,
    SOL_AXIOM_HOMOGENEITY,
    SOL_AXIOM_SELF_DUALITY,
    SOL_AXIOM_MIDPOINT,
    SOL_AXIOM_COMPOSITION_DOWN,
    SOL_AXIOM_COMPOSITION_UP,
    SOL_AXIOM_CONSISTENCY,
    SOL_AXIOM_NULL_CLAIMS_CONSISTENCY,
    SOL_AXIOM_NULL_AWARDS_CONSISTENCY,
    SOL_AXIOM_FULL_AWARDS_CONSISTENCY,
    SOL_AXIOM_TRUNCATION_INVARIANCE,
    SOL_AXIOM_MINIMAL_RIGHTS_FIRST,
    SOL_AXIOM_SUSTAINABILITY,
    SOL_AXIOM_RESIDUAL_INDEPENDENCE,
    SOL_AXIOM_AWARDS_BOUND,
    SOL_AXIOM_LOSSES_BOUND,
    SOL_AXIOM_POPULATION_MONOTONICITY,
    SOL_AXIOM_LINKED_POPULATION_MONOTONICITY,
    SOL_AXIOM_ORDERED_POPULATION_CHANGES,
    SOL_AXIOM_ORDERED_CLAIM_CHANGES,
    SOL_AXIOM_NO_TRANSFER_PARADOX,
    SOL_AXIOM_BOUNDED_TRANSFERS,
    SOL_AXIOM_PROGRESSIVITY,
    SOL_AXIOM_REGRESSIVITY,
    SOL_AXIOM_NO_ADVANTAGEOUS_TRANSFER,
    SOL_AXIOM_NO_ADVANTAGEOUS_MERGING,
    SOL_AXIOM_NO_ADVANTAGEOUS_SPLITTING,
    SOL_AXIOM_EQUAL_GROUPS,
    SOL_AXIOM_SEPARABILITY,
    SOL_AXIOM_REPLICATION_INVARIANCE,
    SOL_AXIOM_ENDOWMENT_CONVEXITY,
    SOL_AXIOM_WEIGHT_MONOTONICITY,
    SOL_AXIOM_WEIGHT_SCALE_INVARIANCE,
    SOL_AXIOM_UNWEIGHTED_AT_EQUAL_WEIGHTS,
    SOL_AXIOMS
} sol_axiom;

typedef struct sol_axiom_row {
    sol_axiom axiom;
    const char *name;    /* "composition-down" */
    const char *meaning; /* one line */
} sol_axiom_row;
extern const sol_axiom_row sol_axiom_table[SOL_AXIOMS];

/** The most claimants that sol_axiom_check takes. */
enum { SOL_AXIOM_PEOPLE = 48 };

/**
 * Whether a rule satisfies an axiom on every problem: by proof where there is one, otherwise because a search of thousands of random
 * problems found nothing against it. Priority is meant with an order that does not depend on the claims.
 *
 * Source   Thomson (2019), How to divide when there isn't enough; counterexamples for all others are in tests/vectors
 */
bool sol_axiom_always(const sol_rule_choice *rule, bool is_weighted, sol_axiom axiom);

/** Whether an axiom says something about a rule: the weight axioms only about weighted problems. */
bool sol_axiom_applies(const sol_rule_choice *rule, bool is_weighted, sol_axiom axiom);

typedef struct sol_axiom_finding {
    bool is_violated;   /* by the problem itself, or by it and a change of it that was tried */
    const char *change; /* the change and what it does, amounts divided by `unit`; NULL when none was found */
    size_t divisions;   /* tried */
} sol_axiom_finding;

/**
 * Looks for a violation of an axiom around a problem: other endowments, claims raised or shifted, people leaving, merging, doubling.
 * Awards are compared in double, with a tolerance of 1e-9 of the largest claim plus the error that the rule states.
 *
 * Units    `unit`: minor units of the amounts that `change` names
 * Needs    at most SOL_AXIOM_PEOPLE rows; 0 <= endowment <= sum of claims; no bounds, no multiplicities
 * Gives    texts in `arena`
 * Errors   as protect.h says; bare, a finding of no divisions
 * Cost     up to some n² divisions
 */
sol_axiom_finding sol_axiom_check(const sol_claims_problem *problem, const sol_rule_choice *rule, sol_axiom axiom,
                                  double unit, sol_arena *arena);

#endif
