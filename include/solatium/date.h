/*
 * Dates: civil days of the proleptic Gregorian calendar, and spans on it. What is no date ends the call as protect.h says and is never for
 * a bare one.
 */
#ifndef SOLATIUM_DATE_H
#define SOLATIUM_DATE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct sol_date {
    int32_t day; /* days since 1970-01-01 */
} sol_date;

/** A plain span, added on the calendar: first the months (clipped to the month's last day), then the days. */
typedef struct sol_span {
    int32_t months;
    int32_t days;
} sol_span;

#define SOL_DAYS_PER_YEAR 365.25 /* hazards and compounding; interest on claims takes 365 */
#define SOL_YEAR_MIN 1800
#define SOL_YEAR_MAX 2400

enum { SOL_NEVER_DAY = INT32_MAX };

/** A date behind all dates: what does not happen. */
static inline sol_date sol_date_never(void)
{
    return (sol_date){SOL_NEVER_DAY};
}

static inline bool sol_date_is_never(sol_date d)
{
    return d.day == SOL_NEVER_DAY;
}

static inline sol_date sol_date_later(sol_date a, sol_date b)
{
    return a.day > b.day ? a : b;
}

static inline sol_date sol_date_earlier(sol_date a, sol_date b)
{
    return a.day < b.day ? a : b;
}

/** Whether year, month and day name a civil day from SOL_YEAR_MIN to SOL_YEAR_MAX. */
bool sol_date_is_valid(int year, int month, int day);

/** The day of a valid civil date. */
sol_date sol_date_of(int year, int month, int day);

/** The civil date of a day; outputs may be NULL. */
void sol_date_civil(sol_date date, int *year, int *month, int *day);

/** Months later, clipped to the month's last day. */
sol_date sol_date_add_months(sol_date date, int months);

/** A span later; never stays never. */
sol_date sol_date_add(sol_date date, sol_span span);

/** Days from a to b. */
static inline int32_t sol_date_days(sol_date a, sol_date b)
{
    return b.day - a.day;
}

/** Years from a to b, days / 365.25. */
double sol_date_years(sol_date a, sol_date b);

/** Completed years: birthdays from birth to `on`, the one of 29 February kept on 1 March in common years; negative before birth. */
int sol_date_age(sol_date birth, sol_date on);

/** Completed years and the part of the year since the last birthday: who completes 90 is 90 and nothing less, as no count of days is. */
double sol_date_age_exact(sol_date birth, sol_date on);

/** Writes YYYY-MM-DD. */
void sol_date_write(sol_date date, char text[static 16]);

#endif
