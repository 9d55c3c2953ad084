/* The reader, the JSON Schema and the reference know the same keys. */
#include "scenario/keys/keys.h"
#include "solatium/scenario.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

enum { TABLES_MAX = 64 };

static const char *definition_of(sol_arena *arena, const char *name)
{
    char *copy = sol_arena_print(arena, "%s", name);
    for (char *at = copy; *at; at++)
        *at = *at == ' ' ? '-' : *at;
    return copy;
}

Test(schema, every_table_is_defined_with_its_keys_and_no_other)
{
    sol_arena *arena = sol_arena_new();
    const key_table *tables[TABLES_MAX];
    size_t count = keys_tables(TABLES_MAX, tables);
    json_t *schema = json_loads(sol_schema_json(arena), 0, NULL);
    cr_assert_not_null(schema);
    cr_assert_gt(count, 20);
    for (size_t i = 0; i < count; i++) {
        json_t *one =
            i == 0 ? schema : json_object_get(json_object_get(schema, "$defs"), definition_of(arena, tables[i]->name));
        json_t *properties = json_object_get(one, "properties");
        cr_assert_not_null(properties, "%s", tables[i]->name);
        size_t extra = i == 0 ? 2 : 3; /* source and note; and remove, which the root has as a key */
        cr_expect_eq(json_object_size(properties), tables[i]->count + extra, "%s", tables[i]->name);
        for (size_t j = 0; j < tables[i]->count; j++) {
            json_t *key = json_object_get(properties, tables[i]->row[j].name);
            const char *text = json_string_value(json_object_get(key, "description"));
            cr_expect(text && strlen(text) > 3, "%s.%s", tables[i]->name, tables[i]->row[j].name);
        }
    }
    json_decref(schema);
    sol_arena_free(arena);
}

Test(schema, the_reference_has_a_row_for_every_key)
{
    sol_arena *arena = sol_arena_new();
    const key_table *tables[TABLES_MAX];
    size_t count = keys_tables(TABLES_MAX, tables);
    const char *reference = sol_schema_reference(arena);
    for (size_t i = 0; i < count; i++) {
        const char *at = strstr(reference, sol_arena_print(arena, "### %s\n", tables[i]->name));
        cr_assert_not_null(at, "%s", tables[i]->name);
        const char *end = strstr(at + 1, "\n### ");
        for (size_t j = 0; j < tables[i]->count; j++) {
            const char *row = strstr(at, sol_arena_print(arena, "\n| `%s` | ", tables[i]->row[j].name));
            cr_expect(row && (!end || row < end), "%s.%s", tables[i]->name, tables[i]->row[j].name);
        }
    }
    sol_arena_free(arena);
}

Test(schema, no_table_has_a_key_twice_or_one_without_a_meaning)
{
    const key_table *tables[TABLES_MAX];
    size_t count = keys_tables(TABLES_MAX, tables);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < tables[i]->count; j++) {
            const key_row *row = &tables[i]->row[j];
            cr_expect_eq(keys_find(tables[i], row->name), row, "%s.%s", tables[i]->name, row->name);
            cr_expect(row->meaning && row->meaning[strlen(row->meaning) - 1] == '.', "%s.%s", tables[i]->name,
                      row->name);
            cr_expect(row->read || row->bytes > 0 || row->table, "%s.%s goes nowhere", tables[i]->name, row->name);
        }
}

Test(keys, paths_are_told_in_words)
{
    static const struct {
        const char *path, *words;
    } rows[] = {
        {"administration.approval", "approval by the office"},
        {"firms.POSCO.pledge", "pledge: POSCO"},
        {"participation.KR", "rate of joining: country KR"},
        {"participation.JP.after.talks", "rate of joining after the event: country JP, event talks"},
        {"participation.JP.base", "rate of joining before events: country JP"},
        {"events.further judgments.date", "day of the event: further judgments"},
        {"claimants.groups.\"A. B\".interest.1.rate", "rate of interest: A. B, interest 2"},
        {"claimants.groups.A.accepts", "acceptance of the offer: A"},
        {"allocation.0.up_to", "level that each is brought to: step 1"},
        {"mortality.improvement.85", "yearly improvement of mortality: age 85"},
        {"claimants.groups.A.mortality.multiplier", "multiplier of mortality: A"},
        {"claimants.groups.A.mortality.improvement.85", "yearly improvement of mortality: A, age 85"},
        {"exchange.JPY.volatility", "volatility of the price: currency JPY"},
        {"correlation.between", "correlation of joining: between"},
        {"fund.costs.until", "how long the yearly costs run"}, /* no title of its own: as its meaning begins */
        {"no.such.key", "no.such.key"},
        {"", ""},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *words = keys_words(arena, rows[i].path);
        cr_expect_str_eq(words, rows[i].words, "%s: %s", rows[i].path, words);
    }
    sol_arena_free(arena);
}

/* What a study moves is called by a title of few words; what is asked, and how it is simulated, is not moved. */
Test(keys, what_is_moved_has_a_title)
{
    static const key_table *const unmoved[] = {&key_simulation, &key_law, &key_life_table, &key_timeliness,
                                               &key_observed};
    const key_table *tables[64];
    size_t count = keys_tables(64, tables);
    for (size_t i = 0; i < count; i++) {
        bool is_moved = true;
        for (size_t k = 0; k < sizeof unmoved / sizeof *unmoved; k++)
            is_moved = is_moved && tables[i] != unmoved[k];
        for (size_t k = 0; is_moved && k < tables[i]->count; k++) {
            const key_row *row = &tables[i]->row[k];
            const bool is_quantity =
                (row->kind >= VALUE_WHOLE && row->kind <= VALUE_GROWTH) ||
                (row->kind >= VALUE_PROBABILITY && row->kind < VALUE_KINDS && row->kind != VALUE_BIRTH);
            const bool is_of_time = tables[i] == &key_root && row->kind != VALUE_DECIMAL &&
                                    row->kind != VALUE_PROBABILITY && row->kind != VALUE_FRACTION;
            const bool is_calendar = row->is_of_fit && row->kind == VALUE_WHOLE;
            if (!is_quantity || is_of_time || strcmp(row->name, "seed") == 0 || is_calendar ||
                (row->forms == AS_LIST && row->kind == VALUE_DATE))
                continue;
            cr_expect(row->title && strlen(row->title) <= 40 && !strpbrk(row->title, "`.;"), "%s.%s", tables[i]->name,
                      row->name);
        }
    }
}

/* `{exponential: {uniform: [3mo, 18mo]}}`; a plain number is no mapping. */
Test(schema, a_distribution_may_stand_inside_another_and_nowhere_else)
{
    sol_arena *arena = sol_arena_new();
    json_t *schema = json_loads(sol_schema_json(arena), 0, NULL), *defs = json_object_get(schema, "$defs");
    json_t *mean = json_object_get(
        json_object_get(json_object_get(json_object_get(defs, "distribution"), "properties"), "exponential"), "type");
    cr_assert_eq(json_array_size(mean), 3);
    cr_expect_str_eq(json_string_value(json_array_get(mean, 2)), "object");
    json_t *costs = json_object_get(json_object_get(json_object_get(defs, "costs"), "properties"), "share");
    json_t *type = json_object_get(json_array_get(json_object_get(costs, "anyOf"), 0), "type");
    cr_expect_eq(json_array_size(type), 2);
    json_decref(schema);
    sol_arena_free(arena);
}
