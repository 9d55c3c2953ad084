/*
 * When claims are filed and from which day each is eligible, where that is not start for all of some terms. Who files after start is to the
 * fund what he is on that day, living or an estate; who would file after `end` is nobody to it.
 */
#ifndef SOL_ENGINE_FILING_H
#define SOL_ENGINE_FILING_H

#include "engine/claims/claims.h"

typedef struct filing filing;

/** NULL where everyone files at start and no day is drawn; else makes the columns of `c` that this needs. Needs its kinds. */
filing *filing_new(sol_arena *arena, const sol_plan *plan, row_map rows, claims *c);

/** Writes when each files, what he then is and claims, and from which day he is eligible. Needs lifetimes drawn. */
void filing_draw(filing *f, trial *t);

/** The day from which a claim is eligible by its date; never: not by `end`. Of claims with days of their own. */
int32_t filing_eligible_day(const filing *f, size_t row);

/** Whether claims of some terms may be filed after start. */
bool filing_may_be_later(const filing *f, size_t terms);

#endif
