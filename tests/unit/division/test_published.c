#include "vectors.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* What sources print, at their precision. */
static const struct {
    const char *source;
    sol_rule rule;
    int64_t endowment;
    size_t count;
    int64_t claim[7];
    double award[7], tolerance;
} published[] = {
    {"Babylonian Talmud, Ketubot 93a",
     SOL_RULE_TALMUD,
     100,
     3,
     {100, 200, 300},
     {100.0 / 3, 100.0 / 3, 100.0 / 3},
     1e-9},
    {"Babylonian Talmud, Ketubot 93a", SOL_RULE_TALMUD, 200, 3, {100, 200, 300}, {50, 75, 75}, 1e-9},
    {"Babylonian Talmud, Ketubot 93a", SOL_RULE_TALMUD, 300, 3, {100, 200, 300}, {50, 100, 150}, 1e-9},
    {"Babylonian Talmud, Bava Metzia 2a: half a garment and a whole one, in quarters",
     SOL_RULE_TALMUD,
     4,
     2,
     {4, 2},
     {3, 1},
     1e-9},
    {"Ardabili, Majma al-Faida: 36 among those who claim all, two thirds, half and a third",
     SOL_RULE_MINIMAL_OVERLAP,
     36,
     4,
     {36, 24, 18, 12},
     {20, 8, 5, 3},
     1e-9},
    {"Ibn Ezra, after O'Neill 1982",
     SOL_RULE_MINIMAL_OVERLAP,
     120,
     4,
     {120, 60, 40, 30},
     {485.0 / 6, 125.0 / 6, 65.0 / 6, 7.5},
     1e-9},
    {"Gallastegui, Inarra and Prellezo 2003, table 7",
     SOL_RULE_PROPORTIONAL,
     13500,
     7,
     {158, 299, 927, 2196, 4348, 6256, 13952},
     {75.81, 143.46, 444.79, 1053.67, 2086.22, 3001.71, 6694.34},
     0.006},
    {"Gallastegui, Inarra and Prellezo 2003, table 7",
     SOL_RULE_EQUAL_AWARDS,
     13500,
     7,
     {158, 299, 927, 2196, 4348, 6256, 13952},
     {158, 299, 927, 2196, 3306.67, 3306.67, 3306.67},
     0.006},
    {"Gallastegui, Inarra and Prellezo 2003, table 7",
     SOL_RULE_EQUAL_LOSSES,
     13500,
     7,
     {158, 299, 927, 2196, 4348, 6256, 13952},
     {0, 0, 0, 0, 662.67, 2570.67, 10266.67},
     0.006},
    {"Gallastegui, Inarra and Prellezo 2003, table 7",
     SOL_RULE_TALMUD,
     13500,
     7,
     {158, 299, 927, 2196, 4348, 6256, 13952},
     {79, 149.5, 463.5, 1098, 2174, 3128, 6408},
     0.006},
    {"Gallastegui, Inarra and Prellezo 2003, table 7",
     SOL_RULE_RANDOM_ARRIVAL,
     13500,
     7,
     {158, 299, 927, 2196, 4348, 6256, 13952},
     {73.73, 139.53, 436.92, 1071.42, 2147.42, 3101.42, 6529.57},
     0.006},
    {"Gallastegui, Inarra and Prellezo 2003, table 7",
     SOL_RULE_ADJUSTED_PROPORTIONAL,
     13500,
     7,
     {158, 299, 927, 2196, 4348, 6256, 13952},
     {77.05, 145.81, 452.05, 1070.87, 2120.29, 3050.72, 6583.22},
     0.006},
    {"ClaimsProblems 1.0.0, manual",
     SOL_RULE_AVERAGE_OF_AWARDS,
     10,
     4,
     {2, 4, 7, 8},
     {0.986755, 1.933775, 3.344371, 3.735099},
     1e-6},
    {"ClaimsProblems 1.0.0, manual",
     SOL_RULE_DOMINGUEZ_THOMSON,
     10,
     4,
     {2, 4, 7, 8},
     {1.164062, 2.070312, 3.257812, 3.507812},
     1e-6},
    {"ClaimsProblems 1.0.0, manual", SOL_RULE_REVERSE_TALMUD, 10, 4, {2, 4, 7, 8}, {0.875, 1.875, 3.375, 3.875}, 1e-9},
};

Test(published, examples_are_met_at_their_precision)
{
    sol_arena *arena = sol_arena_new();
    for (size_t k = 0; k < sizeof published / sizeof *published; k++) {
        sol_money claim[7];
        double award[7];
        for (size_t i = 0; i < published[k].count; i++)
            claim[i].units = published[k].claim[i];
        sol_claims_problem p = {.count = published[k].count, .claim = claim, .endowment.units = published[k].endowment};
        sol_rule_choice rule = sol_rule_default(published[k].rule);
        sol_divide_exactly(&p, &rule, arena, award);
        for (size_t i = 0; i < p.count; i++)
            cr_assert_float_eq(award[i], published[k].award[i], published[k].tolerance, "%s, %s: %g for %g",
                               published[k].source, sol_rule_table[published[k].rule].name, award[i],
                               published[k].award[i]);
    }
    sol_arena_free(arena);
}

/* Stages: each is filled before the next begins. */
typedef struct stages {
    const vector *v;
    int64_t left;
    double award[VECTOR_ROWS];
    sol_arena *arena;
} stages;

static void fill_stage(stages *s, const sol_money *claim, sol_rule rule)
{
    int64_t sum = 0;
    double award[VECTOR_ROWS];
    for (size_t i = 0; i < s->v->count; i++)
        sum += claim[i].units;
    sol_claims_problem p = {.count = s->v->count, .claim = claim, .endowment.units = s->left};
    sol_rule_choice choice = sol_rule_default(rule);
    sol_divide_exactly(&p, &choice, s->arena, award);
    for (size_t i = 0; i < s->v->count; i++)
        s->award[i] += award[i];
    s->left -= sum < s->left ? sum : s->left;
}

/* Up to a level, from the one before. */
static void fill_up_to(stages *s, double from, double to, sol_rule rule)
{
    sol_money claim[VECTOR_ROWS];
    for (size_t i = 0; i < s->v->count; i++) {
        double c = (double)s->v->claim[i].units;
        claim[i].units = (int64_t)(fmin(c, to) - fmin(c, from));
    }
    fill_stage(s, claim, rule);
}

static void fill_classes(stages *s, sol_rule rule)
{
    double class[VECTOR_ROWS];
    vectors_parameter(s->v, "class", class);
    for (double k = 1; k <= 3; k++) {
        sol_money claim[VECTOR_ROWS];
        for (size_t i = 0; i < s->v->count; i++)
            claim[i].units = class[i] == k ? s->v->claim[i].units : 0;
        fill_stage(s, claim, rule);
    }
}

/* Weighted equal awards on the halves, then their dual; amounts in halves. */
static void divide_self_dually(stages *s)
{
    double weight[VECTOR_ROWS], award[VECTOR_ROWS];
    int64_t sum = 0;
    vectors_parameter(s->v, "w", weight);
    for (size_t i = 0; i < s->v->count; i++)
        sum += s->v->claim[i].units;
    bool is_low = 2 * s->left <= sum;
    sol_claims_problem p = vectors_problem(s->v);
    p.weight = weight;
    p.endowment.units = 2 * (is_low ? s->left : sum - s->left);
    sol_rule_choice rule = sol_rule_default(SOL_RULE_EQUAL_AWARDS);
    sol_divide_exactly(&p, &rule, s->arena, award);
    for (size_t i = 0; i < s->v->count; i++)
        s->award[i] = is_low ? award[i] / 2 : (double)s->v->claim[i].units - award[i] / 2;
}

static size_t composed;

static void check_composed(const vector *v)
{
    stages s = {.v = v, .left = v->endowment.units, .arena = sol_arena_new()};
    double level[VECTOR_ROWS] = {0}, before = 0;
    bool known = true;
    if (!strcmp(v->rule, "class_pro"))
        fill_classes(&s, SOL_RULE_PROPORTIONAL);
    else if (!strcmp(v->rule, "class_cea"))
        fill_classes(&s, SOL_RULE_EQUAL_AWARDS);
    else if (!strcmp(v->rule, "class_cel"))
        fill_classes(&s, SOL_RULE_EQUAL_LOSSES);
    else if (!strcmp(v->rule, "wtalsd"))
        divide_self_dually(&s);
    else if (vectors_parameter(v, "floor", level)) {
        fill_up_to(&s, 0, level[0], SOL_RULE_EQUAL_AWARDS);
        fill_up_to(&s, level[0], INFINITY, SOL_RULE_PROPORTIONAL);
    } else if (vectors_parameter(v, "cap", level) || vectors_parameter(v, "caps", level)) {
        for (size_t k = 0; level[k] > 0; before = level[k++])
            fill_up_to(&s, before, level[k], SOL_RULE_PROPORTIONAL);
        fill_up_to(&s, before, INFINITY, SOL_RULE_PROPORTIONAL);
    } else {
        known = false;
    }
    composed += known;
    for (size_t i = 0; known && i < v->count; i++)
        cr_assert_float_eq(s.award[i], v->award[i], 1e-9 * (1 + fabs(v->award[i])),
                           "%s %s %s: claimant %zu gets %g, not %g", v->name, v->rule, v->params, i, s.award[i],
                           v->award[i]);
    sol_arena_free(s.arena);
}

Test(published, classes_floors_caps_and_rounds_are_steps_of_rules)
{
    vectors_each("weighted.csv", check_composed);
    cr_assert_eq(composed, 99);
}
