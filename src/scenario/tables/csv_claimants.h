/* Claimants from a CSV, a row each. */
#ifndef SOL_SCENARIO_CSV_CLAIMANTS_H
#define SOL_SCENARIO_CSV_CLAIMANTS_H

#include "scenario/document/document.h"
#include "scenario/reader/reader.h"

/**
 * Reads the rows, their terms and the groups that only they name into the reader's scenario; `columns` says what headers mean, NULL if nothing
 * is said. False: rows could not be told.
 */
bool csv_claimants_read(reader *r, const text_source *source, const sol_node *columns, sol_heirs heirs);

#endif
