/*
 * Names in the order of their first mention, found by hashing. They are compared as people read them: in any form of composition and width,
 * whatever blanks stand in and around them, without signs that nobody sees (base/fold.h). A name is shown as it was first written, composed
 * and without blanks around it.
 */
#ifndef SOL_SCENARIO_NAMES_H
#define SOL_SCENARIO_NAMES_H

#include "solatium/arena.h"

#include <stdbool.h>
#include <stdint.h>

/** Begins as `{.arena = arena}`. */
typedef struct name_table {
    sol_arena *arena;
    size_t count, room;
    const char **name;
    const char **key; /* as compared; NULL while each name is its own */
    uint32_t *hash;
    uint32_t *slot; /* index + 1; 0: free */
    size_t slot_count;
    char *chunk; /* where the next name is copied to */
    size_t chunk_left;
    bool is_exact;   /* texts are compared byte by byte */
    bool is_partial; /* a file with more of them could not be read: a name that is not here may be there */
} name_table;

/** Makes room for `count` names at once, in a table that is empty. */
void names_reserve(name_table *table, size_t count);

/** The index of a name, or -1. */
int names_find(const name_table *table, const char *name);
int names_find_bytes(const name_table *table, const char *bytes, size_t length);

/** The index of a name, added at the end if it is new. */
int names_add(name_table *table, const char *name);
int names_add_bytes(name_table *table, const char *bytes, size_t length, bool *is_new);

/** Whether two are one name. */
bool names_same(const char *one, const char *other);

/** A name as it is shown: the text itself, or a copy in the arena. */
const char *names_shown(sol_arena *arena, const char *text);

/**
 * Adds a name to those of things of one kind. Gives the one before it that can be taken for it: they differ by case, by width or by letters of
 * other alphabets that look alike. NULL: none.
 *
 * Needs    a table that holds nothing but what this function adds
 */
const char *names_alike(name_table *kind, const char *name);

/** The name that was probably meant, or NULL. */
const char *names_nearest(const name_table *table, const char *word);

#endif
