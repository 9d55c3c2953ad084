#include "value/distribution/truncation.h"

#include "solatium/random.h"

#include <criterion/criterion.h>
#include <math.h>

Test(truncation, money_drawn_by_known_edges_is_the_same_money)
{
    static const sol_choice choices[] = {{1000, 1000, 0.4}, {2500, 2500, 0.6}};
    const sol_distribution rows[] = {
        {.kind = SOL_CONSTANT, .parameter = {1000}, .exact = 1000},
        {.kind = SOL_UNIFORM, .parameter = {100, 2385}, .lower = 0, .upper = 1e15},
        {.kind = SOL_TRIANGULAR, .parameter = {100, 300, 2385}, .lower = 200, .upper = 2000},
        {.kind = SOL_NORMAL, .parameter = {100, 80}, .lower = 0, .upper = 1e15},
        {.kind = SOL_NORMAL, .parameter = {1000, 0}, .lower = 0, .upper = 1e15},
        {.kind = SOL_NORMAL, .parameter = {1000, 80}, .lower = -INFINITY, .upper = INFINITY},
        {.kind = SOL_LOGNORMAL, .parameter = {3e8, 1}, .lower = 0, .upper = 1.2e11},
        {.kind = SOL_EXPONENTIAL, .parameter = {1e9}, .lower = 0, .upper = 2e9},
        {.kind = SOL_CHOICE, .choice_count = 2, .choice = choices},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        truncation_edges edges = truncation_edges_of(&rows[i]);
        for (uint64_t trial = 0; trial < 200; trial++) {
            double u = sol_draw_uniform(1, trial, i, SOL_PURPOSE_PLEDGE);
            cr_assert_eq(truncation_money_at(&rows[i], &edges, u), sol_distribution_money_at(&rows[i], u),
                         "row %zu at %.17g", i, u);
        }
    }
}
