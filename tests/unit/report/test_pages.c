#include "report/document/document.h"
#include "report/document/figure.h"
#include "report/document/view.h"
#include "report/document/wrap.h"
#include "report/formats/csv.h"
#include "report/formats/markdown.h"
#include "report/formats/plain.h"

#include <criterion/criterion.h>
#include <csv.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const document_column columns[] = {
    {.key = "name", .title = "firm", .unit = UNIT_TEXT},
    {.key = "joined",
     .title = "joins",
     .unit = UNIT_SHARE,
     .spread = SPREAD_PROPORTION,
     .error_rank = 3,
     .range_rank = 4},
    {.key = "received",
     .title = "received\n(KRW)",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ESTIMATE,
     .error_rank = 1,
     .range_rank = 2},
    {.key = "first", .title = "first", .unit = UNIT_DATE, .rank = 5},
    {.key = "picture", .title = "", .unit = UNIT_BAR, .rank = 6},
};

static document *firms(sol_arena *arena)
{
    document *doc = document_new(arena, "KRW", 0);
    document_heading(doc, 1, "한일 기업 공동기금");
    document_say_labelled(doc, TONE_BAD, "TOO LATE", "in %d of %d trials", 3, 100);
    document_table *table = document_add_table(doc, "firms", NULL, 5, columns);
    static const struct {
        const char *name;
        double joined, received, day, bar, mark;
    } rows[] = {
        {"신일철주금, \"일본\"", 0.3125, 312.5e6, 18000, 0.25, 0.5},
        {"=SUM(A1)", 1.0, 4e9, SOL_NEVER_DAY, 1.0, -1.0},
    };
    for (size_t i = 0; i < 2; i++) {
        const sol_proportion p = {
            .mean = rows[i].joined, .se = 0.0046, .low = rows[i].joined * 0.97, .high = rows[i].joined};
        const sol_estimate e = {.mean = rows[i].received, .se = 4.1e6, .p50 = rows[i].received, .p95 = 1e9};
        document_cell *row = document_add_row(table);
        row[0] = cell_text(rows[i].name);
        row[1] = cell_proportion(&p);
        row[2] = cell_estimate(&e);
        row[3] = cell_value(rows[i].day);
        row[4] = cell_bar(rows[i].bar, rows[i].mark);
    }
    document_cell *total = document_add_row(table);
    total[0] = cell_text("all");
    total[2] = cell_with_error(4312.5e6, 4.1e6, SOL_OF_MANY);
    table->total_rows = 1;
    return doc;
}

static size_t widest_line(const char *text)
{
    size_t widest = 0;
    for (const char *line = text; *line; line += strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n')) {
        size_t width = text_width_bytes(line, strcspn(line, "\n"));
        widest = width > widest ? width : widest;
    }
    return widest;
}

Test(figure, is_rounded_as_people_read_it)
{
    static const struct {
        double units;
        int minor_digits;
        const char *text;
    } rows[] = {
        {0, 0, "0"},           {312, 0, "312"},      {1000, 0, "1k"},        {54490, 0, "54.5k"},
        {999.4, 0, "999"},     {999600, 0, "1m"},    {107452055, 0, "107m"}, {12345678901, 0, "12.3bn"},
        {4e9, 0, "4bn"},       {1.5e12, 0, "1.5tn"}, {-2.5e6, 0, "-2.5m"},   {12345, 2, "123.45"},
        {1234567, 2, "12.3k"}, {300e9, 0, "300bn"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(figure_money(rows[i].units, rows[i].minor_digits).text, rows[i].text, "%g: %s", rows[i].units,
                         figure_money(rows[i].units, rows[i].minor_digits).text);
    cr_expect_str_eq(figure_number(1234567.891, 2).text, "1,234,567.89");
    cr_expect_str_eq(figure_number(-0.004, 2).text, "0.00");
    cr_expect_str_eq(figure_number(-999999.6, 0).text, "-1,000,000");
    cr_expect_str_eq(figure_share(0.4123, 1).text, "41.2%");
    cr_expect_str_eq(figure_share(0.9997, 1).text, "99.97%");
    cr_expect_str_eq(figure_share(0, 1).text, "0%");
    cr_expect_str_eq(figure_share_against(2.0 / 3, 1, (double[SHARE_LIMITS]){0.667}).text, "66.67%");
    cr_expect_str_eq(figure_percent(1, 2, NULL).text, "100");
    cr_expect_str_eq(figure_given_share(0.7).text, "70%");
    cr_expect_str_eq(figure_given_share(0.9995).text, "99.95%");
    cr_expect_str_eq(figure_date(18066).text, "2019-06-19");
    cr_expect_str_eq(figure_date(SOL_NEVER_DAY).text, "never");
    cr_expect_str_eq(figure_exact(0.1).text, "0.1");
    cr_expect_str_eq(figure_exact(1.0 / 3).text, "0.3333333333333333");
    cr_expect_str_eq(figure_exact(-0.0).text, "0");
    cr_expect_str_eq(figure_exact(123456789012345.0).text, "123456789012345");
    cr_expect_str_eq(figure_exact(1e15).text, "1000000000000000");
    cr_expect_str_eq(figure_exact(-123e18).text, "-123000000000000000000");
    cr_expect_str_eq(figure_exact(1234567890123456.5).text, "1234567890123456.5");
}

Test(wrap, lines_break_where_the_text_allows_and_else_anywhere)
{
    static const struct {
        const char *text;
        size_t width, count;
        const char *line[4];
    } rows[] = {
        {"", 10, 1, {""}},
        {"two words", 5, 2, {"two", "words"}},
        {"two words", 9, 1, {"two words"}},
        {"abcdefghij", 4, 3, {"abcd", "efgh", "ij"}},
        {"日本企業連合", 5, 3, {"日本", "企業", "連合"}},
        {"a\nb", 10, 2, {"a", "b"}},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *const *line;
        size_t count = wrap_lines(arena, rows[i].text, rows[i].width, &line);
        cr_assert_eq(count, rows[i].count, "'%s': %zu", rows[i].text, count);
        for (size_t k = 0; k < count; k++)
            cr_expect_str_eq(line[k], rows[i].line[k], "'%s' line %zu: '%s'", rows[i].text, k, line[k]);
    }
    sol_arena_free(arena);
}

Test(plain, columns_stand_in_line_under_hangul)
{
    sol_arena *arena = sol_arena_new();
    text_buffer out = {.arena = arena};
    plain_render(&out, firms(arena), 74, false);
    cr_expect_str_eq(text_of(&out),
                     "한일 기업 공동기금\n"
                     "══════════════════\n"
                     "TOO LATE  in 3 of 100 trials\n"
                     "\n"
                     "                                            95%  received\n"
                     "  firm                joins  ± s.e.    interval     (KRW)  ± s.e.  5–95%\n"
                     "  ──────────────────────────────────────────────────────────────────────\n"
                     "  신일철주금, \"일본\"  31.2%  ±0.46%  30.3–31.2%      312m   ±4.1m  0–1bn\n"
                     "  =SUM(A1)             100%  ±0.46%   97.0–100%       4bn   ±4.1m  0–1bn\n"
                     "  ──────────────────────────────────────────────────────────────────────\n"
                     "  all                                              4.31bn   ±4.1m\n",
                     "%s", text_of(&out));
    sol_arena_free(arena);
}

Test(plain, no_line_is_wider_than_the_page)
{
    sol_arena *arena = sol_arena_new();
    for (int width = 40; width <= 160; width++) {
        text_buffer out = {.arena = arena};
        plain_render(&out, firms(arena), width, false);
        cr_expect_leq(widest_line(text_of(&out)), (size_t)width, "at %d:\n%s", width, text_of(&out));
        cr_expect_not_null(strstr(text_of(&out), "312m"), "at %d the money is gone:\n%s", width, text_of(&out));
    }
    sol_arena_free(arena);
}

Test(plain, colours_change_nothing_but_the_colour)
{
    sol_arena *arena = sol_arena_new();
    text_buffer with = {.arena = arena}, without = {.arena = arena}, stripped = {.arena = arena};
    plain_render(&with, firms(arena), 80, true);
    plain_render(&without, firms(arena), 80, false);
    for (const char *c = with.data; *c; c++) {
        if (*c == '\033')
            c = strchr(c, 'm');
        else
            text_append_bytes(&stripped, c, 1);
    }
    cr_expect_not_null(strstr(with.data, "\033[1;31mTOO LATE\033[0m"));
    cr_expect_str_eq(stripped.data, without.data);
    sol_arena_free(arena);
}

Test(markdown, a_scenario_s_text_can_only_appear)
{
    sol_arena *arena = sol_arena_new();
    document *doc = document_new(arena, "KRW", 0);
    document_heading(doc, 1, "a | b <script> `x` *y* [z](u)\n# second");
    document_say(doc, TONE_PLAIN, "%s", "1. no list");
    const char *item[] = {"- no | list"};
    document_list(doc, 1, item);
    text_buffer out = {.arena = arena};
    markdown_render(&out, doc);
    cr_expect_str_eq(
        text_of(&out),
        "# a \\| b \\<script\\> \\`x\\` \\*y\\* \\[z\\](u) # second\n\n1\\. no list\n\n- \\- no \\| list\n", "%s",
        text_of(&out));
    sol_arena_free(arena);
}

Test(markdown, a_table_has_its_columns_in_every_row)
{
    sol_arena *arena = sol_arena_new();
    document *doc = firms(arena);
    text_buffer out = {.arena = arena};
    markdown_render_table(&out, doc, document_find_table(doc, "firms"));
    cr_expect_str_eq(text_of(&out),
                     "| firm | joins | ± s.e. | 95% interval | received (KRW) | ± s.e. | 5–95% | first |\n"
                     "|---|---:|---:|---:|---:|---:|---:|---:|\n"
                     "| 신일철주금, \"일본\" | 31.2% | ±0.46% | 30.3–31.2% | 312m | ±4.1m | 0–1bn | 2019-04-14 |\n"
                     "| =SUM(A1) | 100% | ±0.46% | 97.0–100% | 4bn | ±4.1m | 0–1bn | never |\n"
                     "| **all** |  |  |  | **4.31bn** | **±4.1m** |  |  |\n",
                     "%s", text_of(&out));
    sol_arena_free(arena);
}

typedef struct fields {
    char text[64][64];
    size_t count, rows;
} fields;

static void keep_field(void *bytes, size_t length, void *context)
{
    fields *f = context;
    cr_assert_lt(f->count, 64);
    snprintf(f->text[f->count++], 64, "%.*s", (int)length, (const char *)bytes);
}

static void end_row(int sign, void *context)
{
    (void)sign;
    ((fields *)context)->rows++;
}

Test(csv, another_reader_gets_the_numbers_in_full)
{
    sol_arena *arena = sol_arena_new();
    document *doc = firms(arena);
    text_buffer out = {.arena = arena};
    csv_render_table(&out, doc, document_find_table(doc, "firms"));
    struct csv_parser parser;
    fields f = {.count = 0};
    cr_assert_eq(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    cr_assert_eq(csv_parse(&parser, out.data, out.length, keep_field, end_row, &f), out.length);
    csv_fini(&parser, keep_field, end_row, &f);
    csv_free(&parser);
    static const char *const expected[] = {"name",
                                           "joined",
                                           "joined_se",
                                           "joined_low",
                                           "joined_high",
                                           "received",
                                           "received_se",
                                           "received_p05",
                                           "received_p50",
                                           "received_p95",
                                           "first",
                                           "신일철주금, \"일본\"",
                                           "0.3125",
                                           "0.0046",
                                           "0.303125",
                                           "0.3125",
                                           "312500000",
                                           "4100000",
                                           "0",
                                           "312500000",
                                           "1000000000",
                                           "2019-04-14",
                                           "'=SUM(A1)",
                                           "1",
                                           "0.0046",
                                           "0.97",
                                           "1",
                                           "4000000000",
                                           "4100000",
                                           "0",
                                           "4000000000",
                                           "1000000000",
                                           ""};
    cr_assert_eq(f.rows, 3);
    cr_assert_eq(f.count, sizeof expected / sizeof *expected, "%zu fields", f.count);
    for (size_t i = 0; i < f.count; i++)
        cr_expect_str_eq(f.text[i], expected[i], "field %zu: '%s'", i, f.text[i]);
    sol_arena_free(arena);
}

Test(pages, columns_are_left_out_from_a_rank_on)
{
    sol_arena *arena = sol_arena_new();
    document *doc = firms(arena);
    const document_table *table = document_find_table(doc, "firms");
    view *all = view_make(arena, doc, table), *some = view_make(arena, doc, table), *few = view_make(arena, doc, table);
    view_drop_from(some, 4);
    view_drop_from(few, 1);
    cr_expect_eq(all->column_count, 9);
    cr_expect_eq(some->column_count, 6); /* name, joins with its error, received with both */
    cr_expect_eq(few->column_count, 3);
    cr_expect_str_eq(some->text[0], "신일철주금, \"일본\"");
    cr_expect(!view_drop_one(few));
    sol_arena_free(arena);
}
