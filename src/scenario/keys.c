#include "scenario/keys.h"

#include "base/suggest.h"

#include <string.h>

const key_row *keys_find(const key_table *table, const char *key)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->row[i].name, key) == 0)
            return &table->row[i];
    return NULL;
}

const char *keys_nearest(const key_table *table, const char *key)
{
    enum { KEYS_MAX = 64 };
    const char *names[KEYS_MAX];
    size_t count = 0;
    for (; count < table->count && count < KEYS_MAX - 2; count++)
        names[count] = table->row[count].name;
    names[count++] = "source";
    names[count++] = "note";
    return suggest_nearest(key, count, names);
}

static bool is_among(const key_table *table, size_t count, const key_table *const *tables)
{
    for (size_t i = 0; i < count; i++)
        if (tables[i] == table)
            return true;
    return false;
}

size_t keys_tables(size_t room, const key_table **tables)
{
    size_t count = 0;
    tables[count++] = &key_root;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < tables[i]->count; j++) {
            const key_table *table = tables[i]->row[j].table;
            if (table && count < room && !is_among(table, count, tables))
                tables[count++] = table;
        }
    return count;
}
