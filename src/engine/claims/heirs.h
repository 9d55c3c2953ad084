/*
 * Whose heirs are awaited in a trial, where terms say that they come later or not at all. Between a death and the day on which they come
 * forward a claim is owed and cannot be paid, like one whose answer is awaited; where nobody comes, it lapses with the death, as is known on
 * that day, or is kept: owed, and awaited to the end. Heirs of claimants who had died before start hold their claims.
 */
#ifndef SOL_ENGINE_HEIRS_H
#define SOL_ENGINE_HEIRS_H

#include "engine/claims/claims.h"

/** Room for the heirs of any trial of a plan; NULL where none are ever awaited. Looks at `entity`, by row, as long as it lasts. */
struct heirs *heirs_new(sol_arena *arena, const sol_plan *plan, claims *c, const uint64_t *entity);

/** Whose claims lapse and whose heirs come forward on which day. */
void heirs_draw(trial *t);

/** From which pay dates on they are paid. Needs claims opened and deaths noted. */
void heirs_open(trial *t);

/** The day on which the heirs of a row come forward who dies in the trial; never: not by `end`, or none were awaited. */
sol_date heirs_day(const trial *t, size_t row);

/** Whether terms of a row have heirs come later, or not at all, and its claimant, living at start, is dead by `end`. */
bool heirs_are_asked(const trial *t, size_t row);

#endif
