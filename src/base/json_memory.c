#include "base/json_memory.h"

#include "base/check.h"

#include <jansson.h>
#include <pthread.h>

/* What jansson used before: kept, since the process may use it too. */
static json_malloc_t take_elsewhere;
static json_free_t free_elsewhere;

static sol_arena *arena_here(void)
{
    const guard *g = guard_current();
    return g ? g->json : NULL;
}

static void *take(size_t size)
{
    sol_arena *arena = arena_here();
    return arena ? sol_arena_take(arena, size, 1) : take_elsewhere(size);
}

/* What is freed within a stretch was made in it or in one around it: it goes with its arena. */
static void let_go(void *memory)
{
    if (!arena_here())
        free_elsewhere(memory);
}

static void install(void)
{
    json_get_alloc_funcs(&take_elsewhere, &free_elsewhere);
    json_set_alloc_funcs(take, let_go);
}

json_memory json_memory_begin(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    SOL_CHECK(guard_current());
    pthread_once(&once, install);
    json_memory memory = {guard_current()->json, sol_arena_new()};
    guard_current()->json = memory.own;
    return memory;
}

void json_memory_end(json_memory *memory)
{
    guard_current()->json = memory->before;
    sol_arena_free(memory->own);
}
