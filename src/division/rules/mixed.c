/* Rules that are a mix, or a base and a proportional part: exact fractions. */
#include "division/level/level.h"
#include "division/rules/rules.h"

/* x = base + endowment · part / parts, the whole and the rest by 128-bit division. */
typedef struct proportion {
    int64_t endowment, parts;
} proportion;

static void put_proportion(outcome *out, size_t i, int64_t base, int64_t part, proportion of)
{
    wide_bits product = (wide_bits)(uint64_t)of.endowment * (uint64_t)part;
    uint64_t whole = of.parts ? (uint64_t)(product / (uint64_t)of.parts) : 0;
    uint64_t rest = (uint64_t)product - whole * (uint64_t)of.parts;
    if (out->whole)
        out->whole[i].units = base + (int64_t)whole;
    if (out->part)
        out->part[i] = rest;
    if (out->exact)
        out->exact[i] = (double)(base + (int64_t)whole) + (of.parts ? (double)rest / (double)of.parts : 0);
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* What the others would leave if they were paid in full. */
static int64_t minimal_right(int64_t claim, int64_t endowment, int64_t claims)
{
    int64_t left = endowment - (claims - claim);
    return left > 0 ? left : 0;
}

sol_division rules_adjusted_proportional(const sol_claims_problem *problem, const outcome_totals *totals,
                                         const sol_rule_choice *rule, sol_arena *scratch, outcome *out)
{
    (void)rule, (void)scratch;
    int64_t endowment = problem->endowment.units;
    proportion of = {endowment, 0};
    for (size_t i = 0; i < problem->count; i++)
        of.endowment -= minimal_right(problem->claim[i].units, endowment, totals->claims) * outcome_people(problem, i);
    for (size_t i = 0; i < problem->count; i++) {
        int64_t claim = problem->claim[i].units, right = minimal_right(claim, endowment, totals->claims);
        of.parts += smaller(claim - right, of.endowment) * outcome_people(problem, i);
    }
    for (size_t i = 0; i < problem->count; i++) {
        int64_t claim = problem->claim[i].units, right = minimal_right(claim, endowment, totals->claims);
        put_proportion(out, i, right, smaller(claim - right, of.endowment), of);
    }
    return (sol_division){.passes = 3, .method = "exact"};
}

sol_division rules_truncated_proportional(const sol_claims_problem *problem, const outcome_totals *totals,
                                          const sol_rule_choice *rule, sol_arena *scratch, outcome *out)
{
    (void)totals, (void)rule, (void)scratch;
    proportion of = {problem->endowment.units, 0};
    for (size_t i = 0; i < problem->count; i++)
        of.parts += smaller(problem->claim[i].units, of.endowment) * outcome_people(problem, i);
    for (size_t i = 0; i < problem->count; i++)
        put_proportion(out, i, 0, smaller(problem->claim[i].units, of.endowment), of);
    return (sol_division){.level = (double)of.endowment / (double)of.parts, .passes = 2, .method = "exact"};
}

sol_division rules_alpha_min(const sol_claims_problem *problem, const outcome_totals *totals,
                             const sol_rule_choice *rule, sol_arena *scratch, outcome *out)
{
    (void)rule, (void)scratch;
    int64_t least = totals->largest, people = totals->people, endowment = problem->endowment.units;
    for (size_t i = 0; i < problem->count; i++)
        if (outcome_people(problem, i))
            least = smaller(least, problem->claim[i].units);
    bool equal = (sol_wide)least * people >= endowment;
    proportion of = equal ? (proportion){endowment, people}
                          : (proportion){endowment - least * people, totals->claims - least * people};
    for (size_t i = 0; i < problem->count; i++) {
        int64_t above = problem->claim[i].units > least ? problem->claim[i].units - least : 0;
        put_proportion(out, i, equal ? 0 : least, equal ? 1 : above, of);
    }
    return (sol_division){.passes = 2, .method = "exact"};
}

/* A level's whole part and rest, as one award of equal awards or one loss of equal losses. */
typedef struct mixed_level {
    int64_t down;
    uint64_t rest, q;
} mixed_level;

static mixed_level level_for(const sol_claims_problem *problem, const outcome_totals *totals, sol_rule rule,
                             sol_arena *scratch)
{
    level_path path;
    sol_rule_choice choice = sol_rule_default(rule);
    level_path_of(&choice, false, &path);
    level_problem s = {.rows = problem, .totals = totals};
    level_at at = level_solve(&s, &path, scratch);
    wide_bits down = (wide_bits)at.p / at.q;
    return (mixed_level){(int64_t)down, (uint64_t)((wide_bits)at.p - down * at.q), (uint64_t)at.q};
}

sol_division rules_average(const sol_claims_problem *problem, const outcome_totals *totals, const sol_rule_choice *rule,
                           sol_arena *scratch, outcome *out)
{
    sol_claims_problem plain = *problem;
    plain.lower = plain.upper = NULL;
    mixed_level a = level_for(&plain, totals, SOL_RULE_EQUAL_AWARDS, scratch);
    mixed_level b = level_for(&plain, totals, SOL_RULE_EQUAL_LOSSES, scratch);
    int64_t mix, all;
    level_fraction(rule->mix < 0 ? 0 : rule->mix > 1 ? 1 : rule->mix, &mix, &all);
    wide_bits scale = (wide_bits)(uint64_t)all * a.q * b.q;
    int bits = outcome_bits(scale), shift = bits > 63 ? bits - 63 : 0;
    for (size_t i = 0; i < problem->count; i++) {
        int64_t claim = problem->claim[i].units;
        bool capped = claim <= a.down, nothing = claim <= b.down;
        int64_t award = capped ? claim : a.down;
        int64_t kept = nothing ? 0 : claim - b.down - (b.rest > 0);
        uint64_t award_rest = capped ? 0 : a.rest, kept_rest = nothing || !b.rest ? 0 : b.q - b.rest;
        sol_wide sum = (sol_wide)award * mix + (sol_wide)kept * (all - mix);
        int64_t whole = (int64_t)(sum / all);
        wide_bits rest = (wide_bits)(sum - (sol_wide)whole * all) * a.q * b.q +
                         (wide_bits)(uint64_t)mix * award_rest * b.q +
                         (wide_bits)(uint64_t)(all - mix) * kept_rest * a.q;
        for (; rest >= scale; rest -= scale)
            whole++;
        if (out->whole)
            out->whole[i].units = whole;
        if (out->part)
            out->part[i] = (uint64_t)(rest >> shift);
        if (out->exact)
            out->exact[i] = (double)whole + (double)rest / (double)scale;
    }
    return (sol_division){.passes = 3, .method = "exact"};
}
