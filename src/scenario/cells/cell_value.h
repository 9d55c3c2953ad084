/* What the cells of workbooks hold, as a text file would say it. */
#ifndef SOL_SCENARIO_CELL_VALUE_H
#define SOL_SCENARIO_CELL_VALUE_H

#include "base/text.h"
#include "scenario/text/cell_fault.h"

/** A number of at most 15 digits that differ from zero, as spreadsheets keep them: its digits, without an exponent. */
typedef struct cell_number {
    bool is_negative;
    double value; /* of what was read */
    char text[128];
    size_t whole, length; /* digits before the point, at least one; and all */
} cell_number;

/** Whether the words of a cell are an error, in whichever language: `#VALUE!`, `#N/A`, `Err:522`; `#12` is a number. */
bool cell_shows_error(const char *words);

/** Reads a number, times ten to the power. CELL_TOO_LONG: with more digits than are kept; CELL_LACKS_TEXT: it is none that can be written out. */
cell_fault cell_number_read(const char *text, int power, cell_number *number);

/** Appends the digits of a number, with zeros in front up to `digits`. */
void cell_number_put(text_buffer *out, const cell_number *number, unsigned digits);

/**
 * Appends the day that a number counts to ("2019-06-19"), with the time of day if it has one. CELL_YEAR: who enters the year 1930 into a cell
 * that is to show a date gets 1905-04-13, and the days that such years count to are as likely they; both readings are appended.
 */
cell_fault cell_put_date(text_buffer *out, const char *text, bool is_from_1904);

/** Appends a day that is written out, without a time of day that is midnight. CELL_YEAR: as with a number. */
cell_fault cell_put_day(text_buffer *out, const char *text, bool is_from_1904);

#endif
