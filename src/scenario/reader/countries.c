#include "scenario/reader/countries.h"

#include "base/check.h"

#include <string.h>

/* Countries that only a CSV names come later: there is room for them. */
enum { COUNTRIES_MORE = 300 };

static void add_name(reader *r, const sol_node *name)
{
    int index = names_add(&r->countries, name->text);
    reader_look_at_name(r, NAMED_COUNTRY, r->countries.name[index], node_place(name));
}

static void add_text(reader *r, const sol_node *value)
{
    if (!value)
        return;
    value = node_bare(value);
    if (value->kind == NODE_SCALAR && value->text[0])
        add_name(r, value);
}

static void add_from_list(reader *r, const char *section, const char *key)
{
    const sol_node *list = node_get(r->root, section);
    for (size_t i = 0; list && list->kind == NODE_SEQUENCE && i < list->count; i++)
        add_text(r, node_get(list->item[i], key));
}

static bool is_all(const sol_node *participation)
{
    if (node_get(participation, "base"))
        return true;
    for (size_t i = 0; i < SOL_DISTRIBUTION_KINDS; i++)
        if (sol_distribution_table[i].name && node_get(participation, sol_distribution_table[i].name))
            return true;
    return false;
}

void countries_gather(reader *r)
{
    const sol_node *participation = node_get(r->root, "participation");
    if (participation)
        participation = node_bare(participation);
    if (participation && participation->kind == NODE_MAPPING && !is_all(participation))
        for (size_t i = 0; i < participation->count; i++)
            if (!reader_is_reserved(node_key(participation, i)))
                add_name(r, node_key(participation, i));
    add_from_list(r, "firms", "country");
    add_from_list(r, "other_sources", "country");
    sol_country *country = SOL_TAKE(r->arena, r->countries.count + COUNTRIES_MORE, sol_country);
    for (size_t i = 0; i < r->countries.count; i++)
        country[i] = (sol_country){.name = r->countries.name[i], .node = r->root};
    r->country_room = r->countries.count + COUNTRIES_MORE;
    r->scenario->country = country;
    r->scenario->country_count = r->countries.count;
}

sol_country *countries_at(reader *r, int index)
{
    SOL_CHECK(index >= 0 && (size_t)index < r->scenario->country_count);
    return (sol_country *)&r->scenario->country[index];
}

int countries_add(reader *r, const char *bytes, size_t length)
{
    int known = names_find_bytes(&r->countries, bytes, length);
    if (known >= 0 || r->countries.count == r->country_room)
        return known;
    int index = names_add_bytes(&r->countries, bytes, length, NULL);
    sol_country *country = (sol_country *)r->scenario->country;
    country[index] = (sol_country){.name = r->countries.name[index], .node = r->root};
    if (r->rate_of_all) {
        country[index].has_rate = true;
        country[index].rate = *r->rate_of_all;
    }
    r->scenario->country_count = r->countries.count;
    return index;
}

void countries_rate_all(reader *r, const sol_participation *rate)
{
    sol_participation *kept = SOL_TAKE(r->arena, 1, sol_participation);
    *kept = *rate;
    r->rate_of_all = kept;
    for (size_t i = 0; i < r->countries.count; i++) {
        countries_at(r, (int)i)->has_rate = true;
        countries_at(r, (int)i)->rate = *rate;
    }
}
