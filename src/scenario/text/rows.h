/* Arrays that grow while a list or a CSV is read. */
#ifndef SOL_SCENARIO_ROWS_H
#define SOL_SCENARIO_ROWS_H

#include "solatium/arena.h"

#include <string.h>

/** Begins as `{.arena = arena, .size = sizeof(type)}`. */
typedef struct row_list {
    sol_arena *arena;
    size_t size;
    void *rows;
    size_t count, room;
} row_list;

/** Makes room for `count` rows at once, in a list that is empty. */
static inline void rows_reserve(row_list *list, size_t count)
{
    list->rows = sol_arena_take(list->arena, count, list->size);
    list->room = count;
}

/** A new zeroed row at the end; the pointer holds until the next one. */
static inline void *rows_add(row_list *list)
{
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 16;
        void *rows = sol_arena_take(list->arena, room, list->size);
        if (list->count)
            memcpy(rows, list->rows, list->count * list->size);
        list->rows = rows;
        list->room = room;
    }
    return (char *)list->rows + list->size * list->count++;
}

#endif
