#include "solatium/date.h"

#include <criterion/criterion.h>

Test(date, every_day_of_six_centuries_round_trips)
{
    int expected = sol_date_of(1800, 1, 1).day;
    for (int year = 1800; year <= 2400; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; sol_date_is_valid(year, month, day); day++, expected++) {
                int y, m, d;
                sol_date date = sol_date_of(year, month, day);
                cr_assert_eq(date.day, expected, "%d-%d-%d", year, month, day);
                sol_date_civil(date, &y, &m, &d);
                cr_assert(y == year && m == month && d == day, "%d-%d-%d", year, month, day);
            }
    cr_assert_eq(sol_date_of(1970, 1, 1).day, 0);
    cr_assert_eq(sol_date_of(2000, 3, 1).day, 11017);
}

Test(date, months_clip_to_the_last_day)
{
    static const struct {
        int from[3], months, to[3];
    } rows[] = {
        {{2020, 1, 31}, 1, {2020, 2, 29}},  {{2019, 1, 31}, 1, {2019, 2, 28}},  {{2019, 10, 31}, -8, {2019, 2, 28}},
        {{2019, 12, 15}, 1, {2020, 1, 15}}, {{2020, 2, 29}, 12, {2021, 2, 28}}, {{2020, 1, 15}, -1, {2019, 12, 15}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_date from = sol_date_of(rows[i].from[0], rows[i].from[1], rows[i].from[2]);
        sol_date to = sol_date_of(rows[i].to[0], rows[i].to[1], rows[i].to[2]);
        cr_assert_eq(sol_date_add_months(from, rows[i].months).day, to.day, "row %zu", i);
    }
}

Test(date, a_birthday_on_29_february_is_kept_on_1_march)
{
    sol_date birth = sol_date_of(1924, 2, 29);
    cr_assert_eq(sol_date_age(birth, sol_date_of(2019, 2, 28)), 94);
    cr_assert_eq(sol_date_age(birth, sol_date_of(2019, 3, 1)), 95);
    cr_assert_eq(sol_date_age(birth, sol_date_of(2020, 2, 28)), 95);
    cr_assert_eq(sol_date_age(birth, sol_date_of(2020, 2, 29)), 96);
    cr_assert_eq(sol_date_age(birth, sol_date_of(1924, 2, 28)), -1);
}

Test(date, an_exact_age_lies_between_its_birthdays)
{
    cr_assert_eq(sol_date_age_exact(sol_date_of(1930, 1, 1), sol_date_of(2020, 1, 1)), 90);
    sol_date birth[] = {sol_date_of(1930, 1, 1), sol_date_of(1924, 2, 29), sol_date_of(1931, 12, 31)};
    for (size_t i = 0; i < sizeof birth / sizeof *birth; i++) {
        double last = sol_date_age_exact(birth[i], (sol_date){birth[i].day + 365 * 80 - 1});
        for (int day = birth[i].day + 365 * 80; day < birth[i].day + 365 * 90; day++) {
            double exact = sol_date_age_exact(birth[i], (sol_date){day});
            int completed = sol_date_age(birth[i], (sol_date){day});
            cr_assert(exact > last && completed <= exact && exact < completed + 1, "%d: %g", day, exact);
            last = exact;
        }
    }
}
