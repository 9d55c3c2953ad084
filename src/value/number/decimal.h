/* A decimal number as written, kept as digits and a power of ten until it is known what it counts. */
#ifndef SOL_VALUE_DECIMAL_H
#define SOL_VALUE_DECIMAL_H

#include "solatium/decimal.h"

#include <stddef.h>

typedef struct decimal {
    bool negative;
    uint64_t digits; /* below 10^19, no zero at its end unless it is 0 */
    int exponent;    /* the value is digits · 10^exponent */
    bool is_cut;     /* further digits, not all zero, were left out */
    bool has_point, has_exponent;
} decimal;

typedef enum decimal_status {
    DECIMAL_READ,
    DECIMAL_NO_DIGITS, /* no digit where one belongs */
    DECIMAL_GROUPS,    /* separators that do not stand before each three digits, or of two kinds */
    DECIMAL_HUGE       /* an exponent beyond ±9999 */
} decimal_status;

/**
 * Reads `-1,234.5e-6` from the start of a text as far as it goes.
 *
 * Gives    in `end` the bytes that belong to the number, also of a wrong one
 */
decimal_status decimal_read(const char *text, decimal *number, size_t *end);

/** value · 10^power as a whole number; false when it is not one, was cut or is beyond 10^18 either way. */
bool decimal_whole(const decimal *number, int power, int64_t *whole);

/** value · 10^power to the nearest whole number, halves away from zero; false beyond 10^18. */
bool decimal_nearest(const decimal *number, int power, int64_t *whole);

/** The value itself; false when it was cut, has more than 18 digits with its zeros, or more than 36 decimals. */
bool decimal_exact(const decimal *number, sol_decimal *exact);

/** To the nearest double (of the digits kept); false when its magnitude is beyond 1e30 or it has digits finer than 1e-36. */
bool decimal_double(const decimal *number, double *value);

/** 10^power. Needs 0 <= power <= 18. */
int64_t decimal_power_of_ten(int power);

#endif
