#include "program/divide/divide_answer.h"

#include "scenario/keys/keys.h"

#include <math.h>

/* Whole numbers as such, so that no digit is lost. */
static json_t *amount(const divide_problem *problem, double minor)
{
    if (problem->minor_digits == 0 && !problem->is_exact)
        return json_integer((json_int_t)llround(minor));
    return json_real(divide_major(problem, minor));
}

static json_t *axioms_of(const divide_problem *problem, size_t k, const divide_result *result)
{
    json_t *list = json_array();
    for (sol_axiom a = 0; a < SOL_AXIOMS; a++) {
        bool is_weighted = problem->weight != NULL;
        if (!sol_axiom_applies(&problem->rule[k], is_weighted, a))
            continue;
        const sol_axiom_finding *f = &result[k].finding[a];
        json_array_append_new(
            list, json_pack("{s:s, s:b, s:b, s:s?}", "axiom", sol_axiom_table[a].name, "violated", f->is_violated,
                            "always", sol_axiom_always(&problem->rule[k], is_weighted, a), "change", f->change));
    }
    return list;
}

static json_t *number_or_text(double x)
{
    return isinf(x) ? json_string("inf") : json_real(x);
}

static json_t *parameters_of(const sol_rule_choice *rule)
{
    json_t *params = json_object();
    if (rule->rule == SOL_RULE_TALMUD || rule->rule == SOL_RULE_REVERSE_TALMUD)
        json_object_set_new(params, "theta", json_real(rule->theta));
    if (rule->rule == SOL_RULE_EQUAL_SACRIFICE)
        json_object_set_new(params, "p", number_or_text(rule->p));
    if (rule->rule == SOL_RULE_ALPHA_FAIR)
        json_object_set_new(params, "alpha", number_or_text(rule->alpha));
    if (rule->rule == SOL_RULE_AVERAGE)
        json_object_set_new(params, "mix", json_real(rule->mix));
    if (rule->rule == SOL_RULE_PRIORITY)
        json_object_set_new(params, "by", json_string(keys_word_for(word_by, (int)rule->by)));
    return params;
}

static json_t *result_of(const divide_problem *problem, size_t k, const divide_result *result)
{
    json_t *awards = json_array();
    for (size_t i = 0; i < problem->posed.count; i++)
        json_array_append_new(awards, amount(problem, result[k].award[i]));
    json_t *one = json_object();
    json_object_set_new(one, "rule", json_string(sol_rule_table[problem->rule[k].rule].name));
    json_object_set_new(one, "params", parameters_of(&problem->rule[k]));
    json_object_set_new(one, "awards", awards);
    json_object_set_new(one, "gini", json_real(result[k].gini));
    json_object_set_new(one, "least_share", json_real(result[k].least_share));
    json_object_set_new(one, "surplus", amount(problem, (double)result[k].division.surplus.units));
    json_object_set_new(one, "more_equal_than", json_integer((json_int_t)result[k].above));
    json_object_set_new(one, "less_equal_than", json_integer((json_int_t)result[k].below));
    json_object_set_new(one, "method", json_string(result[k].division.method));
    json_object_set_new(one, "error", json_real(result[k].division.error));
    if (result[k].finding)
        json_object_set_new(one, "axioms", axioms_of(problem, k, result));
    return one;
}

json_t *divide_json(const divide_problem *problem, const divide_result *result, const sol_schedule *schedule)
{
    json_t *answer = json_object(), *claims = json_array(), *results = json_array();
    size_t n = problem->posed.count;
    json_object_set_new(answer, "endowment", amount(problem, (double)problem->posed.endowment.units));
    if (problem->currency)
        json_object_set_new(answer, "currency", json_string(problem->currency));
    for (size_t i = 0; i < n; i++)
        json_array_append_new(claims, amount(problem, (double)problem->posed.claim[i].units));
    json_object_set_new(answer, "claims", claims);
    for (size_t k = 0; k < problem->rule_count; k++)
        json_array_append_new(results, result_of(problem, k, result));
    json_object_set_new(answer, "results", results);
    if (!schedule)
        return answer;
    json_t *points = json_array();
    for (size_t j = 0; j < schedule->count; j++) {
        json_t *awards = json_array();
        for (size_t i = 0; i < n; i++)
            json_array_append_new(awards, json_real(divide_major(problem, schedule->award[j * n + i])));
        json_array_append_new(points, json_pack("{s:f, s:o}", "endowment",
                                                divide_major(problem, schedule->endowment[j]), "awards", awards));
    }
    json_object_set_new(answer, "schedule", json_pack("{s:b, s:o}", "exact", schedule->is_exact, "points", points));
    return answer;
}
