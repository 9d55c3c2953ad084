#include "program/session/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

typedef struct trial {
    sol_arena *arena;
    sol_diagnostics *diagnostics;
    arguments read;
    bool is_right;
} trial;

static trial parse(int count, const char *const *text)
{
    trial t = {.arena = sol_arena_new()};
    t.diagnostics = sol_diagnostics_new(t.arena);
    t.is_right = arguments_parse(t.arena, count, (char *const *)text, t.diagnostics, &t.read);
    return t;
}

#define PARSE(...)                                                                                                     \
    parse((int)(sizeof((const char *[]){"solatium", __VA_ARGS__}) / sizeof(char *)),                                   \
          (const char *[]){"solatium", __VA_ARGS__})

Test(arguments, options_stand_before_and_behind_words_joined_or_apart)
{
    trial t = PARSE("--seed", "7", "help", "--trials=25", "run", "-ox.json", "--set", "a=1", "--set=b=2", "--quiet");
    cr_assert(t.is_right);
    cr_expect_str_eq(t.read.command->name, "help");
    cr_expect_eq(t.read.word_count, 1);
    cr_expect_str_eq(t.read.word[0].text, "run");
    cr_expect_str_eq(arguments_value(&t.read, "--seed"), "7");
    cr_expect_str_eq(arguments_value(&t.read, "--trials"), "25");
    cr_expect_str_eq(arguments_value(&t.read, "-o"), "x.json");
    const char *const *set;
    cr_assert_eq(arguments_values(&t.read, "--set", &set), 2);
    cr_expect_str_eq(set[0], "a=1");
    cr_expect_str_eq(set[1], "b=2");
    cr_expect_not_null(arguments_get(&t.read, "--quiet"));
    cr_expect_null(arguments_get(&t.read, "--format"));
    sol_arena_free(t.arena);
}

Test(arguments, two_dashes_end_the_options_and_one_is_a_word)
{
    trial t = PARSE("help", "--", "--seed");
    cr_assert(t.is_right);
    cr_expect_str_eq(t.read.word[0].text, "--seed");
    sol_arena_free(t.arena);
    t = PARSE("help", "-");
    cr_assert(t.is_right);
    cr_expect_str_eq(t.read.word[0].text, "-");
    sol_arena_free(t.arena);
}

Test(arguments, slips_are_named_placed_and_answered)
{
    static const struct {
        const char *text[6];
        const char *id, *message, *hint;
        uint32_t column, end_column;
    } rows[] = {
        {{"hepl"}, "U101", "unknown command `hepl`", "did you mean `help`?", 10, 14},
        {{"zzzzzzzz"}, "U101", "unknown command `zzzzzzzz`", "`solatium help` lists the commands", 10, 18},
        {{"help", "--trails", "5"}, "U102", "unknown option `--trails`", "did you mean `--trials`?", 15, 23},
        {{"help", "--trails=5"}, "U102", "unknown option `--trails`", "did you mean `--trials`?", 15, 25},
        {{"help", "-x"}, "U102", "unknown option `-x`", NULL, 15, 17},
        {{"help", "--seed"}, "U103", "`--seed` needs a value", "as in `--seed S`", 15, 21},
        {{"help", "--seed", "--trials", "5"}, "U103", "`--seed` needs a value", "as in `--seed S`", 15, 21},
        {{"help", "--quiet=yes"}, "U104", "`--quiet` takes no value", NULL, 15, 26},
        {{"help", "--seed", "1", "--seed", "2"}, "U105", "`--seed` is given twice", NULL, 31, 32},
        {{"help", "run", "mehr Wörter"}, "U107", "`mehr Wörter` is one word too many", NULL, 19, 32},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text[8] = {"solatium"};
        int count = 1;
        while (rows[i].text[count - 1]) {
            text[count] = rows[i].text[count - 1];
            count++;
        }
        trial t = parse(count, text);
        cr_assert_not(t.is_right, "row %zu", i);
        cr_assert_eq(sol_diagnostics_count(t.diagnostics), 1, "row %zu: %zu", i, sol_diagnostics_count(t.diagnostics));
        const sol_diagnostic *d = sol_diagnostics_get(t.diagnostics, 0);
        cr_expect_str_eq(d->id, rows[i].id, "row %zu", i);
        cr_expect_str_eq(d->message, rows[i].message, "row %zu: %s", i, d->message);
        if (rows[i].hint)
            cr_expect_str_eq(d->hint, rows[i].hint, "row %zu: %s", i, d->hint);
        cr_expect_eq(d->place.column, rows[i].column, "row %zu: column %u", i, d->place.column);
        cr_expect_eq(d->place.end_column, rows[i].end_column, "row %zu: end %u", i, d->place.end_column);
        sol_arena_free(t.arena);
    }
}

Test(arguments, numbers_are_whole_and_in_range)
{
    static const struct {
        const char *text;
        bool is_right;
        uint64_t number;
    } rows[] = {
        {"1", true, 1},           {"010", true, 10}, {"4294967296", true, 4294967296u},
        {"0", false, 0},          {"", false, 0},    {"-3", false, 0},
        {"1e3", false, 0},        {" 7", false, 0},  {"99999999999999999999999", false, 0},
        {"5000000000", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        trial t = PARSE("help", "--trials", rows[i].text);
        uint64_t number = 0;
        cr_expect_eq(arguments_whole(&t.read, "--trials", 1, 4294967296u, &number), rows[i].is_right, "'%s'",
                     rows[i].text);
        cr_expect_eq(number, rows[i].number, "'%s'", rows[i].text);
        cr_expect_eq(sol_diagnostics_errors(t.diagnostics), rows[i].is_right ? 0 : 1, "'%s'", rows[i].text);
        sol_arena_free(t.arena);
    }
}

Test(arguments, shares_are_percent_or_fraction)
{
    static const struct {
        const char *text;
        double share; /* 0: wrong */
    } rows[] = {{"0.5%", 0.005}, {"0.005", 0.005}, {"100%", 1.0}, {"1", 1.0},   {"101%", 0},
                {"2", 0},        {"0", 0},         {"-1%", 0},    {"nan", 0},   {"inf", 0},
                {"0x1", 0},      {"1e-3", 0},      {"5 %", 0},    {"1.2.3", 0}, {".", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        trial t = PARSE("help", "--until", rows[i].text);
        double share = 0;
        bool is_right = arguments_share(&t.read, "--until", &share);
        cr_expect_eq(is_right, rows[i].share > 0, "'%s'", rows[i].text);
        cr_expect_float_eq(share, rows[i].share, 1e-15, "'%s': %g", rows[i].text, share);
        sol_arena_free(t.arena);
    }
}

/* Reads the settings of `solatium COMMAND -o PATH [--format FORMAT]`; FORMATS: refused. */
static answer_format chosen(const char *name, const char *path, const char *format)
{
    const char *text[] = {"solatium", name, "x.yaml", "-o", path, "--format", format};
    bool takes_words = command_named(name)->word_max > 0;
    if (!takes_words)
        memmove(&text[2], &text[3], 4 * sizeof *text);
    trial t = parse((format ? 7 : 5) - !takes_words, text);
    program_session session = {.arena = t.arena, .diagnostics = t.diagnostics, .arguments = t.read};
    cr_assert(t.is_right, "%s %s", name, path);
    answer_format read = program_read_settings(&session) ? session.answer[0].format : FORMATS;
    cr_expect_eq(sol_diagnostics_errors(t.diagnostics), read == FORMATS ? 1 : 0, "%s %s", name, path);
    sol_arena_free(t.arena);
    return read;
}

Test(settings, the_ending_and_format_agree_and_the_command_has_it)
{
    static const struct {
        const char *command, *path, *format;
        answer_format expected;
    } rows[] = {
        {"run", "a.json", NULL, FORMAT_JSON},
        {"run", "a.JSON", NULL, FORMAT_JSON},
        {"run", "a.csv", NULL, FORMAT_CSV},
        {"run", "a.md", NULL, FORMAT_MARKDOWN},
        {"run", "b.x/a.markdown", NULL, FORMAT_MARKDOWN},
        {"run", "a.xlsx", NULL, FORMAT_XLSX},
        {"run", "a.Htm", NULL, FORMAT_HTML},
        {"run", "a.txt", NULL, FORMAT_TEXT},
        {"run", "a.log", NULL, FORMAT_TEXT},
        {"run", "json", NULL, FORMAT_TEXT},
        {"run", ".json", NULL, FORMAT_TEXT},
        {"run", "b.json/a", NULL, FORMAT_TEXT},
        {"run", "a.2025", NULL, FORMAT_TEXT},
        {"run", "a.", NULL, FORMAT_TEXT},
        {"run", "-", NULL, FORMAT_TEXT},
        {"run", "/dev/stdout", "csv", FORMAT_CSV},
        {"run", "a.json", "json", FORMAT_JSON},
        {"run", "a.txt", "json", FORMAT_JSON},
        {"run", "a", "json", FORMAT_JSON},
        {"run", "a", "xlsx", FORMAT_XLSX},
        {"run", "a.odd", "markdown", FORMAT_MARKDOWN},
        {"run", "a.odd", NULL, FORMATS},
        {"run", "a.docx", NULL, FORMAT_DOCX},
        {"run", "a.odt", NULL, FORMAT_ODT},
        {"run", "a.doc", NULL, FORMATS},
        {"run", "a.docx", "text", FORMATS},
        {"run", "a.tsv", "csv", FORMATS},
        {"run", "a.sqlite", NULL, FORMAT_SQLITE},
        {"compare", "a.DB", NULL, FORMAT_SQLITE},
        {"explain", "a.sqlite", NULL, FORMATS},
        {"run", "a.csv.gz", NULL, FORMATS},
        {"run", "a.yaml", NULL, FORMATS},
        {"run", "a.json", "csv", FORMATS},
        {"run", "a.xlsx", "text", FORMATS},
        {"run", "a.txt", "xlsx", FORMATS},
        {"run", "a.svg", NULL, FORMATS},
        {"run", "a.pdf", NULL, FORMATS},
        {"run", "a", "svg", FORMATS},
        {"compare", "a.svg", NULL, FORMAT_SVG},
        {"compare", "a.png", NULL, FORMAT_PNG},
        {"breakeven", "a.PDF", NULL, FORMAT_PDF},
        {"divide", "a.svg", NULL, FORMAT_SVG},
        {"explain", "a.svg", NULL, FORMATS},
        {"schema", "a.json", NULL, FORMAT_JSON},
        {"schema", "a", NULL, FORMAT_JSON},
        {"schema", "a.md", NULL, FORMAT_MARKDOWN},
        {"schema", "a.csv", NULL, FORMATS},
        {"schema", "a", "text", FORMATS},
        {"help", "a.json", NULL, FORMAT_JSON},
        {"help", "a.html", NULL, FORMATS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        answer_format read = chosen(rows[i].command, rows[i].path, rows[i].format);
        cr_expect_eq(read, rows[i].expected, "%s -o %s %s: %d", rows[i].command, rows[i].path,
                     rows[i].format ? rows[i].format : "", (int)read);
    }
}

Test(settings, every_format_of_every_command_is_taken_by_name_and_by_each_ending_and_no_other_is)
{
    sol_arena *arena = sol_arena_new();
    for (size_t c = 0; c < command_count; c++)
        for (int f = 0; f < FORMATS; f++) {
            const char *name = command_table[c].name;
            bool has = command_table[c].formats & 1u << f;
            cr_expect_eq(chosen(name, "a", format_table[f].name), has ? (answer_format)f : FORMATS, "%s %d", name, f);
            for (size_t e = 0; e < FORMAT_ENDINGS_MAX && format_table[f].ending[e]; e++)
                cr_expect_eq(chosen(name, sol_arena_print(arena, "a%s", format_table[f].ending[e]), NULL),
                             has ? (answer_format)f : FORMATS, "%s %s", name, format_table[f].ending[e]);
        }
    sol_arena_free(arena);
}

Test(commands, every_row_is_complete_and_named_once)
{
    for (size_t i = 0; i < command_count; i++) {
        const command *c = &command_table[i];
        cr_expect_eq(strncmp(c->usage, c->name, strlen(c->name)), 0, "%s", c->name);
        cr_expect_not_null(c->run, "%s", c->name);
        cr_expect_neq(c->formats, 0, "%s", c->name);
        cr_expect_leq(c->word_min, c->word_max, "%s", c->name);
        cr_expect_eq(command_named(c->name), c, "%s stands twice", c->name);
        for (size_t j = 0; j < c->option_count; j++)
            for (size_t k = 0; k < general_option_count; k++)
                cr_expect(strcmp(c->option[j].name, general_option_table[k].name) != 0 ||
                              (c->option[j].is_repeatable && !general_option_table[k].is_repeatable),
                          "%s %s", c->name, c->option[j].name);
    }
}
