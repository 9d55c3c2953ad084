/* A register by itself: what was understood of it, what looks odd, and its rows as Solatium writes them. */
#ifndef SOL_REPORT_CHECK_REGISTER_H
#define SOL_REPORT_CHECK_REGISTER_H

#include "report/document/document.h"
#include "scenario/sections/register.h"

#include <jansson.h>

/** What was understood; of a register with errors only its shape and its columns. */
document *check_register_make(sol_arena *arena, const register_table *r);

/** The same as JSON: the facts by key, and the tables' rows. Amounts in minor units. */
json_t *check_register_json(sol_arena *arena, const register_table *r);

/** One table, `register`: each row in the columns and words of ours, so that reading it again gives the same people. Needs a whole register; what
 * nobody sees is marked. */
document *check_register_clean(sol_arena *arena, const register_table *r);

/** Whether an id, a name or a group holds signs that nobody sees, as which it is not written (base/visible.h). */
bool check_register_hides(sol_arena *arena, const register_table *r, size_t row);

/* Its parts. */
void check_register_odd(document *doc, const register_table *r);

#endif
