/* The whole language at once: the example of its specification, and what a few of its values become. */
#include "solatium/scenario.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static sol_arena *arena;
static sol_diagnostics *diagnostics;

static void begin(void)
{
    arena = sol_arena_new();
    diagnostics = sol_diagnostics_new(arena);
}

static void end(void)
{
    sol_arena_free(arena);
}

TestSuite(scenario, .init = begin, .fini = end);

static sol_document *read_example(void)
{
    const char *root = getenv("SOLATIUM_ROOT");
    cr_assert_not_null(root);
    sol_document *document =
        sol_document_read(arena, sol_arena_print(arena, "%s/tests/examples/full.yaml", root), diagnostics);
    cr_assert_not_null(document);
    return document;
}

Test(scenario, the_example_of_the_specification_is_read)
{
    const sol_scenario *s = sol_scenario_make(arena, read_example(), 0, NULL, diagnostics);
    cr_assert_not_null(s);
    cr_expect_eq(sol_diagnostics_count(diagnostics), 1, "one comment behind an unquoted name");
    cr_expect_eq(s->currency_count, 3);
    cr_expect_str_eq(s->currency[2].code, "USD");
    cr_expect_eq(s->currency[2].minor_digits, 2);
    cr_expect_eq(s->event_count, 2);
    cr_expect_eq(s->event[1].requires, 0);
    cr_expect_eq(s->firm_count, 3);
    cr_expect_eq(s->firm[0].instalments, 4);
    cr_expect_eq(s->firm[0].rate_kind, SOL_RATE_TIMES_COUNTRY);
    cr_expect_eq(s->firm[0].times_billionths, 700000000);
    cr_expect_eq(s->firm[1].pledge.value.exact, INT64_C(4000000000));
    cr_expect_eq(s->firm[2].count, 15);
    cr_expect(s->firm[2].joins.is_after && !s->firm[2].joins.is_calendar);
    cr_expect_float_eq(s->firm[2].joins.delay.parameter[0], 18 * 365.25 / 12, 1e-9);
    cr_expect_eq(s->source[1].is_direct, true);
    cr_expect_eq(s->group[0].terms.interest[0].rate_billionths, 200000000);
    cr_expect_eq(s->group[0].living, 1);
    cr_expect_eq(s->group[3].is_institution, true);
    cr_expect_eq(s->administration.capacity[1].per_month_thousandths, 60000);
    cr_expect_eq(s->payments.limit[0].amount.units, INT64_C(5000000000));
    cr_expect_eq(s->step_count, 4);
    cr_expect_eq(s->step[0].who.vital, SOL_LIVING);
    cr_expect_eq(s->step[1].weight.kind, SOL_WEIGHT_AGE);
    cr_expect_eq(s->step[2].rule.by, SOL_BY_HAZARD);
    cr_expect(s->step[3].is_outstanding);
    cr_expect_eq(s->timeliness[0].goal_billionths, 900000000);
}

Test(scenario, settings_replace_scalars_by_their_path)
{
    static const char *const set[] = {"participation.JP=50%",     "firms.POSCO.pledge=2bn KRW",
                                      "end=2030-01-01",           "allocation.0.up_to=1m KRW",
                                      "timeliness.by=2029-12-31", "claimants.groups.\"Later suits\".count=7"};
    const sol_scenario *s = sol_scenario_make(arena, read_example(), sizeof set / sizeof *set, set, diagnostics);
    cr_assert_not_null(s);
    cr_expect_float_eq(s->country[0].rate.base.parameter[0], 0.5, 1e-12);
    cr_expect_eq(s->country[0].rate.after_count, 0);
    cr_expect_eq(s->firm[1].pledge.value.exact, INT64_C(2000000000));
    cr_expect_eq(s->end.day, sol_date_of(2030, 1, 1).day);
    cr_expect_eq(s->step[0].up_to.units, 1000000);
    cr_expect_eq(s->group[2].count, 7);
}

Test(scenario, an_error_is_one_also_when_the_list_has_it_already)
{
    static const char *const set[] = {"firms.POSCO.pledge=much"};
    sol_document *document = read_example();
    cr_expect_null(sol_scenario_make(arena, document, 1, set, diagnostics));
    cr_expect_null(sol_scenario_make(arena, document, 1, set, diagnostics));
}

Test(scenario, a_setting_that_is_wrong_is_placed_in_the_argument)
{
    static const char *const set[] = {"firms.POSKO.pledge=2bn KRW"};
    cr_assert_null(sol_scenario_make(arena, read_example(), 1, set, diagnostics));
    const sol_diagnostic *found = NULL;
    for (size_t i = 0; i < sol_diagnostics_count(diagnostics); i++)
        if (sol_diagnostics_get(diagnostics, i)->severity == SOL_ERROR)
            found = sol_diagnostics_get(diagnostics, i);
    cr_assert_not_null(found);
    cr_expect_str_eq(found->place.source->name, "--set");
    cr_expect_eq(found->place.column, 7);
    cr_expect_eq(found->place.end_column, 12);
    cr_expect_str_eq(found->hint, "did you mean `POSCO`?");
}
