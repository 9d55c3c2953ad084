/* renameat2, syncfs */
#define _GNU_SOURCE

#include "program/outputs/output_folder.h"

#include "base/guard.h"
#include "program/arguments/formats.h"
#include "program/outputs/interrupt.h"
#include "program/outputs/output.h"
#include "program/outputs/own_file.h"
#include "scenario/text/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_TRIED = 100 };

static exit_status refuse(const output_folder *f, const char *reason, const char *hint, sol_diagnostics *diagnostics)
{
    sol_diagnostics_add(diagnostics, SOL_ERROR, "U204", f->place, hint, "cannot make the folder '%s': %s", f->path,
                        reason);
    return STATUS_SYSTEM;
}

static void close_listing(void *object)
{
    closedir(object);
}

static folder_entry *keep(sol_arena *arena, folder_entry *before, const char *name)
{
    folder_entry *entry = SOL_TAKE(arena, 1, folder_entry);
    *entry = (folder_entry){before, sol_arena_copy(arena, name, strlen(name))};
    return entry;
}

/* Whether an index of ours leads to a file: its name ends a row. It holds no sign that would be doubled in quotes. */
static bool is_listed(sol_arena *arena, const text_source *list, const char *name)
{
    const char *bare = sol_arena_print(arena, ",%s\r\n", name), *quoted = sol_arena_print(arena, ",\"%s\"\r\n", name);
    return memmem(list->raw, list->raw_length, bare, strlen(bare)) ||
           memmem(list->raw, list->raw_length, quoted, strlen(quoted));
}

/* Whether a file is one of a folder of ours: an index, or what it leads to, and as we wrote it. */
static bool is_own(const output_folder *f, sol_arena *arena, const text_source *list, const char *name)
{
    const char *path = sol_arena_print(arena, "%s/%s", f->to, name);
    struct stat is;
    answer_format format = FORMAT_TEXT;
    bool is_index = strcmp(name, FOLDER_LIST) == 0 || strcmp(name, FOLDER_INDEX) == 0;
    format_of_ending(name, &format);
    return lstat(path, &is) == 0 && S_ISREG(is.st_mode) && (is_index || is_listed(arena, list, name)) &&
           own_file_is(arena, path, format);
}

/* The first of what is there that is not ours; NULL: all is. */
static const char *find_foreign(const output_folder *f, sol_arena *arena)
{
    sol_diagnostics *unsaid = sol_diagnostics_new(arena);
    const char *path = sol_arena_print(arena, "%s/" FOLDER_LIST, f->to);
    const text_source *list =
        f->old && own_file_is(arena, path, FORMAT_CSV) ? source_read_bytes(arena, path, &source_csv, unsaid) : NULL;
    for (const folder_entry *e = f->old; e; e = e->next)
        if (!list || !is_own(f, arena, list, e->name))
            return e->name;
    return NULL;
}

/* What is in a folder that is there; the status of one that holds what is not ours. */
static exit_status list_old(output_folder *f, sol_arena *arena, sol_diagnostics *diagnostics)
{
    guard_scope scope;
    DIR *listing = opendir(f->to);
    if (!listing)
        return refuse(f, strerror(errno), NULL, diagnostics);
    guard_hold(&scope, close_listing, listing);
    for (const struct dirent *entry; (entry = readdir(listing));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            f->old = keep(arena, f->old, entry->d_name);
    guard_end(&scope);
    const char *foreign = find_foreign(f, arena);
    if (!foreign)
        return STATUS_DONE;
    sol_diagnostics_add(diagnostics, SOL_ERROR, "U139", f->place, "name another folder, or take out what is to stay",
                        "the folder '%s' is there already, and holds '%s', which may be nowhere else", f->path,
                        foreign);
    return STATUS_USAGE;
}

static exit_status refuse_nameless(const output_folder *f, sol_diagnostics *diagnostics)
{
    return refuse(f, "it has no name of its own", "name a new one, as in `-o letters`", diagnostics);
}

static bool is_nameless(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    return !*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Where it is to be: what is there, if anything is. */
static exit_status find_place(output_folder *f, sol_arena *arena, sol_diagnostics *diagnostics)
{
    size_t length = strlen(f->path);
    while (length > 1 && f->path[length - 1] == '/')
        length--;
    char real[PATH_MAX];
    struct stat is;
    f->to = sol_arena_copy(arena, f->path, length);
    if (is_nameless(f->to))
        return refuse_nameless(f, diagnostics);
    if (stat(f->to, &is) != 0)
        return errno == ENOENT ? STATUS_DONE : refuse(f, strerror(errno), NULL, diagnostics);
    if (!S_ISDIR(is.st_mode))
        return refuse(f, "there is a file of that name", "name another", diagnostics);
    if (!realpath(f->to, real))
        return refuse(f, strerror(errno), NULL, diagnostics);
    f->exists = true;
    f->to = sol_arena_copy(arena, real, strlen(real));
    return list_old(f, arena, diagnostics);
}

static exit_status make_beside(output_folder *f, sol_arena *arena, sol_diagnostics *diagnostics)
{
    const char *slash = strrchr(f->to, '/'), *name = slash ? slash + 1 : f->to;
    if (is_nameless(f->to))
        return refuse_nameless(f, diagnostics);
    const char *folder = slash ? sol_arena_copy(arena, f->to, (size_t)(slash - f->to) + 1) : "./";
    int shown = strlen(name) < OUTPUT_NAME_MOST ? (int)strlen(name) : OUTPUT_NAME_MOST;
    while (shown == OUTPUT_NAME_MOST && ((unsigned char)name[shown] & 0xc0) == 0x80)
        shown--;
    for (int attempt = 0; attempt < NAMES_TRIED; attempt++) {
        const char *beside =
            sol_arena_print(arena, "%s.%.*s.%ld-%d.part", folder, shown, name, (long)getpid(), attempt);
        if (mkdir(beside, 0777) == 0) {
            f->beside = beside;
            return STATUS_DONE;
        }
        if (errno != EEXIST)
            break;
    }
    return refuse(f, strerror(errno), errno == ENOENT ? "make the folder first that it is to be in" : NULL,
                  diagnostics);
}

exit_status output_folder_reserve(sol_arena *arena, const char *path, sol_place place, sol_diagnostics *diagnostics,
                                  output_folder *reserved)
{
    output_folder f = {.path = path, .place = place};
    exit_status status = find_place(&f, arena, diagnostics);
    if (status == STATUS_DONE)
        status = make_beside(&f, arena, diagnostics);
    if (status == STATUS_DONE)
        *reserved = f;
    return status;
}

static exit_status failed(const output_folder *f, const char *name, sol_diagnostics *diagnostics)
{
    if (interrupt_came())
        return STATUS_INTERRUPTED;
    sol_diagnostics_add(diagnostics, SOL_ERROR, "U201", f->place, NULL, "cannot write '%s%s%s': %s", f->path,
                        *name ? "/" : "", name, strerror(errno));
    return STATUS_SYSTEM;
}

exit_status output_folder_add(output_folder *f, sol_arena *arena, const folder_file *file, sol_diagnostics *diagnostics)
{
    char path[PATH_MAX];
    f->added = keep(arena, f->added, file->name); /* first: a call that ends here takes it away */
    snprintf(path, sizeof path, "%s/%s", f->beside, file->name);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return failed(f, file->name, diagnostics);
    bool is_written = output_write_bytes(descriptor, file->bytes, file->length);
    int reason = errno;
    if (close(descriptor) != 0 && is_written) {
        is_written = false;
        reason = errno;
    }
    errno = reason;
    return is_written ? STATUS_DONE : failed(f, file->name, diagnostics);
}

/* All of it to the disk at once, before it has its name. */
static bool is_on_disk(const output_folder *f)
{
    int folder = open(f->beside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = folder >= 0 && syncfs(folder) == 0;
    if (folder >= 0)
        close(folder);
    return is_synced;
}

exit_status output_folder_place(output_folder *f, sol_diagnostics *diagnostics)
{
    if (!is_on_disk(f))
        return failed(f, "", diagnostics);
    f->is_swapped = f->old && renameat2(AT_FDCWD, f->beside, AT_FDCWD, f->to, RENAME_EXCHANGE) == 0;
    if (!f->is_swapped && f->old) /* a system that cannot do that: ours go first, and are made again by the same call */
        for (const folder_entry *e = f->old; e; e = e->next) {
            char path[PATH_MAX];
            snprintf(path, sizeof path, "%s/%s", f->to, e->name);
            unlink(path);
        }
    if (!f->is_swapped && rename(f->beside, f->to) != 0)
        return failed(f, "", diagnostics);
    f->is_placed = true;
    return STATUS_DONE;
}

void output_folder_end(output_folder *f)
{
    if (!f->beside || (f->is_placed && !f->is_swapped))
        return;
    for (const folder_entry *e = f->is_swapped ? f->old : f->added; e; e = e->next) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", f->beside, e->name);
        unlink(path);
    }
    rmdir(f->beside);
    f->beside = NULL;
}
