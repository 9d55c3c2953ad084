/* Texts that a spreadsheet made of others, and signs that stand for the row above: what was meant is not in the cell. */
#ifndef SOL_SCENARIO_CSV_SPOILT_H
#define SOL_SCENARIO_CSV_SPOILT_H

#include "scenario/tables/csv_columns.h"

/** Whether a field of a column of texts is what was entered; false: a fault was set. */
bool csv_text_is_sound(const csv_field *field, sol_quantity_fault *fault);

#endif
