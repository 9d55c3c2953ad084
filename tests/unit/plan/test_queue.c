#include "plan/people.h"

#include <criterion/criterion.h>

enum { MOST = 40 };

typedef struct queue_row {
    const char *label;
    sol_date opens;
    sol_capacity_step step[2];
    size_t steps, place; /* place counts from 1 */
    sol_date processed;
} queue_row;

Test(queue, the_nth_claim_is_processed_when_the_capacity_adds_up_to_n)
{
    const sol_date october = sol_date_of(2019, 10, 1), january = sol_date_of(2019, 1, 1),
                   start = sol_date_of(2018, 12, 31);
    const queue_row rows[] = {
        {"20 in 31 days: the first after 1.55 days", october, {{october, 20000, NULL}}, 1, 1, sol_date_of(2019, 10, 2)},
        {"3.1 days", october, {{october, 20000, NULL}}, 1, 2, sol_date_of(2019, 10, 4)},
        {"the month's last, on its last day", october, {{october, 20000, NULL}}, 1, 20, sol_date_of(2019, 10, 31)},
        {"1.5 days of November", october, {{october, 20000, NULL}}, 1, 21, sol_date_of(2019, 11, 2)},
        {"opens on the 15th, that day included",
         sol_date_of(2019, 10, 15),
         {{october, 31000, NULL}},
         1,
         1,
         sol_date_of(2019, 10, 15)},
        {"half of January and half of February are one, exactly",
         january,
         {{january, 500, NULL}},
         1,
         1,
         sol_date_of(2019, 2, 28)},
        {"two on the first day", october, {{october, 62000, NULL}}, 1, 2, october},
        {"a third on the second", october, {{october, 62000, NULL}}, 1, 3, sol_date_of(2019, 10, 2)},
        {"no capacity before its first step", january, {{october, 31000, NULL}}, 1, 1, october},
        {"ten days at one",
         october,
         {{october, 31000, NULL}, {sol_date_of(2019, 10, 11), 0, NULL}},
         2,
         10,
         sol_date_of(2019, 10, 10)},
        {"then none", october, {{october, 31000, NULL}, {sol_date_of(2019, 10, 11), 0, NULL}}, 2, 11, sol_date_never()},
        {"not by the end", october, {{october, 1000, NULL}}, 1, 40, sol_date_never()},
        {"three months before start: on start",
         sol_date_of(2018, 10, 1),
         {{sol_date_of(2018, 10, 1), 1000, NULL}},
         1,
         3,
         start},
        {"the fourth in January",
         sol_date_of(2018, 10, 1),
         {{sol_date_of(2018, 10, 1), 1000, NULL}},
         1,
         4,
         sol_date_of(2019, 1, 31)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_scenario scenario = {
            .start = start,
            .end = sol_date_of(2020, 12, 31),
            .administration = {
                .has_queue = true, .opens = rows[i].opens, .capacity_count = rows[i].steps, .capacity = rows[i].step}};
        sol_date processed[MOST];
        queue_days(&scenario, MOST, 0.5, processed);
        cr_assert_eq(processed[rows[i].place - 1].day, rows[i].processed.day, "%s", rows[i].label);
    }
}
