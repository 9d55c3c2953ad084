/* Whether a table of claimants can be a result's own, where it does not say of which run it is. */
#ifndef SOL_RESULT_CLAIMANTS_MATCH_H
#define SOL_RESULT_CLAIMANTS_MATCH_H

#include "solatium/result.h"

/**
 * Compares the rows with the result's groups: how many they are, how many living, and the sums of what is claimed, paid in life and paid to
 * estates, to the rounding of each row.
 *
 * Gives    NULL, or what does not fit, in words
 */
const char *claimants_mismatch(sol_arena *arena, const sol_result *result, size_t count,
                               const sol_claimant_result *claimant);

#endif
