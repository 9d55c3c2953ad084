/* Arenas: memory with one lifetime, freed as a whole. */
#ifndef SOLATIUM_ARENA_H
#define SOLATIUM_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct sol_arena sol_arena;

/**
 * Makes an empty arena. One that is made in a body of sol_protect is freed if that body fails.
 *
 * Gives    an arena that the caller frees with sol_arena_free, on the same thread while a body is open
 * Errors   as protect.h says, here and in every call below; bare, NULL
 */
sol_arena *sol_arena_new(void);

/** Frees the arena and all that was taken from it; NULL is allowed. */
void sol_arena_free(sol_arena *arena);

/** Forgets all that was taken but keeps the memory for the next use. */
void sol_arena_reset(sol_arena *arena);

/**
 * Takes zeroed memory for `count` objects of `size` bytes, aligned to 64 bytes when it is 64 bytes or more, else to 16.
 *
 * Gives    never NULL for count = 0
 */
void *sol_arena_take(sol_arena *arena, size_t count, size_t size);

/** Copies `length` bytes and adds a NUL. */
char *sol_arena_copy(sol_arena *arena, const char *text, size_t length);

/** Prints into the arena, as printf would. */
char *sol_arena_print(sol_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *sol_arena_print_list(sol_arena *arena, const char *format, va_list list) __attribute__((format(printf, 2, 0)));

/** Bytes that the arena holds from the system. */
size_t sol_arena_held(const sol_arena *arena);

/** An array of `count` objects of a type, zeroed. */
#define SOL_TAKE(arena, count, type) ((type *)sol_arena_take((arena), (count), sizeof(type)))

#endif
