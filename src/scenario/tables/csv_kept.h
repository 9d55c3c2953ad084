/* Columns that people keep and no table of ours has, and what cells say that nothing reads: that somebody died, or that amounts are in another unit. */
#ifndef SOL_SCENARIO_CSV_KEPT_H
#define SOL_SCENARIO_CSV_KEPT_H

#include "scenario/tables/csv_columns.h"

/** What is said of a column by its name; all NULL and false of one that is not known at all. */
typedef struct csv_kept {
    const char *word; /* a name in value/words; NULL: not known */
    const char *hint; /* NULL: nobody need be told that it is left out */
    const char
        *wrong; /* why it cannot be left out where the table has a column `needs` and the header none; NULL: it can */
    const char *needs;
    bool holds_units; /* each cell says what the row's amounts are in */
} csv_kept;

const csv_kept *csv_kept_as(const csv_field *field);

/** Whether that column must not be left out of a table with this header. */
bool csv_kept_is_wrong(const csv_kept *kept, const csv_header *header);

/** Notes of a header whose columns are known where what tells of deaths stands. */
void csv_kept_begin(csv_header *header);

/** Looks at what a row says where it is not read; false: errors were added. */
bool csv_kept_row(reader *r, const csv_reader *csv, csv_header *header);

/** Says, when all rows are read, what was seen in them. */
void csv_kept_tell(reader *r, const csv_reader *csv, const csv_header *header);

#endif
