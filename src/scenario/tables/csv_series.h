/* Dated amounts, from a table. */
#ifndef SOL_SCENARIO_CSV_SERIES_H
#define SOL_SCENARIO_CSV_SERIES_H

#include "scenario/reader/reader.h"
#include "scenario/text/rows.h"

/**
 * Appends the sol_dated_amount of each row of a table with the columns `date` and `amount`; `columns` says what headers mean, NULL if nothing
 * is said. Days that do not rise are errors. False: rows could not be told.
 */
bool csv_series_read(reader *r, const text_source *source, const sol_node *columns, row_list *dated);

#endif
