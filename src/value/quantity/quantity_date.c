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

/* Runs of digits, each of at most four, with anything between them: 2019/6/19, 2019. 6. 19., 2019년 6월 19일, 20190619 as 4-2-2. */
static size_t runs_of(const char *text, size_t length, int run[static 3], size_t size[static 3])
{
    size_t count = 0;
    if (length == 8 && digits_at(text, 8) >= 0) {
        run[0] = digits_at(text, 4), run[1] = digits_at(text + 4, 2), run[2] = digits_at(text + 6, 2);
        size[0] = 4, size[1] = size[2] = 2;
        return 3;
    }
    for (size_t at = 0; at < length && count < 3;) {
        size_t end = at;
        while (end < length && is_digit(text[end]))
            end++;
        if (end - at > 4)
            return 0;
        if (end > at) {
            run[count] = digits_at(text + at, end - at);
            size[count++] = end - at;
        }
        at = end + 1;
    }
    return count;
}

/* Dates as other habits write them; day and month the other way round only where just one order is a date. */
static void propose_date(const char *text, size_t length, char hint[static 64])
{
    int run[3], year, month, day;
    size_t size[3];
    snprintf(hint, 64, "write year, month and day such as `2019-06-19`");
    if (length > 40 || runs_of(text, length, run, size) != 3)
        return;
    if (size[0] == 4) {
        year = run[0], month = run[1], day = run[2];
    } else if (size[2] == 4) {
        bool is_day_first = run[0] > 12;
        if (!is_day_first && run[1] <= 12 && run[0] != run[1])
            return;
        year = run[2], month = is_day_first ? run[1] : run[0], day = is_day_first ? run[0] : run[1];
    } else {
        return;
    }
    if (sol_date_is_valid(year, month, day))
        snprintf(hint, 64, "write `%04d-%02d-%02d`", year, month, day);
}

static bool refuse_year(int year, sol_quantity_fault *fault)
{
    return quantity_fail(fault, 0, 4, NULL, "the year %04d is not from %d to %d", year, SOL_YEAR_MIN, SOL_YEAR_MAX);
}

bool sol_quantity_date(const char *text, size_t length, sol_date *date, sol_quantity_fault *fault)
{
    char hint[64];
    if (length != 10 || text[4] != '-' || text[7] != '-' || digits_at(text, 4) < 0 || digits_at(text + 5, 2) < 0 ||
        digits_at(text + 8, 2) < 0) {
        propose_date(text, length, hint);
        return quantity_fail(fault, 0, length, hint, "`%.*s` is not a date", quantity_shown(text, length), text);
    }
    int year = digits_at(text, 4), month = digits_at(text + 5, 2), day = digits_at(text + 8, 2);
    if (year < SOL_YEAR_MIN || year > SOL_YEAR_MAX)
        return refuse_year(year, fault);
    if (month < 1 || month > 12) {
        snprintf(hint, sizeof hint, "did you mean `%04d-%02d-%02d`?", year, day, month);
        return quantity_fail(fault, 0, 10, sol_date_is_valid(year, day, month) ? hint : NULL, "there is no month %02d",
                             month);
    }
    if (!sol_date_is_valid(year, month, day)) {
        int last = 31;
        while (!sol_date_is_valid(year, month, last))
            last--;
        snprintf(hint, sizeof hint, "its last day is `%04d-%02d-%02d`", year, month, last);
        return quantity_fail(fault, 0, 10, day > last ? hint : NULL, "%04d-%02d has no day %02d", year, month, day);
    }
    *date = sol_date_of(year, month, day);
    return true;
}

bool sol_quantity_birth(const char *text, size_t length, sol_date *date, int *year, sol_quantity_fault *fault)
{
    int bare = length == 4 ? digits_at(text, 4) : -1;
    if (bare < 0) {
        if (!sol_quantity_date(text, length, date, fault))
            return false;
        *year = 0;
        return true;
    }
    if (bare < SOL_YEAR_MIN || bare > SOL_YEAR_MAX)
        return refuse_year(bare, fault);
    *date = sol_date_of(bare, 1, 1);
    *year = bare;
    return true;
}
