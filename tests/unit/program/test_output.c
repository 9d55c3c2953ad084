#define _XOPEN_SOURCE 700

#include "program/interrupt.h"
#include "program/output.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static sol_arena *arena;
static sol_diagnostics *diagnostics;

static void begin(void)
{
    snprintf(folder, sizeof folder, "output-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    arena = sol_arena_new();
    diagnostics = sol_diagnostics_new(arena);
}

static void end(void)
{
    DIR *open = opendir(folder);
    struct dirent *entry;
    while ((entry = readdir(open)))
        if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
            unlink(sol_arena_print(arena, "%s/%s", folder, entry->d_name));
    closedir(open);
    rmdir(folder);
    sol_arena_free(arena);
}

static const char *in_folder(const char *name)
{
    return sol_arena_print(arena, "%s/%s", folder, name);
}

static size_t count_entries(void)
{
    size_t count = 0;
    DIR *open = opendir(folder);
    while (readdir(open))
        count++;
    closedir(open);
    return count - 2;
}

static const char *contents(const char *path)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char *text = sol_arena_take(arena, 4096, 1);
    cr_assert_lt(fread(text, 1, 4096, file), 4096);
    fclose(file);
    return text;
}

TestSuite(output, .init = begin, .fini = end);

Test(output, a_file_is_written_whole_and_nothing_else_stays)
{
    const char *path = in_folder("a.json");
    cr_expect_eq(output_write(arena, path, "first", 5, diagnostics), STATUS_DONE);
    cr_expect_eq(output_write(arena, path, "second", 6, diagnostics), STATUS_DONE);
    cr_expect_str_eq(contents(path), "second");
    cr_expect_eq(count_entries(), 1);
}

Test(output, a_file_keeps_its_mode_and_a_link_stays_a_link)
{
    const char *path = in_folder("a.json"), *link = in_folder("link.json");
    cr_assert_eq(output_write(arena, path, "first", 5, diagnostics), STATUS_DONE);
    cr_assert_eq(chmod(path, 0640), 0);
    cr_assert_eq(symlink("a.json", link), 0);
    cr_expect_eq(output_write(arena, link, "second", 6, diagnostics), STATUS_DONE);
    cr_expect_str_eq(contents(path), "second");
    struct stat is;
    cr_assert_eq(lstat(link, &is), 0);
    cr_expect(S_ISLNK(is.st_mode));
    cr_assert_eq(stat(path, &is), 0);
    cr_expect_eq(is.st_mode & 07777, 0640);
}

Test(output, an_interrupt_leaves_what_was_there)
{
    const char *path = in_folder("a.json");
    cr_assert_eq(output_write(arena, path, "first", 5, diagnostics), STATUS_DONE);
    interrupt_flag = 1;
    cr_expect_eq(output_write(arena, path, "second", 6, diagnostics), STATUS_INTERRUPTED);
    cr_expect_eq(output_write(arena, in_folder("new"), "second", 6, diagnostics), STATUS_INTERRUPTED);
    interrupt_flag = 0;
    cr_expect_str_eq(contents(path), "first");
    cr_expect_eq(count_entries(), 1);
    cr_expect_eq(sol_diagnostics_count(diagnostics), 0);
}

Test(output, what_cannot_be_written_is_said_before_and_after)
{
    static const struct {
        const char *path, *message;
        bool is_seen_before;
    } rows[] = {
        {"/dev/full", "cannot write '/dev/full': No space left on device", false},
        {"/dev", "cannot write '/dev': it is a folder", true},
        {"no/such/folder/a.json", "cannot write 'no/such/folder/a.json': No such file or directory", true},
        {"new-folder/", "cannot write 'new-folder/': it is a folder", true},
        {"", "cannot write '': the name is empty", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        exit_status before = output_check(arena, rows[i].path, diagnostics);
        cr_expect_eq(before, rows[i].is_seen_before ? STATUS_SYSTEM : STATUS_DONE, "'%s'", rows[i].path);
        cr_expect_eq(output_write(arena, rows[i].path, "x", 1, diagnostics), STATUS_SYSTEM, "'%s'", rows[i].path);
        cr_assert_eq(sol_diagnostics_count(diagnostics), i + 1, "'%s'", rows[i].path);
        cr_expect_str_eq(sol_diagnostics_get(diagnostics, i)->message, rows[i].message);
    }
}

Test(output, a_device_is_written_straight)
{
    cr_expect_eq(output_write(arena, "/dev/null", "x", 1, diagnostics), STATUS_DONE);
    struct stat is;
    cr_assert_eq(stat("/dev/null", &is), 0);
    cr_expect(S_ISCHR(is.st_mode));
}
