#include "scenario/input/cell_value.h"

#include "solatium/date.h"
#include "value/number/decimal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { DIGITS = 15, ZEROS_MOST = 40, SECONDS = 86400 };

/* The formats that have numbers only, ECMA-376 part 1, 18.8.30: 14 to 22 and 45 to 47; 27 to 36 and 50 to 58 are dates in Korea and Japan. */
static bool is_date_number(unsigned number)
{
    return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
           (number >= 50 && number <= 58);
}

/* Letters of a day or a time outside of quotes, brackets and escapes. */
static bool is_date_code(const char *code)
{
    if (strncasecmp(code, "general", 7) == 0)
        return false;
    for (const char *c = code; *c && *c != ';'; c++) {
        if (*c == '"')
            c += strcspn(c + 1, "\"") + 1;
        else if (*c == '[' && !strchr("hHmMsS", c[1]))
            c += strcspn(c, "]");
        else if (*c == '\\' || *c == '_' || *c == '*')
            c++;
        else if (strchr("yYmMdDhHsS", *c))
            return true;
        if (!*c)
            return false;
    }
    return false;
}

cell_format cell_format_of(unsigned number, const char *code)
{
    if (!code)
        return (cell_format){.is_date = is_date_number(number)};
    size_t zeros = strspn(code, "0");
    bool is_padded = zeros > 1 && zeros < DIGITS && code[zeros] == '\0';
    return (cell_format){.is_date = is_date_code(code), .digits = is_padded ? (unsigned)zeros : 0};
}

/* The last places are noise of the binary number that was kept. */
static void round_to_digits(decimal *number)
{
    uint64_t most = 1;
    for (int i = 0; i < DIGITS; i++)
        most *= 10;
    uint64_t unit = 1;
    while (number->digits / unit >= most) {
        unit *= 10;
        number->exponent++;
    }
    number->digits = number->digits / unit + (unit > 1 && number->digits % unit >= unit / 2);
    while (number->digits > 0 && number->digits % 10 == 0) {
        number->digits /= 10;
        number->exponent++;
    }
}

static bool read_number(const char *text, decimal *number)
{
    size_t end;
    return decimal_read(text, number, &end) == DECIMAL_READ && text[end] == '\0';
}

void cell_put_number(text_buffer *out, const char *text, cell_format format)
{
    decimal number;
    if (!read_number(text, &number) || number.exponent > ZEROS_MOST || number.exponent < -ZEROS_MOST) {
        text_append(out, text);
        return;
    }
    round_to_digits(&number);
    char digits[96];
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number.digits);
    for (; number.exponent > 0 && number.digits > 0; number.exponent--)
        digits[count++] = '0';
    int decimals = number.digits > 0 && number.exponent < 0 ? -number.exponent : 0, whole = count - decimals;
    if (number.negative && number.digits > 0)
        text_append(out, "-");
    for (int i = whole > 0 ? whole : 0; i < (int)format.digits; i++)
        text_append(out, "0");
    if (whole <= 0 && format.digits == 0)
        text_append(out, "0");
    if (whole > 0)
        text_append_bytes(out, digits, (size_t)whole);
    if (decimals > 0)
        text_append(out, ".");
    for (int i = whole; i < 0; i++)
        text_append(out, "0");
    if (decimals > 0)
        text_append_bytes(out, digits + (whole > 0 ? whole : 0), (size_t)(count - (whole > 0 ? whole : 0)));
}

/* Day 60 of the count from 1900 is a 29 February that never was; the days before it are one later than the count says. */
void cell_put_date(text_buffer *out, const char *text, bool is_from_1904)
{
    decimal number;
    double days;
    if (!read_number(text, &number) || !decimal_double(&number, &days) || !(days >= 0 && days < 200000)) {
        text_append(out, text);
        return;
    }
    double whole = floor(days), seconds = floor((days - whole) * SECONDS + 0.5);
    if (seconds >= SECONDS) {
        whole += 1;
        seconds = 0;
    }
    int day = (int)whole, time = (int)seconds;
    if (!is_from_1904 && day == 60) {
        text_append(out, "1900-02-29");
    } else if (is_from_1904 || day > 0) {
        char date[16];
        sol_date zero = is_from_1904 ? sol_date_of(1904, 1, 1) : sol_date_of(1899, 12, day < 60 ? 31 : 30);
        sol_date_write((sol_date){zero.day + day}, date);
        text_append(out, date);
    }
    bool has_day = is_from_1904 || day > 0;
    if (time > 0 || !has_day)
        text_print(out, "%s%02d:%02d:%02d", has_day ? " " : "", time / 3600, time / 60 % 60, time % 60);
}

void cell_put_day(text_buffer *out, const char *text)
{
    size_t length = strlen(text);
    const char *time = strchr(text, 'T');
    bool is_midnight = time && strspn(time + 1, "0:.,Z") == length - (size_t)(time + 1 - text);
    text_append_bytes(out, text, is_midnight ? (size_t)(time - text) : length);
}
