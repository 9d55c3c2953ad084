#include "scenario/text/names.h"

#include "base/check.h"
#include "base/suggest.h"

#include <string.h>

enum { CHUNK = 1 << 16, FIRST_SLOTS = 32 };

/* Eight bytes at a time where there are eight, then FNV-1a: ids are short and many. */
static uint32_t hash_of(const char *bytes, size_t length)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; length >= 8; bytes += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    hash ^= hash >> 32;
    return (uint32_t)hash;
}

static bool is_name(const name_table *table, size_t index, uint32_t hash, const char *bytes, size_t length)
{
    return table->hash[index] == hash && strncmp(table->name[index], bytes, length) == 0 &&
           table->name[index][length] == '\0';
}

/* The slot that holds the name, or the free one where it would stand. */
static size_t slot_for(const name_table *table, uint32_t hash, const char *bytes, size_t length)
{
    size_t mask = table->slot_count - 1, at = hash & mask;
    while (table->slot[at] && !is_name(table, table->slot[at] - 1, hash, bytes, length))
        at = (at + 1) & mask;
    return at;
}

int names_find_bytes(const name_table *table, const char *bytes, size_t length)
{
    if (table->count == 0)
        return -1;
    return (int)table->slot[slot_for(table, hash_of(bytes, length), bytes, length)] - 1;
}

int names_find(const name_table *table, const char *name)
{
    return names_find_bytes(table, name, strlen(name));
}

static void make_slots(name_table *table)
{
    if (table->slot_count > table->count * 2)
        return;
    table->slot_count = table->slot_count ? table->slot_count * 4 : FIRST_SLOTS;
    table->slot = SOL_TAKE(table->arena, table->slot_count, uint32_t);
    for (size_t i = 0; i < table->count; i++) {
        size_t at = table->hash[i] & (table->slot_count - 1);
        while (table->slot[at])
            at = (at + 1) & (table->slot_count - 1);
        table->slot[at] = (uint32_t)i + 1;
    }
}

static void make_room(name_table *table)
{
    if (table->count < table->room)
        return;
    size_t room = table->room ? table->room * 2 : FIRST_SLOTS / 2;
    const char **name = SOL_TAKE(table->arena, room, const char *);
    uint32_t *hash = SOL_TAKE(table->arena, room, uint32_t);
    if (table->count) {
        memcpy(name, table->name, table->count * sizeof *name);
        memcpy(hash, table->hash, table->count * sizeof *hash);
    }
    table->name = name;
    table->hash = hash;
    table->room = room;
}

void names_reserve(name_table *table, size_t count)
{
    SOL_CHECK(table->count == 0);
    table->room = count;
    table->name = SOL_TAKE(table->arena, count, const char *);
    table->hash = SOL_TAKE(table->arena, count, uint32_t);
    for (table->slot_count = FIRST_SLOTS; table->slot_count <= 2 * count;)
        table->slot_count *= 2;
    table->slot = SOL_TAKE(table->arena, table->slot_count, uint32_t);
}

static const char *keep_text(name_table *table, const char *bytes, size_t length)
{
    if (length >= CHUNK / 4)
        return sol_arena_copy(table->arena, bytes, length);
    if (table->chunk_left < length + 1) {
        size_t chunk = table->count < 64 ? CHUNK / 32 : CHUNK;
        table->chunk_left = chunk > length + 1 ? chunk : length + 1;
        table->chunk = sol_arena_take(table->arena, table->chunk_left, 1);
    }
    char *copy = table->chunk;
    memcpy(copy, bytes, length);
    table->chunk += length + 1;
    table->chunk_left -= length + 1;
    return copy;
}

int names_add_bytes(name_table *table, const char *bytes, size_t length, bool *is_new)
{
    SOL_CHECK(table->count < INT32_MAX / 4);
    make_slots(table);
    uint32_t hash = hash_of(bytes, length);
    size_t at = slot_for(table, hash, bytes, length);
    if (is_new)
        *is_new = table->slot[at] == 0;
    if (table->slot[at] == 0) {
        make_room(table);
        table->name[table->count] = keep_text(table, bytes, length);
        table->hash[table->count] = hash;
        table->slot[at] = (uint32_t)++table->count;
    }
    return (int)table->slot[at] - 1;
}

int names_add(name_table *table, const char *name)
{
    return names_add_bytes(table, name, strlen(name), NULL);
}

const char *names_nearest(const name_table *table, const char *word)
{
    enum { LOOKED_AT = 1000 };
    return suggest_nearest(word, table->count < LOOKED_AT ? table->count : LOOKED_AT, table->name);
}
