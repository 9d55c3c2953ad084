/* JSON Schema (2020-12) from the table of keys: a definition for each table, a description for each key. */
#include "scenario/keys/schema.h"

#include "base/check.h"
#include "base/json_memory.h"
#include "base/text.h"
#include "solatium/scenario.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES_MAX = 64, WORDS_MAX = 64 };

static json_t *object_of(const char *key, json_t *value)
{
    json_t *object = json_object();
    json_object_set_new(object, key, value);
    return object;
}

/* The name of a table's definition: "other-source". */
static const char *definition_of(sol_arena *arena, const char *name)
{
    char *copy = sol_arena_print(arena, "%s", name);
    for (char *at = copy; *at; at++)
        *at = *at == ' ' ? '-' : *at;
    return copy;
}

static json_t *reference_to(sol_arena *arena, const char *name)
{
    return object_of("$ref", json_string(sol_arena_print(arena, "#/$defs/%s", definition_of(arena, name))));
}

static json_t *any_of(json_t *alternatives)
{
    if (json_array_size(alternatives) != 1)
        return object_of("anyOf", alternatives);
    json_t *only = json_incref(json_array_get(alternatives, 0));
    json_decref(alternatives);
    return only;
}

static json_t *words_schema(const key_row *row)
{
    const char *words[WORDS_MAX];
    size_t count = schema_words(row, WORDS_MAX, words);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_string(words[i]));
    return object_of("enum", list);
}

static json_t *yes_no_schema(void)
{
    return object_of("enum", json_pack("[s, s, b, b]", "yes", "no", 1, 0));
}

/* Numbers have the row's range where a number means the same to YAML as to us. */
static void add_range(json_t *schema, const key_row *row)
{
    bool is_plain = row->kind == VALUE_WHOLE || row->kind == VALUE_NUMBER || row->kind == VALUE_DECIMAL ||
                    row->kind == VALUE_AGE || row->kind == VALUE_COUNT;
    if (!is_plain || row->low >= row->high)
        return;
    json_object_set_new(schema, "minimum", json_real(row->low));
    if (isfinite(row->high))
        json_object_set_new(schema, "maximum", json_real(row->high));
}

static json_t *value_schema(const key_row *row)
{
    const value_form *form = schema_form(row->kind);
    if (row->kind == VALUE_YES_NO)
        return yes_no_schema();
    if (row->kind == VALUE_WORD)
        return words_schema(row);
    json_t *schema = form->may_be_number ? object_of("type", json_pack("[s, s]", "string", "number"))
                                         : object_of("type", json_string("string"));
    if (form->pattern)
        json_object_set_new(schema, "pattern", json_string(form->pattern));
    add_range(schema, row);
    return schema;
}

static json_t *list_schema(sol_arena *arena, const key_row *row)
{
    json_t *items = json_array();
    if (row->table)
        json_array_append_new(items, reference_to(arena, row->table->name));
    if (row->kind != VALUE_NONE)
        json_array_append_new(items, value_schema(row));
    if (row->table && keys_find(row->table, "name"))
        json_array_append_new(items, reference_to(arena, "removal"));
    if (row->table == &key_firm)
        json_array_append_new(items, reference_to(arena, "file"));
    json_t *list = object_of("type", json_string("array"));
    json_object_set_new(list, "items", any_of(items));
    return list;
}

static json_t *named_schema(sol_arena *arena, const key_row *row)
{
    json_t *entries = json_array();
    if (row->table)
        json_array_append_new(entries, reference_to(arena, row->table->name));
    if (row->kind != VALUE_NONE) {
        json_array_append_new(entries, value_schema(row));
        json_array_append_new(entries, reference_to(arena, "sourced"));
    }
    if (row->kind >= VALUE_PROBABILITY)
        json_array_append_new(entries, reference_to(arena, "distribution"));
    json_t *named = object_of("type", json_string("object"));
    json_t *reserved = json_object();
    json_object_set_new(reserved, "source", object_of("type", json_string("string")));
    json_object_set_new(reserved, "note", object_of("type", json_string("string")));
    json_object_set_new(reserved, "remove", object_of("type", json_pack("[s, s]", "array", "string")));
    json_object_set_new(named, "properties", reserved);
    json_object_set_new(named, "additionalProperties", any_of(entries));
    return named;
}

static const char *describe(sol_arena *arena, const key_row *row)
{
    if (row->is_required && !row->otherwise)
        return sol_arena_print(arena, "%s Required.", row->meaning);
    bool says_none = !row->fallback && !row->same_as && !row->otherwise;
    return says_none ? row->meaning : sol_arena_print(arena, "%s Default: %s.", row->meaning, keys_default(arena, row));
}

static json_t *row_schema(sol_arena *arena, const key_row *row)
{
    json_t *ways = json_array();
    if (row->forms & AS_VALUE) {
        json_array_append_new(ways, value_schema(row));
        json_array_append_new(ways, reference_to(arena, "sourced"));
        if (row->kind != VALUE_WORD && row->words)
            json_array_append_new(ways, words_schema(row));
        if (row->kind >= VALUE_PROBABILITY)
            json_array_append_new(ways, reference_to(arena, "distribution"));
        if (row->kind == VALUE_WHEN)
            json_array_append_new(ways, reference_to(arena, "after"));
    }
    if ((row->forms & AS_TABLE) && row->table)
        json_array_append_new(ways, reference_to(arena, row->table->name));
    if (row->forms & AS_LIST)
        json_array_append_new(ways, list_schema(arena, row));
    if (row->forms & AS_NAMED)
        json_array_append_new(ways, named_schema(arena, row));
    json_t *schema = any_of(ways);
    json_object_set_new(schema, "description", json_string(describe(arena, row)));
    return schema;
}

static json_t *table_schema(sol_arena *arena, const key_table *table)
{
    json_t *properties = json_object(), *required = json_array();
    for (size_t i = 0; i < table->count; i++) {
        const key_row *row = &table->row[i];
        json_object_set_new(properties, row->name, row_schema(arena, row));
        /* What a scenario extends may have it. */
        if (row->is_required && table != &key_firm && table != &key_group && table != &key_other_source)
            json_array_append_new(required, json_string(row->name));
    }
    json_object_set_new(properties, "source", object_of("type", json_string("string")));
    json_object_set_new(properties, "note", object_of("type", json_string("string")));
    if (!json_object_get(properties, "remove"))
        json_object_set_new(properties, "remove", object_of("type", json_pack("[s, s]", "array", "string")));
    json_t *schema = object_of("type", json_string("object"));
    json_object_set_new(schema, "description", json_string(table->meaning));
    json_object_set_new(schema, "properties", properties);
    json_object_set_new(schema, "additionalProperties", json_false());
    bool is_whole = table != &key_root && table != &key_mortality && table != &key_payments && table != &key_claimants;
    if (is_whole && json_array_size(required) > 0)
        json_object_set_new(schema, "required", required);
    else if (table == &key_root)
        json_object_set_new(schema, "anyOf",
                            json_pack("[{s: [s]}, {s: o}]", "required", "extends", "required", required));
    else
        json_decref(required);
    return schema;
}

static json_t *object_schema(json_t *properties, const char *required)
{
    json_object_set_new(properties, "source", object_of("type", json_string("string")));
    json_object_set_new(properties, "note", object_of("type", json_string("string")));
    return json_pack("{s: s, s: o, s: b, s: [s]}", "type", "object", "properties", properties, "additionalProperties",
                     0, "required", required);
}

static json_t *distribution_schema(void)
{
    json_t *properties = json_object();
    for (size_t i = 0; i < SOL_DISTRIBUTION_KINDS; i++) {
        const sol_distribution_row *row = &sol_distribution_table[i];
        if (row->kind == SOL_CONSTANT)
            continue;
        json_t *schema = row->parameter_count < 0 ? object_of("type", json_string("object"))
                         : row->parameter_count > 1
                             ? object_of("type", json_string("array"))
                             : object_of("type", json_pack("[s, s, s]", "string", "number", "object"));
        if (row->parameter_count > 1) {
            json_object_set_new(schema, "minItems", json_integer(row->parameter_count));
            json_object_set_new(schema, "maxItems", json_integer(row->parameter_count));
        }
        json_object_set_new(schema, "description", json_string(row->meaning));
        json_object_set_new(properties, row->name, schema);
    }
    json_object_set_new(properties, "source", object_of("type", json_string("string")));
    json_object_set_new(properties, "note", object_of("type", json_string("string")));
    return json_pack("{s: s, s: s, s: o, s: b, s: i}", "type", "object", "description", "An uncertain value.",
                     "properties", properties, "additionalProperties", 0, "minProperties", 1);
}

static int append(const char *bytes, size_t length, void *out)
{
    text_append_bytes(out, bytes, length);
    return 0;
}

char *sol_schema_json(sol_arena *arena)
{
    SOL_ENTRY(NULL);
    json_memory memory = json_memory_begin();
    const key_table *tables[TABLES_MAX];
    size_t count = keys_tables(TABLES_MAX, tables);
    json_t *definitions = json_object();
    json_object_set_new(definitions, "distribution", distribution_schema());
    json_object_set_new(definitions, "sourced", object_schema(object_of("value", json_object()), "value"));
    json_object_set_new(definitions, "after", object_schema(object_of("after", json_object()), "after"));
    json_t *file = object_of("file", json_object());
    json_object_set_new(file, "columns", json_object());
    json_object_set_new(definitions, "file", object_schema(file, "file"));
    json_object_set_new(definitions, "removal", object_schema(object_of("remove", json_object()), "remove"));
    for (size_t i = 1; i < count; i++)
        json_object_set_new(definitions, definition_of(arena, tables[i]->name), table_schema(arena, tables[i]));
    json_t *root = table_schema(arena, &key_root);
    json_object_set_new(root, "$schema", json_string("https://json-schema.org/draft/2020-12/schema"));
    json_object_set_new(root, "title", json_string("Solatium scenario"));
    json_object_set_new(root, "$defs", definitions);
    text_buffer out = {.arena = arena};
    SOL_CHECK(json_dump_callback(root, append, &out, JSON_INDENT(2) | JSON_SORT_KEYS) == 0);
    json_memory_end(&memory);
    return out.data;
}
