/* Laws by a country's name: which fit of which year is taken for whom. */
#include "solatium/scenario.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char scenario_text[] = "solatium: 1\n"
                                    "title: A fund\n"
                                    "currency: KRW\n"
                                    "start: 2025-01-01\n"
                                    "end: 2030-01-01\n"
                                    "mortality: {country: %s}\n"
                                    "claimants:\n"
                                    "  groups:\n"
                                    "    - {name: P, count: 10, living: %s, sex: {male: 40%%}, age: %s, claim: 1m}\n"
                                    "    - {name: O, count: 10, sex: female, age: 95, claim: 1m}\n"
                                    "payments: {first: 2025-07-01, every: quarter}\n";

Test(country, the_fit_from_the_highest_age_that_nearly_all_have_reached_is_taken)
{
    static const struct {
        const char *country, *living, *age;
        int year, from;
    } rows[] = {
        {"KOR", "10", "{normal: [93, 3]}", 2023, 80},
        {"KOR, year: 2019", "10", "{normal: [93, 3]}", 2019, 80},
        {"Republic of Korea", "10", "80", 2023, 80},
        {"KR", "10", "79.9", 2019, 60},
        {"KOR", "0", "70", 2023, 80}, /* estates do not count */
        {"JPN", "10", "{uniform: [79.5, 99.5]}", 2023, 80},
        {"JP", "10", "{uniform: [78.9, 98.9]}", 2019, 60}, /* more than one in twenty are below 80 */
        {"Japan, year: 2023", "10", "70", 2023, 80},
        {"KOR", "10", "50", 2019, 60},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = sol_arena_print(arena, scenario_text, rows[i].country, rows[i].living, rows[i].age);
        sol_diagnostics *list = sol_diagnostics_new(arena);
        sol_document *document = sol_document_parse(arena, "a.yaml", text, strlen(text), list);
        cr_assert_not_null(document);
        sol_scenario *s = sol_scenario_make(arena, document, 0, NULL, list);
        cr_assert_not_null(s, "row %zu", i);
        for (int sex = 0; sex < SOL_SEXES; sex++) {
            const sol_country_law *law = s->mortality->country_law[sex];
            cr_assert_not_null(law, "row %zu", i);
            cr_expect_eq(law->year, rows[i].year, "row %zu", i);
            cr_expect_eq(law->fitted_from, rows[i].from, "row %zu", i);
            cr_expect_eq((int)law->sex, sex, "row %zu", i);
            cr_expect_float_eq(s->mortality->hazard[sex].b, atof(law->b), 1e-20, "row %zu", i);
            cr_expect_eq(s->mortality->hazard[sex].law, law->law, "row %zu", i);
        }
    }
    sol_arena_free(arena);
}
