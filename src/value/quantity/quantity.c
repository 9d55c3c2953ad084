/* Numbers and shares; what has a date, a period or a currency has a file of its own. */
#include "value/quantity/quantity_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_ROOM = 64, LARGEST_RATIO = 1000000 };

/* A number with or without `%`, in billionths. */
static bool read_fraction(const char *text, size_t length, quantity_decimal *n, int64_t *billionths,
                          sol_quantity_fault *fault)
{
    if (!quantity_begins_number(text, length))
        return quantity_fail(fault, 0, length, "write `35%` or `0.35`", "`%.*s` is not a share",
                             quantity_shown(text, length), text);
    if (!quantity_decimal_read(text, length, 0, n, fault))
        return false;
    size_t at = n->length;
    while (at < length && text[at] == ' ')
        at++;
    bool has_percent = at < length && text[at] == '%';
    if (at + has_percent != length)
        return quantity_fail(fault, at, length, "write `35%` or `0.35`", "`%.*s` does not belong to a share",
                             quantity_shown(text + at, length - at), text + at);
    if (n->is_negative && n->digits)
        return quantity_fail(fault, 0, length, NULL, "a share is not negative");
    int power = has_percent ? 7 : 9;
    int64_t nearest = quantity_decimal_round(n, power);
    if (nearest > LARGEST_RATIO * SOL_BILLION)
        return quantity_fail(fault, 0, length, NULL, "a ratio is at most %d", LARGEST_RATIO);
    if (quantity_decimal_scale(n, power, billionths))
        return true;
    char hint[64];
    snprintf(hint, sizeof hint, "write `%lld.%09lld`", (long long)(nearest / SOL_BILLION),
             (long long)(nearest % SOL_BILLION));
    return quantity_fail(fault, 0, length, hint, "a share has at most nine decimals, seven as a percentage");
}

static bool read_share(const char *text, size_t length, int64_t *billionths, sol_quantity_fault *fault)
{
    quantity_decimal n;
    int64_t value = 0;
    if (!read_fraction(text, length, &n, &value, fault))
        return false;
    if (value > SOL_BILLION) {
        char hint[64] = "";
        bool is_bare = text[length - 1] != '%';
        if (is_bare && value <= 100 * SOL_BILLION)
            snprintf(hint, sizeof hint, "did you mean `%.*s%%`?", (int)n.length, text);
        else
            snprintf(hint, sizeof hint, "write `100%%` or less");
        return quantity_fail(fault, 0, length, hint, is_bare ? "a share above 1" : "a share above 100%%");
    }
    *billionths = value;
    return true;
}

bool sol_quantity_share(const char *text, size_t length, int64_t *billionths, sol_quantity_fault *fault)
{
    quantity_plain plain;
    quantity_plain_of(&plain, text, length);
    return quantity_placed(&plain, read_share(plain.text, plain.length, billionths, fault), fault);
}

static bool read_ratio(const char *text, size_t length, int64_t *billionths, sol_quantity_fault *fault)
{
    quantity_decimal n;
    int64_t value;
    if (!read_fraction(text, length, &n, &value, fault))
        return false;
    *billionths = value;
    return true;
}

bool sol_quantity_ratio(const char *text, size_t length, int64_t *billionths, sol_quantity_fault *fault)
{
    quantity_plain plain;
    quantity_plain_of(&plain, text, length);
    return quantity_placed(&plain, read_ratio(plain.text, plain.length, billionths, fault), fault);
}

/* A number with all that it may have, which must be the whole text. */
static bool read_alone(const char *text, size_t length, decimal *number)
{
    char copy[NUMBER_ROOM] = "";
    size_t end;
    if (length >= NUMBER_ROOM || length == 0 || text[0] == '+')
        return false;
    memcpy(copy, text, length);
    return decimal_read(copy, number, &end) == DECIMAL_READ && end == length;
}

static bool read_whole(const char *text, size_t length, int64_t *number, sol_quantity_fault *fault)
{
    decimal d;
    int64_t value = 0;
    bool is_read = read_alone(text, length, &d);
    bool is_whole = is_read && !d.negative && decimal_whole(&d, 0, &value) && value < INT64_C(1000000000000000000);
    if (is_whole && !d.has_point && !d.has_exponent) {
        *number = value;
        return true;
    }
    char hint[48] = "";
    if (is_whole)
        snprintf(hint, sizeof hint, "write `%lld`", (long long)value);
    return quantity_fail(fault, 0, length, hint, "`%.*s` is not a whole number", quantity_shown(text, length), text);
}

bool sol_quantity_whole(const char *text, size_t length, int64_t *number, sol_quantity_fault *fault)
{
    quantity_plain plain;
    quantity_plain_of(&plain, text, length);
    return quantity_placed(&plain, read_whole(plain.text, plain.length, number, fault), fault);
}

/* A number that a double can stand for. */
static bool read_number(const char *text, size_t length, decimal *d, double *number, sol_quantity_fault *fault)
{
    quantity_decimal n;
    if (read_alone(text, length, d)) {
        if (decimal_double(d, number))
            return true;
        return quantity_fail(fault, 0, length, NULL, "`%.*s` is too large or too fine a number",
                             quantity_shown(text, length), text);
    }
    bool has_exponent = memchr(text, 'e', length) || memchr(text, 'E', length); /* it may have one here */
    if (!has_exponent && !quantity_decimal_read(text, length, 0, &n, fault) && fault->hint[0])
        return false;
    return quantity_fail(fault, 0, length, NULL, "`%.*s` is not a number", quantity_shown(text, length), text);
}

static bool read_double(const char *text, size_t length, double *number, sol_quantity_fault *fault)
{
    decimal d;
    double value;
    if (!read_number(text, length, &d, &value, fault))
        return false;
    *number = value;
    return true;
}

bool sol_quantity_number(const char *text, size_t length, double *number, sol_quantity_fault *fault)
{
    quantity_plain plain;
    quantity_plain_of(&plain, text, length);
    return quantity_placed(&plain, read_double(plain.text, plain.length, number, fault), fault);
}

static bool read_exact(const char *text, size_t length, sol_decimal *number, sol_quantity_fault *fault)
{
    decimal d;
    double nearest;
    if (!read_number(text, length, &d, &nearest, fault))
        return false;
    if (decimal_exact(&d, number))
        return true;
    char hint[48] = "";
    if (fabs(nearest) < 1e15)
        snprintf(hint, sizeof hint, "write `%.15g`", nearest);
    return quantity_fail(fault, 0, length, hint, "a number of more than %d digits", SOL_DECIMAL_DIGITS);
}

bool sol_quantity_decimal(const char *text, size_t length, sol_decimal *number, sol_quantity_fault *fault)
{
    quantity_plain plain;
    quantity_plain_of(&plain, text, length);
    return quantity_placed(&plain, read_exact(plain.text, plain.length, number, fault), fault);
}
