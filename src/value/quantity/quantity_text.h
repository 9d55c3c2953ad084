/* Decimal numbers taken apart, shared by the readers of quantities. */
#ifndef SOL_VALUE_QUANTITY_TEXT_H
#define SOL_VALUE_QUANTITY_TEXT_H

#include "base/fold.h"
#include "solatium/quantity.h"
#include "value/number/decimal.h"

enum { QUANTITY_LENGTH_MAX = 96 }; /* of what is written in other forms */

/** A text in plain digits, signs, widths and blanks, which it mostly is: １２％ is 12%. */
typedef struct quantity_plain {
    const char *text;
    size_t length;
    size_t written; /* bytes of the text that it was made from */
    char room[FOLD_ROOM(QUANTITY_LENGTH_MAX)];
} quantity_plain;

/** Makes it; the text itself where it is ASCII or long. */
void quantity_plain_of(quantity_plain *plain, const char *text, size_t length);

/** What was read of it, and the fault's place in the text as written: all of it, where that is another. */
bool quantity_placed(const quantity_plain *plain, bool is_read, sol_quantity_fault *fault);

/** A number as digits · 10^−decimals, with what stands behind it. */
typedef struct quantity_decimal {
    bool is_negative;
    bool has_point;
    int64_t digits; /* up to 18 */
    int decimals;
    size_t length; /* bytes taken */
} quantity_decimal;

/** Whether a text begins as a number does, rightly written or not. */
bool quantity_begins_number(const char *text, size_t length);

/** Reads `[-]1,234[.5]` at the beginning of a text; the fault is placed from byte `at` of the whole. */
bool quantity_decimal_read(const char *text, size_t length, size_t at, quantity_decimal *number,
                           sol_quantity_fault *fault);

/** digits · 10^(power − decimals), if that is a whole number below 10^18. */
bool quantity_decimal_scale(const quantity_decimal *number, int power, int64_t *whole);

/** The same to the nearest whole number, for proposals. */
int64_t quantity_decimal_round(const quantity_decimal *number, int power);

/** Sets a fault; false, so that it can be returned. */
bool quantity_fail(sol_quantity_fault *fault, size_t from, size_t to, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/** The multiple of an amount that a word is or stands for, as it is written here; NULL: none. */
const char *quantity_multiple(const char *word, size_t length);

/** An amount as it is written here. */
typedef struct quantity_amount_text {
    char text[104];
    bool is_certain; /* what it was made from can mean nothing else */
    bool is_counted; /* its last number said what it counts, as 5백 does */
} quantity_amount_text;

/**
 * An amount in other habits as it was probably meant: other groups of digits (1.000.000, 1 000 000), 5천만, the currency in other letters, as
 * a sign or behind the number without a blank.
 *
 * Gives    true and the text, which may still be none; false where nothing is known that it could mean
 */
bool quantity_amount_meant(const char *text, size_t length, const sol_quantity_currency *currency,
                           quantity_amount_text *meant);

/**
 * Refuses an amount that was read of a text whose last mark may be one of decimals or of thousands: 100,000.000; 300,000 of a currency with
 * three decimals.
 *
 * Shape    `money` is what it was read as, in one of the currencies
 * Gives    true where nothing is doubtful
 */
bool quantity_marks_are_clear(const char *text, size_t length, const sol_quantity_currency *currency,
                              const sol_quantity_money *money, sol_quantity_fault *fault);

/** How many bytes of a text a message shows: whole characters, at most 40 bytes. */
int quantity_shown(const char *text, size_t length);

#endif
