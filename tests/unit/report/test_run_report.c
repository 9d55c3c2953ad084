#include "sample_result.h"

#include "report/formats/csv.h"
#include "report/formats/markdown.h"
#include "report/formats/plain.h"
#include "report/run/run_report.h"

#include <criterion/criterion.h>
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

static const run_report_room screen = {12, 16, 20, false, false}, paper = {0, 0, 0, true, true};

static const char *as_text(sol_arena *arena, const document *doc, int width)
{
    text_buffer out = {.arena = arena};
    plain_render(&out, doc, width, false);
    return text_of(&out);
}

Test(run_report, no_line_is_wider_than_the_page)
{
    sol_arena *arena = sol_arena_new();
    const sol_result *result = sample_result(arena);
    for (int width = 64; width <= 200; width++) {
        const char *line = as_text(arena, run_report_make(arena, result, screen), width);
        for (; *line; line += strcspn(line, "\n") + 1)
            cr_expect_leq(text_width_bytes(line, strcspn(line, "\n")), (size_t)width, "at %d: %.*s", width,
                          (int)strcspn(line, "\n"), line);
    }
    sol_arena_free(arena);
}

Test(run_report, the_answer_stands_first_and_can_be_quoted)
{
    sol_arena *arena = sol_arena_new();
    const char *text = as_text(arena, run_report_make(arena, sample_result(arena), screen), 200);
    static const char *const parts[] = {
        "TOO LATE  The goal is met in 3.0% of 1,000 simulated futures (95% interval 2.1 to 4.3%); the scenario asks "
        "for "
        "80%.",
        "The goal: by 2030-12-31, 90% of the claimants living on 2019-07-01 are paid in full, in their lifetime.",
        "40.0% of those living at the start, without those refused, declined or not due, die waiting by 2034-07-01.",
        "out of 4.36bn KRW that there is (4.31bn KRW comes in, return on the balance 51.2m KRW).",
        "recourse of the fund against the defendants",
        "1 of 2 values that the scenario gives have no source; 1 more stand at their default.",
    };
    const char *at = text;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *found = strstr(at, parts[i]);
        cr_expect_not_null(found, "'%s' is not where it should be in\n%s", parts[i], text);
        at = found ? found : at;
    }
    sol_arena_free(arena);
}

Test(run_report, an_unsettled_word_says_so)
{
    sol_arena *arena = sol_arena_new();
    sol_result *result = sample_result(arena);
    sol_verdict *verdict = SOL_TAKE(arena, 1, sol_verdict);
    *verdict = result->verdict[0];
    verdict->is_settled = false;
    verdict->word = SOL_AT_RISK;
    result->verdict = verdict;
    result->verdict_count = 1;
    const char *text = as_text(arena, run_report_make(arena, result, screen), 400);
    cr_expect_not_null(strstr(text, "AT RISK"));
    cr_expect_not_null(strstr(text, "That is not settled: more trials could change the word."));
    sol_arena_free(arena);
}

Test(run_report, rows_add_up_to_their_totals)
{
    static const struct {
        const char *key;
        size_t column;
    } rows[] = {{"people", 1}, {"people", 2}, {"not_in_time", 1}, {"by_country", 3},
                {"groups", 1}, {"groups", 2}, {"groups", 5}};
    sol_arena *arena = sol_arena_new();
    const document *doc = run_report_make(arena, sample_result(arena), paper);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const document_table *table = document_find_table(doc, rows[i].key);
        cr_assert_not_null(table, "%s", rows[i].key);
        cr_assert_eq(table->total_rows, 1, "%s", rows[i].key);
        double sum = 0.0, total = document_row(table, table->row_count - 1)[rows[i].column].value;
        for (size_t r = 0; r + 1 < table->row_count; r++)
            sum += document_row(table, r)[rows[i].column].value;
        cr_expect_float_eq(sum, total, 1e-9 * (1 + total), "%s: %g, not %g", rows[i].key, sum, total);
    }
    sol_arena_free(arena);
}

Test(run_report, a_source_of_a_country_is_counted_once)
{
    sol_arena *arena = sol_arena_new();
    sol_result *result = sample_result(arena);
    sol_source_result *source = SOL_TAKE(arena, result->source_count, sol_source_result);
    memcpy(source, result->source, result->source_count * sizeof *source);
    source[2].country = "KR"; /* the public money, beside POSCO's */
    result->source = source;
    sol_country_result *country = SOL_TAKE(arena, 2, sol_country_result);
    memcpy(country, result->country, 2 * sizeof *country);
    country[1].received.mean += source[2].received.mean;
    result->country = country;
    const document *doc = run_report_make(arena, result, paper);
    const document_table *table = document_find_table(doc, "by_country");
    cr_assert_eq(table->row_count, 3, "JP, KR and all");
    double promised = document_row(table, 0)[3].value + document_row(table, 1)[3].value;
    cr_expect_float_eq(promised, 5.8e9, 1, "%g", promised);
    cr_expect_float_eq(document_row(table, 2)[3].value, 5.8e9, 1);
    cr_expect_float_eq(document_row(table, 1)[4].value, 4e9, 1);
    sol_arena_free(arena);
}

Test(run_report, a_goal_reads_as_it_was_written)
{
    sol_arena *arena = sol_arena_new();
    sol_result *result = sample_result(arena);
    sol_verdict *verdict = SOL_TAKE(arena, 1, sol_verdict);
    result->verdict_count = 1;
    for (int percent = 1; percent <= 100; percent++) {
        *verdict = result->verdict[0];
        verdict->goal = percent * 10000000 * 1e-9;
        result->verdict = verdict;
        const char *text = as_text(arena, run_report_make(arena, result, screen), 400);
        const char *words = sol_arena_print(arena, ", %d%% of the claimants", percent);
        cr_expect_not_null(strstr(text, words), "%s", words);
    }
    sol_arena_free(arena);
}

Test(run_report, a_short_timeline_keeps_first_and_last)
{
    sol_arena *arena = sol_arena_new();
    sol_result *result = sample_result(arena);
    for (size_t count = 1; count <= 60; count++)
        for (size_t rows = 2; rows <= 20; rows += 3) {
            document *doc = document_new(arena, "KRW", 0);
            result->timeline_count = count;
            run_report_timeline(doc, result, rows);
            const document_table *table = document_find_table(doc, "timeline");
            cr_expect_leq(table->row_count, rows, "%zu of %zu", rows, count);
            cr_expect_geq(table->row_count * 2 + 1, count < rows ? count : rows, "%zu of %zu: %zu", rows, count,
                          table->row_count);
            cr_expect_eq(document_row(table, 0)[0].value, result->timeline[0].date.day);
            cr_expect_eq(document_row(table, table->row_count - 1)[0].value, result->timeline[count - 1].date.day);
        }
    sol_arena_free(arena);
}

Test(run_report, sources_that_bring_less_are_added_up)
{
    sol_arena *arena = sol_arena_new();
    document *doc = document_new(arena, "KRW", 0);
    run_report_money_in(doc, sample_result(arena), 2);
    const document_table *table = document_find_table(doc, "by_source");
    cr_assert_eq(table->row_count, 3);
    cr_expect_str_eq(document_row(table, 0)[0].text, "포스코");
    cr_expect_str_eq(document_row(table, 1)[0].text, "2 that bring less");
    cr_expect_float_eq(document_row(table, 1)[5].value, 1112500000.5, 1);
    sol_arena_free(arena);
}

Test(run_report, a_terminal_cannot_be_commanded)
{
    sol_arena *arena = sol_arena_new();
    sol_result *result = sample_result(arena);
    result->title = "a\033]0;x\007b\tc\xc2\x9b"
                    "1m";
    const char *text = as_text(arena, run_report_make(arena, result, screen), 80);
    cr_expect_eq(strncmp(text, "a<U+001B>]0;x<U+0007>b c<U+009B>1m", 34), 0, "%.40s", text);
    for (const char *c = text; *c; c++)
        cr_expect_not((unsigned char)*c < 0x20 && *c != '\n', "byte %d", *c);
    cr_expect_null(strstr(text, "\xc2\x9b"));
    sol_arena_free(arena);
}

typedef struct seen {
    const document *doc;
    size_t tables, fields, expected, rows;
    char first[64];
} seen;

static void see_field(void *bytes, size_t length, void *context)
{
    seen *s = context;
    if (s->fields++ == 0)
        snprintf(s->first, sizeof s->first, "%.*s", (int)length, (const char *)bytes);
}

/* A line of one field opens a table; then each line has as many fields as its head. */
static void see_row(int sign, void *context)
{
    (void)sign;
    seen *s = context;
    if (s->fields == 1 && document_find_table(s->doc, s->first)) {
        s->tables++;
        s->expected = 0;
    } else if (s->expected == 0) {
        s->expected = s->fields;
    } else {
        cr_expect_eq(s->fields, s->expected, "line of %s", s->first);
    }
    s->fields = 0;
    s->rows++;
}

Test(run_report, csv_holds_every_table_and_is_rectangular)
{
    sol_arena *arena = sol_arena_new();
    seen s = {.doc = run_report_make(arena, sample_result(arena), paper)};
    text_buffer out = {.arena = arena};
    csv_render(&out, s.doc);
    struct csv_parser parser;
    cr_assert_eq(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    cr_assert_eq(csv_parse(&parser, out.data, out.length, see_field, see_row, &s), out.length);
    csv_fini(&parser, see_field, see_row, &s);
    csv_free(&parser);
    size_t tables = 0;
    for (size_t i = 0; i < s.doc->block_count; i++)
        tables += s.doc->block[i].kind == BLOCK_TABLE;
    cr_expect_eq(s.tables, tables, "%zu of %zu", s.tables, tables);
    cr_expect_geq(s.rows, 60u + 9 + 3);
    sol_arena_free(arena);
}

Test(run_report, assumptions_list_all_on_paper_and_the_open_ones_on_screen)
{
    sol_arena *arena = sol_arena_new();
    const sol_result *result = sample_result(arena);
    const document_table *table = document_find_table(run_report_make(arena, result, paper), "assumptions");
    cr_assert_eq(table->row_count, 3);
    cr_expect_str_eq(document_row(table, 0)[2].text, "POSCO, 2023-03-15");
    cr_expect_str_eq(document_row(table, 1)[2].text, "assumed");
    cr_expect_str_eq(document_row(table, 2)[2].text, "default");
    table = document_find_table(run_report_make(arena, result, screen), "assumptions");
    cr_expect_eq(table->row_count, 1);
    sol_arena_free(arena);
}
