#include "base/diagnostic_text.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *write_one(sol_arena *arena, const char *text, sol_place place, const char *hint)
{
    sol_source *source = SOL_TAKE(arena, 1, sol_source);
    *source = (sol_source){.name = "summit.yaml", .text = text, .length = strlen(text)};
    sol_diagnostics *list = sol_diagnostics_new(arena);
    place.source = source;
    sol_diagnostics_add(list, SOL_ERROR, "S103", place, hint, "unknown key `%s`", "particpation");
    text_buffer out = {.arena = arena};
    diagnostic_text_write(&out, list, false);
    return text_of(&out);
}

Test(diagnostic_text, carets_stand_under_the_text)
{
    static const struct {
        const char *text;
        sol_place place;
        const char *hint, *expected;
    } rows[] = {
        {"a: 1\n    particpation: 35%      # 일본 기업\nb: 2\n",
         {NULL, 2, 5, 2, 17},
         "did you mean `participation`?",
         "error[S103]: unknown key `particpation`\n"
         " --> summit.yaml:2:5\n"
         "  |\n"
         "2 |     particpation: 35%      # 일본 기업\n"
         "  |     ^^^^^^^^^^^^ did you mean `participation`?\n"},
        {"\n\n\n\n\n\n\n\n\r\n이름: 新日鐵 기업",
         {NULL, 10, 5, 10, 8},
         NULL,
         "error[S103]: unknown key `particpation`\n"
         "  --> summit.yaml:10:5\n"
         "   |\n"
         "10 | 이름: 新日鐵 기업\n"
         "   |       ^^^^^^\n"},
        {"a:\tb\033[1m\r\nc",
         {NULL, 1, 4, 2, 1},
         "x",
         "error[S103]: unknown key `particpation`\n"
         " --> summit.yaml:1:4\n"
         "  |\n"
         "1 | a: b<U+001B>[1m\n"
         "  |    ^^^^^^^^^^^^ x\n"},
        {"a: b\n",
         {NULL, 2, 1, 2, 1},
         "x",
         "error[S103]: unknown key `particpation`\n"
         " --> summit.yaml:2:1\n"
         "  |\n"
         "2 | \n"
         "  | ^ x\n"},
        {"a: b\n",
         {NULL, 0, 0, 0, 0},
         "x",
         "error[S103]: unknown key `particpation`\n"
         "  --> summit.yaml\n"
         "   = x\n"},
        {"a",
         {NULL, 99, 99, 99, 120},
         "x",
         "error[S103]: unknown key `particpation`\n"
         "  --> summit.yaml:99:99\n"
         "   |\n"
         "99 | \n"
         "   | ^ x\n"},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text = write_one(arena, rows[i].text, rows[i].place, rows[i].hint);
        cr_expect_str_eq(text, rows[i].expected, "row %zu:\n%s", i, text);
    }
    sol_arena_free(arena);
}

/* Wherever a stretch stands in a long line, it is shown whole with as many carets as it has cells. */
Test(diagnostic_text, a_long_line_is_cut_around_the_carets)
{
    sol_arena *arena = sol_arena_new();
    enum { CHARACTERS = 2000 };
    text_buffer line = {.arena = arena};
    for (int i = 0; i < CHARACTERS; i++)
        text_append(&line, i % 3 ? "x" : "한");
    for (uint32_t from = 1; from < CHARACTERS - 6; from += 83) {
        const char *text = write_one(arena, line.data, (sol_place){NULL, 1, from, 1, from + 6}, NULL);
        size_t carets = 0;
        for (; *text; text += strcspn(text, "\n") + 1) {
            cr_expect_leq(text_width_bytes(text, strcspn(text, "\n")), 170, "from %u: %s", from, text);
            for (size_t k = 0; k < strcspn(text, "\n"); k++)
                carets += text[k] == '^';
        }
        cr_expect_eq(carets, 8, "from %u: %zu", from, carets);
    }
    sol_arena_free(arena);
}

Test(diagnostic_text, many_faults_in_a_hostile_text_cost_little)
{
    sol_arena *arena = sol_arena_new();
    size_t length = 8 << 20;
    char *text = sol_arena_take(arena, length + 1, 1);
    memset(text, '[', length);
    sol_source source = {.name = "x", .text = text, .length = length};
    sol_diagnostics *list = sol_diagnostics_new(arena);
    for (uint32_t i = 1; i <= 1200; i++)
        sol_diagnostics_add(list, SOL_ERROR, "S101", (sol_place){&source, 1, i * 6000, 1, i * 6000 + 1}, NULL, "x");
    text_buffer out = {.arena = arena};
    diagnostic_text_write(&out, list, false);
    cr_expect_lt(out.length, 200000);
    cr_expect_not_null(strstr(out.data, "\n200 more are not shown\n"));
    sol_arena_free(arena);
}

Test(diagnostic_text, a_long_name_ends_with_a_whole_character)
{
    sol_arena *arena = sol_arena_new();
    for (size_t lead = 0; lead < 3; lead++) {
        text_buffer name = {.arena = arena}, out = {.arena = arena};
        text_append_bytes(&name, "aaa", lead);
        for (size_t i = 0; i < 80; i++)
            text_append(&name, "긴");
        sol_diagnostics *list = sol_diagnostics_new(arena);
        sol_diagnostics_add(list, SOL_ERROR, "S103", (sol_place){0},
                            sol_arena_print(arena, "did you mean `%.100s`?", text_of(&name)), "unknown key `%.200s`",
                            text_of(&name));
        diagnostic_text_write(&out, list, false);
        cr_expect_null(strstr(text_of(&out), "<0x"), "%s", text_of(&out));
        cr_expect_not_null(strstr(text_of(&out), "긴`\n"), "%s", text_of(&out));
        cr_expect_not_null(strstr(text_of(&out), "긴`?\n"), "%s", text_of(&out));
    }
    sol_arena_free(arena);
}
