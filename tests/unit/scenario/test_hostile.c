/* What is refused must be refused soon and in little memory. */
#include "base/text.h"
#include "scenario/text/source.h"
#include "solatium/scenario.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static sol_arena *arena;
static sol_diagnostics *diagnostics;
static struct timespec since;

static void begin(void)
{
    arena = sol_arena_new();
    diagnostics = sol_diagnostics_new(arena);
    clock_gettime(CLOCK_MONOTONIC, &since);
}

static void end(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds = (double)(now.tv_sec - since.tv_sec) + 1e-9 * (double)(now.tv_nsec - since.tv_nsec);
    cr_expect_lt(sol_arena_held(arena), (size_t)256 << 20);
    cr_expect_lt(seconds, 10.0, "%g seconds; a tenth is usual, sanitizers and a busy machine take more", seconds);
    sol_arena_free(arena);
}

TestSuite(hostile, .init = begin, .fini = end);

static void refuses(const char *text, size_t length, const char *id)
{
    sol_document *document = sol_document_parse(arena, "hostile.yaml", text, length, diagnostics);
    cr_assert_null(document);
    bool is_told = false;
    for (size_t i = 0; i < sol_diagnostics_count(diagnostics); i++)
        is_told = is_told || strcmp(sol_diagnostics_get(diagnostics, i)->id, id) == 0;
    cr_expect(is_told, "%s is not among %zu", id, sol_diagnostics_count(diagnostics));
}

static char *repeated(const char *piece, size_t count)
{
    size_t length = strlen(piece);
    char *text = sol_arena_take(arena, count * length + 1, 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, piece, length);
    return text;
}

Test(hostile, a_hundred_thousand_brackets)
{
    refuses(repeated("[", 100000), 100000, "S108");
}

Test(hostile, a_hundred_thousand_dashes)
{
    refuses(repeated("- ", 100000), 200000, "S108");
}

Test(hostile, a_hundred_thousand_questions)
{
    refuses(repeated("? ", 100000), 200000, "S108");
}

Test(hostile, a_bomb_of_aliases)
{
    text_buffer text = {.arena = arena};
    text_append(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 60; i++)
        text_print(&text, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i, i - 1, i - 1, i - 1, i - 1, i - 1,
                   i - 1);
    refuses(text_of(&text), text.length, "S106");
}

Test(hostile, more_than_the_limit_in_memory)
{
    size_t length = source_yaml.bytes + 1;
    char *text = sol_arena_take(arena, length + 1, 1);
    memset(text, 'a', length);
    refuses(text, length, "S002");
}

Test(hostile, a_file_of_a_hundred_megabytes)
{
    char path[] = "hostile-XXXXXX";
    int file = mkstemp(path);
    cr_assert_geq(file, 0);
    cr_assert_eq(ftruncate(file, 100 << 20), 0);
    close(file);
    cr_expect_null(sol_document_read(arena, path, diagnostics));
    cr_expect_str_eq(sol_diagnostics_get(diagnostics, 0)->id, "S002");
    unlink(path);
}

Test(hostile, a_folder)
{
    cr_expect_null(sol_document_read(arena, ".", diagnostics));
    cr_expect_str_eq(sol_diagnostics_get(diagnostics, 0)->message, "is a folder");
}

Test(hostile, zeros_without_end)
{
    cr_expect_null(sol_document_read(arena, "/dev/zero", diagnostics));
    cr_expect_str_eq(sol_diagnostics_get(diagnostics, 0)->id, "S003");
}

Test(hostile, a_pipe_that_ends_early)
{
    char path[] = "hostile-XXXXXX";
    int file = mkstemp(path);
    close(file);
    unlink(path);
    cr_assert_eq(mkfifo(path, 0600), 0);
    pid_t writer = fork();
    if (writer == 0) {
        FILE *pipe = fopen(path, "w");
        if (pipe) {
            fputs("solatium: 1\ntitle: \"A fu", pipe);
            fclose(pipe);
        }
        _exit(0);
    }
    cr_expect_null(sol_document_read(arena, path, diagnostics));
    cr_expect_str_eq(sol_diagnostics_get(diagnostics, 0)->id, "S101");
    waitpid(writer, NULL, 0);
    unlink(path);
}

Test(hostile, hundreds_of_thousands_of_unknown_keys)
{
    text_buffer text = {.arena = arena};
    for (int i = 0; i < 300000; i++)
        text_print(&text, "k%d: 1\n", i);
    sol_document *document = sol_document_parse(arena, "hostile.yaml", text_of(&text), text.length, diagnostics);
    cr_assert_not_null(document);
    cr_expect_null(sol_scenario_make(arena, document, 0, NULL, diagnostics));
    cr_expect_eq(sol_diagnostics_count(diagnostics), SOL_DIAGNOSTICS_KEPT);
}

Test(hostile, one_line_of_many_errors)
{
    text_buffer text = {.arena = arena};
    text_append(&text, "firms: [");
    for (int i = 0; i < 100000; i++)
        text_append(&text, "{nam: 1}, ");
    text_append(&text, "]\n");
    sol_document *document = sol_document_parse(arena, "hostile.yaml", text_of(&text), text.length, diagnostics);
    cr_assert_not_null(document);
    cr_expect_null(sol_scenario_make(arena, document, 0, NULL, diagnostics));
}
