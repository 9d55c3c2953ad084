/* The passes of crowd_slopes.h for AVX-512. */
#ifndef SOL_ENGINE_CROWD_SLOPES_WIDE_H
#define SOL_ENGINE_CROWD_SLOPES_WIDE_H

#include "engine/crowd_slopes.h"

#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define SLOPES_HAVE_WIDE 1

extern const slopes_version slopes_wide;

/** Whether this machine runs them. */
bool slopes_are_wide(void);

#else
#define SLOPES_HAVE_WIDE 0
#endif
#endif
