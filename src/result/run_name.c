#include "result/run_name.h"

#include "solatium/arena.h"

#include <inttypes.h>

const char *run_name(sol_arena *arena, const sol_result *result)
{
    return result->content ? sol_arena_print(arena, "%s:%" PRIu64, result->content, result->trials) : NULL;
}
