/* What a row of a register says of its terms. */
#ifndef SOL_SCENARIO_CSV_TERMS_H
#define SOL_SCENARIO_CSV_TERMS_H

#include "scenario/registers/csv_claimant_columns.h"

/** The index of the terms of the row at hand, which is of a group; they are made where no row had them. −1: errors were added. */
int csv_terms_find(csv_context *context, int group);

#endif
