#include "scenario/cells/cell_value.h"

#include "solatium/date.h"
#include "value/number/decimal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS = 15, ZEROS_MOST = 40, SECONDS = 86400, DAYS_MOST = 200000, YEAR_FIRST = 1850, YEAR_LAST = 2100 };

bool cell_shows_error(const char *words)
{
    static const char digits[] = "0123456789";
    size_t length = strlen(words), before = strcspn(words, ":"), number = strcspn(words, digits);
    if (words[0] == '#')
        return words[length - 1] == '!' || words[length - 1] == '?' || number == length;
    return before > 0 && before < number && length - before == 4 && strspn(words + before + 1, digits) == 3;
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

/* As digits; those behind the 15th are zeros, and in a whole number were another's. */
static cell_fault write_out(decimal d, cell_number *number)
{
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)d.digits);
    if (d.digits == 0)
        d.exponent = 0;
    if (count + d.exponent > DIGITS)
        return CELL_TOO_LONG;
    int whole = count + d.exponent;
    for (int i = whole; i < 1; i++)
        number->text[number->length++] = '0';
    memcpy(number->text + number->length, digits, (size_t)count);
    number->length += (size_t)count;
    for (int i = 0; i < d.exponent; i++)
        number->text[number->length++] = '0';
    number->whole = whole > 0 ? (size_t)whole : 1;
    number->is_negative = d.negative && d.digits > 0;
    return CELL_SOUND;
}

cell_fault cell_number_read(const char *text, int power, cell_number *number)
{
    decimal d;
    *number = (cell_number){.length = 0};
    if (!read_number(text, &d))
        return CELL_LACKS_TEXT;
    bool is_large = d.exponent > DIGITS || !decimal_double(&d, &number->value);
    d.exponent += d.digits ? power : 0;
    if (d.exponent < -ZEROS_MOST)
        return CELL_LACKS_TEXT;
    if (is_large && d.digits)
        return CELL_TOO_LONG;
    round_to_digits(&d);
    return write_out(d, number);
}

void cell_number_put(text_buffer *out, const cell_number *number, unsigned digits)
{
    if (number->is_negative)
        text_append(out, "-");
    for (size_t i = number->whole; i < digits; i++)
        text_append(out, "0");
    text_append_bytes(out, number->text, number->whole);
    if (number->length == number->whole)
        return;
    text_append(out, ".");
    text_append_bytes(out, number->text + number->whole, number->length - number->whole);
}

/* Whether a day, which was appended, is as likely a year that was entered: the other reading is appended too. */
static cell_fault put_year(text_buffer *out, int day)
{
    if (day < YEAR_FIRST || day > YEAR_LAST)
        return CELL_SOUND;
    text_print(out, "` or the year `%d", day);
    return CELL_YEAR;
}

/* The first day of the count, of days behind the one in 1900 that never was. */
static sol_date day_zero(bool is_from_1904)
{
    return is_from_1904 ? sol_date_of(1904, 1, 1) : sol_date_of(1899, 12, 30);
}

/* Day 60 of the count from 1900 is a 29 February that never was; the days before it are one later than the count says. */
cell_fault cell_put_date(text_buffer *out, const char *text, bool is_from_1904)
{
    decimal number;
    double days;
    if (!read_number(text, &number) || !decimal_double(&number, &days) || !(days >= 0 && days < DAYS_MOST)) {
        text_append(out, text);
        return CELL_NO_DATE;
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
        sol_date_write((sol_date){day_zero(is_from_1904).day + day + (!is_from_1904 && day < 60)}, date);
        text_append(out, date);
    }
    bool has_day = is_from_1904 || day > 0;
    if (time > 0 || !has_day)
        text_print(out, "%s%02d:%02d:%02d", has_day ? " " : "", time / 3600, time / 60 % 60, time % 60);
    return time > 0 ? CELL_SOUND : put_year(out, day);
}

/* "1905-04-13", and whatever stands behind it. */
static bool read_day(const char *text, sol_date *date)
{
    int year, month, day;
    if (sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    *date = sol_date_of(year, month, day);
    return true;
}

cell_fault cell_put_day(text_buffer *out, const char *text, bool is_from_1904)
{
    size_t length = strlen(text);
    const char *time = strchr(text, 'T');
    bool is_midnight = time && strspn(time + 1, "0:.,Z") == length - (size_t)(time + 1 - text);
    text_append_bytes(out, text, is_midnight ? (size_t)(time - text) : length);
    sol_date date;
    bool is_day = (!time || is_midnight) && read_day(text, &date);
    return is_day ? put_year(out, date.day - day_zero(is_from_1904).day) : CELL_SOUND;
}
