/* Marks in numbers that set thousands apart for some, and decimals for others. */
#include "value/quantity/quantity_text.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS = 15, TAIL = 24 };

/* The first number of a text in groups of three digits, whatever marks stand between them. */
typedef struct marked {
    char digits[DIGITS + 1];
    size_t count, marks, others; /* `others`: marks that are not the last one */
    size_t end;                  /* the byte behind it */
    char last;                   /* mark; an apostrophe of any form is `'` */
} marked;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of a mark with a digit behind it; 0: none. */
static size_t mark_length(const char *text, size_t length)
{
    size_t own = length > 3 && memcmp(text, "’", 3) == 0 ? 3 : length > 1 && strchr(" .,_'", text[0]) ? 1 : 0;
    return own && is_digit(text[own]) ? own : 0;
}

/* Gives false where the digits behind the first mark are not in threes, or none stands there. */
static bool take(const char *text, size_t length, marked *number)
{
    size_t at = 0, group = 0;
    *number = (marked){.count = 0};
    while (at < length && !is_digit(text[at]))
        at++;
    for (size_t mark = 0; at < length && (is_digit(text[at]) || (mark = mark_length(text + at, length - at)));
         mark = 0) {
        if (!mark) {
            if (number->count == DIGITS)
                return false;
            number->digits[number->count++] = text[at++];
            group++;
            continue;
        }
        char own = mark == 1 ? text[at] : '\'';
        if (number->marks ? group != 3 : group > 3)
            return false;
        number->others = number->marks && own != number->last ? number->marks : number->others;
        number->last = own;
        number->marks++;
        group = 0;
        at += mark;
    }
    number->end = at;
    return number->marks > 0 && group == 3;
}

static bool refuse(const char *text, size_t length, const marked *number, sol_quantity_fault *fault)
{
    char hint[120], tail[TAIL] = "", decimals[8] = "";
    size_t rest = length - number->end;
    if (rest < sizeof tail)
        memcpy(tail, text + number->end, rest);
    int whole = (int)number->count - 3, more = 3;
    while (more > 0 && number->digits[whole + more - 1] == '0')
        more--;
    snprintf(decimals, sizeof decimals, "%s%.*s", more ? "." : "", more, number->digits + whole);
    snprintf(hint, sizeof hint, "write `%.*s%s%s` or `%s%s`", whole, number->digits, decimals, tail, number->digits,
             tail);
    return quantity_fail(fault, 0, length, hint, "the last mark of this number may be one of thousands or of decimals");
}

bool quantity_marks_are_clear(const char *text, size_t length, const sol_quantity_currency *currency,
                              const sol_quantity_money *money, sol_quantity_fault *fault)
{
    marked number;
    if (!take(text, length, &number) || (number.others == 0 && (number.marks > 1 || number.last != ',')))
        return true;
    const sol_quantity_currency *own = &currency[money->currency];
    const uint64_t units = (uint64_t)money->units;
    uint64_t value = 0; /* at most 15 digits and 4 decimals */
    for (size_t i = 0; i < number.count; i++)
        value = value * 10 + (uint64_t)(number.digits[i] - '0');
    for (int i = 0; i < own->minor_digits; i++)
        value *= 10;
    bool is_single =
        number.others ? value % 1000 == 0 && units == value / 1000 : units == value; /* it has no multiple */
    bool is_known = own->code[0] != '\0';
    if (number.others == 0)
        return !(is_known && is_single && own->minor_digits >= 3) || refuse(text, length, &number, fault);
    bool is_nought = number.digits[number.count - 1] == '0';
    bool is_doubtful = is_known && is_single ? own->minor_digits < 3 : is_nought;
    return !is_doubtful || refuse(text, length, &number, fault);
}
