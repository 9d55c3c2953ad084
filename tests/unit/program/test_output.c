#define _XOPEN_SOURCE 700

#include "program/outputs/interrupt.h"
#include "program/outputs/outputs.h"

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

/* One output alone, as a command would write it. */
static exit_status write_to(const char *path, const char *text)
{
    outputs *all = outputs_new(arena, diagnostics);
    outputs_replace_any(all);
    output *file = NULL;
    exit_status status = outputs_reserve(all, path, (sol_place){0}, FORMAT_TEXT, &file);
    if (status == STATUS_DONE)
        output_put(file, text, strlen(text));
    return outputs_end(all, status);
}

TestSuite(output, .init = begin, .fini = end);

Test(output, a_file_is_written_whole_and_nothing_else_stays)
{
    const char *path = in_folder("a.json");
    cr_expect_eq(write_to(path, "first, and longer"), STATUS_DONE);
    cr_expect_eq(write_to(path, "second"), STATUS_DONE);
    cr_expect_str_eq(contents(path), "second");
    cr_expect_eq(count_entries(), 1);
}

Test(output, a_file_keeps_its_mode_and_a_link_stays_a_link)
{
    const char *path = in_folder("a.json"), *link_to = in_folder("link.json");
    cr_assert_eq(write_to(path, "first"), STATUS_DONE);
    cr_assert_eq(chmod(path, 0640), 0);
    cr_assert_eq(symlink("a.json", link_to), 0);
    cr_expect_eq(write_to(link_to, "second"), STATUS_DONE);
    cr_expect_str_eq(contents(path), "second");
    struct stat is;
    cr_assert_eq(lstat(link_to, &is), 0);
    cr_expect(S_ISLNK(is.st_mode));
    cr_assert_eq(stat(path, &is), 0);
    cr_expect_eq(is.st_mode & 07777, 0640);
}

Test(output, a_link_to_what_is_not_there_yet_stays_a_link)
{
    const char *link_to = in_folder("link.json");
    cr_assert_eq(symlink("new.json", link_to), 0);
    cr_expect_eq(write_to(link_to, "first"), STATUS_DONE);
    cr_expect_str_eq(contents(in_folder("new.json")), "first");
    cr_expect_eq(count_entries(), 2);
}

Test(output, an_interrupt_leaves_what_was_there)
{
    const char *path = in_folder("a.json");
    cr_assert_eq(write_to(path, "first"), STATUS_DONE);
    interrupt_flag = 1;
    cr_expect_eq(write_to(path, "second"), STATUS_DONE, "the command's own status stays");
    cr_expect_eq(write_to(in_folder("new"), "second"), STATUS_DONE);
    interrupt_flag = 0;
    cr_expect_str_eq(contents(path), "first");
    cr_expect_eq(count_entries(), 1);
    cr_expect_eq(sol_diagnostics_count(diagnostics), 0);
}

Test(output, nothing_is_seen_of_a_reserved_one_and_nothing_stays_of_one_given_up)
{
    const char *path = in_folder("a.json"), *other = in_folder("b.json");
    cr_assert_eq(write_to(path, "first"), STATUS_DONE);
    outputs *all = outputs_new(arena, diagnostics);
    outputs_replace_any(all);
    output *file, *second;
    cr_assert_eq(outputs_reserve(all, path, (sol_place){0}, FORMAT_TEXT, &file), STATUS_DONE);
    cr_assert_eq(outputs_reserve(all, other, (sol_place){0}, FORMAT_TEXT, &second), STATUS_DONE);
    cr_expect_str_eq(contents(path), "first");
    output_put(file, "second", 6);
    cr_expect_eq(outputs_end(all, STATUS_INVALID), STATUS_INVALID, "one of them was never put: neither is written");
    cr_expect_str_eq(contents(path), "first");
    cr_expect_eq(count_entries(), 1);
}

Test(output, of_several_all_are_written_or_none)
{
    const char *path = in_folder("a.json"), *gone = in_folder("sub/b.json"), *third = in_folder("c.json");
    cr_assert_eq(write_to(path, "first"), STATUS_DONE);
    cr_assert_eq(mkdir(in_folder("sub"), 0777), 0);
    for (int is_gone = 1; is_gone >= 0; is_gone--) {
        outputs *all = outputs_new(arena, diagnostics);
        outputs_replace_any(all);
        output *file[3];
        const char *const paths[] = {path, third, gone};
        for (int i = 0; i < 3; i++) {
            cr_assert_eq(outputs_reserve(all, paths[i], (sol_place){0}, FORMAT_TEXT, &file[i]), STATUS_DONE);
            output_put(file[i], "second", 6);
        }
        /* the last cannot come to its place any more: those before it are taken back */
        cr_assert(!is_gone || (mkdir(gone, 0777) == 0 && mkdir(in_folder("sub/b.json/x"), 0777) == 0));
        cr_expect_eq(outputs_end(all, STATUS_DONE), is_gone ? STATUS_SYSTEM : STATUS_DONE);
        cr_expect_str_eq(contents(path), is_gone ? "first" : "second");
        cr_expect_eq(access(third, F_OK) == 0, !is_gone);
        cr_expect_eq(count_entries(), is_gone ? 2 : 3);
        if (is_gone)
            cr_assert(rmdir(in_folder("sub/b.json/x")) == 0 && rmdir(gone) == 0);
    }
    unlink(gone);
    rmdir(in_folder("sub"));
}

Test(output, no_two_are_one_file_and_none_is_read)
{
    const char *path = in_folder("a.json");
    cr_assert_eq(write_to(path, "first"), STATUS_DONE);
    cr_assert_eq(link(path, in_folder("hard.json")), 0);
    cr_assert_eq(symlink("a.json", in_folder("soft.json")), 0);
    cr_assert_eq(symlink("new.json", in_folder("loose.json")), 0);
    cr_assert_eq(symlink(".", in_folder("here")), 0);
    static const char *const pairs[][2] = {{"a.json", "a.json"},          {"a.json", "hard.json"},
                                           {"a.json", "soft.json"},       {"a.json", "here/a.json"},
                                           {"hard.json", "soft.json"},    {"new.json", "new.json"},
                                           {"new.json", "here/new.json"}, {"new.json", "loose.json"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int is_read = 0; is_read < 2; is_read++) {
            outputs *all = outputs_new(arena, diagnostics);
            outputs_replace_any(all);
            output *file;
            size_t before = sol_diagnostics_errors(diagnostics);
            const char *first = in_folder(pairs[i][0]), *second = in_folder(pairs[i][1]);
            if (is_read && access(first, F_OK) != 0)
                continue;
            cr_assert_eq(is_read ? outputs_reads(all, first)
                                 : outputs_reserve(all, first, (sol_place){0}, FORMAT_TEXT, &file),
                         STATUS_DONE);
            cr_expect_eq(
                outputs_reserve(all, second, (sol_place){.line = (uint32_t)(2 * i) + is_read}, FORMAT_TEXT, &file),
                STATUS_USAGE, "%s and %s", first, second);
            cr_expect_eq(sol_diagnostics_errors(diagnostics), before + 1);
            outputs_end(all, STATUS_USAGE);
        }
    outputs *all = outputs_new(arena, diagnostics);
    outputs_replace_any(all);
    output *file;
    cr_expect_eq(outputs_reserve(all, in_folder("x.json"), (sol_place){0}, FORMAT_TEXT, &file), STATUS_DONE);
    output_put(file, "x", 1);
    cr_expect_eq(outputs_reserve(all, in_folder("y.json"), (sol_place){0}, FORMAT_TEXT, &file), STATUS_DONE);
    output_put(file, "y", 1);
    for (int i = 0; i < 2; i++) {
        cr_expect_eq(outputs_reserve(all, "/dev/null", (sol_place){0}, FORMAT_TEXT, &file), STATUS_DONE,
                     "a device takes all");
        output_put(file, "z", 1);
    }
    cr_expect_eq(outputs_reads(all, path), STATUS_DONE);
    cr_expect_eq(outputs_reads(all, in_folder("y.json")), STATUS_DONE, "it is not there yet: it cannot be read");
    cr_expect_eq(outputs_end(all, STATUS_DONE), STATUS_DONE);
    cr_expect_eq(count_entries(), 7);
}

Test(output, a_file_that_is_found_to_be_read_later_is_not_written)
{
    const char *path = in_folder("a.json");
    cr_assert_eq(write_to(path, "first"), STATUS_DONE);
    outputs *all = outputs_new(arena, diagnostics);
    outputs_replace_any(all);
    output *file;
    cr_assert_eq(outputs_reserve(all, path, (sol_place){0}, FORMAT_TEXT, &file), STATUS_DONE);
    output_put(file, "second", 6);
    cr_expect_eq(outputs_reads(all, path), STATUS_USAGE);
    cr_expect_eq(outputs_end(all, STATUS_DONE), STATUS_DONE);
    cr_expect_str_eq(contents(path), "first");
}

Test(output, what_cannot_be_written_is_found_before_the_work)
{
    char longest[258] = "";
    memset(longest, 'x', 256);
    cr_assert_eq(write_to(in_folder("plain"), "x"), STATUS_DONE);
    const struct {
        const char *path, *reason;
    } rows[] = {
        {"/dev", "it is a folder"},
        {"no/such/folder/a.json", "No such file or directory"},
        {"new-folder/", "it is a folder"},
        {"", "the name is empty"},
        {in_folder("plain/a.json"), "Not a directory"},
        {in_folder(longest), "File name too long"},
        {"/proc/nothing.json", "No such file or directory"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t before = sol_diagnostics_count(diagnostics);
        outputs *all = outputs_new(arena, diagnostics);
        outputs_replace_any(all);
        output *file = NULL;
        exit_status wanted = *rows[i].path ? STATUS_SYSTEM : STATUS_USAGE;
        cr_expect_eq(outputs_reserve(all, rows[i].path, (sol_place){0}, FORMAT_TEXT, &file), wanted, "'%s'",
                     rows[i].path);
        cr_assert_eq(sol_diagnostics_count(diagnostics), before + 1, "'%s'", rows[i].path);
        cr_expect_str_eq(sol_diagnostics_get(diagnostics, before)->message,
                         sol_arena_print(arena, "cannot write '%s': %s", rows[i].path, rows[i].reason));
        outputs_end(all, STATUS_SYSTEM);
    }
    cr_expect_eq(count_entries(), 1);
}

Test(output, the_longest_name_is_written)
{
    char name[256] = "";
    memset(name, 'x', 255);
    cr_expect_eq(write_to(in_folder(name), "x"), STATUS_DONE);
    for (size_t i = 0; i + 3 <= 255; i += 3)
        memcpy(name + i, "\xED\x95\x9C", 3);
    cr_expect_eq(write_to(in_folder(name), "x"), STATUS_DONE);
    cr_expect_eq(count_entries(), 2);
}

Test(output, a_device_is_written_straight)
{
    cr_expect_eq(write_to("/dev/null", "x"), STATUS_DONE);
    struct stat is;
    cr_assert_eq(stat("/dev/null", &is), 0);
    cr_expect(S_ISCHR(is.st_mode));
    cr_expect_eq(write_to("/dev/full", "x"), STATUS_SYSTEM);
    cr_assert_eq(sol_diagnostics_count(diagnostics), 1);
    cr_expect_str_eq(sol_diagnostics_get(diagnostics, 0)->message, "cannot write '/dev/full': No space left on device");
}

/* Names that are no UTF-8 are refused by many systems, and longer ones by all. */
Test(output, the_name_beside_is_cut_between_two_characters)
{
    sol_arena *own = sol_arena_new();
    for (size_t lead = 0; lead < 3; lead++) {
        text_buffer name = {.arena = own};
        text_append_bytes(&name, "aaa", lead);
        for (size_t i = 0; i < 80; i++)
            text_append(&name, "긴");
        const char *beside = output_name_beside(own, "x", name.data, 7), *point = strstr(beside, "긴.");
        cr_assert_not_null(point, "%s", beside);
        size_t kept = (size_t)(point + strlen("긴") - beside) - strlen("x/.");
        cr_expect(kept <= OUTPUT_NAME_MOST && kept > OUTPUT_NAME_MOST - 3, "%zu of %s", kept, beside);
        cr_expect_eq(memcmp(beside + strlen("x/."), name.data, kept), 0);
    }
    sol_arena_free(own);
}
