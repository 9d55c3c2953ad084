/* What a result that is read back cannot say: figures that no simulation gives. */
#ifndef SOL_RESULT_POSSIBLE_H
#define SOL_RESULT_POSSIBLE_H

#include "result/saved_text.h"
#include "solatium/result.h"

/**
 * Looks at every figure of a result by the table of fields: its range, its order among the others, what adds up.
 *
 * Gives    true; or false and an error (R105) for each that cannot be, which names the key and its place
 */
bool possible_check(sol_arena *arena, const sol_result *result, const saved_text *text, sol_diagnostics *diagnostics);

#endif
