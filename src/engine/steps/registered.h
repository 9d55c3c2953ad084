/*
 * Where `hold` is `registered`, all take part whose claims may be paid, for all that is known on the day, open or not: what each comes to and what
 * he has, paid or held today, a column each, by row.
 */
#ifndef SOL_ENGINE_REGISTERED_H
#define SOL_ENGINE_REGISTERED_H

#include "engine/passes/columns.h"
#include "engine/steps/steps.h"

typedef struct registered registered;

/** NULL where nothing is ever held. */
registered *registered_new(sol_arena *arena, const sol_plan *plan);

/** Begins a trial. */
void registered_begin(registered *h);

/** What can be divided on a pay date; `paid` is what is held today with what was paid, and no principal counts. */
columns_rows registered_rows(registered *h, const trial *t, const steps *s, size_t date);

/** After a pass that paid into those rows: what fell to open claims is paid, the rest is held; all of it where shares are found. */
steps_payment registered_part(const registered *h, trial *t, steps *s);

#endif
