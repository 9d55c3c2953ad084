/* Money that no firm pledges, what it is earmarked for, and the fund itself. */
#include "scenario/keys/sections.h"
#include "scenario/reader/reader.h"
#include "scenario/text/rows.h"

#include <stdio.h>
#include <string.h>

/* A name, or a list of names, of groups. */
static void read_groups(reader *r, const sol_node *value, size_t *count, const int **group)
{
    size_t items = value->kind == NODE_SEQUENCE ? value->count : 1;
    int *index = SOL_TAKE(r->arena, items, int);
    size_t found = 0;
    if (items == 0)
        problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(value), NULL, "the list of groups is empty");
    for (size_t i = 0; i < items; i++) {
        const sol_node *item = node_bare(value->kind == NODE_SEQUENCE ? value->item[i] : value);
        if (!value_name(r, item, &r->groups, "group", &index[found]))
            continue;
        bool is_repeated = false;
        for (size_t j = 0; j < found; j++)
            is_repeated = is_repeated || index[j] == index[found];
        found += !is_repeated;
    }
    *count = found;
    *group = index;
}

SECTION_READER(groups_list)
{
    /* sol_earmark and sol_who both have the count right before the array. */
    size_t count;
    const int *group;
    char *field = (char *)target + row->offset;
    read_groups(r, value, &count, &group);
    memcpy(field, &group, sizeof group);
    memcpy(field - sizeof count, &count, sizeof count);
}
_Static_assert(offsetof(sol_earmark, group) == offsetof(sol_earmark, group_count) + sizeof(size_t),
               "as groups_list needs");
_Static_assert(offsetof(sol_who, group) == offsetof(sol_who, group_count) + sizeof(size_t), "as groups_list needs");

SECTION_READER(earmark_value)
{
    sol_earmark *earmark = &((sol_other_source *)target)->earmark;
    *earmark = (sol_earmark){.counts = true};
    if (value->kind == NODE_MAPPING) {
        reader_table(r, row->table, value, earmark);
        return;
    }
    read_groups(r, value, &earmark->group_count, &earmark->group);
    if (value->kind == NODE_SEQUENCE)
        reader_assume(r, value);
}

SECTION_READER(sources_cap)
{
    sol_other_source *source = target;
    (void)row;
    source->has_cap = value_amount(r, value, &source->cap, &source->cap_currency);
}

SECTION_READER(fund_section)
{
    sol_scenario *scenario = target;
    scenario->fund.node = value;
    reader_table(r, row->table, value, &scenario->fund);
}

static bool has_key(reader *r, const sol_node *item, const char *key, const char *kind)
{
    if (node_get(item, key))
        return true;
    problem_add(r->diagnostics, P_MISSING_KEY, sol_node_place(item, "kind"), NULL, "`%s` is missing: `%s` needs it",
                key, kind);
    return false;
}

static void refuse_key(reader *r, const sol_node *item, const char *key, const char *kind)
{
    const sol_node *node = node_get_key(item, key);
    if (node)
        problem_add(r->diagnostics, P_KEY_HERE, node_place(node), NULL, "`%s` does not apply to `%s`", key, kind);
}

static void refuse_keys(reader *r, const sol_node *item, const char *kind, size_t count, const char *const *keys)
{
    for (size_t i = 0; i < count; i++)
        refuse_key(r, item, keys[i], kind);
}

/* Which keys a kind needs and which it does not know. */
static void check_kind(reader *r, const sol_node *item, sol_other_source *source)
{
    static const char *const of_enforcement[] = {"worth", "haircut", "direct"};
    static const char *const of_match[] = {"of", "ratio", "cap"};
    static const char *const not_of_match[] = {"amount", "worth",    "haircut", "probability", "date",  "every",
                                               "until",  "requires", "unless",  "earmark",     "direct"};
    static const char *const not_of_enforcement[] = {"amount", "every", "until", "of", "ratio", "cap"};
    const sol_node *kind = node_get(item, "kind");
    if (!kind || node_bare(kind)->kind != NODE_SCALAR || !reader_is_sound(r, item, "kind"))
        return;
    const char *name = node_bare(kind)->text;
    if (source->kind == SOL_MATCH) {
        has_key(r, item, "of", name);
        refuse_keys(r, item, name, sizeof not_of_match / sizeof *not_of_match, not_of_match);
        return;
    }
    if (source->kind == SOL_ENFORCEMENT) {
        has_key(r, item, "worth", name);
        refuse_keys(r, item, name, sizeof not_of_enforcement / sizeof *not_of_enforcement, not_of_enforcement);
        if (source->is_direct && source->earmark.group_count == 0 && !node_get(item, "earmark"))
            problem_add(r->diagnostics, P_MISSING_KEY, sol_node_place(item, "kind"),
                        "name the groups, or write `direct: no`",
                        "`earmark` is missing: what is paid directly needs it");
        return;
    }
    has_key(r, item, "amount", name);
    refuse_keys(r, item, name, sizeof of_enforcement / sizeof *of_enforcement, of_enforcement);
    refuse_keys(r, item, name, sizeof of_match / sizeof *of_match, of_match);
}

static void check_series(reader *r, const sol_node *item, const sol_other_source *source)
{
    const sol_node *until = node_get(item, "until");
    if (until && !node_get(item, "every"))
        problem_add(r->diagnostics, P_KEYS_EXCLUDE, node_place(node_get_key(item, "until")),
                    "add `every: year`, or take it out", "`until` without `every`");
    if (until && !source->date.is_after && sol_distribution_is_constant(&source->date.date) &&
        source->date.date.exact > source->until.day)
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(node_bare(until)), NULL,
                    "the series ends before it begins");
}

static void read_source(reader *r, const key_row *row, const sol_node *item, sol_other_source *source)
{
    const sol_node *kind = node_get(item, "kind");
    *source = (sol_other_source){
        .name = "",
        .country = SOL_NONE,
        .amount = {.value = sol_distribution_constant(0, 0)},
        .requires = SOL_NONE,
        .unless = SOL_NONE,
        .match_country = SOL_NONE,
        .earmark = {.counts = true},
        .is_direct = kind && node_bare(kind)->kind == NODE_SCALAR && strcmp(node_bare(kind)->text, "enforcement") == 0,
        .node = item,
    };
    reader_table(r, row->table, item, source);
    if (!source->id)
        source->id = source->name;
    check_kind(r, item, source);
    check_series(r, item, source);
}

SECTION_READER(sources_section)
{
    sol_scenario *scenario = target;
    row_list sources = {.arena = r->arena, .size = sizeof(sol_other_source)};
    name_table names = {.arena = r->arena};
    for (size_t i = 0; i < value->count && !reader_has_enough(r); i++) {
        const sol_node *item = value->item[i];
        if (!reader_wants(r, item, NODE_MAPPING, "a source, such as `{name: State, kind: public, amount: 1bn KRW}`"))
            continue;
        const sol_node *name = node_get(item, "name");
        name = name ? node_bare(name) : NULL;
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        reader_level level = reader_enter(r, name && name->kind == NODE_SCALAR ? name->text : number, item);
        sol_other_source *source = rows_add(&sources);
        read_source(r, row, item, source);
        reader_leave(r, level);
        if (!source->name[0])
            continue;
        bool is_new = true;
        int index = names_add_bytes(&names, source->id, strlen(source->id), &is_new);
        if (is_new || strcmp(names.name[index], source->id) != 0)
            reader_look_at_name(r, NAMED_SOURCE, source->id, sol_node_place(item, "name"));
        else
            problem_add(r->diagnostics, P_DUPLICATE_NAME, sol_node_place(item, "name"), NULL,
                        "there are two sources `%.200s`", source->id);
    }
    scenario->source = sources.rows;
    scenario->source_count = sources.count;
}
