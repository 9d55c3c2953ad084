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
