/* What is seen in all rows of a register together. */
#ifndef SOL_SCENARIO_CSV_ROWS_H
#define SOL_SCENARIO_CSV_ROWS_H

#include "scenario/registers/csv_claimant_columns.h"

/** Adds what is wrong or odd: ids that are one of several alike, or look alike; ages that are all whole years. */
void csv_rows_check(const csv_context *context, const text_source *source);

#endif
