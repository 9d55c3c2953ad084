/* Claimants from a CSV, a row each. */
#ifndef SOL_SCENARIO_CSV_CLAIMANTS_H
#define SOL_SCENARIO_CSV_CLAIMANTS_H

#include "scenario/reader/reader.h"
#include "scenario/registers/csv_claimant_columns.h"

/** What a register's reader tells beside the rows, of a register that is looked at by itself. */
typedef struct csv_claimants_notes {
    size_t column_count;
    const char **header; /* as the table calls its columns; "" for those without a name, which are empty */
    int *column;         /* of each: an index into claimant_columns, or −1 */
    const char **unit;   /* of each: what its header says that values are in; NULL: nothing */
    row_list from;       /* uint32_t, a row: the byte of the source at which it begins */
    row_list said;       /* bool[TERM_FIELDS], a terms: which of its fields a row says */
} csv_claimants_notes;

/**
 * Reads the rows, their terms and the groups that only they name into the reader's scenario; `columns` says what headers mean, NULL if nothing
 * is said, `notes` NULL if they are not wanted. False: rows could not be told.
 */
bool csv_claimants_read(reader *r, const text_source *source, const sol_node *columns, const sol_inheritance *heirs,
                        csv_claimants_notes *notes);

#endif
