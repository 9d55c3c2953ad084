/* Threads of a simulation: pieces of work, each taken by whoever is free. */
#ifndef SOL_ENGINE_THREADS_H
#define SOL_ENGINE_THREADS_H

#include "solatium/arena.h"
#include "solatium/simulation.h"

/** Does piece `i`; `thread` is who does it, from 0, so that each can have memory of its own. */
typedef void threads_piece(void *context, int thread, size_t i);

typedef struct threads threads;

/** How many threads the settings ask for: the machine's by default; at least 1. */
int threads_of(const sol_simulation_settings *settings);

/** That many, the calling one among them; the others are there only while threads_run is. */
threads *threads_new(sol_arena *arena, const sol_simulation_settings *settings);

/**
 * Does all pieces, in any order. Threads that cannot be started are done without, and settings->fewest_threads says how many there were.
 *
 * Errors   memory that is not there, or a broken promise, in any piece ends the call on the calling thread, once no other is at work
 */
void threads_run(threads *all, size_t count, threads_piece *piece, void *context);

#endif
