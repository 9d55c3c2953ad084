#include "solatium/money.h"

#include <criterion/criterion.h>
#include <signal.h>

Test(money, scales_to_the_nearest_unit_halves_up)
{
    static const struct {
        int64_t units, numerator, denominator, nearest, down;
    } rows[] = {
        {100000000, 1961, 18250, 10745205, 10745205},
        {1, 1, 2, 1, 0},
        {-1, 1, 2, 0, -1},
        {3, 1, 2, 2, 1},
        {SOL_MONEY_SUM_MAX, 7, 9, 777777777777777778, 777777777777777777},
        {-7, 1, 3, -2, -3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_money m = sol_money_of(rows[i].units);
        cr_assert_eq(sol_money_scale(m, rows[i].numerator, rows[i].denominator).units, rows[i].nearest, "row %zu", i);
        cr_assert_eq(sol_money_scale_down(m, rows[i].numerator, rows[i].denominator).units, rows[i].down, "row %zu", i);
    }
}

Test(money, overflow_stops_the_program, .signal = SIGABRT)
{
    sol_money_add(sol_money_of(INT64_MAX), sol_money_of(1));
}
