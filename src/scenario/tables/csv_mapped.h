/* Tables of few rows, of which each becomes a mapping of its fields that a table of keys reads: all that keys can say, for nothing. */
#ifndef SOL_SCENARIO_CSV_MAPPED_H
#define SOL_SCENARIO_CSV_MAPPED_H

#include "scenario/tables/csv_columns.h"

typedef struct csv_mapped {
    const key_table *table;
    csv_reader csv;
    csv_header header;
    sol_node *key[CSV_COLUMNS_MAX]; /* the columns as keys, at their places in the header */
} csv_mapped;

/**
 * Reads the header: each key of the table that is a single value may be a column. `columns` says what headers mean, NULL if nothing is said.
 * False: errors were added and there is no use in reading on.
 */
bool csv_mapped_begin(reader *r, csv_mapped *m, const key_table *table, const text_source *source,
                      const sol_node *columns);

/** The next row, with the fields that are not empty and every `name`; NULL at the end, or with enough errors. */
sol_node *csv_mapped_next(reader *r, csv_mapped *m);

/** A field as a scalar, at its place. */
sol_node *csv_mapped_node(reader *r, const text_source *source, const csv_field *field);

/** Notes what was understood of the table; false: some rows could not be told. */
bool csv_mapped_end(reader *r, csv_mapped *m);

#endif
