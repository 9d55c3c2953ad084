#include "scenario/text/names.h"

#include "base/check.h"
#include "base/fold.h"
#include "base/suggest.h"

#include <string.h>

enum { CHUNK = 1 << 16, FIRST_SLOTS = 32, USUAL_LENGTH = 200 };

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

/* A text in its folded form. */
typedef struct folded {
    const char *bytes;
    size_t length;
    sol_arena *arena; /* of a long one, or NULL */
    char room[FOLD_ROOM(USUAL_LENGTH)];
} folded;

static void fold(folded *f, const char *bytes, size_t length, unsigned how)
{
    f->arena = length > USUAL_LENGTH ? sol_arena_new() : NULL;
    char *room = f->arena ? sol_arena_take(f->arena, FOLD_ROOM(length), 1) : f->room;
    f->length = fold_bytes(bytes, length, how, room);
    f->bytes = room;
    if (f->length == 0) { /* blanks or unseen signs alone: a name after all */
        f->bytes = bytes;
        f->length = length;
    }
}

static void end_fold(folded *f)
{
    if (f->arena)
        sol_arena_free(f->arena);
}

static bool is_name(const name_table *table, size_t index, uint32_t hash, const char *bytes, size_t length)
{
    const char *key = table->key ? table->key[index] : table->name[index];
    return table->hash[index] == hash && strncmp(key, bytes, length) == 0 && key[length] == '\0';
}

/* The slot that holds the name, or the free one where it would stand. */
static size_t slot_for(const name_table *table, uint32_t hash, const char *bytes, size_t length)
{
    size_t mask = table->slot_count - 1, at = hash & mask;
    while (table->slot[at] && !is_name(table, table->slot[at] - 1, hash, bytes, length))
        at = (at + 1) & mask;
    return at;
}

static int find_key(const name_table *table, const char *bytes, size_t length)
{
    return (int)table->slot[slot_for(table, hash_of(bytes, length), bytes, length)] - 1;
}

/* A key is its own folded form, so that a text that is one needs no folding. */
int names_find_bytes(const name_table *table, const char *bytes, size_t length)
{
    int found = table->count ? find_key(table, bytes, length) : -1;
    if (found >= 0 || table->count == 0 || table->is_exact || fold_is_plain(bytes, length))
        return found;
    folded key;
    fold(&key, bytes, length, FOLD_NAME);
    found = find_key(table, key.bytes, key.length);
    end_fold(&key);
    return found;
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
    const char **key = table->key ? SOL_TAKE(table->arena, room, const char *) : NULL;
    uint32_t *hash = SOL_TAKE(table->arena, room, uint32_t);
    if (table->count) {
        memcpy(name, table->name, table->count * sizeof *name);
        memcpy(hash, table->hash, table->count * sizeof *hash);
    }
    if (key && table->count)
        memcpy(key, table->key, table->count * sizeof *key);
    table->name = name;
    table->key = key;
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

/* Sets the key of the last name, which is not its own. */
static void set_key(name_table *table, const char *bytes, size_t length)
{
    size_t last = table->count - 1;
    if (!table->key) {
        table->key = SOL_TAKE(table->arena, table->room, const char *);
        memcpy(table->key, table->name, last * sizeof *table->key);
    }
    table->key[last] = keep_text(table, bytes, length);
}

/* The index of the name that a key has, or of that name added at the end. */
static int add_keyed(name_table *table, const char *name, size_t name_length, const char *key, size_t key_length)
{
    SOL_CHECK(table->count < INT32_MAX / 4);
    make_slots(table);
    uint32_t hash = hash_of(key, key_length);
    size_t at = slot_for(table, hash, key, key_length);
    if (table->slot[at])
        return (int)table->slot[at] - 1;
    make_room(table);
    const char *kept = keep_text(table, name, name_length);
    table->name[table->count] = kept;
    table->hash[table->count] = hash;
    table->slot[at] = (uint32_t)++table->count;
    bool is_own = name_length == key_length && (name == key || memcmp(name, key, key_length) == 0);
    if (!is_own)
        set_key(table, key, key_length);
    else if (table->key)
        table->key[table->count - 1] = kept;
    return (int)table->count - 1;
}

static int add_folded(name_table *table, const char *bytes, size_t length)
{
    int found = table->count ? find_key(table, bytes, length) : -1;
    if (found >= 0)
        return found;
    folded key, shown;
    fold(&key, bytes, length, FOLD_NAME);
    fold(&shown, bytes, length, FOLD_COMPOSED_ONLY);
    found = add_keyed(table, shown.bytes, shown.length, key.bytes, key.length);
    end_fold(&shown);
    end_fold(&key);
    return found;
}

int names_add_bytes(name_table *table, const char *bytes, size_t length, bool *is_new)
{
    size_t before = table->count;
    bool is_plain = table->is_exact || fold_is_plain(bytes, length);
    int index = is_plain ? add_keyed(table, bytes, length, bytes, length) : add_folded(table, bytes, length);
    if (is_new)
        *is_new = table->count > before;
    return index;
}

int names_add(name_table *table, const char *name)
{
    return names_add_bytes(table, name, strlen(name), NULL);
}

bool names_same(const char *one, const char *other)
{
    size_t length = strlen(one), other_length = strlen(other);
    if (length == other_length && memcmp(one, other, length) == 0)
        return true;
    if (fold_is_plain(one, length) && fold_is_plain(other, other_length))
        return false;
    folded a, b;
    fold(&a, one, length, FOLD_NAME);
    fold(&b, other, other_length, FOLD_NAME);
    bool is_same = a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
    end_fold(&b);
    end_fold(&a);
    return is_same;
}

const char *names_shown(sol_arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (fold_is_plain(text, length))
        return text;
    folded shown;
    fold(&shown, text, length, FOLD_COMPOSED_ONLY);
    bool is_text = shown.length == length && memcmp(shown.bytes, text, length) == 0;
    const char *copy = is_text ? text : sol_arena_copy(arena, shown.bytes, shown.length);
    end_fold(&shown);
    return copy;
}

const char *names_alike(name_table *kind, const char *name)
{
    folded looks;
    fold(&looks, name, strlen(name), FOLD_NAME | FOLD_SIGNS | FOLD_CASE | FOLD_ALIKE);
    int index = add_keyed(kind, name, strlen(name), looks.bytes, looks.length);
    end_fold(&looks);
    return strcmp(kind->name[index], name) != 0 ? kind->name[index] : NULL;
}

const char *names_nearest(const name_table *table, const char *word)
{
    enum { LOOKED_AT = 1000 };
    return suggest_nearest(word, table->count < LOOKED_AT ? table->count : LOOKED_AT, table->name);
}
