#include "scenario/reader/mend.h"

#include <string.h>

enum { TRIES_MAX = 1000 }; /* keys that are no slips; who has more has another file */

typedef struct mender {
    reader *r;
    size_t tries;
} mender;

static const sol_node *mend(mender *m, const key_table *table, const sol_node *mapping);

/* Whether a key stands in the mapping, or one that it cannot stand beside. */
static bool is_taken(const key_table *table, const bool *has, const key_row *meant)
{
    for (size_t i = 0; i < table->count; i++) {
        const key_row *row = &table->row[i];
        if (has[i] && (row == meant || keys_exclude(row, meant)))
            return true;
    }
    return false;
}

/* The row that an unknown key was probably meant for, where no other has it. What a scenario extends was read long before. */
static const key_row *row_meant(mender *m, const key_table *table, bool *has, const sol_node *key)
{
    if (reader_is_reserved(key) || m->tries == TRIES_MAX)
        return NULL;
    m->tries++;
    const char *near = keys_nearest(table, key->text);
    const key_row *row = near && strcmp(near, "extends") != 0 ? keys_find(table, near) : NULL;
    if (!row || is_taken(table, has, row))
        return NULL;
    has[row - table->row] = true;
    return row;
}

static const sol_node *renamed(reader *r, const sol_node *key, const char *name)
{
    problem_add(r->diagnostics, P_UNKNOWN_KEY, node_place(key), sol_arena_print(r->arena, "did you mean `%s`?", name),
                "unknown key `%.200s`", key->text);
    sol_node *right = SOL_TAKE(r->arena, 1, sol_node);
    *right = *key;
    right->text = name;
    return right;
}

/* A value by its row: a mapping of keys, a list of them, or a mapping from names to them. */
static const sol_node *mend_value(mender *m, const key_row *row, const sol_node *value)
{
    if (!row || !row->table || value->kind == NODE_SCALAR || node_is_wrapped(value))
        return value;
    bool is_list = value->kind == NODE_SEQUENCE && (row->forms & AS_LIST);
    bool is_named = value->kind == NODE_MAPPING && (row->forms & AS_NAMED) && !(row->forms & AS_TABLE);
    if (value->kind == NODE_MAPPING && !is_named)
        return mend(m, row->table, value);
    size_t count = is_list ? value->count : is_named ? 2 * (size_t)value->count : 0;
    const sol_node **item = SOL_TAKE(m->r->arena, count, const sol_node *);
    bool is_changed = false;
    for (size_t i = 0; i < count; i++) {
        bool is_entry = value->item[i]->kind == NODE_MAPPING && !node_is_wrapped(value->item[i]);
        item[i] = is_entry ? mend(m, row->table, value->item[i]) : value->item[i];
        is_changed = is_changed || item[i] != value->item[i];
    }
    return is_changed ? node_collection(m->r->arena, value, (node_kind)value->kind, value->count, item) : value;
}

static const sol_node *mend(mender *m, const key_table *table, const sol_node *mapping)
{
    reader *r = m->r;
    const sol_node **item = SOL_TAKE(r->arena, 2 * (size_t)mapping->count, const sol_node *);
    bool *has = SOL_TAKE(r->arena, table->count, bool), is_changed = false;
    for (size_t i = 0; i < table->count; i++)
        has[i] = node_get(mapping, table->row[i].name) != NULL;
    for (size_t i = 0; i < mapping->count && !reader_has_enough(r); i++) {
        const sol_node *key = node_key(mapping, i), *value = node_value(mapping, i);
        const key_row *row = keys_find(table, key->text), *meant = row ? NULL : row_meant(m, table, has, key);
        item[2 * i] = meant ? renamed(r, key, meant->name) : key;
        item[2 * i + 1] = mend_value(m, row ? row : meant, value);
        is_changed = is_changed || meant || item[2 * i + 1] != value;
    }
    return is_changed && !reader_has_enough(r) ? node_collection(r->arena, mapping, NODE_MAPPING, mapping->count, item)
                                               : mapping;
}

const sol_node *mend_keys(reader *r, const key_table *table, const sol_node *mapping)
{
    mender m = {r, 0};
    return mend(&m, table, mapping);
}
