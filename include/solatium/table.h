/* Tables that were read, and how they were understood. */
#ifndef SOLATIUM_TABLE_H
#define SOLATIUM_TABLE_H

#include <stddef.h>

/** A table of rows that was read, and how it was understood. */
typedef struct sol_table {
    const char *file;
    const char *encoding;  /* "CP949"; NULL: a workbook */
    const char *sheet;     /* of a workbook; NULL: a text */
    const char *separator; /* of a text: "comma" */
    size_t rows, columns;  /* that were read, without the header and without what is left out */
    size_t empty_rows;     /* left out */
    size_t ignored_count;
    const char *const *ignored; /* names of columns that are not known, left out */
} sol_table;

#endif
