/* The columns of a CSV, by its header and a table of what they may be. */
#ifndef SOL_SCENARIO_CSV_COLUMNS_H
#define SOL_SCENARIO_CSV_COLUMNS_H

#include "scenario/reader/reader.h"
#include "scenario/text/csv.h"

/** Reads a field into a row; false: a fault was set. */
typedef struct csv_context csv_context;
typedef bool (*csv_field_reader)(csv_context *context, const csv_field *field, void *row, sol_quantity_fault *fault);

/** Where a row's fields go. */
typedef struct csv_target {
    csv_context *context;
    void *row;
} csv_target;

/** What the values of a column are, as far as its header may say more of them (csv_marks.h). */
typedef enum csv_holds { CSV_TEXT, CSV_AMOUNT, CSV_AMOUNTS, CSV_DATE, CSV_AGE, CSV_COUNT, CSV_SHARE } csv_holds;

typedef struct csv_column {
    const char *name;
    csv_field_reader read; /* never called with an empty field */
    bool is_required;      /* the column, and a value in each row */
    const char *meaning;   /* for the reference */
    csv_holds holds;
    const char *unknown; /* what to do with a cell of a value that is not known; NULL: it can be left empty */
} csv_column;

/** What a cell of a column proved of how the column is written (csv_habits.h). */
typedef struct csv_habit {
    int is;       /* 0: nothing yet */
    unsigned row; /* of that cell, and its text */
    char text[24];
} csv_habit;

/** Cells of a column that say what is not read of it (csv_kept.h), and the first of them. */
typedef struct csv_seen {
    size_t cells, from, to;
} csv_seen;

/** The header's columns, without the empty ones at its end: an index into the table for each, or −1 for what is left out. */
typedef struct csv_header {
    const csv_column *table;
    size_t table_count;
    size_t count;
    int column[CSV_COLUMNS_MAX];
    const char *unit[CSV_COLUMNS_MAX]; /* that the header says, and each value has behind it; NULL: none */
    const sol_node
        *given[CSV_COLUMNS_MAX]; /* what the scenario calls each column of the table; NULL: it does not say */
    csv_habit habit[CSV_COLUMNS_MAX];
    csv_seen seen[CSV_COLUMNS_MAX];
    const struct csv_kept *kept[CSV_COLUMNS_MAX]; /* of what is left out: what people keep in it; NULL: not known */
    bool is_unnamed[CSV_COLUMNS_MAX];             /* then its fields are empty */
    int died_at, name_at;                         /* places of columns of that name, or −1 */
    bool is_of_people;                            /* the table may have a column `died` */
    size_t ignored_count;
    const char *ignored[CSV_COLUMNS_MAX]; /* names of columns that no row of the table has */
    const char *currency; /* that a header names in brackets, where the reader knows none of its own; NULL: none does */
    bool is_longer;       /* the row had more fields than the header, all of them empty */
    bool has_odd_rows;    /* some rows had another shape, and could not be told */
} csv_header;

/** Reads the header; false: errors were added and there is no use in reading on. A column that is not known is a warning. */
bool csv_header_read(reader *r, csv_reader *csv, const csv_column *table, size_t table_count, csv_header *header);

/** Goes to the next row of the header's shape, of which `count` fields are read then; others are errors. False at the end, or with enough errors. */
bool csv_row_next(reader *r, csv_reader *csv, csv_header *header);

/** Reads the fields of that row; false: errors were added. */
bool csv_row_read(reader *r, csv_reader *csv, csv_header *header, csv_target to);

/** What was understood of a table whose rows were read, into the reader's list. */
void csv_note_table(reader *r, const csv_reader *csv, const csv_header *header);

/** Adds an error in a field. */
void csv_refuse(reader *r, const csv_reader *csv, const csv_field *field, const sol_quantity_fault *fault);

/** Sets a fault of a whole field; false. */
bool csv_fault(sol_quantity_fault *fault, const csv_field *field, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** Whether a field is a word that people have for one of ours (value/words). */
bool csv_says(const csv_field *field, const char *word);

/** Whether a cell calls its row a sum of others. */
bool csv_says_total(const csv_field *field);

/** The field is one of the words; false: a fault was set. */
bool csv_word(const csv_field *field, const key_word *words, int *value, sol_quantity_fault *fault);

/** The field names one of a table; false: a fault was set. */
bool csv_name(const csv_field *field, const name_table *names, const char *what, int *index, sol_quantity_fault *fault);

#endif
