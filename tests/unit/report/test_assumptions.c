/* Assumptions as they are read: nothing lost, nothing twice, each source once, settings apart from what is assumed. */
#include "report/document/assumptions.h"
#include "report/document/document.h"
#include "report/formats/html.h"
#include "report/formats/markdown.h"
#include "report/formats/plain.h"

#include <criterion/criterion.h>
#include <string.h>

static const sol_assumption lines[] = {
    {"currency", "KRW", NULL, NULL, false},
    {"mortality.male.b", "3.1e-6", "Database", "fitted", false},
    {"simulation.trials", "1000", NULL, NULL, false},
    {"mortality.male.g", "0.12", "Database", "fitted", false},
    {"mortality.multiplier", "{lognormal: [1.0, 0.05]}", NULL, NULL, false},
    {"firms.\"Hitachi, Ltd. 1.5 \"\"A\"\"\".country", "JP", NULL, NULL, false},
    {"firms.\"Hitachi, Ltd. 1.5 \"\"A\"\"\".pledge", "1m KRW", "Press", "said so", false},
    {"firms.포스코.pledge", "4bn KRW", "Press", NULL, false},
    {"firms.\"Hitachi, Ltd. 1.5 \"\"A\"\"\".follows.country", "KR", NULL, "its own", false},
    {"firms.\"Hitachi, Ltd. 1.5 \"\"A\"\"\".joins", "2020-03-15", "Database", "said so", false},
    {"claimants.heirs", "inherit", NULL, NULL, true},
    {"claimants.groups.원고.count", "15", NULL, "as above", false},
    {"start", "2019-07-01", NULL, NULL, false},
    {"something.new", "1", NULL, NULL, false},
};
enum { LINES = sizeof lines / sizeof *lines };

static size_t occurrences(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        n++;
    return n;
}

static const char *joined(const document_table *table)
{
    text_buffer out = {.arena = table->arena};
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->column_count; c++) {
            const char *text = document_row(table, r)[c].text;
            text_print(&out, "%s|%s", text ? text : "", c + 1 == table->column_count ? "\n" : "");
        }
    return text_of(&out);
}

Test(assumptions, settings_need_no_source)
{
    static const struct {
        const char *key;
        bool is_setting;
    } rows[] = {{"currency", true},
                {"simulation.seed", true},
                {"claimants.seed", true},
                {"firms.A.country", true},
                {"other_sources.State.kind", true},
                {"firms.A.follows.country", false},
                {"claimants.groups.kind.count", false},
                {"participation.country", false},
                {"fund.return", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(assumptions_is_setting(&(sol_assumption){.key = rows[i].key}), rows[i].is_setting, "%s",
                     rows[i].key);
    cr_expect_null(assumptions_standing(&(sol_assumption){.key = "currency", .source = "law"}));
    cr_expect_str_eq(assumptions_standing(&(sol_assumption){.key = "currency"}), "setting");
    cr_expect_str_eq(assumptions_standing(&(sol_assumption){.key = "currency", .is_default = true}), "default");
    cr_expect_str_eq(assumptions_standing(&(sol_assumption){.key = "start"}), "assumed");
}

Test(assumptions, are_counted_by_what_they_rest_on)
{
    sol_arena *arena = sol_arena_new();
    document *doc = document_new(arena, "KRW", 0);
    cr_expect_eq(assumptions_say_counts(doc, LINES, lines), 5);
    cr_expect_str_eq(doc->block[0].text, "5 of 10 values that the scenario gives have no source; 1 more stand at their "
                                         "default. 3 settings (currency, countries, kinds, trials, seeds) need none.");
    sol_arena_free(arena);
}

Test(assumptions, fold_by_subject_source_and_note)
{
    sol_arena *arena = sol_arena_new();
    document *doc = document_new(arena, "KRW", 0);
    assumptions_add_folded(doc, LINES, lines);
    cr_expect_str_eq(joined(document_find_table(doc, "assumptions")),
                     "Dates, money and simulation||||\n"
                     "currency|KRW|setting||\n"
                     "simulation|trials 1000|setting||\n"
                     "start|2019-07-01|assumed||\n"
                     "Mortality||||\n"
                     "mortality.male|b 3.1e-6; g 0.12|[1]|fitted|\n"
                     "mortality|multiplier {lognormal: [1.0, 0.05]}|assumed||\n"
                     "Firms||||\n"
                     "Hitachi, Ltd. 1.5 \"A\"|country JP|setting||\n"
                     "Hitachi, Ltd. 1.5 \"A\"|pledge 1m KRW|[2]|said so|\n"
                     "Hitachi, Ltd. 1.5 \"A\"|follows.country KR|assumed|its own|\n"
                     "Hitachi, Ltd. 1.5 \"A\"|joins 2020-03-15|[1]|said so|\n"
                     "포스코|pledge 4bn KRW|[2]||\n"
                     "Claimants||||\n"
                     "원고|count 15|assumed|as above|\n"
                     "Other||||\n"
                     "something|new 1|assumed||\n");
    const document_block *list = &doc->block[doc->block_count - 1];
    cr_assert_eq(list->item_count, 2);
    cr_expect(list->is_numbered);
    cr_expect_str_eq(list->item[0], "Database");
    cr_expect_str_eq(list->item[1], "Press");
    sol_arena_free(arena);
}

Test(assumptions, resolved_hold_every_value_and_mark_defaults)
{
    sol_arena *arena = sol_arena_new();
    document *doc = document_new(arena, "KRW", 0);
    assumptions_add_resolved(doc, LINES, lines);
    const char *all = joined(document_find_table(doc, "scenario"));
    for (size_t i = 0; i < LINES; i++)
        cr_expect_geq(occurrences(all, lines[i].value), 1, "%s", lines[i].key);
    cr_expect_not_null(strstr(all, "claimants|heirs inherit*|"));
    cr_expect_not_null(strstr(all, "pledge 1m KRW; follows.country KR; joins 2020-03-15|"));
    sol_arena_free(arena);
}

Test(assumptions, beyond_what_a_page_holds_a_note_says_so)
{
    sol_arena *arena = sol_arena_new();
    enum { MANY = ASSUMPTIONS_FOLDED_MOST + 7 };
    sol_assumption *many = SOL_TAKE(arena, MANY, sol_assumption);
    for (size_t i = 0; i < MANY; i++)
        many[i] = (sol_assumption){sol_arena_print(arena, "firms.F%zu.pledge", i % 40), "1m KRW", NULL, NULL, false};
    document *doc = document_new(arena, "KRW", 0);
    assumptions_add_folded(doc, MANY, many);
    assumptions_add_resolved(doc, MANY, many);
    static const char *const keys[] = {"assumptions", "scenario"};
    for (size_t i = 0; i < 2; i++) {
        const document_table *table = document_find_table(doc, keys[i]);
        cr_assert_not_null(table->note);
        cr_expect_str_eq(table->note, "The first 3000 of 3007 values; Excel, CSV and JSON have all.");
        cr_expect_eq(occurrences(joined(table), "1m KRW"), ASSUMPTIONS_FOLDED_MOST);
    }
    sol_arena_free(arena);
}

Test(assumptions, groups_and_continued_rows_are_read_as_such)
{
    sol_arena *arena = sol_arena_new();
    payout_report report = {.doc = document_new(arena, "KRW", 0)};
    assumptions_add_folded(report.doc, LINES, lines);
    text_buffer page = {.arena = arena}, markdown = {.arena = arena}, plain = {.arena = arena};
    html_render(&page, &report, "t");
    cr_expect_not_null(strstr(
        text_of(&page),
        "<tr class=\"group\" role=\"row\"><th scope=\"rowgroup\" colspan=\"4\" role=\"rowheader\">Firms</th></tr>"));
    cr_expect_eq(occurrences(text_of(&page), "<span class=\"heard\">Hitachi, Ltd."), 3);
    cr_expect_not_null(strstr(text_of(&page), "<ol>\n<li>Database</li>"));
    markdown_render(&markdown, report.doc);
    cr_expect_eq(occurrences(text_of(&markdown), "| Hitachi"), 1);
    cr_expect_not_null(strstr(text_of(&markdown), "| **Firms** |"));
    cr_expect_not_null(strstr(text_of(&markdown), "1. Database\n2. Press\n"));
    plain_render(&plain, report.doc, 80, false);
    cr_expect_eq(occurrences(text_of(&plain), "Hitachi"), 1);
    cr_expect_not_null(strstr(text_of(&plain), "\n  Dates, money and simulation\n"));
    cr_expect_not_null(strstr(text_of(&plain), "  2. Press"));
    sol_arena_free(arena);
}
