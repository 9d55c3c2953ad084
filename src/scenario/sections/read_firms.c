/* Firms, from the scenario and from files. */
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"
#include "scenario/tables/csv_firms.h"
#include "scenario/text/rows.h"

#include <stdio.h>
#include <string.h>

/* What no row of the table of keys fills in. */
void firms_begin(sol_firm *firm, const sol_node *node)
{
    *firm = (sol_firm){
        .name = "",
        .country = SOL_NONE,
        .count = 1,
        .size_currency = SOL_NONE,
        .pledge = {.value = sol_distribution_constant(0, 0)},
        .own_rate = {.base = sol_distribution_constant(0, 0)},
        .instalments = 1,
        .every_months = 12,
        .requires = SOL_NONE,
        .unless = SOL_NONE,
        .follows_country = SOL_NONE,
        .is_row = true,
        .node = node,
    };
}

SECTION_READER(firms_size)
{
    sol_firm *firm = target;
    (void)row;
    value_amount(r, value, &firm->size, &firm->size_currency);
}

SECTION_READER(firms_pledge)
{
    sol_firm *firm = target;
    bool of_claims = node_get(value, "of_claims"), of_size = node_get(value, "of_size");
    if (!of_claims && !of_size) {
        if (value_amounts(r, value, &firm->pledge) && value->kind == NODE_MAPPING)
            reader_assume(r, value);
        return;
    }
    reader_table(r, row->table, value, &firm->pledge);
    firm->pledge.kind = of_claims ? SOL_AMOUNT_OF_CLAIMS : SOL_AMOUNT_OF_SIZE;
}

SECTION_READER(firms_pays)
{
    sol_firm *firm = target;
    pays_form form = {.instalments = 1, .every_months = 12};
    int lump;
    if (value->kind == NODE_SCALAR) {
        value_word(r, value, row->words, &lump);
        return;
    }
    reader_table(r, row->table, value, &form);
    firm->instalments = form.instalments;
    firm->every_months = form.every_months;
}

SECTION_READER(firms_follows)
{
    sol_firm *firm = target;
    follows_form form = {.country = SOL_NONE};
    reader_table(r, row->table, value, &form);
    firm->follows_country = form.country;
    firm->follows_billionths = form.share_billionths;
}

/* The name is what an item's path and messages go by; a firm without one has its number. */
static reader_level enter_item(reader *r, const sol_node *item, size_t i)
{
    const sol_node *name = node_get(item, "name");
    name = name ? node_bare(name) : NULL;
    char number[24];
    snprintf(number, sizeof number, "%zu", i);
    return reader_enter(r, name && name->kind == NODE_SCALAR ? name->text : number, item);
}

static void read_file(reader *r, const sol_node *item, row_list *firms, name_table *names)
{
    static const key_row rows[] = {
        {"file", AS_VALUE | AS_TABLE, VALUE_PATH, KEY_FIELD(table_name, path), .table = &key_table_name,
         .is_required = true, .meaning = ""},
        {"columns", AS_NAMED, VALUE_NAME, .read = file_columns, .is_silent = true, .meaning = ""},
    };
    static const key_table table = {"file of firms", "", 2, rows};
    table_name file = {.path = NULL};
    reader_table(r, &table, item, &file);
    const sol_node *value = node_bare(node_get(item, "file"));
    const text_source *source = file.path ? document_table_file(r->document, value, &file, r->diagnostics) : NULL;
    if (file.path && (!source || !csv_firms_read(r, source, node_get(item, "columns"), firms, names)))
        r->countries.is_partial = true;
}

void firms_check_name(reader *r, const sol_firm *firm, sol_place place, name_table *names)
{
    bool is_new;
    int index = names_add_bytes(names, firm->id, strlen(firm->id), &is_new);
    bool is_same = !is_new && strcmp(names->name[index], firm->id) == 0;
    if (!is_same)
        reader_look_at_name(r, NAMED_FIRM, firm->id, place);
    else
        problem_add(r->diagnostics, P_DUPLICATE_NAME, place, "names are unique; `count` makes several alike",
                    "there are two firms `%.200s`", firm->id);
}

static void read_firm(reader *r, const key_row *row, const sol_node *item, row_list *firms, name_table *names)
{
    sol_firm *firm = rows_add(firms);
    firms_begin(firm, item);
    reader_table(r, row->table, item, firm);
    firm->is_row = !node_get(item, "count");
    if (!firm->id)
        firm->id = firm->name;
    if (firm->name[0])
        firms_check_name(r, firm, sol_node_place(item, node_get(item, "id") ? "id" : "name"), names);
}

SECTION_READER(firms_section)
{
    sol_scenario *scenario = target;
    row_list firms = {.arena = r->arena, .size = sizeof(sol_firm)};
    name_table names = {.arena = r->arena};
    for (size_t i = 0; i < value->count && !reader_has_enough(r); i++) {
        const sol_node *item = value->item[i];
        if (!reader_wants(r, item, NODE_MAPPING, "a firm, such as `{name: POSCO, country: KR, pledge: 4bn KRW}`"))
            continue;
        reader_level level = enter_item(r, item, i);
        if (node_get(item, "file"))
            read_file(r, item, &firms, &names);
        else
            read_firm(r, row, item, &firms, &names);
        reader_leave(r, level);
    }
    scenario->firm = firms.rows;
    scenario->firm_count = firms.count;
}
