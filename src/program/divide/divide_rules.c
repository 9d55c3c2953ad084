/* Rules and their parameters as the command line names them: talmud:theta=40%, equal-sacrifice:p=inf, all. */
#include "program/divide/divide_problem.h"

#include "base/suggest.h"
#include "scenario/keys/keys.h"
#include "solatium/quantity.h"

#include <math.h>
#include <string.h>

typedef struct rule_reader {
    program_session *session;
    const argument *given;
    sol_rule_choice rule;
} rule_reader;

static bool complain(rule_reader *r, const char *hint, const char *message)
{
    sol_diagnostics_add(r->session->diagnostics, SOL_ERROR, "U312", r->given->place, hint, "%s", message);
    return false;
}

static bool take_by(rule_reader *r, const char *value)
{
    const key_word *word = keys_word(word_by, value, strlen(value));
    if (word && word->value == SOL_BY_HAZARD)
        return complain(r, "`by=age` puts the oldest first", "`by=hazard` needs the mortality of a scenario");
    if (word && word->value == SOL_BY_APPROVAL)
        return complain(r, "`by=filing` takes claims as they stand", "`by=approval` needs the office of a scenario");
    if (word) {
        r->rule.by = (sol_priority)word->value;
        return true;
    }
    char nearest[WORDS_LENGTH];
    return complain(r,
                    keys_word_nearest(word_by, value, nearest)
                        ? sol_arena_print(r->session->arena, "did you mean `by=%s`?", nearest)
                        : "age, filing, claim or random",
                    sol_arena_print(r->session->arena, "priority cannot go by `%s`", value));
}

static bool take_share(rule_reader *r, const char *value, double *share)
{
    sol_quantity_fault fault;
    int64_t billionths;
    if (!sol_quantity_share(value, strlen(value), &billionths, &fault))
        return complain(r, fault.hint[0] ? fault.hint : NULL, fault.message);
    *share = (double)billionths / (double)SOL_BILLION;
    return true;
}

static bool take_number(rule_reader *r, const char *value, double least, double *number)
{
    sol_quantity_fault fault;
    if (strcmp(value, "inf") == 0) {
        *number = INFINITY;
        return true;
    }
    double x;
    if (!sol_quantity_number(value, strlen(value), &x, &fault))
        return complain(r, fault.hint[0] ? fault.hint : NULL, fault.message);
    if (x < least)
        return complain(r, NULL, sol_arena_print(r->session->arena, "%s is below %g", value, least));
    *number = x;
    return true;
}

static bool take_parameter(rule_reader *r, const char *key, const char *value)
{
    static const char *const keys[] = {"theta", "p", "alpha", "mix", "by"};
    static const sol_rule owner[] = {SOL_RULE_TALMUD, SOL_RULE_EQUAL_SACRIFICE, SOL_RULE_ALPHA_FAIR, SOL_RULE_AVERAGE,
                                     SOL_RULE_PRIORITY};
    size_t k = 0;
    while (k < 5 && strcmp(key, keys[k]) != 0)
        k++;
    if (k == 5) {
        const char *nearest = suggest_nearest(key, 5, keys);
        return complain(r, nearest ? sol_arena_print(r->session->arena, "did you mean `%s`?", nearest) : NULL,
                        sol_arena_print(r->session->arena, "unknown parameter `%s`", key));
    }
    if (owner[k] != r->rule.rule && !(k == 0 && r->rule.rule == SOL_RULE_REVERSE_TALMUD))
        return complain(
            r, "`solatium rules` lists the parameters of each",
            sol_arena_print(r->session->arena, "%s has no parameter `%s`", sol_rule_table[r->rule.rule].name, key));
    switch (k) {
    case 0:
        return take_share(r, value, &r->rule.theta);
    case 1:
        return take_number(r, value, -1, &r->rule.p);
    case 2:
        return take_number(r, value, 1e-6, &r->rule.alpha);
    case 3:
        return take_share(r, value, &r->rule.mix);
    default:
        return take_by(r, value);
    }
}

static bool read_rule(rule_reader *r)
{
    sol_arena *arena = r->session->arena;
    size_t length = strcspn(r->given->text, ":");
    const char *name = sol_arena_copy(arena, r->given->text, length);
    const sol_rule_row *row = sol_rule_named(name);
    if (!row) {
        static const char *const all[] = {"all"};
        const char *meant = sol_rule_meant(name), *nearest = meant ? meant : suggest_nearest(name, 1, all);
        return complain(r,
                        nearest ? sol_arena_print(arena, "did you mean `%s`?", nearest) : "`solatium rules` lists them",
                        sol_arena_print(arena, "unknown rule `%s`", name));
    }
    r->rule = sol_rule_default(row->rule);
    const char *rest = r->given->text + length;
    while (*rest) {
        rest++;
        size_t pair = strcspn(rest, ","), key = strcspn(rest, "=");
        if (key >= pair)
            return complain(r, "as in `talmud:theta=40%`", "a parameter is written key=value");
        if (!take_parameter(r, sol_arena_copy(arena, rest, key), sol_arena_copy(arena, rest + key + 1, pair - key - 1)))
            return false;
        rest += pair;
    }
    return true;
}

/* All rules with their defaults; the dial of equal sacrifice stands at 1, at 0 it is proportional. */
static void take_all(divide_problem *problem, sol_rule_choice *rule, const char **text)
{
    for (size_t i = 0; i < SOL_RULES; i++) {
        if (i == SOL_RULE_ALPHA_FAIR && !problem->survival)
            continue;
        rule[problem->rule_count] = sol_rule_default((sol_rule)i);
        text[problem->rule_count] = sol_rule_table[i].name;
        if (i == SOL_RULE_EQUAL_SACRIFICE) {
            rule[problem->rule_count].p = 1;
            text[problem->rule_count] = "equal-sacrifice:p=1";
        }
        problem->rule_count++;
    }
}

/* Without a scenario nothing else says who will be alive: it would be everybody, and each alpha divide as 1 does. */
static bool has_survival(rule_reader *r, const divide_problem *problem)
{
    return r->rule.rule != SOL_RULE_ALPHA_FAIR || r->rule.alpha == 1 || problem->survival ||
           complain(r, "as in `--survival 0.9,0.6,0.8`, a probability a claim",
                    sol_arena_print(r->session->arena,
                                    "alpha-fair needs `--survival`: without it, alpha=%g is proportional",
                                    r->rule.alpha));
}

bool divide_rules_read(program_session *session, divide_problem *problem)
{
    const arguments *read = &session->arguments;
    sol_rule_choice *rule = SOL_TAKE(session->arena, (read->given_count + 1) * SOL_RULES, sol_rule_choice);
    const char **text = SOL_TAKE(session->arena, (read->given_count + 1) * SOL_RULES, const char *);
    problem->rule = rule;
    problem->rule_text = text;
    for (size_t i = 0; i < read->given_count; i++) {
        rule_reader r = {session, &read->given[i], {0}};
        if (!r.given->option || strcmp(r.given->option->name, "--rule") != 0)
            continue;
        if (strcmp(r.given->text, "all") == 0) {
            take_all(problem, rule, text);
            continue;
        }
        if (!read_rule(&r) || !has_survival(&r, problem))
            return false;
        const char *parameters = strchr(r.given->text, ':');
        rule[problem->rule_count] = r.rule;
        text[problem->rule_count++] =
            sol_arena_print(session->arena, "%s%s", sol_rule_table[r.rule.rule].name, parameters ? parameters : "");
    }
    if (problem->rule_count == 0) {
        rule[0] = sol_rule_default(SOL_RULE_PROPORTIONAL);
        text[problem->rule_count++] = sol_rule_table[0].name;
    }
    return true;
}
