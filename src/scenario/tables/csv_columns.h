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

typedef struct csv_column {
    const char *name;
    csv_field_reader read; /* never called with an empty field */
    bool is_required;      /* the column, and a value in each row */
    const char *meaning;   /* for the reference */
} csv_column;

/** The header's columns: an index into the table for each, or −1. */
typedef struct csv_header {
    const csv_column *table;
    size_t table_count;
    size_t count;
    int column[CSV_COLUMNS_MAX];
} csv_header;

/** Reads the header; false: errors were added and there is no use in reading on. */
bool csv_header_read(reader *r, csv_reader *csv, const csv_column *table, size_t table_count, csv_header *header);

/** Reads the fields of the current row; false: errors were added. */
bool csv_row_read(reader *r, csv_reader *csv, const csv_header *header, csv_target to);

/** Adds an error in a field. */
void csv_refuse(reader *r, const csv_reader *csv, const csv_field *field, const sol_quantity_fault *fault);

/** Sets a fault of a whole field; false. */
bool csv_fault(sol_quantity_fault *fault, const csv_field *field, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** The field is one of the words; false: a fault was set. */
bool csv_word(const csv_field *field, const key_word *words, int *value, sol_quantity_fault *fault);

/** The field names one of a table; false: a fault was set. */
bool csv_name(const csv_field *field, const name_table *names, const char *what, int *index, sol_quantity_fault *fault);

#endif
