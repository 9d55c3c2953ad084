/* The steps of the division, and the goals of timeliness. */
#include "scenario/keys/sections.h"
#include "scenario/reader/reader.h"
#include "scenario/text/rows.h"

#include <stdio.h>
#include <string.h>

/* The name of a group is no word of `who`, but has its place in it. */
static bool refuse_group(reader *r, const key_row *row, const sol_node *value)
{
    for (const key_word *word = row->words; word->name; word++)
        if (strcmp(word->name, value->text) == 0)
            return false;
    if (value->kind != NODE_SCALAR || names_find(&r->groups, value->text) < 0)
        return false;
    text_buffer name = {.arena = r->arena};
    node_write(&name, value);
    problem_add(r->diagnostics, P_UNKNOWN_WORD, node_place(value),
                sol_arena_print(r->arena, "write `%s: {groups: [%.200s]}`", row->name, text_of(&name)),
                "`%.200s` is not one of the words that belong here but the name of a group", value->text);
    return true;
}

/* Whenever claims are filed. */
#define WHENEVER_FILED .filed_from = {INT32_MIN}, .filed_by = {SOL_NEVER_DAY}

/* In a step or a goal: the whole `who`; in the mapping of `who`: its `living`. */
SECTION_READER(step_who)
{
    int word;
    sol_who *who = (sol_who *)(void *)((char *)target + row->offset);
    if (row->table) {
        if (value->kind == NODE_MAPPING) {
            who->vital = SOL_ANY;
            reader_table(r, row->table, value, who);
        } else if (!refuse_group(r, row, value) && value_word(r, value, row->words, &word)) {
            who->vital = (sol_vital)word;
        }
        return;
    }
    static const key_word words[] = {{"yes", SOL_LIVING, ""},
                                     {"no", SOL_ESTATES, ""},
                                     {"true", SOL_LIVING, ""},
                                     {"false", SOL_ESTATES, ""},
                                     {NULL, 0, NULL}};
    if (value_word(r, value, words, &word))
        ((sol_who *)target)->vital = (sol_vital)word;
}

SECTION_READER(who_filed)
{
    sol_who *who = target;
    const bool is_by = strcmp(row->name, "filed_by") == 0;
    who->goes_by_filing = true;
    if (value_date(r, value, is_by ? &who->filed_by : &who->filed_from) && is_by &&
        who->filed_by.day < who->filed_from.day)
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(value), "both days are included",
                    "the last day of filing is before the first: it is for nobody");
}

SECTION_READER(step_up_to)
{
    sol_step *step = target;
    size_t length = strlen(value->text);
    step->has_up_to = true;
    step->up_to_is_share = length > 0 && value->text[length - 1] == '%';
    (void)row;
    if (step->up_to_is_share)
        value_ratio(r, value, 0, 1, &step->up_to_billionths);
    else
        value_home_amount(r, value, &step->up_to);
}

static const sol_rule_row *rule_named(reader *r, const sol_node *value)
{
    const sol_rule_row *found = sol_rule_named(value->text);
    if (found)
        return found;
    const char *near = sol_rule_meant(value->text);
    problem_add(r->diagnostics, P_UNKNOWN_WORD, node_place(value),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : "`solatium rules` lists them",
                "`%.200s` is not a rule of division", value->text);
    return NULL;
}

SECTION_READER(step_rule)
{
    sol_step *step = target;
    const sol_rule_row *rule = rule_named(r, value);
    (void)row;
    if (!rule)
        return;
    step->rule = sol_rule_default(rule->rule);
    step->is_outstanding = !rule->has_level;
}

static bool has_parameter(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list; (at = strstr(at, name)) != NULL; at += length) {
        bool begins = at == list || at[-1] == ' ' || at[-1] == ',';
        if (begins && (at[length] == '\0' || at[length] == ',' || at[length] == ' '))
            return true;
    }
    return false;
}

/*
 * Parameters stand behind the rule in the table, so that it is known whose they are. A parameter of a rule that is none is nobody's: then only
 * the rule is wrong.
 */
static void check_parameter(reader *r, const key_row *row, const sol_node *value, const sol_step *step)
{
    const sol_rule_row *rule = &sol_rule_table[step->rule.rule];
    if (!r->is_default && !has_parameter(rule->parameters, row->name) && node_get(step->node, "rule") &&
        reader_is_sound(r, step->node, "rule"))
        problem_add(r->diagnostics, P_KEY_HERE, node_place(value), NULL, "`%s` is not a parameter of `%s`", row->name,
                    rule->name);
}

SECTION_READER(step_parameter)
{
    check_parameter(r, row, value, target);
    reader_field(r, row, value, target);
}

SECTION_READER(step_at)
{
    sol_step *step = target;
    check_parameter(r, row, value, step);
    size_t length = strlen(value->text);
    bool is_date = length > 4 && value->text[4] == '-';
    step->horizon_is_span = !is_date;
    if (is_date)
        value_date(r, value, &step->horizon_date);
    else
        value_span(r, value, &step->horizon_span);
}

SECTION_READER(step_weight)
{
    sol_step *step = target;
    int word;
    if (value->kind == NODE_SCALAR) {
        if (value_word(r, value, row->words, &word))
            step->weight.kind = (sol_weight_kind)word;
        return;
    }
    step->weight.kind = SOL_WEIGHT_AGE;
    reader_table(r, row->table, value, &step->weight);
}

static void check_days(reader *r, const sol_node *item, const sol_step *step)
{
    const sol_node *until = node_get(item, "until"), *last = until ? until : node_get(item, "from");
    bool are_read = reader_is_sound(r, item, "from") && reader_is_sound(r, item, "until");
    if (last && are_read && reader_has_time(r) && step->until.day < step->from.day)
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(node_bare(last)),
                    "both days are included; a step without `until` takes part up to `end`, one without `from` from "
                    "`start` on",
                    until ? "the step's last day is before its first" : "the step begins after `end`");
}

static void check_step(reader *r, const sol_node *item, const sol_step *step)
{
    const sol_rule_row *rule = &sol_rule_table[step->rule.rule];
    const sol_node *basis = node_get(item, "basis"), *weight = node_get(item, "weight");
    if (!rule->has_level && basis && !step->is_outstanding)
        problem_add(r->diagnostics, P_RULE, node_place(node_bare(basis)), "write `basis: outstanding`",
                    "`%s` cannot divide cumulatively", rule->name);
    if (!rule->takes_weights && weight)
        problem_add(r->diagnostics, P_RULE, node_place(node_get_key(item, "weight")),
                    "`solatium rules` says which rules take weights", "`%s` does not take weights", rule->name);
}

/* A share of the claim rises with the claim. */
static void check_index(reader *r, const sol_node *item, const sol_step *step)
{
    const sol_node *index = node_get_key(item, "index");
    if (index && !node_get(item, "up_to"))
        problem_add(r->diagnostics, P_MISSING_KEY, node_place(index), "write `up_to: AMOUNT`, or leave `index` out",
                    "`index` raises `up_to`, which is missing in the step");
    else if (index && step->up_to_is_share)
        problem_add(r->diagnostics, P_KEY_HERE, node_place(index), "leave it out, or write an amount",
                    "`index` does not apply: `up_to` is a share of the claim, which no prices change");
}

static void read_step(reader *r, const sol_node *item, sol_step *step)
{
    *step = (sol_step){
        .who = {.age_from = -1, WHENEVER_FILED}, .rule = sol_rule_default(SOL_RULE_PROPORTIONAL), .node = item};
    reader_table(r, &key_step, item, step);
    check_days(r, item, step);
    check_index(r, item, step);
    if (node_get(item, "rule") && reader_is_sound(r, item, "rule"))
        check_step(r, item, step);
}

/* A rule that stands alone is a step that says nothing else: the same defaults hold. */
static void read_rule_alone(reader *r, const sol_node *value, sol_step *step)
{
    const sol_node **pair = SOL_TAKE(r->arena, 2, const sol_node *);
    pair[0] = node_scalar(r->arena, value, "rule");
    pair[1] = value;
    size_t lines = r->assumption_count; /* it is one assumption, and was listed */
    read_step(r, node_collection(r->arena, value, NODE_MAPPING, 1, pair), step);
    r->assumption_count = lines;
    step->node = value;
}

SECTION_READER(allocation_section)
{
    sol_scenario *scenario = target;
    row_list steps = {.arena = r->arena, .size = sizeof(sol_step)};
    (void)row;
    if (value->kind == NODE_SCALAR)
        read_rule_alone(r, value, rows_add(&steps));
    else if (value->kind == NODE_MAPPING)
        read_step(r, value, rows_add(&steps));
    for (size_t i = 0; value->kind == NODE_SEQUENCE && i < value->count; i++) {
        const sol_node *item = value->item[i];
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        reader_level level = reader_enter(r, number, item);
        if (item->kind == NODE_SCALAR && item->text[0])
            read_rule_alone(r, item, rows_add(&steps));
        else if (reader_wants(r, item, NODE_MAPPING, "a step, such as `{who: living, rule: equal-awards}`"))
            read_step(r, item, rows_add(&steps));
        reader_leave(r, level);
    }
    if (value->kind == NODE_SEQUENCE && value->count == 0)
        problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(value), NULL, "the list of steps is empty");
    scenario->step = steps.rows;
    scenario->step_count = steps.count;
}

static void read_goal(reader *r, const sol_node *item, sol_timeliness *goal)
{
    const sol_scenario *scenario = r->scenario;
    *goal = (sol_timeliness){.who = {.vital = SOL_LIVING, .age_from = -1, WHENEVER_FILED}, .node = item};
    reader_table(r, &key_timeliness, item, goal);
    const sol_node *by = node_get(item, "by");
    if (by && reader_has_time(r) && (goal->by.day < scenario->start.day || goal->by.day > scenario->end.day))
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(node_bare(by)), NULL, "`by` is not from `start` to `end`");
    if (goal->confidence <= 0.5)
        problem_add(r->diagnostics, P_OUT_OF_RANGE, sol_node_place(item, "confidence"), NULL,
                    "the confidence is above 50%%");
}

SECTION_READER(timeliness_section)
{
    sol_scenario *scenario = target;
    row_list goals = {.arena = r->arena, .size = sizeof(sol_timeliness)};
    (void)row;
    if (value->kind == NODE_MAPPING)
        read_goal(r, value, rows_add(&goals));
    for (size_t i = 0; value->kind == NODE_SEQUENCE && i < value->count; i++) {
        const sol_node *item = value->item[i];
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        if (!reader_wants(r, item, NODE_MAPPING, "a goal, such as `{who: living, goal: 90%}`"))
            continue;
        reader_level level = reader_enter(r, number, item);
        read_goal(r, item, rows_add(&goals));
        reader_leave(r, level);
    }
    if (value->kind == NODE_SEQUENCE && value->count == 0)
        problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(value), NULL, "the list of goals is empty");
    scenario->timeliness = goals.rows;
    scenario->timeliness_count = goals.count;
}
