#include "base/commas.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* Lists with what is found of them first: the stretch, both readings, and whether it may be a list as it stands. */
static const struct {
    const char *text, *stretch, *numbers, *list;
    bool may_be_list;
    double least;
} rows[] = {
    {"100,200,300", "100,200,300", "100_200_300", "100, 200, 300", true, 100200},
    {"1,200,300", "1,200,300", "1_200_300", "1, 200, 300", true, 1200},
    {"20,50,100", "50,100", "50_100", "50, 100", true, 50100},
    {"30,40,60,120", "60,120", "60_120", "60, 120", true, 60120},
    {"100,000", "100,000", "100_000", "100, 0", false, 100000},
    {"100,000,300,000", "100,000,300,000", "100_000,300_000", "100, 0, 300, 0", false, 100000},
    {"1,000,000,2,500,000", "1,000,000", "1_000_000", "1, 0, 0", false, 1000},
    {"100,050", "100,050", "100_050", "100, 50", false, 100050},
    {"100, 000", "100, 000", "100_000", "100, 0", false, 100000},
    {"7,1,500", "1,500", "1_500", "1, 500", true, 1500},
    {"-1,000", "-1,000", "-1_000", "-1, 0", false, 1000},
    {"1,234.50", "1,234.50", "1_234.50", "1, 234.50", true, 1234},
    {"100,250 KRW", "100,250 KRW", "100_250 KRW", "100, 250 KRW", false, 100250},
    {"1,5bn,2bn", "1,5bn", "1.5bn", "1, 5bn", false, INFINITY},
    {"0,5", "0,5", "0.5", "0, 5", false, INFINITY},
    {"0,05", "0,05", "0.05", "0, 5", false, INFINITY},
    {"1,05,2", "1,05", "1.05", "1, 5", false, INFINITY},
    {"0,5%,1%", "0,5%", "0.5%", "0, 5%", false, INFINITY},
    {"2,5", "2,5", "2.5", "2, 5", true, INFINITY},
    {"1,0", "1,0", "1.0", "1, 0", true, INFINITY},
    {"20,60", "20,60", "20.60", "20, 60", true, INFINITY},
    {"1200,300", "1200,300", "1200.300", "1200, 300", true, INFINITY},
    {"0,250", "0,250", "0.250", "0, 250", false, INFINITY},
    {"0,25,0,75", "0,25,0,75", "0.25,0.75", "0, 25, 0, 75", false, INFINITY},
    {"0,250,0,750", "0,250,0,750", "0.250,0.750", "0, 250, 0, 750", false, INFINITY},
    {"1,5, 2,5", "1,5, 2,5", "1.5,2.5", "1, 5, 2, 5", false, INFINITY},
    {"300m,000", "300m,000", "300_000m", "300m, 0", false, INFINITY},
    {"1bn, 000", "1bn, 000", "1_000bn", "1bn, 0", false, INFINITY},
    {"50%,00", "50%,00", "50.00%", "50%, 0", false, INFINITY},
    {"1.5m,000", "1.5m,000", "1.5m", "1.5m, 0", false, INFINITY},
    {"3억,100,000", "100,000", "100_000", "100, 0", false, 100000},
};

Test(commas, what_may_be_a_number_is_shown_in_both_readings)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        commas_doubt d = {0};
        const char *text = rows[i].text;
        cr_assert(commas_find_doubt(arena, text, strlen(text), 0, &d), "%s", text);
        cr_expect(strncmp(text + d.from, rows[i].stretch, d.to - d.from) == 0 &&
                      strlen(rows[i].stretch) == d.to - d.from,
                  "%s: %zu to %zu", text, d.from, d.to);
        cr_expect_str_eq(d.numbers, rows[i].numbers, "%s", text);
        cr_expect_str_eq(d.list, rows[i].list, "%s", text);
        cr_expect_eq(d.may_be_list, rows[i].may_be_list, "%s", text);
        cr_expect_eq(d.least, rows[i].least, "%s: %g", text, d.least);
        commas_doubt again;
        cr_expect_not(commas_find_doubt(arena, d.numbers, strlen(d.numbers), 0, &again), "%s pasted back", d.numbers);
        cr_expect_not(commas_find_doubt(arena, d.list, strlen(d.list), 0, &again), "%s pasted back", d.list);
        sol_arena_free(arena);
    }
}

Test(commas, a_list_is_one_where_no_number_has_a_comma)
{
    static const char *const lists[] = {"1,2,3",
                                        "30,40,60,12",
                                        "92,85,79",
                                        "20%,50%,80%",
                                        "0%,100%",
                                        "0, 5",
                                        "100, 200, 300",
                                        "1200, 300",
                                        "50%,100%",
                                        "proportional,talmud",
                                        "2019-01-01,2020-01-01",
                                        "{uniform: [100,000]},2",
                                        "\"1,000\",2",
                                        "100m,200m",
                                        "0mo,6mo,1y",
                                        "1_000,2_000",
                                        "2, 5",
                                        "1, 5, 2, 5",
                                        "1,5,2,5",
                                        "0,25,50,75",
                                        "0,5,10",
                                        "",
                                        "0.5,0.25",
                                        "100,-200"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        sol_arena *arena = sol_arena_new();
        commas_doubt d;
        cr_expect_not(commas_find_doubt(arena, lists[i], strlen(lists[i]), 0, &d), "%s", lists[i]);
        sol_arena_free(arena);
    }
}

Test(commas, all_of_a_text_may_be_numbers)
{
    static const char *const texts[][2] = {
        {"100,000,000", "100_000_000"}, {"1,5", "1.5"}, {"20,5%/y", "20.5%/y"}, {"1,500 KRW", "1_500 KRW"}, {"7", "7"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sol_arena *arena = sol_arena_new();
        cr_expect_str_eq(commas_numbers(arena, texts[i][0], strlen(texts[i][0])), texts[i][1]);
        sol_arena_free(arena);
    }
}

Test(commas, the_search_goes_on_behind_a_doubt)
{
    sol_arena *arena = sol_arena_new();
    const char *text = "100,200,7,300,400,8";
    commas_doubt d;
    cr_assert(commas_find_doubt(arena, text, strlen(text), 0, &d));
    cr_assert(commas_find_doubt(arena, text, strlen(text), d.next, &d));
    cr_expect_str_eq(d.list, "7, 300, 400");
    cr_expect_not(commas_find_doubt(arena, text, strlen(text), d.next, &d));
    sol_arena_free(arena);
}
