/* What a tornado is of, and what its ends do, in words. */
#include "report/compare/compare_tornado.h"
#include "report/compare/tornado_words.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static sol_tornado of_share(double share, double goal)
{
    return (sol_tornado){.currency = "KRW",
                         .by = 0.1,
                         .outcome = "nobody-left-out",
                         .better = SOL_BETTER_MORE,
                         .is_moved = true,
                         .verdict = {.goal = goal, .confidence = 0.8},
                         .base = {.kind = SOL_OUTCOME_ESTIMATE,
                                  .unit = SOL_UNIT_SHARE,
                                  .estimate = {.mean = share, .support = SOL_OF_ONE}}};
}

static sol_difference told(double mean)
{
    return (sol_difference){mean, fabs(mean) / 10, true, SOL_OF_MANY};
}

Test(tornado_words, a_share_is_told_from_none_all_and_the_goal)
{
    static const struct {
        double share, goal;
        const char *words;
    } rows[] = {{1, 0.9, "100%"},         {0.99997, 0.9, "99.997%"}, {0, 0.9, "0%"},
                {0.00002, 0.9, "0.002%"}, {0.89996, 0.9, "89.996%"}, {0.4123, 0.9, "41.2%"}};
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const sol_tornado t = of_share(rows[i].share, rows[i].goal);
        cr_expect_str_eq(tornado_as_it_is(arena, &t), rows[i].words, "%s: %s", rows[i].words,
                         tornado_as_it_is(arena, &t));
    }
    cr_expect_str_eq(tornado_size(arena, &(sol_tornado){.base = {.unit = SOL_UNIT_SHARE}}, -0.00003), "0.003%");
    sol_arena_free(arena);
}

Test(tornado_words, outcomes_are_told_in_their_unit)
{
    static const struct {
        sol_outcome_kind kind;
        sol_unit unit;
        double mean;
        const char *words, *name, *size;
    } rows[] = {
        {SOL_OUTCOME_ESTIMATE, SOL_UNIT_MONEY, 3.59e9, "3.59bn KRW", "KRW", "45m KRW"},
        {SOL_OUTCOME_ESTIMATE, SOL_UNIT_PEOPLE, 5.77, "5.77 people", "people", "45,000,000 people"},
        {SOL_OUTCOME_ESTIMATE, SOL_UNIT_FIRMS, 1, "1.00 firms", "firms", "45,000,000 firms"},
        {SOL_OUTCOME_PROPORTION, SOL_UNIT_SHARE, 0.8, "80.0%", "share", NULL},
        {SOL_OUTCOME_PROPORTION, SOL_UNIT_SHARE, 0.79996, "79.996%", "share", NULL}, /* told from the confidence */
        {SOL_OUTCOME_DATE, SOL_UNIT_DATE, 0, "2023-10-01 in the median", "days", "45,000,000 days"},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_tornado t = of_share(0, 0.9);
        t.base = (sol_outcome){.kind = rows[i].kind,
                               .unit = rows[i].unit,
                               .estimate = {.mean = rows[i].mean, .support = SOL_OF_ONE},
                               .proportion = {.mean = rows[i].mean, .support = SOL_OF_ONE},
                               .date = {.p50 = sol_date_of(2023, 10, 1)}};
        cr_expect_str_eq(tornado_as_it_is(arena, &t), rows[i].words, "%s: %s", rows[i].words,
                         tornado_as_it_is(arena, &t));
        cr_expect_str_eq(tornado_unit(&t), rows[i].name);
        if (rows[i].size)
            cr_expect_str_eq(tornado_size(arena, &t, -45e6), rows[i].size, "%s", tornado_size(arena, &t, -45e6));
    }
    sol_arena_free(arena);
}

Test(tornado_words, each_end_is_told_by_whom_it_helps)
{
    static const char text[] =
        "half a year later harms (-2.5%), 0.25 fewer living and 0.49 more estates wholly paid, good for "
        "estates and bad for the living; half a year earlier helps (+3.0%), 2 more living wholly paid";
    sol_arena *arena = sol_arena_new();
    const sol_tornado t = of_share(0.371, 0.9);
    sol_tornado_row row = {.step = SOL_STEP_HALF_A_YEAR,
                           .low = {.effect = told(0.03), .living = told(2)},
                           .high = {.effect = told(-0.025), .living = told(-0.25), .estates = told(0.49)}};
    cr_expect_str_eq(tornado_helps(arena, &t, &row), text, "%s", tornado_helps(arena, &t, &row));
    cr_expect_str_eq(tornado_mark(&t, &row), "");
    row.step = SOL_STEP_SHARE;
    row.low = (sol_tornado_end){.effect = told(0.05), .left_out = 8.25};
    row.high = (sol_tornado_end){.effect = {0.001, 0.002, false, SOL_OF_MANY}, .is_limit = true};
    cr_expect_str_eq(
        tornado_helps(arena, &t, &row),
        "as much as can be makes no difference that can be told; 10% less is no help, as it leaves out 8.25 more "
        "(+5.0%)",
        "%s", tornado_helps(arena, &t, &row));
    cr_expect_str_eq(tornado_mark(&t, &row), " ‡");
    row.low.fault = "eleven of ten cannot live";
    row.high = (sol_tornado_end){0};
    cr_expect_str_eq(tornado_helps(arena, &t, &row), "no end makes a difference");
    sol_arena_free(arena);
}

/* A tenth of 27 is no whole number, and more who are paid already help nobody. */
Test(tornado_words, counts_are_told_as_they_move_and_others_are_no_help)
{
    sol_arena *arena = sol_arena_new();
    const sol_tornado t = of_share(0.371, 0.9);
    const sol_tornado_row row = {.step = SOL_STEP_WHOLE,
                                 .base_value = "27",
                                 .low = {.value = "24", .effect = told(-0.03), .has_others = true, .left_out = 3},
                                 .high = {.value = "30", .effect = told(0.03), .has_others = true, .left_out = -3}};
    cr_expect_str_eq(tornado_helps(arena, &t, &row),
                     "3 more is no help, as 3 more are counted (+3.0%); 3 fewer harms (-3.0%)", "%s",
                     tornado_helps(arena, &t, &row));
    cr_expect_str_eq(tornado_mark(&t, &row), " ‡");
    sol_arena_free(arena);
}

/* The picture has the table's marks, at the end that they are of too, and says what they mean. */
Test(tornado_words, a_picture_has_the_marks_of_the_table)
{
    sol_arena *arena = sol_arena_new();
    sol_tornado t = of_share(0.371, 0.9);
    const sol_tornado_row row[] = {
        {.words = "claim: those of the second wave whose sums were published in the gazette",
         .base_value = "77m KRW",
         .low = {.value = "69.3m KRW", .effect = told(0.034), .claimed_less = 1e9},
         .high = {.value = "84.7m KRW", .effect = told(-0.041)}},
        {.words = "amount: POSCO",
         .base_value = "4bn KRW",
         .low = {.value = "3.6bn KRW", .effect = told(-0.049)},
         .high = {.value = "{lognormal: [4bn KRW, 1.5]}", .effect = told(0.044), .is_limit = true}}};
    t.title = "A fund";
    t.row_count = 2;
    t.row = row;
    chart_spec chart;
    cr_assert(tornado_chart(arena, &t, TORNADO_BARS, &chart));
    cr_expect_str_eq(chart.y.label[0], sol_arena_print(arena, "%s ‡", row[0].words));
    cr_expect_str_eq(chart.low_words[0], "69.3m KRW ‡");
    cr_expect_str_eq(chart.high_words[0], "84.7m KRW");
    cr_expect_str_eq(chart.y.label[1], "amount: POSCO");
    cr_expect_str_eq(chart.high_words[1], "as much as can be");
    cr_expect_not_null(strstr(chart.note, "‡ is better at an end"), "%s", chart.note);
    cr_expect_not_null(strstr(chart.note, "nobody-left-out ("), "%s", chart.note);
    t.row_count = 1;
    t.row = row + 1;
    cr_assert(tornado_chart(arena, &t, TORNADO_BARS, &chart));
    cr_expect_null(strstr(chart.note, "‡"), "%s", chart.note);
    sol_arena_free(arena);
}

Test(tornado_words, of_a_date_never_is_a_word_and_earlier_is_better)
{
    sol_arena *arena = sol_arena_new();
    sol_tornado t = of_share(0, 0.9);
    t.outcome = "reach.all.50%";
    t.better = sol_outcome_better(t.outcome);
    t.base = (sol_outcome){.kind = SOL_OUTCOME_DATE, .unit = SOL_UNIT_DATE, .date = {.p50 = sol_date_of(2023, 10, 1)}};
    sol_tornado_row row = {.step = SOL_STEP_YEAR,
                           .low = {.effect = {(double)INFINITY, 0, true, SOL_OF_ONE}},
                           .high = {.effect = {-92, 0, true, SOL_OF_ONE}}};
    cr_expect_str_eq(tornado_helps(arena, &t, &row),
                     "a year more helps (-92 days); a year less harms (never, in the median)", "%s",
                     tornado_helps(arena, &t, &row));
    cr_expect_str_eq(tornado_effect(arena, &t, &row.low).text, "never");
    cr_expect_str_eq(tornado_effect(arena, &t, &row.high).text, "-92");
    cr_expect(tornado_effect(arena, &t, &row.high).has_number);
    row.low.effect.mean = -(double)INFINITY;
    cr_expect_str_eq(tornado_effect(arena, &t, &row.low).text, "reached");
    cr_expect_eq(sol_tornado_helps(&t, &row.low), 1);
    sol_arena_free(arena);
}
