/* Civil days by Howard Hinnant's "chrono-compatible low-level date algorithms". */
#include "solatium/date.h"

#include "base/check.h"

#include <stdio.h>

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

bool sol_date_is_valid(int year, int month, int day)
{
    return year >= SOL_YEAR_MIN && year <= SOL_YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in_month(year, month);
}

static int32_t days_from_civil(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

sol_date sol_date_of(int year, int month, int day)
{
    SOL_NEED(sol_date_is_valid(year, month, day), sol_date_never());
    return (sol_date){days_from_civil(year, month, day)};
}

void sol_date_civil(sol_date date, int *year, int *month, int *day)
{
    SOL_NEED(!sol_date_is_never(date), );
    int z = date.day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    int m = shifted < 10 ? shifted + 3 : shifted - 9;
    if (day)
        *day = day_of_year - (153 * shifted + 2) / 5 + 1;
    if (month)
        *month = m;
    if (year)
        *year = year_of_era + era * 400 + (m <= 2);
}

sol_date sol_date_add_months(sol_date date, int months)
{
    if (sol_date_is_never(date))
        return date;
    int year, month, day;
    sol_date_civil(date, &year, &month, &day);
    int64_t all = (int64_t)year * 12 + (month - 1) + months;
    SOL_NEED(all >= 0 && all < 12 * 100000, sol_date_never());
    year = (int)(all / 12);
    month = (int)(all % 12) + 1;
    int last = days_in_month(year, month);
    return (sol_date){days_from_civil(year, month, day < last ? day : last)};
}

sol_date sol_date_add(sol_date date, sol_span span)
{
    if (sol_date_is_never(date))
        return date;
    sol_date moved = sol_date_add_months(date, span.months);
    SOL_NEED(!__builtin_add_overflow(moved.day, span.days, &moved.day), sol_date_never());
    return moved;
}

double sol_date_years(sol_date a, sol_date b)
{
    return (double)(b.day - a.day) / SOL_DAYS_PER_YEAR;
}

int sol_date_age(sol_date birth, sol_date on)
{
    int year, month, day, on_year, on_month, on_day;
    sol_date_civil(birth, &year, &month, &day);
    sol_date_civil(on, &on_year, &on_month, &on_day);
    /* As numbers 29 February stands before 1 March and behind 28 February, which is the rule. */
    bool had_birthday = on_month * 100 + on_day >= month * 100 + day;
    return on_year - year - (had_birthday ? 0 : 1);
}

static sol_date birthday(sol_date birth, int age)
{
    sol_date day = sol_date_add_months(birth, 12 * age);
    bool is_clipped = sol_date_age(birth, day) < age; /* 28 February for the 29th */
    return (sol_date){day.day + is_clipped};
}

double sol_date_age_exact(sol_date birth, sol_date on)
{
    int completed = sol_date_age(birth, on);
    sol_date last = birthday(birth, completed), next = birthday(birth, completed + 1);
    return completed + (double)sol_date_days(last, on) / (double)sol_date_days(last, next);
}

void sol_date_write(sol_date date, char text[static 16])
{
    int year, month, day;
    sol_date_civil(date, &year, &month, &day);
    snprintf(text, 16, "%04d-%02d-%02d", year, month, day);
}
