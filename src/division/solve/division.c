#include "solatium/division.h"

#include "base/check.h"
#include "division/level/share.h"
#include "division/rules/rules.h"
#include "division/solve/hydraulic.h"
#include "division/solve/remainder.h"

static outcome_totals totals_of(const sol_claims_problem *problem)
{
    outcome_totals t = {0};
    if (level_is_plain(problem)) {
        for (size_t i = 0; i < problem->count; i++) {
            int64_t claim = problem->claim[i].units;
            t.claims += claim;
            t.largest = claim > t.largest ? claim : t.largest;
        }
        t.upper = t.claims;
        t.people = (int64_t)problem->count;
        return t;
    }
    for (size_t i = 0; i < problem->count; i++) {
        int64_t claim = problem->claim[i].units, people = outcome_people(problem, i);
        t.people += people;
        t.claims += claim * people;
        t.lower += outcome_lower(problem, i) * people;
        t.upper += outcome_upper(problem, i) * people;
        t.largest = claim > t.largest ? claim : t.largest;
    }
    return t;
}

/* Everyone at one bound: nothing to divide, or enough for all. */
static sol_division give_bounds(const sol_claims_problem *problem, bool upper, outcome *out)
{
    for (size_t i = 0; i < problem->count; i++) {
        int64_t x = upper ? outcome_upper(problem, i) : outcome_lower(problem, i);
        if (out->whole)
            out->whole[i].units = x;
        if (out->exact)
            out->exact[i] = (double)x;
    }
    return (sol_division){.level = upper, .passes = 1, .method = "exact"};
}

/* Those of the problem, or alpha-fair ones from survival. */
static const double *weights_of(const sol_claims_problem *problem, const sol_rule_choice *rule, sol_arena *scratch)
{
    if (rule->rule != SOL_RULE_ALPHA_FAIR)
        return sol_rule_table[rule->rule].takes_weights ? problem->weight : NULL;
    double *weight = SOL_TAKE(scratch, problem->count, double);
    for (size_t i = 0; i < problem->count; i++)
        weight[i] = level_fair_weight(rule->alpha, problem->survival ? problem->survival[i] : 1);
    return weight;
}

/* The rules that no path of levels describes. */
static rules_divide *const own_file[SOL_RULES] = {
    [SOL_RULE_EQUAL_SACRIFICE] = rules_equal_sacrifice,
    [SOL_RULE_PRIORITY] = rules_priority,
    [SOL_RULE_AVERAGE] = rules_average,
    [SOL_RULE_ADJUSTED_PROPORTIONAL] = rules_adjusted_proportional,
    [SOL_RULE_TRUNCATED_PROPORTIONAL] = rules_truncated_proportional,
    [SOL_RULE_ALPHA_MIN] = rules_alpha_min,
    [SOL_RULE_MINIMAL_OVERLAP] = rules_minimal_overlap,
    [SOL_RULE_RANDOM_ARRIVAL] = rules_random_arrival,
    [SOL_RULE_AVERAGE_OF_AWARDS] = rules_average_of_awards,
    [SOL_RULE_DOMINGUEZ_THOMSON] = rules_dominguez_thomson,
};

/* Whether whole units go by one double, the share, and the same for each claim. */
static bool goes_by_share(const level_path *path, const outcome_totals *totals, const outcome *out)
{
    bool is_down = out->whole && !out->part && !out->exact;
    return is_down && path->stretch[0].slope == LEVEL_CLAIM && totals->largest < SHARE_CLAIM_LIMIT;
}

static sol_division divide(const sol_claims_problem *problem, const sol_rule_choice *rule, const outcome_totals *totals,
                           sol_arena *scratch, outcome *out)
{
    int64_t endowment = problem->endowment.units;
    SOL_CHECK(endowment >= totals->lower);
    if (endowment >= totals->upper || endowment == totals->lower)
        return give_bounds(problem, endowment >= totals->upper, out);
    sol_claims_problem weighted = *problem;
    weighted.weight = weights_of(problem, rule, scratch);
    level_path path;
    bool has_level = level_path_of(rule, weighted.weight != NULL, &path);
    if (has_level && goes_by_share(&path, totals, out))
        return share_divide(problem, totals, out->whole);
    if (has_level)
        return level_divide(&weighted, totals, &path, scratch, out);
    SOL_CHECK(rule->rule < SOL_RULES && own_file[rule->rule]);
    return own_file[rule->rule](problem, totals, rule, scratch, out);
}

/* Awards rounded along the level; priority is whole as it is. */
static sol_division divide_hydraulically(const sol_claims_problem *problem, const sol_rule_choice *rule,
                                         const outcome_totals *totals, sol_arena *scratch, sol_money *award)
{
    sol_claims_problem weighted = *problem;
    weighted.weight = weights_of(problem, rule, scratch);
    int64_t left = hydraulic_divide(&weighted, totals, rule, scratch, award);
    return (sol_division){
        .divided.units = problem->endowment.units - left, .leftover.units = left, .method = "hydraulic"};
}

sol_division sol_divide(const sol_claims_problem *problem, const sol_rule_choice *rule, sol_rounding rounding,
                        sol_arena *scratch, sol_money *award)
{
    SOL_ENTRY(((sol_division){0}));
    outcome_totals totals = totals_of(problem);
    outcome out = {.whole = award};
    int64_t endowment = problem->endowment.units;
    bool inside = endowment > totals.lower && endowment < totals.upper;
    if (rounding == SOL_ROUND_HYDRAULIC && inside && rule->rule != SOL_RULE_PRIORITY)
        return divide_hydraulically(problem, rule, &totals, scratch, award);
    if (rounding != SOL_ROUND_DOWN)
        out.part = SOL_TAKE(scratch, problem->count, uint64_t);
    sol_division d = divide(problem, rule, &totals, scratch, &out);
    int64_t wanted = endowment < totals.upper ? endowment : totals.upper, given = 0;
    for (size_t i = 0; i < problem->count; i++)
        given += award[i].units * outcome_people(problem, i);
    d.surplus.units = endowment - wanted;
    d.leftover.units = wanted - given;
    if (rounding != SOL_ROUND_DOWN && given != wanted)
        d.leftover.units = remainder_spread(problem, wanted - given, out.part, scratch, award);
    d.divided.units = wanted - d.leftover.units;
    return d;
}

sol_division sol_divide_exactly(const sol_claims_problem *problem, const sol_rule_choice *rule, sol_arena *scratch,
                                double *award)
{
    SOL_ENTRY(((sol_division){0}));
    outcome_totals totals = totals_of(problem);
    outcome out = {.exact = award};
    sol_division d = divide(problem, rule, &totals, scratch, &out);
    int64_t endowment = problem->endowment.units;
    d.divided.units = endowment < totals.upper ? endowment : totals.upper;
    d.surplus.units = endowment - d.divided.units;
    return d;
}
