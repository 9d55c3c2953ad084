/*
 * Sections merge key by key, named lists and named mappings by name (an entry of the same name key by key), all else is replaced whole. A
 * key that excludes another drops it from what is extended. `remove` takes out names: at the top of any list, in a section of its keys.
 */
#include "scenario/document/extend.h"

#include "scenario/text/names.h"
#include "scenario/text/problem.h"
#include "scenario/text/yaml.h"

#include <string.h>

typedef struct merger {
    sol_arena *arena;
    sol_diagnostics *diagnostics;
} merger;

/** Nodes that grow; begins as zero. */
typedef struct node_list {
    const sol_node **item;
    size_t count, room;
} node_list;

static void append(merger *m, node_list *list, const sol_node *node)
{
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 16;
        const sol_node **item = SOL_TAKE(m->arena, room, const sol_node *);
        if (list->count)
            memcpy(item, list->item, list->count * sizeof *item);
        list->item = item;
        list->room = room;
    }
    list->item[list->count++] = node;
}

const char *extend_item_name(const sol_node *item)
{
    const sol_node *name = node_get(item, "name");
    if (name)
        name = node_bare(name);
    return name && name->kind == NODE_SCALAR ? name->text : NULL;
}

static bool is_removing(const sol_node *item)
{
    return item->kind == NODE_MAPPING && item->count == 1 && node_get(item, "remove") != NULL;
}

static bool lists_name(const sol_node *names, const char *name)
{
    if (!names || !name)
        return false;
    if (names->kind == NODE_SCALAR)
        return names_same(names->text, name);
    for (size_t i = 0; names->kind == NODE_SEQUENCE && i < names->count; i++)
        if (names->item[i]->kind == NODE_SCALAR && names_same(names->item[i]->text, name))
            return true;
    return false;
}

static bool has_name(const sol_node *node, const char *name)
{
    if (node->kind == NODE_MAPPING)
        return node_get(node, name) != NULL;
    for (size_t i = 0; node->kind == NODE_SEQUENCE && i < node->count; i++) {
        const char *item = extend_item_name(node->item[i]);
        if (item && names_same(item, name))
            return true;
    }
    return false;
}

/* Each name that is removed must be there. */
static void check_removed(merger *m, const sol_node *names, const sol_node *base)
{
    size_t count = names->kind == NODE_SEQUENCE ? names->count : 1;
    for (size_t i = 0; i < count; i++) {
        const sol_node *name = names->kind == NODE_SEQUENCE ? names->item[i] : names;
        if (name->kind != NODE_SCALAR)
            problem_add(m->diagnostics, P_WRONG_SHAPE, node_place(name), "write `remove: [name, name]`",
                        "a list of names belongs here");
        else if (!base || !has_name(base, name->text))
            problem_add(m->diagnostics, P_REMOVE, node_place(name), NULL, "`%.200s` cannot be removed: it is not there",
                        name->text);
    }
}

static const sol_node *merge_keys(merger *m, const key_table *table, const sol_node *base, const sol_node *over);

static const sol_node *item_named(const sol_node *list, const char *name)
{
    for (size_t i = 0; name && i < list->count; i++) {
        const char *item = extend_item_name(list->item[i]);
        if (item && names_same(item, name))
            return list->item[i];
    }
    return NULL;
}

static const sol_node *merge_list(merger *m, const key_table *table, const sol_node *base, const sol_node *over)
{
    node_list merged = {0};
    for (size_t i = 0; i < over->count; i++)
        if (is_removing(over->item[i]))
            check_removed(m, node_get(over->item[i], "remove"), base);
    for (size_t i = 0; i < base->count; i++) {
        const char *name = extend_item_name(base->item[i]);
        bool is_removed = false;
        for (size_t j = 0; j < over->count && !is_removed; j++)
            is_removed = is_removing(over->item[j]) && lists_name(node_get(over->item[j], "remove"), name);
        const sol_node *change = item_named(over, name);
        if (!is_removed)
            append(m, &merged, change ? merge_keys(m, table, base->item[i], change) : base->item[i]);
    }
    for (size_t i = 0; i < over->count; i++)
        if (!is_removing(over->item[i]) && !item_named(base, extend_item_name(over->item[i])))
            append(m, &merged, over->item[i]);
    return node_collection(m->arena, over, NODE_SEQUENCE, merged.count, merged.item);
}

/* A mapping by free names: entries that are mappings by a table merge only where nothing else could be written (events). */
static const sol_node *merge_named(merger *m, const key_row *row, const sol_node *base, const sol_node *over)
{
    static const key_table free_names = {"", "", 0, NULL};
    bool entries_merge = row->forms == AS_NAMED && row->kind == VALUE_NONE && row->table;
    if (!entries_merge)
        return merge_keys(m, &free_names, base, over);
    node_list entries = {0};
    for (size_t i = 0; i < over->count; i++) {
        const sol_node *value = node_value(over, i), *old = node_get(base, node_key(over, i)->text);
        bool both = old && old->kind == NODE_MAPPING && value->kind == NODE_MAPPING;
        append(m, &entries, node_key(over, i));
        append(m, &entries, both ? merge_keys(m, row->table, old, value) : value);
    }
    const sol_node *merged = node_collection(m->arena, over, NODE_MAPPING, over->count, entries.item);
    return merge_keys(m, &free_names, base, merged);
}

static const sol_node *merge_value(merger *m, const key_row *row, const sol_node *base, const sol_node *over)
{
    if (!row)
        return over;
    bool are_lists = base->kind == NODE_SEQUENCE && over->kind == NODE_SEQUENCE;
    if (are_lists && row->table && keys_find(row->table, "name"))
        return merge_list(m, row->table, base, over);
    bool are_mappings = base->kind == NODE_MAPPING && over->kind == NODE_MAPPING;
    if (!are_mappings || node_is_wrapped(over) || node_is_wrapped(base))
        return over;
    return row->forms & AS_NAMED ? merge_named(m, row, base, over) : merge_keys(m, row->table, base, over);
}

/* Only sections merge, and lists and mappings by name: of the keys of a section the value is replaced whole. */
static bool merges_inside(const key_table *table, const key_row *row)
{
    if (!row)
        return false;
    if (table == &key_root)
        return (row->forms & (AS_TABLE | AS_NAMED | AS_LIST)) && (row->table || (row->forms & AS_NAMED));
    return row->forms == AS_LIST && row->table && keys_find(row->table, "name");
}

/* A key of the extended mapping that the new one takes the place of. */
static bool is_displaced(const key_table *table, const char *key, const sol_node *over)
{
    const key_row *row = keys_find(table, key);
    return row && keys_instead(table, row, over) != NULL;
}

static const sol_node *merge_keys(merger *m, const key_table *table, const sol_node *base, const sol_node *over)
{
    if (base->kind != NODE_MAPPING || over->kind != NODE_MAPPING)
        return over;
    const sol_node *removed = node_get(over, "remove");
    node_list merged = {0};
    if (removed && table != &key_root)
        check_removed(m, removed, base);
    for (size_t i = 0; i < base->count; i++) {
        const sol_node *key = node_key(base, i);
        const sol_node *change = node_get(over, key->text);
        if (lists_name(removed, key->text) || (!change && is_displaced(table, key->text, over)))
            continue;
        const key_row *row = keys_find(table, key->text);
        const sol_node *value = node_value(base, i);
        if (change)
            value = merges_inside(table, row) ? merge_value(m, row, value, change) : change;
        append(m, &merged, change ? node_get_key(over, key->text) : key);
        append(m, &merged, value);
    }
    for (size_t i = 0; i < over->count; i++) {
        const sol_node *key = node_key(over, i);
        if (node_get(base, key->text) || key == node_get_key(over, "remove"))
            continue;
        append(m, &merged, key);
        append(m, &merged, node_value(over, i));
    }
    return node_collection(m->arena, over, NODE_MAPPING, merged.count / 2, merged.item);
}

/* A mapping without a key, or a list without the item of a name. */
static const sol_node *without(merger *m, const sol_node *node, const char *name)
{
    node_list kept = {0};
    bool is_mapping = node->kind == NODE_MAPPING;
    for (size_t i = 0; i < node->count; i++) {
        const char *known = is_mapping ? node_key(node, i)->text : extend_item_name(node->item[i]);
        if (known && names_same(known, name))
            continue;
        append(m, &kept, is_mapping ? node_key(node, i) : node->item[i]);
        if (is_mapping)
            append(m, &kept, node_value(node, i));
    }
    return node_collection(m->arena, node, (node_kind)node->kind, is_mapping ? kept.count / 2 : kept.count, kept.item);
}

static const sol_node *replaced(merger *m, const sol_node *mapping, const char *key, const sol_node *value)
{
    node_list pairs = {0};
    for (size_t i = 0; i < mapping->count; i++) {
        append(m, &pairs, node_key(mapping, i));
        append(m, &pairs, strcmp(node_key(mapping, i)->text, key) == 0 ? value : node_value(mapping, i));
    }
    return node_collection(m->arena, mapping, NODE_MAPPING, mapping->count, pairs.item);
}

/* `remove` at the root takes out sections, and names of its lists and mappings by name. */
static const sol_node *remove_name(merger *m, const sol_node *root, const sol_node *name)
{
    const sol_node *kept = root;
    if (has_name(root, name->text))
        return without(m, root, name->text);
    for (size_t i = 0; i < root->count; i++) {
        const char *key = node_key(root, i)->text;
        const key_row *row = keys_find(&key_root, key);
        const sol_node *value = node_value(root, i), *groups = node_get(value, "groups");
        bool is_by_name = row && (row->forms == AS_LIST || (row->forms & AS_NAMED));
        if (is_by_name && has_name(value, name->text))
            kept = replaced(m, kept, key, without(m, value, name->text));
        else if (row && row->table == &key_claimants && groups && has_name(groups, name->text))
            kept = replaced(m, kept, key, replaced(m, value, "groups", without(m, groups, name->text)));
    }
    if (kept == root)
        problem_add(m->diagnostics, P_REMOVE, node_place(name), NULL, "`%.200s` cannot be removed: it is not there",
                    name->text);
    return kept;
}

static const sol_node *remove_names(merger *m, const sol_node *base, const sol_node *over)
{
    const sol_node *names = node_get(over, "remove");
    if (names && names->kind == NODE_SCALAR)
        return remove_name(m, base, names);
    for (size_t i = 0; names && names->kind == NODE_SEQUENCE && i < names->count; i++)
        if (names->item[i]->kind == NODE_SCALAR)
            base = remove_name(m, base, names->item[i]);
    return base;
}

/** The files on the way from the first to this one. */
typedef struct chain {
    const struct chain *above;
    const char *name;
    size_t depth;
} chain;

static const sol_node *extend(merger *m, sol_document *document, const sol_node *root, const chain *files);

static bool names_circle(merger *m, const sol_node *at, const char *path, const chain *files)
{
    for (const chain *c = files; c; c = c->above) {
        if (strcmp(c->name, path) != 0)
            continue;
        text_buffer way = {.arena = m->arena};
        for (const chain *d = files; d != c; d = d->above)
            text_print(&way, " < %s", d->name);
        problem_add(m->diagnostics, P_CIRCLE, node_place(at), NULL, "`%.200s` extends itself: %s%s < %s", path, path,
                    text_of(&way), path);
        return true;
    }
    return false;
}

static const sol_node *read_base(merger *m, sol_document *document, const sol_node *at, const chain *files)
{
    const char *path = source_path(m->arena, at->source, at->text);
    if (names_circle(m, at, path, files))
        return NULL;
    if (files->depth == EXTEND_DEPTH_MAX) {
        problem_add(m->diagnostics, P_EXTENDS, node_place(at), NULL, "scenarios extend each other %d deep at most",
                    EXTEND_DEPTH_MAX);
        return NULL;
    }
    if (!document_may_read(document, at, path, m->diagnostics))
        return NULL;
    text_source *source = source_read(m->arena, path, &source_yaml, m->diagnostics);
    if (source)
        document_take(document, source);
    const sol_node *base = source ? yaml_read(m->arena, source, m->diagnostics) : NULL;
    if (!base || document_is_result(base, m->diagnostics)) {
        problem_add(m->diagnostics, P_NAMED_FILE, node_place(at), NULL, "the scenario `%.300s` cannot be extended",
                    path);
        return NULL;
    }
    chain here = {files, path, files->depth + 1};
    return extend(m, document, base, &here);
}

static const sol_node *extend(merger *m, sol_document *document, const sol_node *root, const chain *files)
{
    const sol_node *at = node_get(root, "extends");
    if (!at)
        return root;
    at = node_bare(at);
    if (at->kind != NODE_SCALAR || at->text[0] == '\0')
        return root; /* the reader says so */
    const sol_node *base = read_base(m, document, at, files);
    return base ? merge_keys(m, &key_root, remove_names(m, base, root), root) : NULL;
}

const sol_node *extend_root(sol_document *document, const sol_node *root, sol_diagnostics *diagnostics)
{
    merger m = {document->arena, diagnostics};
    chain first = {NULL, document->name, 0};
    return extend(&m, document, root, &first);
}
