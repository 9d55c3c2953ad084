/* Decimal numbers taken apart, shared by the readers of quantities. */
#ifndef SOL_VALUE_QUANTITY_TEXT_H
#define SOL_VALUE_QUANTITY_TEXT_H

#include "solatium/quantity.h"
#include "value/number/decimal.h"

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

/**
 * An amount that was refused as it was probably meant: other groups of digits (1.000.000, 1 000 000), other forms of digits and blanks, 5천만,
 * the currency in other letters or behind the number without a blank.
 *
 * Gives    true and the text, which may still be none; false where nothing is known that it could mean
 */
bool quantity_amount_meant(const char *text, size_t length, const sol_quantity_currency *currency, char *meant,
                           size_t room);

/** How many bytes of a text a message shows: whole characters, at most 40 bytes. */
int quantity_shown(const char *text, size_t length);

#endif
