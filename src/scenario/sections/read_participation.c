/* Countries: their rates of participation and how much their firms decide alike. */
#include "scenario/keys/sections.h"
#include "scenario/reader/countries.h"
#include "scenario/reader/reader.h"

#include <string.h>

/** Where the pairs {event: rate} of `after` go: both tables that have it begin a sol_participation there. */
static sol_participation *participation_of(const key_row *row, void *target)
{
    bool is_firms =
        row >= key_firm_participation.row && row < key_firm_participation.row + key_firm_participation.count;
    return is_firms ? &((sol_firm *)target)->own_rate : target;
}

SECTION_READER(participation_after)
{
    sol_participation *rate = participation_of(row, target);
    int *event = SOL_TAKE(r->arena, value->count, int);
    sol_distribution *after = SOL_TAKE(r->arena, value->count, sol_distribution);
    size_t count = 0;
    static const key_row one = {"", AS_VALUE, VALUE_PROBABILITY, .low = 0, .high = 1};
    for (size_t i = 0; i < value->count; i++) {
        const sol_node *key = node_key(value, i), *entry = node_value(value, i);
        if (reader_is_reserved(key))
            continue;
        reader_level level = reader_enter(r, key->text, entry->kind == NODE_MAPPING ? entry : NULL);
        bool both = value_name(r, key, &r->events, "event", &event[count]);
        both = value_distribution(r, &one, node_bare(entry), &after[count]) && both;
        if (both)
            reader_assume(r, node_bare(entry));
        reader_leave(r, level);
        count += both;
    }
    rate->after_count = count;
    rate->after_event = event;
    rate->after_rate = after;
}

static bool is_by_event(const sol_node *value)
{
    return node_get(value, "base") || node_get(value, "after");
}

static void read_rate(reader *r, const sol_node *entry, sol_participation *rate)
{
    static const key_row one = {"", AS_VALUE, VALUE_PROBABILITY, .low = 0, .high = 1};
    const sol_node *bare = node_bare(entry);
    if (is_by_event(bare))
        reader_table(r, &key_participation, bare, rate);
    else if (value_distribution(r, &one, bare, &rate->base))
        reader_assume(r, bare);
}

SECTION_READER(participation_section)
{
    (void)row;
    (void)target;
    if (value->kind == NODE_SCALAR || value_is_distribution(value) || is_by_event(value)) {
        sol_participation all = {.base = sol_distribution_constant(0, 0)};
        if (value->kind == NODE_SCALAR) {
            static const key_row one = {"", AS_VALUE, VALUE_PROBABILITY, .low = 0, .high = 1};
            value_distribution(r, &one, value, &all.base);
        } else {
            read_rate(r, value, &all);
        }
        countries_rate_all(r, &all);
        return;
    }
    for (size_t i = 0; i < value->count; i++) {
        const sol_node *key = node_key(value, i), *entry = node_value(value, i);
        if (reader_is_reserved(key))
            continue;
        sol_country *country = countries_at(r, names_find(&r->countries, key->text));
        reader_level level = reader_enter(r, key->text, entry->kind == NODE_MAPPING ? entry : NULL);
        country->has_rate = true;
        country->node = entry;
        read_rate(r, entry, &country->rate);
        reader_leave(r, level);
    }
}

SECTION_READER(correlation_section)
{
    sol_scenario *scenario = target;
    int64_t billionths;
    if (value->kind == NODE_SCALAR) {
        if (value_ratio(r, value, row->low, row->high, &billionths))
            for (size_t i = 0; i < r->countries.count; i++)
                countries_at(r, (int)i)->correlation = (double)billionths / 1e9;
        return;
    }
    for (size_t i = 0; i < value->count; i++) {
        const sol_node *key = node_key(value, i), *entry = node_bare(node_value(value, i));
        bool is_between = strcmp(key->text, "between") == 0;
        int country = 0;
        if (reader_is_reserved(key))
            continue;
        reader_level level = reader_enter(r, key->text, node_value(value, i));
        bool is_known = is_between || value_name(r, key, &r->countries, "country", &country);
        if (is_known && value_ratio(r, entry, row->low, row->high, &billionths)) {
            *(is_between ? &scenario->between : &countries_at(r, country)->correlation) = (double)billionths / 1e9;
            reader_assume(r, entry);
        }
        reader_leave(r, level);
    }
}

SECTION_READER(participation_of_firm)
{
    sol_firm *firm = target;
    (void)row;
    if (node_get(value, "times")) {
        firm->rate_kind = SOL_RATE_TIMES_COUNTRY;
        reader_table(r, &key_firm_participation, value, firm);
        return;
    }
    firm->rate_kind = SOL_RATE_OWN;
    if (is_by_event(value)) {
        reader_table(r, &key_firm_participation, value, firm);
        if (!node_get(value, "base"))
            problem_add(r->diagnostics, P_MISSING_KEY, node_beginning(value), NULL,
                        "`base` is missing in the participation");
        return;
    }
    static const key_row one = {"", AS_VALUE, VALUE_PROBABILITY, .low = 0, .high = 1};
    if (value_distribution(r, &one, value, &firm->own_rate.base) && value->kind == NODE_MAPPING)
        reader_assume(r, value);
}
