#include "scenario/reader/set.h"

#include "base/key_path.h"
#include "base/suggest.h"
#include "scenario/document/extend.h"
#include "scenario/reader/reader.h"
#include "scenario/text/names.h"
#include "scenario/text/problem.h"
#include "scenario/text/yaml.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 16 };

typedef struct path_part {
    const char *name;
    size_t from, to; /* bytes of the setting */
} path_part;

typedef struct setting {
    sol_arena *arena;
    sol_diagnostics *diagnostics;
    const text_source *source;
    path_part part[PARTS_MAX];
    size_t count;
    const sol_node *value;
} setting;

static sol_place place_of(const setting *s, size_t i)
{
    return source_place(s->source, s->part[i].from, s->part[i].to);
}

/* One part of the path; gives the byte behind it, or NULL when a quote is not closed. */
static const char *take_part(setting *s, const char *at, path_part *part)
{
    const char *text = s->source->source.text;
    const char *behind = key_path_part(s->arena, at, ".=", &part->name);
    part->from = (size_t)(at - text);
    part->to = behind ? (size_t)(behind - text) : part->from;
    return behind;
}

static bool refuse_form(setting *s)
{
    problem_add(s->diagnostics, P_SET, source_place(s->source, 0, s->source->source.length),
                "write `key.path=value`, such as `participation.JP=50%`", "this is not a setting");
    return false;
}

static bool take_apart(setting *s)
{
    const char *at = s->source->source.text;
    do {
        if (s->count == PARTS_MAX || (s->count > 0 && *at++ != '.'))
            return refuse_form(s);
        at = take_part(s, at, &s->part[s->count]);
        if (!at || s->part[s->count].to == s->part[s->count].from)
            return refuse_form(s);
        s->count++;
    } while (*at == '.');
    if (*at != '=' || at[1] == '\0')
        return refuse_form(s);
    s->value = yaml_read_value(s->arena, s->source, (size_t)(at + 1 - s->source->source.text), s->diagnostics);
    return s->value != NULL;
}

static sol_node *key_at(const setting *s, size_t i)
{
    sol_node *key = SOL_TAKE(s->arena, 1, sol_node);
    *key = (sol_node){.kind = NODE_SCALAR,
                      .is_plain = true,
                      .start = (uint32_t)s->part[i].from,
                      .end = (uint32_t)s->part[i].to,
                      .source = s->source,
                      .text = s->part[i].name};
    return key;
}

static const sol_node *put(setting *s, const sol_node *node, size_t i);

/* A pair with the rest of the path behind it, where the mapping has no such key. */
static const sol_node *make_missing(setting *s, size_t i)
{
    if (i == s->count)
        return s->value;
    const sol_node **pair = SOL_TAKE(s->arena, 2, const sol_node *);
    pair[0] = key_at(s, i);
    pair[1] = make_missing(s, i + 1);
    return node_collection(s->arena, pair[0], NODE_MAPPING, 1, pair);
}

/* The other key of a pair that excludes the new one, which therefore goes. */
static bool is_other(const char *key, const char *new_key)
{
    static const char *const pairs[][2] = {{"end", "horizon"}, {"age", "born"}, {"first", "dates"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if ((strcmp(key, pairs[i][0]) == 0 && strcmp(new_key, pairs[i][1]) == 0) ||
            (strcmp(key, pairs[i][1]) == 0 && strcmp(new_key, pairs[i][0]) == 0))
            return true;
    return false;
}

static const sol_node *put_in_mapping(setting *s, const sol_node *mapping, size_t i)
{
    const sol_node **item = SOL_TAKE(s->arena, 2 * mapping->count + 2, const sol_node *);
    size_t count = 0;
    bool is_found = false;
    for (size_t j = 0; j < mapping->count; j++) {
        const sol_node *key = node_key(mapping, j), *value = node_value(mapping, j);
        if (i + 1 == s->count && is_other(key->text, s->part[i].name))
            continue;
        bool is_this = names_same(key->text, s->part[i].name);
        is_found = is_found || is_this;
        item[count++] = key;
        item[count++] = is_this ? put(s, value, i + 1) : value;
    }
    if (!is_found) {
        item[count++] = key_at(s, i);
        item[count++] = make_missing(s, i + 1);
    }
    return node_collection(s->arena, mapping, NODE_MAPPING, count / 2, item);
}

static ptrdiff_t item_meant(const sol_node *list, const char *name)
{
    for (int is_loose = 0; is_loose < 2; is_loose++)
        for (size_t i = 0; i < list->count; i++) {
            const char *known = extend_item_name(list->item[i]);
            if (known && (is_loose ? names_same(known, name) : strcmp(known, name) == 0))
                return (ptrdiff_t)i;
        }
    size_t digits = strspn(name, "0123456789");
    if (digits == 0 || digits > 7 || name[digits])
        return -1;
    long number = strtol(name, NULL, 10);
    return (size_t)number < list->count ? number : -1;
}

static const sol_node *put_in_list(setting *s, const sol_node *list, size_t i)
{
    ptrdiff_t index = item_meant(list, s->part[i].name);
    if (index < 0) {
        enum { NAMES_MAX = 256 };
        const char *names[NAMES_MAX];
        size_t count = list->count < NAMES_MAX ? list->count : NAMES_MAX;
        for (size_t j = 0; j < count; j++)
            names[j] = extend_item_name(list->item[j]);
        const char *near = suggest_nearest(s->part[i].name, count, names);
        text_buffer hint = {.arena = s->arena};
        if (near) {
            text_buffer part = {.arena = s->arena};
            key_path_append(&part, near);
            text_print(&hint, "did you mean `%s`?", text_of(&part));
        }
        problem_add(s->diagnostics, P_SET, place_of(s, i), near ? text_of(&hint) : NULL,
                    "the list has no item `%.200s`", s->part[i].name);
        return list;
    }
    const sol_node **item = SOL_TAKE(s->arena, list->count, const sol_node *);
    memcpy(item, list->item, list->count * sizeof *item);
    item[index] = put(s, item[index], i + 1);
    return node_collection(s->arena, list, NODE_SEQUENCE, list->count, item);
}

static const sol_node *put(setting *s, const sol_node *node, size_t i)
{
    if (i == s->count)
        return s->value;
    if (node->kind == NODE_MAPPING && node_is_wrapped(node) && strcmp(s->part[i].name, "value") != 0)
        node = node_bare(node);
    if (node->kind == NODE_MAPPING)
        return put_in_mapping(s, node, i);
    if (node->kind == NODE_SEQUENCE)
        return put_in_list(s, node, i);
    problem_add(s->diagnostics, P_SET, place_of(s, i), NULL, "`%.200s` has no key `%.200s`: it is a single value",
                s->part[i - 1].name, s->part[i].name);
    return node;
}

const sol_node *set_value(sol_arena *arena, const sol_node *root, const char *text, sol_diagnostics *diagnostics)
{
    text_source *source = source_copy(arena, "--set", text, strlen(text), diagnostics);
    if (!source)
        return root;
    setting s = {.arena = arena, .diagnostics = diagnostics, .source = source};
    return take_apart(&s) ? put(&s, root, 0) : root;
}
