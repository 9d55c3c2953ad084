/* tests/bad: each NAME.yaml is wrong in ways whose exact account stands in NAME.err; every id is provoked; what is suggested is accepted. */
#include "base/diagnostic_text.h"
#include "scenario/text/problem.h"
#include "solatium/scenario.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sol_arena *arena;

static void begin(void)
{
    arena = sol_arena_new();
    cr_assert_eq(chdir(getenv("SOLATIUM_ROOT")), 0); /* so that messages name files from there */
}

static void end(void)
{
    sol_arena_free(arena);
}

TestSuite(bad, .init = begin, .fini = end);

static char *file_text(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char *text = sol_arena_take(arena, 1 << 16, 1);
    *length = fread(text, 1, (1 << 16) - 1, file);
    fclose(file);
    return text;
}

static sol_diagnostics *problems_of(const char *path, const char *text, size_t length)
{
    sol_diagnostics *list = sol_diagnostics_new(arena);
    sol_document *document =
        text ? sol_document_parse(arena, path, text, length, list) : sol_document_read(arena, path, list);
    if (document)
        sol_scenario_make(arena, document, 0, NULL, list);
    sol_diagnostics_sort(list);
    return list;
}

enum { FILES_MAX = 200 };

static size_t list_files(const char **path)
{
    DIR *folder = opendir("tests/bad");
    cr_assert_not_null(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *ending = strrchr(entry->d_name, '.');
        if (ending && strcmp(ending, ".yaml") == 0 && count < FILES_MAX)
            path[count++] = sol_arena_print(arena, "tests/bad/%s", entry->d_name);
    }
    closedir(folder);
    return count;
}

Test(bad, each_file_is_answered_in_these_words)
{
    const char *path[FILES_MAX];
    size_t count = list_files(path);
    cr_assert_gt(count, 50);
    for (size_t i = 0; i < count; i++) {
        size_t length;
        text_buffer told = {.arena = arena};
        diagnostic_text_write(&told, problems_of(path[i], NULL, 0), false);
        char *wanted =
            file_text(sol_arena_print(arena, "%.*s.err", (int)(strlen(path[i]) - strlen(".yaml")), path[i]), &length);
        cr_expect_str_eq(text_of(&told), wanted, "%s is answered:\n%s", path[i], text_of(&told));
    }
}

Test(bad, every_problem_is_provoked_by_a_file)
{
    /* S002: too large to keep, in test_hostile.c; S006: under --restrict, in golden/restrict.py; S307: on the command line, in test_scenario.c */
    static const char elsewhere[] = "S002 S006 S307";
    const char *path[FILES_MAX];
    size_t count = list_files(path);
    bool is_provoked[PROBLEMS] = {false};
    for (size_t i = 0; i < count; i++) {
        const sol_diagnostics *list = problems_of(path[i], NULL, 0);
        for (size_t j = 0; j < sol_diagnostics_count(list); j++)
            for (size_t k = 0; k < PROBLEMS; k++)
                if (strcmp(sol_diagnostics_get(list, j)->id, problem_table[k].id) == 0)
                    is_provoked[k] = true;
    }
    for (size_t k = 0; k < PROBLEMS; k++)
        cr_expect(is_provoked[k] || strstr(elsewhere, problem_table[k].id), "%s: %s", problem_table[k].id,
                  problem_table[k].meaning);
}

Test(bad, ids_are_unique_and_have_a_meaning)
{
    for (size_t k = 0; k < PROBLEMS; k++) {
        cr_expect(problem_table[k].meaning[0]);
        for (size_t l = 0; l < k; l++)
            cr_expect_str_neq(problem_table[k].id, problem_table[l].id);
    }
}

/* The byte at which a place begins. */
static size_t byte_at(const char *text, uint32_t line, uint32_t column)
{
    size_t at = 0;
    for (uint32_t l = 1; l < line; l++)
        at += strcspn(text + at, "\n") + 1;
    for (uint32_t c = 1; c < column; c++)
        do
            at++;
        while (((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

/* Pastes what a hint has in its first backquotes, and asks again: the same complaint must be gone. */
static void paste(const char *path, const sol_diagnostic *d)
{
    bool is_meant = d->hint && strncmp(d->hint, "did you mean `", 14) == 0;
    bool is_way_out = d->hint && strncmp(d->hint, "write `", 7) == 0 && d->id[1] == '2' && !strpbrk(d->hint, ":{[");
    if (!(is_meant || is_way_out) || d->place.source->name != strstr(d->place.source->name, path))
        return;
    const char *word = strchr(d->hint, '`') + 1, *close = strchr(word, '`');
    cr_assert_not_null(close, "%s: %s", path, d->hint);
    size_t length, from, to;
    char *text = file_text(path, &length);
    from = byte_at(text, d->place.line, d->place.column);
    to = byte_at(text, d->place.end_line, d->place.end_column);
    char *changed = sol_arena_print(arena, "%.*s%.*s%s", (int)from, text, (int)(close - word), word, text + to);
    sol_diagnostics *list = problems_of(path, changed, strlen(changed));
    for (size_t i = 0; i < sol_diagnostics_count(list); i++) {
        const sol_diagnostic *again = sol_diagnostics_get(list, i);
        bool is_same = strcmp(again->id, d->id) == 0 && again->place.line == d->place.line &&
                       again->place.column == d->place.column && strcmp(again->place.source->name, path) == 0;
        cr_expect(!is_same, "%s:%u:%u: `%.*s` is not accepted: %s", path, d->place.line, d->place.column,
                  (int)(close - word), word, again->message);
    }
}

Test(bad, each_suggestion_pasted_back_is_accepted)
{
    const char *path[FILES_MAX];
    size_t count = list_files(path), pasted = 0;
    for (size_t i = 0; i < count; i++) {
        const sol_diagnostics *list = problems_of(path[i], NULL, 0);
        for (size_t j = 0; j < sol_diagnostics_count(list); j++) {
            paste(path[i], sol_diagnostics_get(list, j));
            pasted++;
        }
    }
    cr_assert_gt(pasted, 100);
}
