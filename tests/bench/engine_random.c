/* Scenarios drawn from the language: what nobody thought of is measured too. */
#include "division/dice.h"
#include "engine_matrix.h"
#include "solatium/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 20190619, ROWS_MOST = 1000 };

#define ONE_OF(dice, ...)                                                                                              \
    one_of(dice, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), (const char *const[]){__VA_ARGS__})

static const char *one_of(uint64_t *dice, size_t count, const char *const text[])
{
    return text[dice_below(dice, (int64_t)count)];
}

static const char *step_in(sol_arena *arena, uint64_t *dice)
{
    const char *who = ONE_OF(dice, "", "", "", "who: living, ", "who: estates, ", "who: {groups: [Second]}, ",
                             "who: {age_from: 88}, ", "who: {living: true, age_from: 90}, ");
    const char *up_to = ONE_OF(dice, "", "", "", "up_to: 20m KRW, ", "up_to: 12.5%, ");
    const char *rule = ONE_OF(
        dice, "proportional", "proportional", "proportional, basis: outstanding", "equal-awards", "equal-awards",
        "equal-awards, basis: outstanding", "equal-losses", "equal-losses, basis: outstanding", "talmud",
        "talmud, basis: outstanding", "reverse-talmud", "piniles", "constrained-egalitarian", "priority, by: age",
        "priority, by: filing", "priority, by: claim", "priority, by: hazard", "priority, by: random",
        "proportional, weight: need", "proportional, weight: {age: {from: 80, each_year: 5%}}",
        "alpha-fair, alpha: 2, at: 1y", "minimal-overlap", "dominguez-thomson", "adjusted-proportional", "average");
    return sol_arena_print(arena, "{%s%srule: %s}", who, up_to, rule);
}

static matrix_row row_in(sol_arena *arena, uint64_t *dice, size_t number)
{
    const char *steps = step_in(arena, dice);
    for (int64_t more = dice_below(dice, 3); more > 0; more--)
        steps = sol_arena_print(arena, "%s, %s", steps, step_in(arena, dice));
    return (matrix_row){
        .name = sol_arena_print(arena, "%zu", number),
        .heirs = ONE_OF(dice, "inherit", "inherit", "lapse", "after-living"),
        .second = ONE_OF(dice, "", "", "interest: 5%/y from 2024-01-01, ",
                         "accepts: {probability: 90%, after: {exponential: 6mo}}, ", "eligible: 2027-01-01, "),
        .third = ONE_OF(dice, "", "", "eligible: 2026-01-01", "interest: 5%/y from 2024-01-01"),
        .earmark = ONE_OF(dice, "", "", "Second"),
        .payments = ONE_OF(dice, "", "", ", unit: 10000 KRW", ", limit: 400bn KRW"),
        .office = ONE_OF(dice, "", "", "administration: {capacity: 3400}\n", "administration: {approval: 95%}\n",
                         "hold: registered\n"),
        .allocation = sol_arena_print(arena, "[%s]", steps),
    };
}

static void print_text(const matrix_row *row)
{
    printf("    heirs %s; second: %s third: %s earmark: %s payments: %s office: %.*s %s\n", row->heirs, row->second,
           row->third ? row->third : "", row->earmark ? row->earmark : "", row->payments,
           (int)(*row->office ? strlen(row->office) - 1 : 0), row->office, row->allocation);
}

static int by_size(const void *a, const void *b)
{
    const double *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

void engine_print_random(size_t count, size_t people)
{
    uint64_t dice = SEED;
    double floors[ROWS_MOST];
    count = count < ROWS_MOST ? count : ROWS_MOST;
    engine_print_head("random scenarios");
    for (size_t k = 0; k < count; k++) {
        sol_arena *arena = sol_arena_new();
        matrix_row row = row_in(arena, &dice, k);
        row.third = *row.third ? row.third : NULL;
        row.earmark = *row.earmark ? row.earmark : NULL;
        floors[k] = engine_print_row(&row, people);
        print_text(&row);
        sol_arena_free(arena);
    }
    qsort(floors, count, sizeof *floors, by_size);
    printf("seed %d, floors: least %.1f, median %.1f, nine in ten within %.1f, most %.1f\n", SEED, floors[0],
           floors[count / 2], floors[count * 9 / 10], floors[count - 1]);
}
