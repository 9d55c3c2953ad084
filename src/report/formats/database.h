/* A run as rows of a database (SQLite): what it was of, and every table of its answer. Knows no file. */
#ifndef SOL_REPORT_DATABASE_H
#define SOL_REPORT_DATABASE_H

#include "report/document/document.h"

#include <sqlite3.h>
#include <stdint.h>

/** A scenario or a saved result that a run read; texts may be NULL. */
typedef struct database_input {
    const char *file, *title, *sha256, *content;
} database_input;

typedef struct database_option {
    const char *name, *value; /* value NULL: it stands alone */
} database_option;

/** What a run was of. */
typedef struct database_run {
    const char *command, *line; /* "run", and the whole command line */
    const char *title, *currency;
    uint64_t trials, seed;
    const char *result;        /* as JSON, or NULL */
    const document *claimants; /* the table of single claimants, or NULL */
    size_t input_count;
    const database_input *input;
    size_t option_count;
    const database_option *option;
} database_run;

/** What marks a database as one of ours, and the version of its schema. */
enum { DATABASE_APPLICATION = 0x536f6c61 /* "Sola" */, DATABASE_VERSION = 1 };

/**
 * Adds a run, within the transaction that the caller has begun; an empty database gets the schema first.
 *
 *   runs(run, command, line, version, title, currency, trials, seed, result)
 *   inputs(run, position, file, title, sha256, content)
 *   options(run, position, name, value)
 *   figures(run, name, row, label, key, value, se, low, middle, high)    every number of its tables but that of single claimants
 *   and a table for each table of the answer, under its name: run, row, then its columns as CSV has them. Columns that another run's table
 *   did not have are added to it.
 *
 * Units    amounts in major units, shares as fractions, dates as YYYY-MM-DD; totals are left out
 * Gives    SQLITE_OK, or what went wrong, which the database says in words; the transaction is then to be rolled back
 */
int database_add(sqlite3 *to, sol_arena *arena, const database_run *run, const document *doc);

#endif
