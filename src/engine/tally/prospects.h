/* Single claimants' prospects over many trials, where they are asked for. */
#ifndef SOL_ENGINE_PROSPECTS_H
#define SOL_ENGINE_PROSPECTS_H

#include "engine/trial/trial.h"

/* Whole numbers by claimant, so that workers' parts add up to the same in any order. */
typedef struct prospects prospects;

/** Room for `trials` trials. */
prospects *prospects_new(sol_arena *arena, const sol_plan *plan, uint64_t trials);
void prospects_add(prospects *p, const trial *t);
void prospects_merge(prospects *p, const prospects *part);

/** One row a claimant, in file order. */
sol_claimant_result *prospects_results(sol_arena *arena, const sol_plan *plan, const prospects *p, uint64_t trials);

/** sol_result.paid_in_life_part and its part_count. */
const int64_t *prospects_parts(sol_arena *arena, const prospects *p, size_t *part_count);

#endif
