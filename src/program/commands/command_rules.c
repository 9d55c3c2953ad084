#include "program/session/answer.h"
#include "solatium/axiom.h"

#include "base/text.h"

/* The names of the axioms that a rule always satisfies, or does not. */
static const char *axioms_of(sol_arena *arena, const sol_rule_choice *rule, bool always)
{
    text_buffer text = {.arena = arena};
    for (sol_axiom a = 0; a < SOL_AXIOMS; a++)
        if (sol_axiom_applies(rule, false, a) && sol_axiom_always(rule, false, a) == always)
            text_print(&text, "%s%s", text.length ? ", " : "", sol_axiom_table[a].name);
    return text_of(&text);
}

/* A dial's axioms are those of any setting: here one that is no other rule. */
static sol_rule_choice anywhere(sol_rule rule)
{
    sol_rule_choice choice = sol_rule_default(rule);
    choice.alpha = 2;
    choice.p = 1;
    return choice;
}

static json_t *names_of(const sol_rule_choice *rule, bool always)
{
    json_t *list = json_array();
    for (sol_axiom a = 0; a < SOL_AXIOMS; a++)
        if (sol_axiom_applies(rule, false, a) && sol_axiom_always(rule, false, a) == always)
            json_array_append_new(list, json_string(sol_axiom_table[a].name));
    return list;
}

static json_t *rules_json(void)
{
    json_t *rules = json_array(), *axioms = json_array();
    for (size_t i = 0; i < SOL_RULES; i++) {
        const sol_rule_row *r = &sol_rule_table[i];
        sol_rule_choice rule = anywhere(r->rule);
        json_array_append_new(rules,
                              json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:o}", "name", r->name, "alias", r->alias,
                                        "parameters", r->parameters, "meaning", r->meaning, "weights", r->takes_weights,
                                        "cumulative", r->has_level, "axioms", names_of(&rule, true)));
    }
    for (size_t a = 0; a < SOL_AXIOMS; a++)
        json_array_append_new(
            axioms, json_pack("{s:s, s:s}", "name", sol_axiom_table[a].name, "meaning", sol_axiom_table[a].meaning));
    return json_pack("{s:o, s:o}", "rules", rules, "axioms", axioms);
}

static void add_rules(document *doc)
{
    static const document_column columns[] = {
        {.key = "name", .title = "rule", .unit = UNIT_TEXT},
        {.key = "alias", .title = "alias", .unit = UNIT_TEXT},
        {.key = "parameters", .title = "parameters", .unit = UNIT_TEXT},
        {.key = "weights", .title = "weights", .unit = UNIT_TEXT},
        {.key = "meaning", .title = "meaning", .unit = UNIT_TEXT},
    };
    document_table *table = document_add_table(doc, "rules", NULL, 5, columns);
    for (size_t i = 0; i < SOL_RULES; i++) {
        const sol_rule_row *r = &sol_rule_table[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(r->name);
        row[1] = cell_text(r->alias);
        row[2] = cell_text(r->parameters);
        row[3] = cell_text(r->takes_weights ? "yes" : "");
        row[4] = cell_text(r->meaning);
    }
}

static void add_axioms(document *doc)
{
    static const document_column meanings[] = {
        {.key = "axiom", .title = "axiom", .unit = UNIT_TEXT},
        {.key = "meaning", .title = "meaning", .unit = UNIT_TEXT},
    };
    static const document_column columns[] = {
        {.key = "rule", .title = "rule", .unit = UNIT_TEXT},
        {.key = "always", .title = "always satisfies", .unit = UNIT_TEXT},
    };
    document_heading(doc, 2, "What each always satisfies");
    document_table *table = document_add_table(doc, "always", NULL, 2, columns);
    for (size_t i = 0; i < SOL_RULES; i++) {
        sol_rule_choice rule = anywhere((sol_rule)i);
        document_cell *row = document_add_row(table);
        row[0] = cell_text(sol_rule_table[i].name);
        row[1] = cell_text(axioms_of(doc->arena, &rule, true));
    }
    document_heading(doc, 2, "Axioms");
    table = document_add_table(doc, "axioms", NULL, 2, meanings);
    for (size_t a = 0; a < SOL_AXIOMS; a++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(sol_axiom_table[a].name);
        row[1] = cell_text(sol_axiom_table[a].meaning);
    }
}

exit_status command_rules(program_session *session)
{
    if (program_is_json(session))
        return answer_json(session, rules_json());
    document *doc = document_new(session->arena, NULL, 0);
    document_heading(doc, 2, "Division rules");
    document_say(doc, TONE_PLAIN,
                 "A rule divides an endowment among claims that exceed it; no award is above its claim.");
    add_rules(doc);
    add_axioms(doc);
    return answer_document(session, doc);
}
