/* What `check` says of a scenario, read back from its JSON. */
#include "report/check/check_report.h"

#include "solatium/scenario.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static json_t *summary_of(sol_arena *arena, const char *start, const char *groups)
{
    const char *text = sol_arena_print(arena,
                                       "solatium: 1\ntitle: T\ncurrency: KRW\nstart: %s\nend: 2060-01-01\n"
                                       "mortality: {male: {law: gompertz, b: 1e-15, g: 1e-6}, female: {law: gompertz, "
                                       "b: 1e-15, g: 1e-6}}\nfund: {opening: 1m KRW}\n"
                                       "claimants: {groups: [%s]}\npayments: {first: 2040-01-02, every: year}\n",
                                       start, groups);
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *read = sol_document_parse(arena, "t.yaml", text, strlen(text), faults);
    sol_scenario *scenario = read ? sol_scenario_make(arena, read, 0, NULL, faults) : NULL;
    sol_plan *plan = scenario ? sol_plan_make(arena, scenario, faults) : NULL;
    cr_assert_not_null(plan, "%s", text);
    return check_report_json(arena, plan);
}

/* Birthdays are counted, in the mean too, which is so never above the oldest: the day of the ninetieth is the first on which somebody is 90. */
Test(check, ages_are_completed_years)
{
    static const struct {
        const char *start, *born;
        double youngest, mean, oldest;
    } rows[] = {
        {"2020-01-01", "age: 90", 90, 90, 90},          {"2020-01-01", "born: 1930-01-01", 90, 90, 90},
        {"2020-01-01", "born: 1930-01-02", 89, 89, 89}, {"2019-02-28", "born: 1924-02-29", 94, 94, 94},
        {"2019-03-01", "born: 1924-02-29", 95, 95, 95}, {"2020-02-29", "age: 90", 90, 90, 90},
        {"2021-07-01", "age: 85.5", 85, 85, 85},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        json_t *summary =
            summary_of(arena, rows[i].start,
                       sol_arena_print(arena, "{name: A, count: 2, sex: male, %s, claim: 1m KRW}", rows[i].born));
        const json_t *row = json_array_get(json_object_get(summary, "claimants"), 0);
        cr_expect_float_eq(json_number_value(json_object_get(row, "age_youngest")), rows[i].youngest, 0, "row %zu", i);
        cr_expect_float_eq(json_number_value(json_object_get(row, "age_mean")), rows[i].mean, 1e-9, "row %zu", i);
        cr_expect_float_eq(json_number_value(json_object_get(row, "age_oldest")), rows[i].oldest, 0, "row %zu", i);
        json_decref(summary);
        sol_arena_free(arena);
    }
}

/* Each law that somebody has, once: groups that say the same share it. */
Test(check, each_mortality_is_told_with_the_years_left)
{
    static const struct {
        const char *who;
        double count, multiplier, years;
    } rows[] = {{"women of A, C", 5, 3, 10 / 3.0}, {"men of A", 4, 3, 4 / 3.0}, {"men of B", 7, 1, 4}};
#define STEADY "female: {law: gompertz, b: 0.1, g: 1e-6}, male: {law: gompertz, b: 0.25, g: 1e-6}"
    sol_arena *arena = sol_arena_new();
    json_t *summary = summary_of(
        arena, "2020-01-01",
        "{name: A, count: 6, sex: {male: 66.7%}, age: 70, claim: 1, mortality: {" STEADY ", multiplier: 3}}, "
        "{name: B, count: 7, sex: male, age: 70, claim: 1, mortality: {male: {law: gompertz, b: 0.25, g: 1e-6}}}, "
        "{name: C, count: 3, sex: female, age: 70, claim: 1, mortality: {" STEADY ", multiplier: 300%}}");
    const json_t *told = json_object_get(summary, "mortality");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const json_t *row = json_array_get(told, i);
        const char *who = json_string_value(json_object_get(row, "sex"));
        cr_assert_not_null(who, "row %zu", i);
        cr_expect(strcmp(who, rows[i].who) == 0, "row %zu: %s", i, who);
        cr_expect_eq(json_number_value(json_object_get(row, "count")), rows[i].count, "row %zu", i);
        cr_expect_eq(json_number_value(json_object_get(row, "multiplier")), rows[i].multiplier, "row %zu", i);
        /* a constant hazard, but for e^(10^-6 x) */
        cr_expect_float_eq(json_number_value(json_object_get(row, "life_expectancy")), rows[i].years, 1e-3, "row %zu",
                           i);
    }
    cr_expect_eq(json_array_size(told), 3);
    json_decref(summary);
    sol_arena_free(arena);
}

/* The doubts of a scenario of eighty people who claim 100m each, from 2020 on, paid from 2021 on. */
static json_t *doubts_paid(sol_arena *arena, const char *fund, const char *terms, const char *lag, const char *more)
{
    const char *text = sol_arena_print(
        arena,
        "solatium: 1\ntitle: T\ncurrency: KRW\nstart: 2020-01-01\nend: 2030-01-01\n"
        "mortality: {male: {law: gompertz, b: 1e-5, g: 0.1}, female: {law: gompertz, b: 1e-5, g: 0.1}}\n"
        "fund: {%s}\nclaimants: {groups: [{name: A, count: 80, sex: male, age: 80, claim: 100m KRW%s}]}\n"
        "payments: {first: 2021-01-01, every: year%s}\n%s",
        fund, terms, lag, more);
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *read = sol_document_parse(arena, "t.yaml", text, strlen(text), faults);
    sol_scenario *scenario = read ? sol_scenario_make(arena, read, 0, NULL, faults) : NULL;
    sol_plan *plan = scenario ? sol_plan_make(arena, scenario, faults) : NULL;
    cr_assert_not_null(plan, "%s", text);
    return check_report_json(arena, plan);
}

static json_t *doubts_of(sol_arena *arena, const char *fund, const char *terms, const char *more)
{
    return doubts_paid(arena, fund, terms, "", more);
}

/* What is certain is said, and nothing that might be otherwise. */
Test(check, only_certain_doubts_are_said)
{
    static const char whole[] = "not all can be paid in full", rule[] = "pays nobody in full",
                      goal[] = "cannot be reached", idle[] = "raises nothing";
    static const char firm[] = "participation: {JP: 30%}\nfirms: [{name: F, country: JP, pledge: 4.4bn KRW}]\n";
    static const struct {
        const char *fund, *terms, *more, *says[3];
    } rows[] = {
        {"opening: 8bn KRW", "", "", {NULL}},
        {"opening: 7.9bn KRW", "", "", {whole, rule}},
        {"opening: 7.9bn KRW", "", "allocation: equal-losses\n", {whole, rule}},
        {"opening: 7.9bn KRW", "", "allocation: random-arrival\n", {whole, rule}},
        {"opening: 7.9bn KRW", "", "allocation: equal-awards\n", {whole}}, /* small claims are paid in full */
        {"opening: 7.9bn KRW", "", "allocation: priority\n", {whole}},
        {"opening: 7.9bn KRW", "", "timeliness: {paid: 99%}\n", {whole}},
        {"opening: 7.9bn KRW", ", accepts: 90%", "", {whole}}, /* who declines leaves money to the others */
        {"opening: 7.9bn KRW", ", heirs: lapse", "", {whole}},
        {"opening: 7.9bn KRW",
         ", heirs: {inherit: 99%}",
         "",
         {whole}}, /* who has no heirs leaves money to the others */
        {"opening: 7.9bn KRW", "", "administration: {approval: 99%}\n", {whole}},
        {"opening: 7.9bn KRW, return: 1%/y", "", "", {NULL}},
        {"opening: 7.9bn KRW, return: 0%/y, volatility: 1%/y", "", "", {NULL}},
        {"opening: 3.5bn KRW", "", firm, {whole, rule}},
        {"opening: 3.6bn KRW", "", firm, {NULL}},
        {"opening: 8bn KRW", "", "timeliness: {by: 2020-12-31}\n", {goal}},
        {"opening: 8bn KRW", "", "timeliness: {by: 2021-01-01}\n", {NULL}},
        {"opening: 8bn KRW", ", eligible: 2022-06-01", "timeliness: {by: 2022-12-31}\n", {goal}},
        {"opening: 8bn KRW", ", eligible: 2022-06-01", "timeliness: {by: 2023-01-01}\n", {NULL}},
        {"opening: 8bn KRW", "", "administration: {opens: 2023-06-01}\ntimeliness: {by: 2023-01-01}\n", {goal}},
        {"opening: 80bn KRW", ", index: {rate: 2%/y}", "", {idle}}, /* examined on the first day */
        {"opening: 80bn KRW", ", index: {rate: 2%/y}, eligible: 2020-12-31", "", {idle}},
        {"opening: 80bn KRW", ", index: {rate: 2%/y}, eligible: 2021-01-01", "", {NULL}},
        {"opening: 80bn KRW", ", index: {rate: 2%/y, from: 2019-01-01}", "", {NULL}},
        {"opening: 80bn KRW", ", index: {rate: 2%/y, from: 2019-01-01}, paid: 5 on 2019-07-01", "", {idle}},
        {"opening: 80bn KRW", ", index: {rate: 2%/y}", "administration: {capacity: 40}\n", {NULL}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        json_t *summary = doubts_of(arena, rows[i].fund, rows[i].terms, rows[i].more);
        const json_t *doubts = json_object_get(summary, "doubts");
        size_t count = 0;
        while (count < 3 && rows[i].says[count])
            count++;
        cr_expect_eq(json_array_size(doubts), count, "row %zu: %zu", i, json_array_size(doubts));
        for (size_t k = 0; k < count && k < json_array_size(doubts); k++)
            cr_expect_not_null(strstr(json_string_value(json_array_get(doubts, k)), rows[i].says[k]), "row %zu: %s", i,
                               json_string_value(json_array_get(doubts, k)));
        json_decref(summary);
        sol_arena_free(arena);
    }
}

/* The last pay date is the first of 2030. */
Test(check, money_that_comes_too_late_to_be_paid_is_named)
{
#define COMES(when) "other_sources: [{name: S, kind: gift, " when "}]\n"
    static const struct {
        const char *lag, *more;
        bool is_late;
    } rows[] = {
        {"", COMES("amount: 1, date: 2030-01-01"), false},
        {", lag: 214d", COMES("amount: 1, date: 2029-06-01"), false},
        {", lag: 215d", COMES("amount: 1, date: 2029-06-01"), true},
        {", lag: 215d", COMES("amount: 1, date: {uniform: [2029-06-01, 2029-07-01]}"), false},
        {", lag: 1y", COMES("amounts: [{date: 2029-06-01, amount: 1}, {date: 2029-07-01, amount: 1}]"), true},
        {", lag: 1y", COMES("amounts: [{date: 2028-06-01, amount: 1}, {date: 2029-07-01, amount: 1}]"), false},
        {", lag: 1y", COMES("amount: 1, date: 2028-06-01, every: year"), false},
        {", lag: 100y", COMES("amount: 1"), true},
        {", lag: 1y", "other_sources: [{name: S, kind: enforcement, worth: 1, date: 2029-06-01, earmark: [A]}]\n",
         false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        json_t *summary = doubts_paid(arena, "opening: 8bn KRW", "", rows[i].lag, rows[i].more);
        const json_t *doubts = json_object_get(summary, "doubts");
        const char *first = json_string_value(json_array_get(doubts, 0));
        cr_expect_eq(json_array_size(doubts), rows[i].is_late, "row %zu", i);
        cr_expect(!rows[i].is_late || (first && strstr(first, "Nothing that S brings can be paid out")), "row %zu", i);
        json_decref(summary);
        sol_arena_free(arena);
    }
}
