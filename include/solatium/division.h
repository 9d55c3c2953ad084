/* The division of an endowment among claims: a claims problem in, awards and how it went out. */
#ifndef SOLATIUM_DIVISION_H
#define SOLATIUM_DIVISION_H

#include "solatium/arena.h"
#include "solatium/money.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum sol_rule {
    SOL_RULE_PROPORTIONAL,
    SOL_RULE_EQUAL_AWARDS,
    SOL_RULE_EQUAL_LOSSES,
    SOL_RULE_TALMUD,
    SOL_RULE_REVERSE_TALMUD,
    SOL_RULE_PINILES,
    SOL_RULE_CONSTRAINED_EGALITARIAN,
    SOL_RULE_EQUAL_SACRIFICE,
    SOL_RULE_ALPHA_FAIR,
    SOL_RULE_PRIORITY,
    SOL_RULE_AVERAGE,
    SOL_RULE_ADJUSTED_PROPORTIONAL,
    SOL_RULE_TRUNCATED_PROPORTIONAL,
    SOL_RULE_ALPHA_MIN,
    SOL_RULE_MINIMAL_OVERLAP,
    SOL_RULE_RANDOM_ARRIVAL,
    SOL_RULE_AVERAGE_OF_AWARDS,
    SOL_RULE_DOMINGUEZ_THOMSON,
    SOL_RULES
} sol_rule;

typedef enum sol_priority {
    SOL_BY_AGE,    /* oldest first */
    SOL_BY_HAZARD, /* most urgent first */
    SOL_BY_FILING, /* file order */
    SOL_BY_CLAIM,  /* smallest first */
    SOL_BY_RANDOM,
    SOL_BY_APPROVAL /* in the order in which claims were examined */
} sol_priority;

/** A rule and its parameters; those that the rule does not have are ignored. */
typedef struct sol_rule_choice {
    sol_rule rule;
    double theta;    /* talmud, reverse-talmud: 0 … 1, default 1/2 */
    double p;        /* equal-sacrifice: −1 … infinity */
    double alpha;    /* alpha-fair: > 0 … infinity */
    double mix;      /* average: the part of equal-awards, default 1/2 */
    sol_priority by; /* priority */
} sol_rule_choice;

/** A rule as people name it, one row each: help, reader, schema and reference follow from the table. */
typedef struct sol_rule_row {
    sol_rule rule;
    const char *name;       /* "equal-awards" */
    const char *alias;      /* "CEA", or NULL */
    const char *parameters; /* "theta" or "" */
    const char *meaning;    /* one line */
    bool has_level;         /* x = clamp(r(c, w, λ)): bounds and cumulative basis allowed */
    bool takes_weights;
} sol_rule_row;
extern const sol_rule_row sol_rule_table[SOL_RULES];

/** The row with that name or alias (case does not matter), or NULL. */
const sol_rule_row *sol_rule_named(const char *name);

/** The name of the rule that a word which names none probably means, by its name, its alias and what else the field calls it, or NULL. */
const char *sol_rule_meant(const char *word);

/** A rule with its default parameters. */
sol_rule_choice sol_rule_default(sol_rule rule);

typedef enum sol_rounding {
    SOL_ROUND_REMAINDER, /* largest remainder; ties: the larger claim, then file order */
    SOL_ROUND_HYDRAULIC, /* divisor-type: nobody loses when the endowment grows */
    SOL_ROUND_DOWN,      /* the whole part of each exact award; the rest is left (simulations) */
} sol_rounding;

/**
 * A claims problem. Arrays have `count` entries; those marked with 0 may be NULL for their default.
 * A row with a multiplicity stands for that many claimants alike; awards are each one's.
 */
typedef struct sol_claims_problem {
    size_t count;
    const sol_money *claim;       /* >= 0 */
    const double *weight;         /* 0: 1; > 0 */
    const sol_money *lower;       /* 0: 0; what each has at least; 0 <= lower <= upper */
    const sol_money *upper;       /* 0: claim; x = clamp(r(c, w, λ), lower, upper) */
    const uint32_t *multiplicity; /* 0: 1 */
    const double
        *urgency; /* priority: filled in decreasing urgency, ties in file order; 0: file order (by claim: computed) */
    const double *survival; /* alpha-fair: to the horizon, 0 < s <= 1 */
    sol_money endowment;    /* >= 0; with lower bounds: including their sum */
} sol_claims_problem;

/** How a division went. */
typedef struct sol_division {
    sol_money divided;  /* sum of awards, over multiplicities */
    sol_money surplus;  /* endowment above the sum of upper bounds */
    sol_money leftover; /* endowment − surplus − divided: what rounding down left */
    double level;       /* λ, for rules that have one */
    int passes;         /* over the claims */
    double error;       /* bound on the error of the awards before rounding, relative to the largest claim; 0: exact */
    const char *method; /* "exact", "quadrature", "tilting", … */
} sol_division;

/**
 * Divides; awards in whole units.
 *
 * Shape    award[count] out; must not overlap the inputs
 * Units    minor units of one currency
 * Needs    what the problem's fields say; sums over multiplicities <= SOL_MONEY_SUM_MAX · 4
 * Gives    lower <= award <= upper; remainder, hydraulic: the awards sum to min(endowment, sum of upper) exactly, and no award of
 *          `remainder` is a unit or more from the exact one; down: award = floor of the exact award. A row that stands for several gets a
 *          unit more only when there is one for each of them; what cannot be placed so is `leftover`. Rules without a level take no bounds
 *          and no weights: they are passed over. Rows in another order get the same awards, but for ties, which go by file order
 *
 *          Down, proportional without weights, claims below 2^52: award = the floor of the double product claim · share, kept within the
 *          bounds; share is the smallest double not below endowment / sum of claims or, if that takes somebody out of his bounds, not
 *          below the exact level; while the awards sum to more than the endowment, the next double below
 * Errors   as protect.h says; bare, all zeros, `method` NULL. Scratch memory comes from `scratch`
 * Cost     O(count) a pass, some tens of passes, or O(count log count)
 */
sol_division sol_divide(const sol_claims_problem *problem, const sol_rule_choice *rule, sol_rounding rounding,
                        sol_arena *scratch, sol_money *award);

/** The same without rounding, in doubles. */
sol_division sol_divide_exactly(const sol_claims_problem *problem, const sol_rule_choice *rule, sol_arena *scratch,
                                double *award);

#endif
