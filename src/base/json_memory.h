/*
 * Memory for jansson, which looks at no result of its own in half of its functions and leaves the rest to its callers: within a stretch of
 * code all its values stand in one arena, so that none can be missing for want of memory, and go with it.
 */
#ifndef SOL_BASE_JSON_MEMORY_H
#define SOL_BASE_JSON_MEMORY_H

#include "solatium/arena.h"

typedef struct json_memory {
    sol_arena *before, *own;
} json_memory;

/**
 * From here on, on this thread, values live until json_memory_end; stretches may nest. json_decref is welcome and frees nothing. What
 * jansson made before, or makes elsewhere in the process, is its own affair as ever.
 *
 * Needs    a guard is open
 */
json_memory json_memory_begin(void);
void json_memory_end(json_memory *memory);

#endif
