/* Firms, read alike from a scenario's list and from a CSV. */
#ifndef SOL_SCENARIO_CSV_FIRMS_H
#define SOL_SCENARIO_CSV_FIRMS_H

#include "scenario/document/document.h"
#include "scenario/reader/reader.h"
#include "scenario/text/rows.h"

/** A firm with all defaults. */
void firms_begin(sol_firm *firm, const sol_node *node);

/** An error if another firm has its id. */
void firms_check_name(reader *r, const sol_firm *firm, sol_place place, name_table *names);

/**
 * Appends the firms of a CSV: columns name, country, pledge and any key of a firm that is a single value; `columns` says what headers mean,
 * NULL if nothing is said. False: rows could not be told.
 */
bool csv_firms_read(reader *r, const text_source *source, const sol_node *columns, row_list *firms, name_table *names);

#endif
