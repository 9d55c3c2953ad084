/*
 * What a number is beside its digits to who looks at its cell: the words, signs and zeros of its format. It is read as a text that says so
 * would be, so that 100 in `#,##0"천원"` is 100천원, 0.2 in `0%` is 20%, and 12 in `"A-"000` is the id A-012.
 */
#ifndef SOL_SCENARIO_NUMBER_FORMAT_H
#define SOL_SCENARIO_NUMBER_FORMAT_H

#include "base/text.h"
#include "scenario/text/cell_fault.h"

/** How numbers are shown; zeroed: as they are. */
typedef struct number_format {
    const char *code; /* NULL: no more is shown than the rest says */
    unsigned digits;  /* at least so many, with zeros in front; 0: as many as it has */
    bool is_date;     /* of the calendar, as a count of days */
    bool is_local;    /* in the currency of whoever looks */
    bool has_text;    /* texts are shown with more than themselves */
} number_format;

/** The format of a code ("yyyy\-mm\-dd", "0000"), which is kept, or, NULL, of a number that stands for one. */
number_format number_format_of(unsigned number, const char *code);

/** A number of a cell. */
typedef struct number_cell {
    const char *text;
    const char *currency; /* that the cell says it is in; NULL: none */
    bool is_from_1904;    /* where days are counted from */
} number_cell;

/** Appends it as it is shown, with all of its digits; what is a fault, as a message shows it. */
cell_fault number_format_put(text_buffer *out, const number_cell *cell, const number_format *format);

/** Appends a text as it is shown. */
void number_format_put_text(text_buffer *out, const char *text, size_t length, const number_format *format);

#endif
