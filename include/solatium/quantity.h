/* Quantities as people write them: dates, spans, shares, rates, amounts; read exactly, from the digits. */
#ifndef SOLATIUM_QUANTITY_H
#define SOLATIUM_QUANTITY_H

#include "solatium/date.h"
#include "solatium/decimal.h"

#include <stddef.h>

#define SOL_BILLION INT64_C(1000000000) /* shares and rates are counts of billionths */

/** What is wrong with a text, and where in it. */
typedef struct sol_quantity_fault {
    size_t from, to;   /* bytes of the text */
    char message[120]; /* lower case, no full stop */
    char hint[120];    /* the way out, with what can be pasted in backquotes; "" if none is known */
} sol_quantity_fault;

/**
 * Each reads `length` bytes of a text, the same in every locale. Digits may be grouped by threes with `,` or `_`: `1,200,000`; digits,
 * signs and blanks of other widths and scripts are ours. What may mean two things is a fault with both.
 *
 * Gives    true and the outputs; or false and the fault, the outputs untouched
 */

/**
 * `2019-06-19`; also as offices and spreadsheets write it where it is one day only: `1932. 5. 3.`, `1932년 5월 3일`, `昭和7年5月3日`,
 * `S7.5.3`, `31/05/1932`, `1932-05-03 00:00:00`.
 */
bool sol_quantity_date(const char *text, size_t length, sol_date *date, sol_quantity_fault *fault);

/** A date, or a bare year (`1932`, `1932년`, `昭和7年`): then `year` is set, else 0; `date` is 1 January of it. */
bool sol_quantity_birth(const char *text, size_t length, sol_date *date, int *year, sol_quantity_fault *fault);

/** `90d`, `6w`, `18mo`, `2y`, or several with the larger unit first: `1y 6mo`; whole numbers, up to 200 years. */
bool sol_quantity_span(const char *text, size_t length, sol_span *span, sol_quantity_fault *fault);

/** The same as days, as it is meant inside a distribution: a month is 365.25/12 days, and parts may have decimals (`17.9mo`). */
bool sol_quantity_days(const char *text, size_t length, double *days, sol_quantity_fault *fault);

/** `35%` or `0.35`, exact: in billionths, 0 … 1. A bare number above 1 is a fault that proposes `%`. */
bool sol_quantity_share(const char *text, size_t length, int64_t *billionths, sol_quantity_fault *fault);

/** The same without an upper bound (below 10^6). */
bool sol_quantity_ratio(const char *text, size_t length, int64_t *billionths, sol_quantity_fault *fault);

/** `12%/y`, `1%/mo`, also negative: in billionths per the period that was written. */
bool sol_quantity_rate(const char *text, size_t length, int64_t *billionths, bool *is_per_month,
                       sol_quantity_fault *fault);

/** A whole number from 0 to 10^18 − 1; `010` is ten. */
bool sol_quantity_whole(const char *text, size_t length, int64_t *number, sol_quantity_fault *fault);

/** A decimal number, `1.5`, `3.1262678e-6`, `-1`, to the nearest double. */
bool sol_quantity_number(const char *text, size_t length, double *number, sol_quantity_fault *fault);

/** The same, exact: at most 18 digits. */
bool sol_quantity_decimal(const char *text, size_t length, sol_decimal *number, sol_quantity_fault *fault);

/** An amount that has been read: its currency is one of those named, as an index. */
typedef struct sol_quantity_money {
    int64_t units; /* of that currency's smallest unit */
    int currency;
} sol_quantity_money;

/**
 * A currency that amounts may be in; lists end with a code that is NULL. The first is that of amounts without one; "": they are plain
 * numbers. The code `*` takes every code.
 */
typedef struct sol_quantity_currency {
    const char *code;
    int minor_digits;
} sol_quantity_currency;

/**
 * `100m KRW`, `4bn KRW`, `2500 USD`, `3억 5000만 KRW`, `1200000` (then of currency 0); also in other habits where it is one amount only:
 * `1억 2천만원`, `₩100,000,000`, `300.000.000`, `1 000 000`. Not negative, at most SOL_MONEY_INPUT_MAX units; a fraction of the smallest
 * unit is a fault.
 */
bool sol_quantity_amount(const char *text, size_t length, const sol_quantity_currency *currency,
                         sol_quantity_money *amount, sol_quantity_fault *fault);

/** The ISO 4217 code of the currency that an amount names, by code, sign or word: `3억원` KRW; NULL: none, or it may be several. */
const char *sol_quantity_currency_named(const char *text, size_t length);

/** Digits of a currency's smallest unit by its ISO 4217 code, or −1 for a code that is none. */
int sol_currency_digits(const char *code);

/** The ISO 4217 code that was probably meant, or NULL. */
const char *sol_currency_nearest(const char *code);

#endif
