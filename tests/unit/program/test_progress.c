#include "program/session/progress.h"

#include <criterion/criterion.h>

Test(progress, the_line_says_done_rate_time_left_and_estimate)
{
    sol_arena *arena = sol_arena_new();
    static const struct {
        sol_progress now;
        double seconds;
        const char *line;
    } rows[] = {
        {{4200, 10000, 4200, 0.382, 0.0093},
         0.5,
         "4,200 of 10,000 trials · 8,400/s · 0:00 left · in time 38.2% ± 0.93%"},
        {{1000, 1000000, 19, 0.5, 0.031},
         10,
         "1,000 of 1,000,000 trials · 100/s · 166:30 left · in time 50.0% ± 3.10%"},
        {{0, 10, 0, 0, 0}, 0, "0 of 10 trials · 0/s · 0:00 left · in time –"},
        {{1, 1, 1, 1, 0}, 1, "1 of 1 trial · 1/s · 0:00 left · in time 100%"},
        {{64, 64, 0, 0, 0}, 64, "64 of 64 trials · 1/s · 0:00 left · in time –"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(progress_line(arena, &rows[i].now, rows[i].seconds), rows[i].line, "row %zu: %s", i,
                         progress_line(arena, &rows[i].now, rows[i].seconds));
    sol_arena_free(arena);
}
