/* What tells the runs of a result apart in the rows of its claimants. */
#ifndef SOL_RESULT_RUN_NAME_H
#define SOL_RESULT_RUN_NAME_H

#include "solatium/result.h"

/** `content:trials`: the same plan and seed in another number of trials gives other figures. NULL: the result does not tell its content. */
const char *run_name(sol_arena *arena, const sol_result *result);

#endif
