/* Threads of a simulation. */
#ifndef SOL_ENGINE_THREADS_H
#define SOL_ENGINE_THREADS_H

#include "solatium/simulation.h"

/** How many threads the settings ask for: the machine's by default; at least 1. */
int threads_of(const sol_simulation_settings *settings);

/** The number of the calling thread among them. */
int threads_number(void);

#endif
