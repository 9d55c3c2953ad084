#include "solatium/division.h"

#include "base/suggest.h"

#include <stddef.h>
#include <strings.h>

const sol_rule_row sol_rule_table[SOL_RULES] = {
    {SOL_RULE_PROPORTIONAL, "proportional", "PRO", "", "the same share of each claim", true, true},
    {SOL_RULE_EQUAL_AWARDS, "equal-awards", "CEA", "", "the same amount to each, up to the claim", true, true},
    {SOL_RULE_EQUAL_LOSSES, "equal-losses", "CEL", "", "the same loss to each, up to the claim", true, true},
    {SOL_RULE_TALMUD, "talmud", "TAL", "theta", "equal awards up to half of each claim, then equal losses", true, true},
    {SOL_RULE_REVERSE_TALMUD, "reverse-talmud", "RTAL", "theta",
     "equal losses on half of each claim, then equal awards", true, false},
    {SOL_RULE_PINILES, "piniles", "PIN", "", "equal awards on the half claims, twice", true, false},
    {SOL_RULE_CONSTRAINED_EGALITARIAN, "constrained-egalitarian", "CE", "",
     "equal awards up to half of each claim, then the smallest gaps that leave everyone half", true, false},
    {SOL_RULE_EQUAL_SACRIFICE, "equal-sacrifice", "EQS", "p",
     "one dial: -1 equal losses, 0 proportional, inf equal awards", true, false},
    {SOL_RULE_ALPHA_FAIR, "alpha-fair", "ALPHAFAIR", "alpha, at",
     "shares weighted by survival to a date; 1 is blind to age, inf equalises the share expected in life", true, false},
    {SOL_RULE_PRIORITY, "priority", "PRIORITY", "by",
     "in order while money lasts; by hazard pays the most in life only where estates come last or claims lapse", true,
     false},
    {SOL_RULE_AVERAGE, "average", "AV", "mix", "a mix of equal awards and equal losses", false, false},
    {SOL_RULE_ADJUSTED_PROPORTIONAL, "adjusted-proportional", "APRO", "",
     "what the others concede first, then proportional on the rest, truncated to it", false, false},
    {SOL_RULE_TRUNCATED_PROPORTIONAL, "truncated-proportional", "TPRO", "",
     "proportional on the claims truncated to the endowment", false, false},
    {SOL_RULE_ALPHA_MIN, "alpha-min", "AMIN", "",
     "the smallest claim (or an equal part) to each, then proportional on the rest", false, false},
    {SOL_RULE_MINIMAL_OVERLAP, "minimal-overlap", "MO", "",
     "claims laid over the money so that as little as possible is claimed twice, each layer shared equally", false,
     false},
    {SOL_RULE_RANDOM_ARRIVAL, "random-arrival", "RA", "", "first come, first served, averaged over all orders", false,
     false},
    {SOL_RULE_AVERAGE_OF_AWARDS, "average-of-awards", "AA", "", "the centre of all divisions that pay nobody too much",
     false, false},
    {SOL_RULE_DOMINGUEZ_THOMSON, "dominguez-thomson", "DT", "",
     "an equal part of each truncated claim, again and again", false, false},
};

/* What else the field calls them: not taken, but known for what they mean. */
static const struct {
    const char *word;
    sol_rule rule;
} other_names[] = {
    {"pro rata", SOL_RULE_PROPORTIONAL},
    {"pari passu", SOL_RULE_PROPORTIONAL},
    {"constrained equal awards", SOL_RULE_EQUAL_AWARDS},
    {"equal", SOL_RULE_EQUAL_AWARDS},
    {"equal gains", SOL_RULE_EQUAL_AWARDS},
    {"constrained equal losses", SOL_RULE_EQUAL_LOSSES},
    {"levelling", SOL_RULE_EQUAL_LOSSES},
    {"contested garment", SOL_RULE_TALMUD},
    {"aumann-maschler", SOL_RULE_TALMUD},
    {"seniority", SOL_RULE_PRIORITY},
    {"first come first served", SOL_RULE_PRIORITY},
    {"ibn ezra", SOL_RULE_MINIMAL_OVERLAP},
    {"shapley", SOL_RULE_RANDOM_ARRIVAL},
    {"run to the bank", SOL_RULE_RANDOM_ARRIVAL},
    {"centroid", SOL_RULE_AVERAGE_OF_AWARDS},
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
    enum { OTHERS = sizeof other_names / sizeof *other_names, NAMES = 2 * SOL_RULES + OTHERS };
    const char *name[NAMES];
    for (size_t i = 0; i < SOL_RULES; i++) {
        name[2 * i] = sol_rule_table[i].name;
        name[2 * i + 1] = sol_rule_table[i].alias;
    }
    for (size_t i = 0; i < OTHERS; i++)
        name[2 * SOL_RULES + i] = other_names[i].word;
    const char *nearest = suggest_nearest(word, NAMES, name);
    size_t at = 0;
    while (nearest && name[at] != nearest)
        at++;
    return !nearest ? NULL : sol_rule_table[at < 2 * SOL_RULES ? at / 2 : other_names[at - 2 * SOL_RULES].rule].name;
}

sol_rule_choice sol_rule_default(sol_rule rule)
{
    return (sol_rule_choice){.rule = rule, .theta = 0.5, .p = 0, .alpha = 1, .mix = 0.5, .by = SOL_BY_FILING};
}
