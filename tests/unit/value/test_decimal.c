#include "value/number/decimal.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

Test(decimal, a_number_ends_where_it_ends)
{
    static const struct {
        const char *text;
        decimal_status status;
        size_t end;
    } rows[] = {
        {"12", DECIMAL_READ, 2},         {"1.5tn", DECIMAL_READ, 3},      {"-0.5%", DECIMAL_READ, 4},
        {"1,200,000", DECIMAL_READ, 9},  {"1_200.5", DECIMAL_READ, 7},    {"1,20", DECIMAL_GROUPS, 4},
        {"1,2000", DECIMAL_GROUPS, 6},   {"1234,567", DECIMAL_GROUPS, 8}, {"1,000_000", DECIMAL_GROUPS, 9},
        {"1,000000", DECIMAL_GROUPS, 8}, {".5", DECIMAL_READ, 2},         {"5.", DECIMAL_READ, 1},
        {"-", DECIMAL_NO_DIGITS, 1},     {"", DECIMAL_NO_DIGITS, 0},      {"e5", DECIMAL_NO_DIGITS, 0},
        {"1e5", DECIMAL_READ, 3},        {"1e", DECIMAL_READ, 1},         {"1e-x", DECIMAL_READ, 1},
        {"3.1E-6", DECIMAL_READ, 6},     {"1e99999", DECIMAL_HUGE, 7},    {"1,,2", DECIMAL_READ, 1},
        {"1, 2", DECIMAL_READ, 1},       {"010", DECIMAL_READ, 3},        {"0x10", DECIMAL_READ, 1},
        {"+3", DECIMAL_READ, 2},         {"--3", DECIMAL_NO_DIGITS, 1},   {"\xff", DECIMAL_NO_DIGITS, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        decimal d;
        size_t end = 99;
        decimal_status status = decimal_read(rows[i].text, &d, &end);
        cr_expect_eq(status, rows[i].status, "'%s': status %d", rows[i].text, (int)status);
        cr_expect_eq(end, rows[i].end, "'%s': end %zu", rows[i].text, end);
    }
}

Test(decimal, whole_numbers_are_exact_or_refused)
{
    static const struct {
        const char *text;
        int power;
        bool is_whole;
        int64_t whole, nearest;
    } rows[] = {
        {"1.5", 12, true, 1500000000000, 1500000000000},
        {"0.1", 0, false, 0, 0},
        {"0.5", 0, false, 0, 1},
        {"-0.5", 0, false, 0, -1},
        {"2500.50", 2, true, 250050, 250050},
        {"2500.505", 2, false, 0, 250051},
        {"0.000000000000000001", 18, true, 1, 1},
        {"999999999999999999", 0, true, 999999999999999999, 999999999999999999},
        {"1000000000000000000000e-6", 0, true, 1000000000000000, 1000000000000000},
        {"0.000", -7, true, 0, 0},
        {"12345678901234567890.1", -10, false, 0, 1234567890},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        decimal d;
        size_t end;
        int64_t whole = 0, nearest = 0;
        decimal_read(rows[i].text, &d, &end);
        bool is_whole = decimal_whole(&d, rows[i].power, &whole);
        cr_expect_eq(is_whole, rows[i].is_whole, "'%s'", rows[i].text);
        cr_expect_eq(whole, rows[i].whole, "'%s': %lld", rows[i].text, (long long)whole);
        cr_expect(decimal_nearest(&d, rows[i].power, &nearest), "'%s'", rows[i].text);
        cr_expect_eq(nearest, rows[i].nearest, "'%s': nearest %lld", rows[i].text, (long long)nearest);
    }
    decimal d;
    size_t end;
    int64_t whole = 7;
    decimal_read("1000000000000000001", &d, &end);
    cr_assert_not(decimal_whole(&d, 0, &whole), "above 10^18");
    cr_assert_not(decimal_nearest(&d, 0, &whole));
    cr_assert_eq(whole, 7);
}

/* The other route: strtod, in the C locale that a test has. Up to 17 digits, as programs print doubles. */
Test(decimal, doubles_are_the_nearest)
{
    uint64_t state = 88172645463325252;
    for (int i = 0; i < 200000; i++) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        char text[64];
        int digits = 1 + (int)(state % 17), exponent = (int)(state / 17 % 50) - 30;
        snprintf(text, sizeof text, "%.*e", digits - 1, (double)(state >> 11) * 0x1p-53);
        char *e = strchr(text, 'e');
        snprintf(e, sizeof text - (size_t)(e - text), "e%d", exponent);
        decimal d;
        size_t end;
        double value;
        cr_assert_eq(decimal_read(text, &d, &end), DECIMAL_READ, "%s", text);
        bool is_read = decimal_double(&d, &value);
        double wanted = strtod(text, NULL);
        if (is_read)
            cr_assert_eq(value, wanted, "%s: %.17g, strtod %.17g", text, value, wanted);
        cr_assert(is_read || wanted > 1e29 || wanted < 1e-18, "%s", text);
    }
}
