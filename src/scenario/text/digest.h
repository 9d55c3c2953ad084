/* Digests as reports write them. */
#ifndef SOL_SCENARIO_DIGEST_H
#define SOL_SCENARIO_DIGEST_H

#include "solatium/arena.h"

#include <nettle/sha2.h>

/** The SHA-256 of what a context was given, in hexadecimal; the context begins anew. */
const char *digest_text(sol_arena *arena, struct sha256_ctx *context);

#endif
