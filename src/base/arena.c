/* The only file that calls malloc. */
#include "solatium/arena.h"

#include "base/guard.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 1 << 14, LARGEST_BLOCK = 1 << 22, FROM_SYSTEM = 1 << 18, LINE = 64, SMALL = 16 };

/* Large blocks come from the system as zeros, page by page when first touched: what was never handed out need not be cleared again. */
typedef struct block {
    struct block *next;
    size_t size;  /* of the bytes behind this head */
    size_t dirty; /* of them, those that may not be zero: they were handed out before */
    void *memory; /* as it was allocated */
} block;

_Static_assert(sizeof(block) <= LINE, "a block's head fits before its first line");

struct sol_arena {
    guard_scope scope; /* freed with the call that it was made in, if that ends before its time */
    block *first;
    block *current;
    size_t used; /* of the current block */
    size_t held;
};

/* NULL: there is none, and the caller is bare. */
static void *allocate(size_t size, bool as_zeros)
{
    size_t lines = (size + LINE - 1) / LINE * LINE;
    void *memory = as_zeros ? calloc(1, lines) : aligned_alloc(LINE, lines);
    if (!memory)
        guard_no_memory(size);
    return memory;
}

static block *new_block(size_t size, block *next)
{
    bool is_large = size >= FROM_SYSTEM;
    void *memory = allocate(size + (is_large ? 2 * LINE : LINE), is_large);
    if (!memory)
        return NULL;
    block *b = (block *)(void *)(((uintptr_t)memory + LINE - 1) / LINE * LINE);
    *b = (block){next, size, is_large ? 0 : size, memory};
    return b;
}

static char *block_bytes(block *b)
{
    return (char *)b + LINE;
}

static void free_blocks(void *object)
{
    sol_arena *arena = object;
    for (block *b = arena->first; b;) {
        block *next = b->next;
        free(b->memory);
        b = next;
    }
    free(arena);
}

sol_arena *sol_arena_new(void)
{
    sol_arena *arena = allocate(sizeof *arena, true);
    if (arena)
        guard_hold(&arena->scope, free_blocks, arena);
    return arena;
}

void sol_arena_free(sol_arena *arena)
{
    if (arena)
        guard_end(&arena->scope);
}

void sol_arena_reset(sol_arena *arena)
{
    arena->current = arena->first;
    arena->used = 0;
}

/* Puts a block of at least `size` bytes behind the current one; blocks that were skipped stay for later. False to a bare caller: no memory. */
static bool add_block(sol_arena *arena, size_t size)
{
    block *next = arena->current ? arena->current->next : arena->first;
    if (next && next->size >= size) {
        arena->current = next;
        arena->used = 0;
        return true;
    }
    size_t room = arena->current ? arena->current->size * 2 : FIRST_BLOCK;
    if (room > LARGEST_BLOCK)
        room = LARGEST_BLOCK;
    if (room < size)
        room = size;
    block *b = new_block(room, next);
    if (!b)
        return false;
    if (arena->current)
        arena->current->next = b;
    else
        arena->first = b;
    arena->current = b;
    arena->used = 0;
    arena->held += room + LINE;
    return true;
}

void *sol_arena_take(sol_arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 4) / size) {
        guard_no_memory(SIZE_MAX);
        return NULL;
    }
    size_t bytes = count > 0 && size > 0 ? count * size : 1;
    size_t align = bytes >= LINE ? LINE : SMALL;
    size_t at = (arena->used + align - 1) / align * align;
    if (!arena->current || at + bytes > arena->current->size) {
        if (!add_block(arena, bytes))
            return NULL;
        at = 0;
    }
    block *b = arena->current;
    arena->used = at + bytes;
    if (at < b->dirty)
        memset(block_bytes(b) + at, 0, (arena->used < b->dirty ? arena->used : b->dirty) - at);
    if (arena->used > b->dirty)
        b->dirty = arena->used;
    return block_bytes(b) + at;
}

char *sol_arena_copy(sol_arena *arena, const char *text, size_t length)
{
    char *copy = sol_arena_take(arena, length + 1, 1);
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

char *sol_arena_print(sol_arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    char *text = sol_arena_print_list(arena, format, list);
    va_end(list);
    return text;
}

char *sol_arena_print_list(sol_arena *arena, const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    char *text = NULL;
    if (length < 0) /* the C library wanted memory for a wide number */
        guard_no_memory(0);
    else
        text = sol_arena_take(arena, (size_t)length + 1, 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

size_t sol_arena_held(const sol_arena *arena)
{
    return arena->held;
}

void guard_look_for_memory(void)
{
    sol_arena *arena = sol_arena_new();
    sol_arena_take(arena, (size_t)1 << 20, 1);
    sol_arena_free(arena);
}
