/*
 * A table, whatever it is kept in, as a text of UTF-8 whose rows csv.h reads: text of any of some encodings with any of some separators, and
 * sheets of workbooks (.xlsx, .ods).
 */
#ifndef SOL_SCENARIO_TABLE_SOURCE_H
#define SOL_SCENARIO_TABLE_SOURCE_H

#include "scenario/encoding/convert.h"
#include "scenario/text/source.h"

/** Where the sheet and the encoding can be said, for the way out of doubt. */
typedef enum table_speaker { TABLE_OF_SCENARIO, TABLE_OF_OPTION, TABLE_OF_RESULT } table_speaker;

typedef struct table_choice {
    const char *sheet; /* NULL: the only one that has rows */
    int encoding;      /* a table_encoding */
    bool is_at_blanks; /* columns are set apart by blanks, not by a separator */
    table_speaker speaker;
    const char *key; /* of a scenario: the one that names the file; NULL: `file` */
} table_choice;

/** A table of the language that names a file: its name first, as a plain text does. */
typedef struct table_name {
    const char *path; /* NULL: none */
    const char *sheet;
    int encoding;
} table_name;

/**
 * Reads a file ("-": standard input).
 *
 * Gives    the table, at its first row; or NULL and an error, as source_read or as below
 */
text_source *table_read(sol_arena *arena, const char *path, const table_choice *choice, sol_diagnostics *diagnostics);

/**
 * Makes a table of bytes that were read.
 *
 * Gives    false and an error: what they are is not read; the encoding, the separator or the sheet cannot be told; a workbook is damaged or
 *          larger than is read
 */
bool table_undo(text_source *source, const table_choice *choice, sol_diagnostics *diagnostics);

/** The way to say a `sheet` or an `encoding`: "write `file: {name: a.xlsx, sheet: Clients}`". */
const char *table_way_to_say(sol_arena *arena, const text_source *source, const table_choice *choice, const char *key,
                             const char *value);

/** What a separator is called: "comma". */
const char *table_separator_name(char separator);

#endif
