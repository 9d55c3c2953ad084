/* Dates taken apart, however they are written. */
#ifndef SOL_VALUE_QUANTITY_DATE_H
#define SOL_VALUE_QUANTITY_DATE_H

#include "value/quantity/quantity_era.h"

typedef struct quantity_date_parts {
    int count;               /* 3, or 1: a year alone */
    quantity_day day;        /* of the common calendar; it may be none */
    const quantity_era *era; /* NULL: none was named */
    bool may_be_swapped;     /* day and month may change places, and would be another day */
} quantity_date_parts;

/**
 * Takes a date apart: 1932/5/3, 1932. 5. 3., 1932년 5월 3일, 昭和7年5月3日, S7.5.3, 19320503, 31/05/1932, 3 May 1932, each also with a time of
 * day that is midnight.
 *
 * Needs    a text in plain digits and widths
 * Gives    true and the parts; false: it is none of these
 */
bool quantity_date_take(const char *text, size_t length, quantity_date_parts *parts);

/** The day that a text probably means which is no date; false: nothing is known. */
bool quantity_date_meant(const char *text, size_t length, quantity_day *day);

#endif
