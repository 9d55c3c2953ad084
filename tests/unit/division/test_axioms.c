#include "dice.h"
#include "vectors.h"

#include "solatium/axiom.h"

#include <criterion/criterion.h>
#include <string.h>

/* Rules away from their defaults have rows of their own. */
typedef struct subject {
    sol_rule rule;
    bool weighted;
    double dial;
} subject;

static const subject subjects[] = {
    {SOL_RULE_PROPORTIONAL, false, 0},
    {SOL_RULE_EQUAL_AWARDS, false, 0},
    {SOL_RULE_EQUAL_LOSSES, false, 0},
    {SOL_RULE_TALMUD, false, 0.5},
    {SOL_RULE_TALMUD, false, 1.0 / 3},
    {SOL_RULE_TALMUD, false, 2.0 / 3},
    {SOL_RULE_REVERSE_TALMUD, false, 0.5},
    {SOL_RULE_REVERSE_TALMUD, false, 1.0 / 3},
    {SOL_RULE_PINILES, false, 0},
    {SOL_RULE_CONSTRAINED_EGALITARIAN, false, 0},
    {SOL_RULE_EQUAL_SACRIFICE, false, 1.5},
    {SOL_RULE_EQUAL_SACRIFICE, false, -0.5},
    {SOL_RULE_ALPHA_FAIR, false, 0.5},
    {SOL_RULE_ALPHA_FAIR, false, 3},
    {SOL_RULE_PRIORITY, false, 0},
    {SOL_RULE_AVERAGE, false, 0.5},
    {SOL_RULE_AVERAGE, false, 0.25},
    {SOL_RULE_ADJUSTED_PROPORTIONAL, false, 0},
    {SOL_RULE_TRUNCATED_PROPORTIONAL, false, 0},
    {SOL_RULE_ALPHA_MIN, false, 0},
    {SOL_RULE_MINIMAL_OVERLAP, false, 0},
    {SOL_RULE_RANDOM_ARRIVAL, false, 0},
    {SOL_RULE_AVERAGE_OF_AWARDS, false, 0},
    {SOL_RULE_DOMINGUEZ_THOMSON, false, 0},
    {SOL_RULE_PROPORTIONAL, true, 0},
    {SOL_RULE_EQUAL_AWARDS, true, 0},
    {SOL_RULE_EQUAL_LOSSES, true, 0},
    {SOL_RULE_TALMUD, true, 0.5},
};

static sol_rule_choice choice_of(const subject *s)
{
    sol_rule_choice rule = sol_rule_default(s->rule);
    rule.theta = s->rule == SOL_RULE_TALMUD || s->rule == SOL_RULE_REVERSE_TALMUD ? s->dial : rule.theta;
    rule.p = s->rule == SOL_RULE_EQUAL_SACRIFICE ? s->dial : rule.p;
    rule.alpha = s->rule == SOL_RULE_ALPHA_FAIR ? s->dial : rule.alpha;
    rule.mix = s->rule == SOL_RULE_AVERAGE ? s->dial : rule.mix;
    return rule;
}

enum { PEOPLE = 6, ROUNDS = 250 };

/* Up to six claims from 0 to 10 with ties and zeros; amounts are doubled so that endowments fall on halves too. */
static sol_claims_problem roll(uint64_t *dice, sol_money *claim, double *weight, double *survival, double *urgency)
{
    static const double weights[] = {0.5, 1, 1, 2, 3, 5};
    size_t n = 2 + (size_t)dice_below(dice, PEOPLE - 1);
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        claim[i].units = i > 0 && dice_below(dice, 100) < 30 ? claim[i - 1].units : 2 * dice_below(dice, 11);
        weight[i] = weights[dice_below(dice, 6)];
        survival[i] = (double)(1 + dice_below(dice, 4)) / 4;
        urgency[i] = dice_share(dice);
        sum += claim[i].units;
    }
    return (sol_claims_problem){.count = n,
                                .claim = claim,
                                .weight = weight,
                                .survival = survival,
                                .urgency = urgency,
                                .endowment.units = dice_below(dice, sum + 1)};
}

Test(axioms, what_always_holds_is_never_violated)
{
    uint64_t dice = 1985;
    sol_arena *arena = sol_arena_new();
    for (int round = 0; round < ROUNDS; round++)
        for (size_t k = 0; k < sizeof subjects / sizeof *subjects; k++) {
            sol_money claim[PEOPLE];
            double weight[PEOPLE], survival[PEOPLE], urgency[PEOPLE];
            sol_claims_problem problem = roll(&dice, claim, weight, survival, urgency);
            problem.weight = subjects[k].weighted ? weight : NULL;
            sol_rule_choice rule = choice_of(&subjects[k]);
            for (sol_axiom a = 0; a < SOL_AXIOMS; a++) {
                if (!sol_axiom_always(&rule, subjects[k].weighted, a))
                    continue;
                sol_axiom_finding f = sol_axiom_check(&problem, &rule, a, 2, arena);
                cr_assert(!f.is_violated, "round %d, %s, dial %g, %s: %s", round, sol_rule_table[rule.rule].name,
                          subjects[k].dial, sol_axiom_table[a].name, f.change);
            }
            sol_arena_reset(arena);
        }
    sol_arena_free(arena);
}

static const sol_axiom_row *axiom_named(const char *name)
{
    for (size_t i = 0; i < SOL_AXIOMS; i++)
        if (!strcmp(name, sol_axiom_table[i].name))
            return &sol_axiom_table[i];
    return NULL;
}

/* In this file a row's name is the axiom; its awards are not used. */
static void check_counterexample(const vector *v)
{
    const sol_axiom_row *axiom = axiom_named(v->name);
    const sol_rule_row *row = sol_rule_named(v->rule);
    cr_assert(axiom && row, "%s, %s", v->name, v->rule);
    sol_rule_choice rule = sol_rule_default(row->rule);
    double weight[VECTOR_ROWS], survival[VECTOR_ROWS];
    sol_claims_problem problem = vectors_problem(v);
    vectors_parameter(v, "theta", &rule.theta);
    vectors_parameter(v, "p", &rule.p);
    vectors_parameter(v, "alpha", &rule.alpha);
    vectors_parameter(v, "mix", &rule.mix);
    bool weighted = vectors_parameter(v, "w", weight) > 0;
    problem.weight = weighted ? weight : NULL;
    problem.survival = vectors_parameter(v, "s", survival) > 0 ? survival : NULL;
    sol_arena *arena = sol_arena_new();
    sol_axiom_finding f = sol_axiom_check(&problem, &rule, axiom->axiom, 1, arena);
    cr_assert(!sol_axiom_always(&rule, weighted, axiom->axiom), "%s, %s", v->name, v->rule);
    cr_assert(f.is_violated && f.change, "%s %s keeps %s at %lld", v->rule, v->params, v->name,
              (long long)v->endowment.units);
    sol_arena_free(arena);
}

Test(axioms, each_stored_counterexample_violates)
{
    cr_assert_eq(vectors_each("counterexamples.csv", check_counterexample), 429);
}

/* What is not always so has a counterexample in store, for each rule at its default. */
static bool stored[SOL_RULES][2][SOL_AXIOMS];

static void note(const vector *v)
{
    double unused[VECTOR_ROWS];
    stored[sol_rule_named(v->rule)->rule][vectors_parameter(v, "w", unused) > 0][axiom_named(v->name)->axiom] = true;
}

Test(axioms, what_does_not_always_hold_has_a_stored_counterexample)
{
    vectors_each("counterexamples.csv", note);
    for (size_t k = 0; k < sizeof subjects / sizeof *subjects; k++) {
        sol_rule_choice rule = choice_of(&subjects[k]);
        for (sol_axiom a = 0; a < SOL_AXIOMS; a++)
            if (sol_axiom_applies(&rule, subjects[k].weighted, a) && !sol_axiom_always(&rule, subjects[k].weighted, a))
                cr_assert(stored[rule.rule][subjects[k].weighted][a], "%s%s, %s", sol_rule_table[rule.rule].name,
                          subjects[k].weighted ? ", weighted" : "", sol_axiom_table[a].name);
    }
}
