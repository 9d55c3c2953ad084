/*
 * Rows of fields with their places, of any table: CSV by RFC 4180 with the separator that its source says, columns set apart by blanks, the
 * sheet of a spreadsheet. libcsv calls back per field without saying where the field stood and copies each byte; here the fields are
 * stretches of the text itself, which makes places free and reading some times faster.
 */
#ifndef SOL_SCENARIO_CSV_H
#define SOL_SCENARIO_CSV_H

#include "scenario/text/source.h"

enum { CSV_COLUMNS_MAX = 64 };

/** In place of a separator: columns are set apart by any number of blanks. */
#define CSV_BLANKS ' '

/** A field: its text without blanks around it, and where it stands. Quotes are taken off, doubled ones inside undone in memory of its own. */
typedef struct csv_field {
    const char *text;
    size_t length;
    size_t from, to; /* bytes of the source, with quotes */
    bool is_exact;   /* a number of a sheet, whose point is one */
    bool is_day;     /* a day that a cell of a sheet holds as one, not as a text */
} csv_field;

struct sol_node;
typedef struct csv_reader {
    const text_source *source;
    const struct sol_node *named; /* a mapping of columns to what their header says; NULL: none */
    sol_arena *arena;             /* for fields with doubled quotes */
    size_t at;                    /* byte of the next row */
    size_t row_from;              /* of the row read last */
    size_t count;
    csv_field field[CSV_COLUMNS_MAX];
    const char *fault; /* NULL, or why the row is not one */
    size_t fault_at;
    size_t rows, empty_rows; /* read so far, the header too; and passed over behind it */
    char separator;
} csv_reader;

/** Begins at the first row. */
csv_reader csv_begin(const text_source *source, sol_arena *arena);

/** Reads the next row that holds more than separators and blanks; false at the end. With a fault the row is to be skipped. */
bool csv_next(csv_reader *csv);

/** Bytes of the blank at `text`: a space, a tab, or one of those that Unicode and the offices of Japan have beside them; 0: none. */
size_t csv_blank(const char *text, size_t room);

/** A field as an amount: where its point is one, with four decimals, which nobody can take for thousands. */
csv_field csv_amount(sol_arena *arena, const csv_field *field);

/** The byte behind the last field of the row read last; of one without fields, behind its first byte. */
static inline size_t csv_row_end(const csv_reader *csv)
{
    return csv->count > 0 ? csv->field[csv->count - 1].to : csv->row_from + 1;
}

/** Fields up to the last that is not empty. */
static inline size_t csv_filled(const csv_reader *csv)
{
    size_t count = csv->count;
    while (count > 0 && csv->field[count - 1].length == 0)
        count--;
    return count;
}

/** Where a field of the row read last stands. */
static inline sol_place csv_place(const csv_reader *csv, const csv_field *field)
{
    return source_place(csv->source, field->from, field->to);
}

/** Where the row read last stands. */
static inline sol_place csv_row_place(const csv_reader *csv)
{
    return source_place(csv->source, csv->row_from, csv_row_end(csv));
}

#endif
