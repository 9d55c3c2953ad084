/* What the cells of workbooks hold, as a text file would say it. */
#ifndef SOL_SCENARIO_CELL_VALUE_H
#define SOL_SCENARIO_CELL_VALUE_H

#include "base/text.h"

/** How a number is shown that is more than one. */
typedef struct cell_format {
    bool is_date;
    unsigned digits; /* at least so many, with zeros in front; 0: as many as it has */
} cell_format;

/** The format of a code ("yyyy\-mm\-dd", "0000") or, NULL, of a number that stands for one. */
cell_format cell_format_of(unsigned number, const char *code);

/** Appends a number of 15 digits, as spreadsheets show them, without an exponent; what is no number as it stands. */
void cell_put_number(text_buffer *out, const char *text, cell_format format);

/** Appends the day that a number counts to ("2019-06-19"), with the time of day if it has one. */
void cell_put_date(text_buffer *out, const char *text, bool is_from_1904);

/** Appends a day that is written out, without a time of day that is midnight. */
void cell_put_day(text_buffer *out, const char *text);

#endif
