/* Programs that do what they should, and that do not. */
#include "base/filter.h"

#include <criterion/criterion.h>
#include <string.h>

static sol_arena *arena;

static void begin(void)
{
    arena = sol_arena_new();
}

static void end(void)
{
    sol_arena_free(arena);
}

TestSuite(filter, .init = begin, .fini = end);

Test(filter, what_goes_in_comes_out)
{
    enum { LENGTH = 3 << 20 }; /* more than any pipe holds: both ends are served at once */
    char *text = sol_arena_take(arena, LENGTH + 1, 1);
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = (char)('a' + i % 23);
    filter f = {.word = {"tr", "a-z", "A-Z"}, .makes = "wrote", .input = text, .limits = {30, NULL}};
    filter_result made = filter_run(arena, &f);
    cr_assert_eq(made.outcome, FILTER_DONE, "%s", made.reason);
    cr_assert_eq(made.length, LENGTH);
    for (size_t i = 0; i < LENGTH; i++)
        cr_assert_eq(made.bytes[i], (char)('A' + i % 23), "byte %zu", i);
}

Test(filter, what_went_wrong_is_said)
{
    static const volatile sig_atomic_t stopped = 1;
    const struct {
        filter f;
        filter_outcome outcome;
        const char *reason;
    } rows[] = {
        {{.word = {"no-such-program"}}, FILTER_NOT_THERE, "the program `no-such-program` is not installed"},
        {{.word = {"sh", "-c", "exit 3"}}, FILTER_FAILED, "`sh` made nothing"},
        {{.word = {"sh", "-c", "echo why >&2; echo not >&2"}}, FILTER_FAILED, "`sh` made nothing: why"},
        {{.word = {"sh", "-c", "echo half; exit 3"}}, FILTER_FAILED, "`sh` ended with status 3"},
        {{.word = {"sh", "-c", "echo half; kill -9 $$"}}, FILTER_FAILED, "`sh` was ended by signal 9 (Killed)"},
        {{.word = {"sleep", "60"}, .limits = {0.2, NULL}}, FILTER_TOO_SLOW, "`sleep` took longer than 0.2 seconds"},
        {{.word = {"sleep", "60"}, .limits = {60, &stopped}}, FILTER_STOPPED, "interrupted"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        filter f = rows[i].f;
        f.makes = "made";
        f.input = "what nobody reads";
        filter_result made = filter_run(arena, &f);
        cr_expect_eq(made.outcome, rows[i].outcome, "row %zu", i);
        cr_expect_null(made.bytes, "row %zu", i);
        cr_expect_str_eq(made.reason, rows[i].reason, "row %zu", i);
    }
}

Test(filter, a_program_is_looked_for_on_path)
{
    cr_expect(filter_is_there(arena, "sh"));
    cr_expect_not(filter_is_there(arena, "no-such-program"));
}
