/* The only file that calls malloc. */
#include "solatium/arena.h"

#include "base/check.h"

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
    block *first;
    block *current;
    size_t used; /* of the current block */
    size_t held;
};

static _Noreturn void out_of_memory(size_t wanted)
{
    fprintf(stderr, "solatium: out of memory (%zu bytes wanted)\n", wanted);
    exit(4);
}

static void *allocate(size_t size)
{
    void *memory = aligned_alloc(LINE, (size + LINE - 1) / LINE * LINE);
    if (!memory)
        out_of_memory(size);
    return memory;
}

static block *new_block(size_t size, block *next)
{
    bool is_large = size >= FROM_SYSTEM;
    void *memory = is_large ? calloc(1, size + 2 * LINE) : allocate(size + LINE);
    if (!memory)
        out_of_memory(size);
    block *b = (block *)(void *)(((uintptr_t)memory + LINE - 1) / LINE * LINE);
    *b = (block){next, size, is_large ? 0 : size, memory};
    return b;
}

static char *block_bytes(block *b)
{
    return (char *)b + LINE;
}

sol_arena *sol_arena_new(void)
{
    sol_arena *arena = allocate(sizeof *arena);
    *arena = (sol_arena){0};
    return arena;
}

void sol_arena_free(sol_arena *arena)
{
    if (!arena)
        return;
    for (block *b = arena->first; b;) {
        block *next = b->next;
        free(b->memory);
        b = next;
    }
    free(arena);
}

void sol_arena_reset(sol_arena *arena)
{
    arena->current = arena->first;
    arena->used = 0;
}

/* Puts a block of at least `size` bytes behind the current one; blocks that were skipped stay for later. */
static void add_block(sol_arena *arena, size_t size)
{
    block *next = arena->current ? arena->current->next : arena->first;
    if (next && next->size >= size) {
        arena->current = next;
        arena->used = 0;
        return;
    }
    size_t room = arena->current ? arena->current->size * 2 : FIRST_BLOCK;
    if (room > LARGEST_BLOCK)
        room = LARGEST_BLOCK;
    if (room < size)
        room = size;
    block *b = new_block(room, next);
    if (arena->current)
        arena->current->next = b;
    else
        arena->first = b;
    arena->current = b;
    arena->used = 0;
    arena->held += room + LINE;
}

void *sol_arena_take(sol_arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 4) / size)
        out_of_memory(SIZE_MAX);
    size_t bytes = count > 0 && size > 0 ? count * size : 1;
    size_t align = bytes >= LINE ? LINE : SMALL;
    size_t at = (arena->used + align - 1) / align * align;
    if (!arena->current || at + bytes > arena->current->size) {
        add_block(arena, bytes);
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
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *sol_arena_print(sol_arena *arena, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    SOL_CHECK(length >= 0);
    char *text = sol_arena_take(arena, (size_t)length + 1, 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

size_t sol_arena_held(const sol_arena *arena)
{
    return arena->held;
}
