/* Money that no firm pledges, what it is earmarked for, and the fund itself. */
#include "scenario/document/document.h"
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/lists.h"
#include "scenario/tables/csv_series.h"
#include "scenario/text/rows.h"

#include <stddef.h>
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

SECTION_READER(sources_dated_amount)
{
    sol_dated_amount *dated = target;
    (void)row;
    value_amount(r, value, &dated->amount, &dated->currency);
}

/* An amount before `start` would be counted twice, or not at all. */
static void check_dated(reader *r, const sol_node *value, const sol_other_source *source)
{
    for (size_t i = 0; i < source->dated_count && reader_has_time(r); i++)
        if (source->dated[i].date.day < r->scenario->start.day && reader_is_sound(r, value->item[i], "date"))
            problem_add(r->diagnostics, P_DATE_ORDER, sol_node_place(value->item[i], "date"),
                        "what came before is in `fund.opening`", "the amount comes before `start`");
}

/* What comes after `end` comes to nobody. */
static void warn_of_late(reader *r, sol_place place, const sol_other_source *source)
{
    size_t late = 0;
    for (size_t i = 0; i < source->dated_count && reader_has_time(r); i++)
        late += source->dated[i].date.day > r->scenario->end.day;
    if (late > 0)
        problem_add(r->diagnostics, P_NO_EFFECT, place, NULL,
                    late < source->dated_count ? "%zu of %zu amounts come after `end`: they bring nothing"
                                               : "all amounts come after `end`: they bring nothing",
                    late, source->dated_count);
}

#define DATED_DISORDER "the amounts are not in the order of their days"

SECTION_READER(sources_amounts)
{
    sol_other_source *source = target;
    const list_form form = {.size = sizeof(sol_dated_amount),
                            .wants = "an amount, such as `{date: 2025-03-01, amount: 1bn KRW}`",
                            .day = "date",
                            .day_at = offsetof(sol_dated_amount, date),
                            .may_be_same = true,
                            .disorder = DATED_DISORDER};
    source->dated = lists_read(r, row, value, &form, &source->dated_count);
    if (value->count == 0)
        problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(value), NULL, "the list of amounts is empty");
    if (source->dated_count < value->count)
        return; /* an item was none, and told of */
    check_dated(r, value, source);
    warn_of_late(r, node_place(value), source);
}

/* All of it is no share: nothing is multiplied then. */
SECTION_READER(sources_share)
{
    sol_other_source *source = target;
    const sol_share_step begin = {.from = r->scenario->start};
    const list_form form = {.size = sizeof begin,
                            .begin = &begin,
                            .wants = "a share from a day on, such as `{from: 2025-01-01, share: 5%}`",
                            .day = "from",
                            .day_at = offsetof(sol_share_step, from),
                            .disorder = "the steps of the share are not in the order of their days"};
    if (value->kind == NODE_SEQUENCE) {
        source->share = lists_read(r, row, value, &form, &source->share_count);
        if (value->count == 0)
            problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(value), NULL, "the list of shares is empty");
        return;
    }
    sol_share_step *step = SOL_TAKE(r->arena, 1, sol_share_step);
    step->from = r->scenario->start;
    if (!value_ratio(r, value, row->low, row->high, &step->billionths) || step->billionths == SOL_BILLION)
        return;
    source->share = step;
    source->share_count = 1;
}

SECTION_READER(fund_return)
{
    sol_fund *fund = target;
    sol_distribution *d = SOL_TAKE(r->arena, 1, sol_distribution);
    if (!value_distribution(r, row, value, d))
        return;
    fund->uncertain_return = sol_distribution_is_constant(d) ? NULL : d;
    fund->return_per_year = sol_distribution_at(d, 0.5);
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

enum {
    OF_MONEY = 1 << SOL_PUBLIC | 1 << SOL_GIFT | 1 << SOL_SETTLEMENT,
    OF_SALE = 1 << SOL_ENFORCEMENT,
    OF_MATCH = 1 << SOL_MATCH,
    OF_GUARANTEE = 1 << SOL_GUARANTEE
};

/* The keys that not all kinds have, and those that do. */
static const struct {
    const char *key;
    unsigned kinds;
} keys_of_kinds[] = {
    {"amount", OF_MONEY},
    {"amounts", OF_MONEY},
    {"series", OF_MONEY},
    {"columns", OF_MONEY},
    {"share", OF_MONEY},
    {"worth", OF_SALE},
    {"haircut", OF_SALE},
    {"probability", OF_MONEY | OF_SALE | OF_GUARANTEE},
    {"date", OF_MONEY | OF_SALE | OF_GUARANTEE},
    {"every", OF_MONEY},
    {"until", OF_MONEY},
    {"requires", OF_MONEY | OF_SALE | OF_GUARANTEE},
    {"unless", OF_MONEY | OF_SALE | OF_GUARANTEE},
    {"earmark", OF_MONEY | OF_SALE},
    {"direct", OF_SALE},
    {"of", OF_MATCH | OF_GUARANTEE},
    {"ratio", OF_MATCH},
    {"cap", OF_MATCH | OF_GUARANTEE},
    {"target", OF_GUARANTEE},
    {"refund", OF_GUARANTEE},
};

static void check_direct(reader *r, const sol_node *item, const sol_other_source *source)
{
    if (source->is_direct && source->earmark.group_count == 0 && !node_get(item, "earmark"))
        problem_add(r->diagnostics, P_MISSING_KEY, sol_node_place(item, "kind"),
                    "name the groups, or write `direct: no`", "`earmark` is missing: what is paid directly needs it");
}

/* Which keys a kind needs and which it does not know. */
static void check_kind(reader *r, const sol_node *item, sol_other_source *source)
{
    const sol_node *kind = node_get(item, "kind");
    if (!kind || node_bare(kind)->kind != NODE_SCALAR || !reader_is_sound(r, item, "kind"))
        return;
    const char *name = node_bare(kind)->text;
    static const char *const of_guarantee[] = {"target", "date"};
    if (sol_source_kind_follows_firms(source->kind))
        has_key(r, item, "of", name);
    for (size_t i = 0; i < 2 && source->kind == SOL_GUARANTEE; i++)
        has_key(r, item, of_guarantee[i], name);
    if (source->kind == SOL_ENFORCEMENT)
        has_key(r, item, "worth", name);
    if (OF_MONEY >> source->kind & 1 && !node_get(item, "amounts") && !node_get(item, "series"))
        has_key(r, item, "amount", name);
    for (size_t i = 0; i < sizeof keys_of_kinds / sizeof *keys_of_kinds; i++)
        if (!(keys_of_kinds[i].kinds >> source->kind & 1))
            refuse_key(r, item, keys_of_kinds[i].key, name);
    if (source->kind == SOL_ENFORCEMENT)
        check_direct(r, item, source);
}

/* Dated amounts have their days. */
static void check_dated_keys(reader *r, const sol_node *item)
{
    static const char *const keys[] = {"date", "every", "until"};
    const char *name = node_get(item, "amounts") ? "amounts" : "series";
    for (size_t i = 0; i < sizeof keys / sizeof *keys && node_get(item, name); i++)
        refuse_key(r, item, keys[i], name);
    const sol_node *columns = node_get_key(item, "columns");
    if (columns && !node_get(item, "series"))
        problem_add(r->diagnostics, P_KEY_HERE, node_place(columns), NULL, "`columns` without a `series`");
}

static void warn_of_early(reader *r, const sol_node *value, size_t early, size_t count)
{
    if (early > 0)
        problem_add(r->diagnostics, P_NO_EFFECT, node_place(value), "what came before `start` is in `fund.opening`",
                    "%zu of %zu rows are before `start`: they are left out", early, count);
}

/* The rows of a table, which is read once its file's name is known. */
static void read_series(reader *r, const sol_node *item, source_form *form)
{
    const sol_node *value = node_bare(node_get(item, "series"));
    const text_source *table = document_table_file(r->document, value, &form->series, r->diagnostics);
    row_list rows = {.arena = r->arena, .size = sizeof(sol_dated_amount)};
    size_t errors = sol_diagnostics_errors(r->diagnostics), early = 0;
    if (!table || !csv_series_read(r, table, node_get(item, "columns"), &rows))
        return;
    const sol_dated_amount *dated = rows.rows;
    while (early < rows.count && reader_has_time(r) && dated[early].date.day < r->scenario->start.day)
        early++;
    form->source.dated = dated ? dated + early : NULL;
    form->source.dated_count = rows.count - early;
    if (sol_diagnostics_errors(r->diagnostics) > errors)
        return;
    if (rows.count == 0)
        problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(value), NULL, "the series has no row");
    warn_of_early(r, value, early, rows.count);
    warn_of_late(r, node_place(value), &form->source);
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

static sol_other_source read_source(reader *r, const key_row *row, const sol_node *item)
{
    const sol_node *kind = node_get(item, "kind");
    source_form form = {.series = {.path = NULL}};
    sol_other_source *source = &form.source;
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
    reader_table(r, row->table, item, &form);
    if (form.series.path)
        read_series(r, item, &form);
    if (!source->id)
        source->id = source->name;
    check_kind(r, item, source);
    check_dated_keys(r, item);
    check_series(r, item, source);
    return form.source;
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
        *source = read_source(r, row, item);
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
