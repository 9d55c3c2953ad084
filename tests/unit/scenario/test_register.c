#include "scenario/sections/register.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static register_request request_of(sol_arena *arena, const char *path)
{
    const char *root = getenv("SOLATIUM_ROOT");
    return (register_request){.path = sol_arena_print(arena, "%s/%s", root ? root : ".", path),
                              .choice = {.speaker = TABLE_OF_OPTION},
                              .start = sol_date_never()};
}

/* The header's 원 says the currency, and the first day is not known: a birth of any year is one. */
Test(register, says_what_its_columns_and_amounts_are)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    register_request request = request_of(arena, "tests/golden/register-korean.csv");
    register_table made;
    cr_assert(register_read(arena, &request, diagnostics, &made));
    cr_expect_eq(sol_diagnostics_count(diagnostics), 0);
    cr_expect(made.is_whole);
    cr_expect_str_eq(made.scenario->currency[0].code, "KRW");
    cr_assert_eq(made.scenario->row_count, 9);
    cr_expect_eq(made.notes.from.count, 9);
    cr_expect_eq(made.table->empty_rows, 2);
    cr_assert_eq(made.notes.column_count, 8);
    cr_expect_str_eq(made.notes.header[5], "청구금액(원)");
    cr_expect_str_eq(claimant_columns[made.notes.column[5]].name, "claim");
    const uint32_t *from = made.notes.from.rows;
    cr_expect_eq(source_place(made.source, from[8], from[8] + 1).line, 11, "the empty row is counted in its line");
    const bool *said = made.notes.said.rows;
    cr_expect(said[TERM_INTEREST] && !said[TERM_ELIGIBLE]);
    sol_arena_free(arena);
}

/* Plain numbers are as fine as they are written, and a first day makes the oldest too old. */
Test(register, is_judged_by_what_is_known)
{
    sol_arena *arena = sol_arena_new();
    static const char *const named[] = {"id=Case no.", "claim=Damages"};
    register_request request = request_of(arena, "tests/golden/register-plain.tsv");
    request.named_count = 2;
    request.named = named;
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    register_table made;
    cr_assert(register_read(arena, &request, diagnostics, &made));
    cr_expect(made.is_whole);
    cr_expect_str_eq(made.scenario->currency[0].code, "");
    cr_expect_eq(made.scenario->currency[0].minor_digits, 1, "1,250.50 has one decimal");
    cr_expect_eq(made.scenario->row[0].claim.units, 12505);
    request = request_of(arena, "tests/golden/register-korean.csv");
    request.start = sol_date_of(2040, 1, 1);
    diagnostics = sol_diagnostics_new(arena);
    cr_assert(register_read(arena, &request, diagnostics, &made));
    cr_expect_not(made.is_whole);
    cr_expect_eq(sol_diagnostics_errors(diagnostics), 1);
    cr_expect(strstr(sol_diagnostics_get(diagnostics, 0)->message, "115 years"));
    sol_arena_free(arena);
}
