/* The checks of axioms: a problem as whole numbers on a fine scale, its changes, and what was seen. */
#ifndef SOL_DIVISION_AXIOM_H
#define SOL_DIVISION_AXIOM_H

#include "solatium/axiom.h"

enum { AXIOM_ROOM = 2 * SOL_AXIOM_PEOPLE };

/* A problem that may be changed; rows keep the number of the claimant that they stand for. */
typedef struct axiom_problem {
    size_t count;
    int64_t endowment;
    size_t who[AXIOM_ROOM];
    sol_money claim[AXIOM_ROOM];
    double weight[AXIOM_ROOM], urgency[AXIOM_ROOM], survival[AXIOM_ROOM];
    double award[AXIOM_ROOM];
} axiom_problem;

typedef struct axiom_search {
    sol_rule_choice rule;
    bool is_weighted, has_survival;
    double tolerance; /* of one award */
    double unit;      /* of the amounts in texts */
    sol_arena *arena, *scratch;
    axiom_problem base; /* divided */
    size_t divisions;
    const char *change;
} axiom_search;

/** Looks for a violation; true when one was found and told. */
typedef bool axiom_check(axiom_search *s);
extern axiom_check *const axiom_checks[SOL_AXIOMS];

/* Shared by the files of checks. */
void axiom_divide(axiom_search *s, axiom_problem *problem);
axiom_problem axiom_without(const axiom_problem *problem, size_t row);
int64_t axiom_claims(const axiom_problem *problem);

/** Endowments to try around that of the base. */
enum { AXIOM_ENDOWMENTS = 15 };
int64_t axiom_endowment(const axiom_search *s, int k);

/** Parts of a claim or raises of it to try. */
enum { AXIOM_RAISES = 4 };
int64_t axiom_raise(const axiom_search *s, size_t row, int k);

/** Tells what was changed and seen; gives true. */
bool axiom_tell(axiom_search *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** An amount as the user writes it. */
const char *axiom_amount(axiom_search *s, double amount);

static inline bool axiom_below(const axiom_search *s, double a, double b)
{
    return a < b - s->tolerance;
}

static inline bool axiom_differ(const axiom_search *s, double a, double b)
{
    return axiom_below(s, a, b) || axiom_below(s, b, a);
}

/** Whether two rows differ in nothing but their claims. */
static inline bool axiom_alike(const axiom_problem *p, size_t i, size_t j)
{
    return p->weight[i] == p->weight[j] && p->survival[i] == p->survival[j];
}

axiom_check axiom_feasible, axiom_equal_treatment, axiom_anonymity, axiom_order, axiom_resource, axiom_super_modular,
    axiom_own_claim, axiom_others_claim, axiom_linked, axiom_homogeneous, axiom_self_dual, axiom_midpoint,
    axiom_composed_down, axiom_composed_up, axiom_consistent, axiom_null_claims, axiom_null_awards, axiom_full_awards,
    axiom_truncated, axiom_minimal_rights, axiom_sustainable, axiom_residual, axiom_awards_bound, axiom_losses_bound,
    axiom_population, axiom_linked_population, axiom_ordered_population, axiom_ordered_claims, axiom_transfer_paradox,
    axiom_bounded_transfer, axiom_progressive, axiom_regressive, axiom_transfer_gain, axiom_merging, axiom_splitting,
    axiom_equal_groups, axiom_separable, axiom_replicated, axiom_convex, axiom_weight_monotone, axiom_weight_scale,
    axiom_equal_weights;

#endif
