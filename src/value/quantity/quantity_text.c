#include "value/quantity/quantity_text.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS_MAX = 18, NUMBER_ROOM = 64, SHOWN = 40 };
static const int64_t digits_end = INT64_C(1000000000000000000);

bool quantity_fail(sol_quantity_fault *fault, size_t from, size_t to, const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault->message, sizeof fault->message, format, arguments);
    va_end(arguments);
    snprintf(fault->hint, sizeof fault->hint, "%s", hint ? hint : "");
    fault->from = from;
    fault->to = to;
    return false;
}

int quantity_shown(const char *text, size_t length)
{
    return (int)text_whole(text, length, SHOWN);
}

void quantity_plain_of(quantity_plain *plain, const char *text, size_t length)
{
    size_t ascii = 0;
    while (ascii < length && !(text[ascii] & 0x80))
        ascii++;
    plain->text = text;
    plain->length = plain->written = length;
    if (ascii == length || length > QUANTITY_LENGTH_MAX)
        return;
    size_t folded = fold_bytes(text, length, FOLD_NAME | FOLD_SIGNS, plain->room);
    if (folded == length && memcmp(text, plain->room, length) == 0)
        return;
    plain->text = plain->room;
    plain->length = folded;
}

bool quantity_placed(const quantity_plain *plain, bool is_read, sol_quantity_fault *fault)
{
    bool is_itself = plain->text != plain->room;
    if (is_read || is_itself)
        return is_read;
    fault->from = 0;
    fault->to = plain->written;
    return false;
}

/* `1,5` may be 1.5 as well as a slip of 15; of other wrong groups the digits alone are proposed. */
static bool refuse_groups(const char *number, size_t at, size_t length, sol_quantity_fault *fault)
{
    char digits[NUMBER_ROOM] = "", hint[2 * NUMBER_ROOM];
    size_t count = 0, commas = 0, last = 0;
    for (size_t i = 0; i < length; i++) {
        commas += number[i] == ',' || number[i] == '_';
        last = number[i] == ',' ? i : last;
        if (number[i] != ',' && number[i] != '_')
            digits[count++] = number[i];
    }
    bool is_decimal =
        commas == 1 && last > 0 && !memchr(number, '.', length) && (length - last <= 3 || number[0] == '0');
    if (is_decimal && number[0] != '0' && number[0] != '-')
        snprintf(hint, sizeof hint, "write `%.*s.%s` or `%s`", (int)last, number, number + last + 1, digits);
    else if (is_decimal)
        snprintf(hint, sizeof hint, "did you mean `%.*s.%s`?", (int)last, number, number + last + 1);
    else
        snprintf(hint, sizeof hint, "write `%s`", digits);
    return quantity_fail(fault, at, at + length, hint, "a number's digits are grouped by threes or not at all");
}

/* The number without its exponent, which is none of ours: 1e6 is 1000000. */
static bool refuse_exponent(const decimal *read, size_t at, size_t length, sol_quantity_fault *fault)
{
    char hint[NUMBER_ROOM] = "write the number out, without its exponent", digits[24];
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)read->digits), power = read->exponent;
    const char *sign = read->negative ? "-" : "";
    bool is_long = read->is_cut || power > DIGITS_MAX || power < -DIGITS_MAX || count > DIGITS_MAX;
    if (!is_long && power >= 0)
        snprintf(hint, sizeof hint, "write `%s%s%0*d`", sign, digits, power, 0);
    else if (!is_long && -power < count)
        snprintf(hint, sizeof hint, "write `%s%.*s.%s`", sign, count + power, digits, digits + count + power);
    else if (!is_long)
        snprintf(hint, sizeof hint, "write `%s0.%0*llu`", sign, -power, (unsigned long long)read->digits);
    if (!is_long && power == 0)
        snprintf(hint, sizeof hint, "write `%s%s`", sign, digits);
    return quantity_fail(fault, at, at + length, hint, "an exponent stands in a number that takes none");
}

/* As digits and decimals; false where 18 digits do not hold it. */
static bool settle(const decimal *read, quantity_decimal *number)
{
    quantity_decimal n = {.is_negative = read->negative, .has_point = read->has_point};
    n.decimals = read->exponent < 0 ? -read->exponent : 0;
    if (read->is_cut || n.decimals > DIGITS_MAX || read->digits >= (uint64_t)digits_end)
        return false;
    n.digits = (int64_t)read->digits;
    for (int i = 0; i < read->exponent && n.digits < digits_end; i++)
        n.digits = n.digits < digits_end / 10 ? n.digits * 10 : digits_end;
    *number = n;
    return n.digits < digits_end;
}

bool quantity_begins_number(const char *text, size_t length)
{
    size_t at = length > 0 && text[0] == '-';
    at += at < length && text[at] == '.';
    return at < length && text[at] >= '0' && text[at] <= '9';
}

bool quantity_decimal_read(const char *text, size_t length, size_t at, quantity_decimal *number,
                           sol_quantity_fault *fault)
{
    char copy[NUMBER_ROOM] = "";
    memcpy(copy, text, length < NUMBER_ROOM ? length : NUMBER_ROOM - 1);
    decimal read;
    size_t end;
    decimal_status status = decimal_read(copy, &read, &end);
    if (status == DECIMAL_NO_DIGITS || copy[0] == '+')
        return quantity_fail(fault, at, at + length, NULL, "a number is expected here");
    copy[end] = '\0';
    if (status == DECIMAL_GROUPS)
        return refuse_groups(copy, at, end, fault);
    if (read.has_exponent)
        return refuse_exponent(&read, at, end, fault);
    if (end == NUMBER_ROOM - 1 || !settle(&read, number))
        return quantity_fail(fault, at, at + end, NULL, "a number of more than %d digits", DIGITS_MAX);
    number->length = end;
    return true;
}

bool quantity_decimal_scale(const quantity_decimal *number, int power, int64_t *whole)
{
    decimal d = {.digits = (uint64_t)number->digits, .exponent = -number->decimals};
    int64_t scaled;
    while (d.digits > 0 && d.digits % 10 == 0) {
        d.digits /= 10;
        d.exponent++;
    }
    if (!decimal_whole(&d, power, &scaled) || scaled >= digits_end)
        return false;
    *whole = scaled;
    return true;
}

int64_t quantity_decimal_round(const quantity_decimal *number, int power)
{
    int64_t whole;
    decimal d = {.digits = (uint64_t)number->digits, .exponent = -number->decimals};
    return decimal_nearest(&d, power, &whole) ? whole : digits_end;
}
