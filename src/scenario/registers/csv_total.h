/* Rows that sum up others: offices write them below a register, and they are nobody's claim. */
#ifndef SOL_SCENARIO_CSV_TOTAL_H
#define SOL_SCENARIO_CSV_TOTAL_H

#include "scenario/registers/csv_claimant_columns.h"

/**
 * Whether the current row says nothing of a person and calls itself a sum, where its id, name or group would stand or first of all. A
 * warning says that it is left out, and what it says and should say where that is no sum of rows above.
 */
bool csv_total_is(csv_context *context, const csv_header *header);

/** Counts a row's claim among those that a sum may be of. */
void csv_total_add(csv_total *total, const sol_claimant_row *row);

#endif
