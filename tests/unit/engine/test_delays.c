#include "division/dice.h"
#include "engine/lives/delays.h"
#include "solatium/random.h"

#include <criterion/criterion.h>
#include <math.h>

static void check(const sol_distribution *d, size_t draws, const char *label)
{
    sol_arena *arena = sol_arena_new();
    const delays *table = delays_new(arena, d, draws);
    uint64_t dice = 12;
    for (int k = 0; k < 60000; k++) {
        uint32_t word = k < 2 ? (uint32_t)-k : (uint32_t)dice_next(&dice);
        double days = fmax(0, floor(sol_distribution_at(d, sol_uniform_from_word(word))));
        cr_assert_eq(delays_at(table, word), (int32_t)fmin(days, 1e9), "%s, word %u", label, word);
    }
    sol_arena_free(arena);
}

Test(delays, are_those_of_the_distribution)
{
    static const sol_choice choice[] = {{90, 0, 0.25}, {5, 0, 0.5}, {700, 0, 0.25}};
    static const struct {
        const char *label;
        sol_distribution d;
    } rows[] = {
        {"exponential", {.kind = SOL_EXPONENTIAL, .parameter = {182.6}, .lower = 0, .upper = INFINITY}},
        {"uniform", {.kind = SOL_UNIFORM, .parameter = {10, 400}, .lower = 0, .upper = INFINITY}},
        {"triangular", {.kind = SOL_TRIANGULAR, .parameter = {1, 30, 31}, .lower = 0, .upper = INFINITY}},
        {"normal, some below 0", {.kind = SOL_NORMAL, .parameter = {3, 5}, .lower = -INFINITY, .upper = INFINITY}},
        {"lognormal, wide", {.kind = SOL_LOGNORMAL, .parameter = {1e6, 9}, .lower = 0, .upper = INFINITY}},
        {"choice", {.kind = SOL_CHOICE, .choice_count = 3, .choice = choice, .lower = 0, .upper = INFINITY}},
        {"constant", {.kind = SOL_CONSTANT, .parameter = {30.5}, .lower = 0, .upper = INFINITY}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t draws = 1; draws < 300000; draws *= 50)
            check(&rows[i].d, draws, rows[i].label);
}

Test(delays, are_looked_up_where_many_are_drawn)
{
    sol_distribution d = {.kind = SOL_EXPONENTIAL, .parameter = {30}, .lower = 0, .upper = INFINITY};
    sol_arena *arena = sol_arena_new();
    cr_assert_null(delays_new(arena, &d, 4)->place);
    const delays *table = delays_new(arena, &d, 100000);
    size_t alike = 0, places = (size_t)1 << (32 - table->shift);
    for (size_t k = 0; k < places; k++)
        alike += table->place[k].day != DELAYS_APART;
    cr_assert(table->finer_count > 0 && alike > places * 999 / 1000);
    for (size_t k = 0; k < places; k++)
        for (uint32_t off = 0; off < 2 && table->place[k].day >= 0; off++) {
            uint32_t word = table->place[k].last + off;
            cr_assert_eq(delays_at(table, word), delays_worked_out(table, word), "word %u", word);
        }
    sol_arena_free(arena);
}
