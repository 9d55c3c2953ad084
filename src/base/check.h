/* A broken promise is a bug: it ends the call in every build, as protect.h says. */
#ifndef SOL_BASE_CHECK_H
#define SOL_BASE_CHECK_H

#include "base/guard.h"

/** Inside of a call. */
#define SOL_CHECK(condition) ((condition) ? (void)0 : guard_broken(#condition, __FILE__, __LINE__))

/** In the first lines of a public function that opens no guard: a bare call gives `otherwise`. */
#define SOL_NEED(condition, otherwise)                                                                                 \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            guard_unmet(#condition, __FILE__, __LINE__);                                                               \
            return otherwise;                                                                                          \
        }                                                                                                              \
    } while (0)

#endif
