#include "solatium/division.h"

#include "base/suggest.h"

#include <stddef.h>
#include <strings.h>

const sol_rule_row sol_rule_table[SOL_RULES] = {
    {SOL_RULE_PROPORTIONAL,
     "proportional",
     "PRO",
     "",
     "the same share of each claim",
     true,
     true,
     {"pro rata", "pari passu"}},
    {SOL_RULE_EQUAL_AWARDS,
     "equal-awards",
     "CEA",
     "",
     "the same amount to each, up to the claim",
     true,
     true,
     {"constrained equal awards", "equal", "equal gains"}},
    {SOL_RULE_EQUAL_LOSSES,
     "equal-losses",
     "CEL",
     "",
     "the same loss to each, up to the claim",
     true,
     true,
     {"constrained equal losses", "levelling"}},
    {SOL_RULE_TALMUD,
     "talmud",
     "TAL",
     "theta",
     "equal awards up to half of each claim, then equal losses",
     true,
     true,
     {"contested garment", "aumann-maschler"}},
    {SOL_RULE_REVERSE_TALMUD,
     "reverse-talmud",
     "RTAL",
     "theta",
     "equal losses on half of each claim, then equal awards",
     true,
     false,
     {NULL}},
    {SOL_RULE_PINILES, "piniles", "PIN", "", "equal awards on the half claims, twice", true, false, {NULL}},
    {SOL_RULE_CONSTRAINED_EGALITARIAN,
     "constrained-egalitarian",
     "CE",
     "",
     "equal awards up to half of each claim, then the smallest gaps that leave everyone half",
     true,
     false,
     {NULL}},
    {SOL_RULE_EQUAL_SACRIFICE,
     "equal-sacrifice",
     "EQS",
     "p",
     "one dial: -1 equal losses, 0 proportional, inf equal awards",
     true,
     false,
     {NULL}},
    {SOL_RULE_ALPHA_FAIR,
     "alpha-fair",
     "ALPHAFAIR",
     "alpha, at",
     "shares weighted by survival to a date; 1 is blind to age, inf equalises the share expected in life",
     true,
     false,
     {NULL}},
    {SOL_RULE_PRIORITY,
     "priority",
     "PRIORITY",
     "by",
     "in order while money lasts; by hazard pays the most in life only where estates come last or claims lapse",
     true,
     false,
     {"seniority", "first come first served"}},
    {SOL_RULE_AVERAGE, "average", "AV", "mix", "a mix of equal awards and equal losses", false, false, {NULL}},
    {SOL_RULE_ADJUSTED_PROPORTIONAL,
     "adjusted-proportional",
     "APRO",
     "",
     "what the others concede first, then proportional on the rest, truncated to it",
     false,
     false,
     {NULL}},
    {SOL_RULE_TRUNCATED_PROPORTIONAL,
     "truncated-proportional",
     "TPRO",
     "",
     "proportional on the claims truncated to the endowment",
     false,
     false,
     {NULL}},
    {SOL_RULE_ALPHA_MIN,
     "alpha-min",
     "AMIN",
     "",
     "the smallest claim (or an equal part) to each, then proportional on the rest",
     false,
     false,
     {NULL}},
    {SOL_RULE_MINIMAL_OVERLAP,
     "minimal-overlap",
     "MO",
     "",
     "claims laid over the money so that as little as possible is claimed twice, each layer shared equally",
     false,
     false,
     {"ibn ezra"}},
    {SOL_RULE_RANDOM_ARRIVAL,
     "random-arrival",
     "RA",
     "",
     "first come, first served, averaged over all orders",
     false,
     false,
     {"shapley", "run to the bank"}},
    {SOL_RULE_AVERAGE_OF_AWARDS,
     "average-of-awards",
     "AA",
     "",
     "the centre of all divisions that pay nobody too much",
     false,
     false,
     {"centroid"}},
    {SOL_RULE_DOMINGUEZ_THOMSON,
     "dominguez-thomson",
     "DT",
     "",
     "an equal part of each truncated claim, again and again",
     false,
     false,
     {NULL}},
};

const sol_rule_row *sol_rule_named(const char *name)
{
    for (size_t i = 0; i < SOL_RULES; i++)
        if (!strcasecmp(name, sol_rule_table[i].name) || !strcasecmp(name, sol_rule_table[i].alias))
            return &sol_rule_table[i];
    return NULL;
}

const char *sol_rule_meant(const char *word)
{
    enum { NAMES = 2 + SOL_RULE_OTHER_NAMES };
    const char *name[SOL_RULES * NAMES] = {NULL};
    for (size_t i = 0; i < SOL_RULES; i++) {
        name[i * NAMES] = sol_rule_table[i].name;
        name[i * NAMES + 1] = sol_rule_table[i].alias;
        for (size_t k = 0; k < SOL_RULE_OTHER_NAMES; k++)
            name[i * NAMES + 2 + k] = sol_rule_table[i].other_name[k];
    }
    const char *nearest = suggest_nearest(word, sizeof name / sizeof *name, name);
    for (size_t i = 0; nearest && i < sizeof name / sizeof *name; i++)
        if (name[i] == nearest)
            return sol_rule_table[i / NAMES].name;
    return NULL;
}

sol_rule_choice sol_rule_default(sol_rule rule)
{
    return (sol_rule_choice){.rule = rule, .theta = 0.5, .p = 0, .alpha = 1, .mix = 0.5, .by = SOL_BY_FILING};
}
