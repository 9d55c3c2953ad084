/* Dates: ours at once, and those of other habits where they can be one day only. */
#include "value/quantity/quantity_date.h"

#include "value/quantity/quantity_text.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The whole number of `count` digits, or −1. */
static int digits_at(const char *text, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static bool is_ours(const char *text, size_t length, quantity_day *day)
{
    if (length != 10 || text[4] != '-' || text[7] != '-')
        return false;
    *day = (quantity_day){digits_at(text, 4), digits_at(text + 5, 2), digits_at(text + 8, 2)};
    return day->year >= 0 && day->month >= 0 && day->day >= 0;
}

static bool is_valid(quantity_day day)
{
    return sol_date_is_valid(day.year, day.month, day.day);
}

/* A place within our own form, else the whole. */
static bool refuse_year(int year, size_t length, sol_quantity_fault *fault)
{
    return quantity_fail(fault, 0, length == 10 ? 4 : length, NULL, "the year %04d is not from %d to %d", year,
                         SOL_YEAR_MIN, SOL_YEAR_MAX);
}

static bool settle(quantity_day d, size_t length, sol_date *date, sol_quantity_fault *fault)
{
    char hint[64];
    if (d.year < SOL_YEAR_MIN || d.year > SOL_YEAR_MAX)
        return refuse_year(d.year, length, fault);
    if (d.month < 1 || d.month > 12) {
        snprintf(hint, sizeof hint, "did you mean `%04d-%02d-%02d`?", d.year, d.day, d.month);
        bool is_swapped = sol_date_is_valid(d.year, d.day, d.month);
        return quantity_fail(fault, 0, length, is_swapped ? hint : NULL, "there is no month %02d", d.month);
    }
    if (!is_valid(d)) {
        int last = 31;
        while (!sol_date_is_valid(d.year, d.month, last))
            last--;
        snprintf(hint, sizeof hint, "its last day is `%04d-%02d-%02d`", d.year, d.month, last);
        return quantity_fail(fault, 0, length, d.day > last ? hint : NULL, "%04d-%02d has no day %02d", d.year, d.month,
                             d.day);
    }
    *date = sol_date_of(d.year, d.month, d.day);
    return true;
}

static const char write_days[] = "write year, month and day such as `2019-06-19`";

static bool refuse_text(const char *text, size_t length, sol_quantity_fault *fault)
{
    char hint[64];
    quantity_day day;
    snprintf(hint, sizeof hint, "%s", write_days);
    if (quantity_date_meant(text, length, &day))
        snprintf(hint, sizeof hint, "write `%04d-%02d-%02d`", day.year, day.month, day.day);
    return quantity_fail(fault, 0, length, hint, "`%.*s` is not a date", quantity_shown(text, length), text);
}

static bool refuse_era(const quantity_era *era, quantity_day d, size_t length, sol_quantity_fault *fault)
{
    char hint[sizeof fault->hint] = "", last[24] = "";
    if (era->before_first && is_valid(d) && d.year < era->first.year)
        snprintf(hint, sizeof hint, "%s", era->before_first);
    else if (is_valid(d))
        snprintf(hint, sizeof hint, "in the common calendar that would be `%04d-%02d-%02d`", d.year, d.month, d.day);
    if (era->last.year < SOL_YEAR_MAX)
        snprintf(last, sizeof last, " to %04d-%02d-%02d", era->last.year, era->last.month, era->last.day);
    return quantity_fail(fault, 0, length, hint, "there is no such day in %s, which is read from %04d-%02d-%02d%s",
                         era->name, era->first.year, era->first.month, era->first.day, last);
}

/* Day and month in either order, of which both are days. */
static bool refuse_either(const char *text, size_t length, quantity_day d, sol_quantity_fault *fault)
{
    char hint[64];
    snprintf(hint, sizeof hint, "write `%04d-%02d-%02d` or `%04d-%02d-%02d`", d.year, d.month, d.day, d.year, d.day,
             d.month);
    return quantity_fail(fault, 0, length, hint, "`%.*s` may be two days", quantity_shown(text, length), text);
}

static bool read_date(const char *text, size_t length, sol_date *date, sol_quantity_fault *fault)
{
    quantity_date_parts parts;
    quantity_day day;
    if (is_ours(text, length, &day))
        return settle(day, length, date, fault);
    if (!quantity_date_take(text, length, &parts) || parts.count != 3)
        return refuse_text(text, length, fault);
    day = parts.day;
    if (parts.era && (parts.day.year <= parts.era->before || !is_valid(day) || !quantity_era_has(parts.era, day)))
        return refuse_era(parts.era, day, length, fault);
    if (parts.may_be_swapped)
        return refuse_either(text, length, day, fault);
    return settle(day, length, date, fault);
}

bool sol_quantity_date(const char *text, size_t length, sol_date *date, sol_quantity_fault *fault)
{
    quantity_plain plain;
    quantity_plain_of(&plain, text, length);
    return quantity_placed(&plain, read_date(plain.text, plain.length, date, fault), fault);
}

/* The year of a text that says no more, or −1. */
static int bare_year(const char *text, size_t length, const quantity_era **era)
{
    quantity_date_parts parts;
    *era = NULL;
    if (length == 4 && digits_at(text, 4) >= 0)
        return digits_at(text, 4);
    if (!quantity_date_take(text, length, &parts) || parts.count != 1)
        return -1;
    *era = parts.era;
    return parts.day.year;
}

static bool read_birth(const char *text, size_t length, sol_date *date, int *year, sol_quantity_fault *fault)
{
    const quantity_era *era;
    quantity_day ours;
    int bare = is_ours(text, length, &ours) ? -1 : bare_year(text, length, &era);
    if (bare < 0) {
        if (!read_date(text, length, date, fault)) {
            if (strcmp(fault->hint, write_days) == 0)
                snprintf(fault->hint, sizeof fault->hint, "%s, or the year alone", write_days);
            return false;
        }
        *year = 0;
        return true;
    }
    if (era && (bare < era->first.year || bare > era->last.year || bare <= era->before))
        return refuse_era(era, (quantity_day){bare, 0, 0}, length, fault);
    if (bare < SOL_YEAR_MIN || bare > SOL_YEAR_MAX)
        return refuse_year(bare, length, fault);
    *date = sol_date_of(bare, 1, 1);
    *year = bare;
    return true;
}

bool sol_quantity_birth(const char *text, size_t length, sol_date *date, int *year, sol_quantity_fault *fault)
{
    quantity_plain plain;
    quantity_plain_of(&plain, text, length);
    return quantity_placed(&plain, read_birth(plain.text, plain.length, date, year, fault), fault);
}
