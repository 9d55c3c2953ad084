/* What several texts make together: extended scenarios, CSV files, places and assumptions. */
#include "scenario/document/document.h"
#include "scenario/text/csv.h"
#include "solatium/scenario.h"

#include <criterion/criterion.h>
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sol_arena *arena;
static sol_diagnostics *diagnostics;

static void begin(void)
{
    arena = sol_arena_new();
    diagnostics = sol_diagnostics_new(arena);
    cr_assert_eq(chdir(getenv("SOLATIUM_ROOT")), 0);
}

static void end(void)
{
    sol_arena_free(arena);
}

TestSuite(texts, .init = begin, .fini = end);

static const sol_scenario *made(const char *text)
{
    sol_document *document = sol_document_parse(arena, "tests/examples/inline.yaml", text, strlen(text), diagnostics);
    const sol_scenario *s = document ? sol_scenario_make(arena, document, 0, NULL, diagnostics) : NULL;
    for (size_t i = 0; i < sol_diagnostics_count(diagnostics); i++)
        if (sol_diagnostics_get(diagnostics, i)->severity == SOL_ERROR)
            cr_log_error("%s\n", sol_diagnostics_get(diagnostics, i)->message);
    cr_assert_not_null(s);
    return s;
}

static const sol_assumption *assumption_of(const sol_scenario *s, const char *key)
{
    for (size_t i = 0; i < s->assumption_count; i++)
        if (strcmp(s->assumption[i].key, key) == 0)
            return &s->assumption[i];
    cr_assert_fail("%s is not among the assumptions", key);
    return NULL;
}

Test(texts, an_extended_scenario_merges_by_key_and_by_name)
{
    const sol_scenario *s = made("extends: full.yaml\n"
                                 "title: Changed\n"
                                 "horizon: 12y\n"
                                 "participation: {KR: 10%}\n"
                                 "events: {talks: {probability: 50%}}\n"
                                 "firms:\n"
                                 "  - remove: [Other beneficiary]\n"
                                 "  - {name: POSCO, pledge: 1bn KRW}\n"
                                 "  - {name: Hitachi, country: JP, pledge: 2bn KRW}\n"
                                 "fund: {costs: {yearly: 1m KRW}}\n"
                                 "allocation: proportional\n");
    cr_expect_str_eq(s->title, "Changed");
    cr_expect_eq(s->end.day, sol_date_of(2031, 7, 1).day, "a horizon takes the place of the end");
    cr_expect_eq(s->firm_count, 3);
    cr_expect_str_eq(s->firm[1].name, "POSCO");
    cr_expect_eq(s->firm[1].pledge.value.exact, 1000000000);
    cr_expect_eq(s->firm[1].joins.date.exact, sol_date_of(2020, 3, 15).day, "what is not said again stays");
    cr_expect_str_eq(s->firm[2].name, "Hitachi");
    cr_expect_float_eq(s->event[0].probability.parameter[0], 0.5, 1e-12);
    cr_expect_eq(s->event[0].date.date.kind, SOL_UNIFORM);
    cr_expect_eq(s->fund.costs.yearly.units, 1000000);
    cr_expect(!s->fund.costs.until_closed, "the value of a section's key is replaced whole");
    cr_expect_eq(s->step_count, 1);
    cr_expect_float_eq(s->country[0].rate.base.parameter[0], 0.05, 1e-12, "the other country stays");
}

/* The reference writes `0` and `start`: marks of code, which no reader of a report is to see. */
Test(texts, defaults_stand_without_marks_of_code)
{
    const sol_scenario *s = made("solatium: 1\ntitle: Plain\ncurrency: KRW\nstart: 2020-01-01\nend: 2030-01-01\n"
                                 "participation: {JP: 50%}\nfirms: [{name: Firm, country: JP, pledge: 80 KRW}]\n"
                                 "claimants: {groups: [{name: City, kind: institution, claim: 100 KRW}]}\n"
                                 "payments: {first: 2021-01-01, every: year}\n");
    cr_expect_str_eq(assumption_of(s, "correlation")->value, "0");
    for (size_t i = 0; i < s->assumption_count; i++)
        cr_expect_null(strchr(s->assumption[i].value, '`'), "%s: %s", s->assumption[i].key, s->assumption[i].value);
}

Test(texts, values_carry_the_source_that_stands_nearest)
{
    const sol_scenario *s =
        made("extends: full.yaml\n"
             "fund: {source: report, reserve: 5m KRW, opening: {value: 1m KRW, source: bank, note: cash}}\n"
             "firms: [{name: \"Hitachi, Ltd. 1.5\", country: JP, pledge: 1m KRW}]\n");
    cr_expect_str_eq(assumption_of(s, "fund.reserve")->source, "report");
    cr_expect_null(assumption_of(s, "fund.reserve")->note);
    cr_expect_str_eq(assumption_of(s, "fund.opening")->source, "bank");
    cr_expect_str_eq(assumption_of(s, "fund.opening")->note, "cash");
    cr_expect_null(assumption_of(s, "fund.return")->source, "a source does not speak for another text");
    cr_expect_str_eq(assumption_of(s, "firms.\"Hitachi, Ltd. 1.5\".pledge")->value, "1m KRW");
}

Test(texts, the_digest_is_that_of_the_bytes)
{
    const char *path = "tests/examples/full.yaml";
    sol_document *document = sol_document_read(arena, path, diagnostics);
    char told[65] = "";
    FILE *pipe = popen("sha256sum tests/examples/full.yaml", "r");
    cr_assert_not_null(pipe);
    cr_assert_eq(fread(told, 1, 64, pipe), 64);
    pclose(pipe);
    cr_expect_str_eq(document_digest(document, arena), told);
}

Test(texts, places_count_lines_and_characters_as_editors_do)
{
    static const struct {
        const char *text;
        size_t byte;
        uint32_t line, column;
    } rows[] = {
        {"abc", 0, 1, 1},   {"abc", 3, 1, 4}, {"a\nb", 2, 2, 1}, {"a\r\nb", 3, 2, 1}, {"a\rb", 2, 2, 1},
        {"한국b", 6, 1, 3}, {"a\n", 2, 2, 1}, {"", 0, 1, 1},     {"\n\n", 1, 2, 1},   {"한\n국", 4, 2, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text_source *source = source_copy(arena, "x", rows[i].text, strlen(rows[i].text), diagnostics);
        sol_place place = source_place(source, rows[i].byte, rows[i].byte);
        cr_expect(place.line == rows[i].line && place.column == rows[i].column, "row %zu: %u:%u", i, place.line,
                  place.column);
    }
}

/* Fields as libcsv sees them, a bar behind each and a new line behind each row that is not empty. */
typedef struct gathered {
    char text[4096];
    size_t length, row; /* and where the row begins */
} gathered;

static void gather_field(void *bytes, size_t length, void *to)
{
    gathered *g = to;
    g->length += (size_t)snprintf(g->text + g->length, sizeof g->text - g->length, "%.*s|", (int)length, (char *)bytes);
}

static void gather_row(int end, void *to)
{
    gathered *g = to;
    (void)end;
    if (strspn(g->text + g->row, "|") == g->length - g->row)
        g->length = g->row;
    else
        gather_field((char[]){"\n"}, 1, to);
    g->text[g->length] = '\0';
    g->row = g->length;
}

Test(texts, rows_are_those_that_libcsv_reads)
{
    static const char alphabet[] = "aa,,\"\"\n\rb";
    uint64_t state = 20190619;
    for (int round = 0; round < 3000; round++) {
        char text[64] = "id";
        size_t length = 2;
        for (int i = 0; i < 24; i++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            text[length++] = alphabet[(state >> 33) % 9];
        }
        text[length] = '\0';
        struct csv_parser parser;
        gathered theirs = {.text = ""}, ours = {.text = ""};
        csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
        bool is_sound = csv_parse(&parser, text, length, gather_field, gather_row, &theirs) == length &&
                        csv_fini(&parser, gather_field, gather_row, &theirs) == 0;
        csv_free(&parser);
        text_source *source = source_copy(arena, "x", text, length, diagnostics);
        csv_reader csv = csv_begin(source, arena);
        bool has_fault = false, has_blank = strchr(text, ' ') != NULL;
        while (csv_next(&csv)) {
            has_fault = has_fault || csv.fault;
            for (size_t i = 0; i < csv.count; i++)
                gather_field((void *)csv.field[i].text, csv.field[i].length, &ours);
            gather_row(0, &ours);
        }
        /* A quote inside an unquoted field is text to us and a fault to libcsv; faults of ours are faults to it. */
        if (is_sound && !has_blank)
            cr_expect(!has_fault && strcmp(ours.text, theirs.text) == 0, "%s\nours:\n%s\ntheirs:\n%s", text, ours.text,
                      theirs.text);
        if (has_fault)
            cr_expect(!is_sound, "%s", text);
    }
}

Test(texts, firms_and_claimants_come_from_files)
{
    const sol_scenario *s = made("extends: full.yaml\n"
                                 "firms: [{file: firms.csv}]\n"
                                 "claimants: {file: claimants.csv}\n");
    cr_expect_eq(s->firm_count, 5);
    cr_expect_str_eq(s->firm[3].name, "Hitachi, Ltd.");
    cr_expect_eq(s->firm[3].pledge.value.exact, INT64_C(1500000000));
    cr_expect_eq(s->firm[4].count, 12);
    cr_assert_eq(s->row_count, 3);
    cr_expect_eq(s->group_count, 5);
    cr_expect_str_eq(s->group[4].name, "피해자");
    cr_expect_eq(s->row[0].group, 4);
    cr_expect_eq(s->row[0].birth_year, 1924);
    cr_expect_eq(s->row[0].terms, s->row[2].terms, "terms alike are kept once");
    cr_expect_eq(s->row_terms[s->row[1].terms].interest_count, 2);
    cr_expect_eq(s->row_terms[s->row[1].terms].earlier[0].amount.units, 60000000);
    cr_expect_eq(s->row[2].count, 40);
    cr_expect(s->row[2].is_cell);
}
