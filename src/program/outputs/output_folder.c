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

/* The names that an index of ours leads to, which end its rows, in the order of their bytes. */
typedef struct listed_names {
    size_t count;
    const char **name;
} listed_names;

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The last field of a row that ends at `end`; a name holds no sign that would be doubled in quotes. */
static const char *last_field(sol_arena *arena, const char *row, const char *end)
{
    bool is_quoted = end - row >= 2 && end[-1] == '"';
    const char *last = is_quoted ? end - 1 : end, *before = memrchr(row, is_quoted ? '"' : ',', (size_t)(last - row));
    const char *first = before ? before + 1 : row;
    return sol_arena_copy(arena, first, (size_t)(last - first));
}

static listed_names read_list(sol_arena *arena, const text_source *list)
{
    listed_names names = {0, NULL};
    const char *end = list->raw + list->raw_length, *next;
    for (const char *row = list->raw; (next = memchr(row, '\n', (size_t)(end - row))); row = next + 1)
        names.count++;
    names.name = SOL_TAKE(arena, names.count + 1, const char *);
    names.count = 0;
    for (const char *row = list->raw; (next = memchr(row, '\n', (size_t)(end - row))); row = next + 1)
        names.name[names.count++] = last_field(arena, row, next > row && next[-1] == '\r' ? next - 1 : next);
    if (names.count)
        qsort(names.name, names.count, sizeof *names.name, compare_names);
    return names;
}

static bool is_listed(const listed_names *names, const char *name)
{
    return names->count && bsearch(&name, names->name, names->count, sizeof *names->name, compare_names);
}

/* Whether a file is one of a folder of ours: an index, or what it leads to, and as we wrote it. */
static bool is_own(const output_folder *f, sol_arena *arena, const listed_names *names, const char *name)
{
    const char *path = sol_arena_print(arena, "%s/%s", f->to, name);
    struct stat is;
    answer_format format = FORMAT_TEXT;
    if (lstat(path, &is) != 0 || !S_ISREG(is.st_mode))
        return false;
    if (strcmp(name, FOLDER_LIST) == 0 || strcmp(name, FOLDER_INDEX) == 0)
        return true; /* looked at by find_list */
    format_of_ending(name, &format);
    return is_listed(names, name) && own_file_is(path, format);
}

/* What an earlier call left: a page that says who made it, and beside it a table of such columns. NULL: there are no such two. */
static const text_source *find_list(const output_folder *f, sol_arena *arena)
{
    sol_diagnostics *unsaid = sol_diagnostics_new(arena);
    if (!own_file_is(sol_arena_print(arena, "%s/" FOLDER_INDEX, f->to), FORMAT_HTML))
        return NULL;
    const text_source *list =
        source_read_bytes(arena, sol_arena_print(arena, "%s/" FOLDER_LIST, f->to), &source_csv, unsaid);
    return list && explain_is_index(list->raw) ? list : NULL;
}

/* The first of what is there that is not ours; NULL: all is. */
static const char *find_foreign(const output_folder *f, sol_arena *arena)
{
    const text_source *list = f->old ? find_list(f, arena) : NULL;
    listed_names names = list ? read_list(arena, list) : (listed_names){0, NULL};
    for (const folder_entry *e = f->old; e; e = e->next)
        if (!list || !is_own(f, arena, &names, e->name))
            return e->name;
    return NULL;
}

/* Notes what is in a folder; false and errno: not all of it could be read. */
static bool note_old(output_folder *f, sol_arena *arena)
{
    guard_scope scope;
    DIR *listing = opendir(f->to);
    if (!listing)
        return false;
    guard_hold(&scope, close_listing, listing);
    const struct dirent *entry;
    while ((errno = 0, entry = readdir(listing)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            f->old = keep(arena, f->old, entry->d_name);
    int reason = errno;
    guard_end(&scope);
    errno = reason;
    return reason == 0;
}

/* What is in a folder that is there; the status of one that holds what is not ours. */
static exit_status list_old(output_folder *f, sol_arena *arena, sol_diagnostics *diagnostics)
{
    if (!note_old(f, arena))
        return refuse(f, strerror(errno), NULL, diagnostics);
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
    if (stat(f->to, &is) != 0) {
        if (errno != ENOENT)
            return refuse(f, strerror(errno), NULL, diagnostics);
        return lstat(f->to, &is) != 0 ? STATUS_DONE
                                      : refuse(f, "a link of that name leads to nothing",
                                               "make the folder that it leads to, or name another", diagnostics);
    }
    if (!S_ISDIR(is.st_mode))
        return refuse(f, "there is a file of that name", "name another", diagnostics);
    if (!realpath(f->to, real))
        return refuse(f, strerror(errno), NULL, diagnostics);
    f->exists = true;
    f->mode = is.st_mode & 07777;
    f->to = sol_arena_copy(arena, real, strlen(real));
    return list_old(f, arena, diagnostics);
}

/* With what others may do in the one that is there. */
static bool make_folder(const output_folder *f, const char *path)
{
    if (mkdir(path, f->exists ? 0700 : 0777) != 0)
        return false;
    if (!f->exists || chmod(path, f->mode) == 0)
        return true;
    int reason = errno;
    rmdir(path);
    errno = reason;
    return false;
}

static exit_status make_beside(output_folder *f, sol_arena *arena, sol_diagnostics *diagnostics)
{
    const char *slash = strrchr(f->to, '/'), *name = slash ? slash + 1 : f->to;
    if (is_nameless(f->to))
        return refuse_nameless(f, diagnostics);
    f->parent = slash ? sol_arena_copy(arena, f->to, (size_t)(slash - f->to) + 1) : ".";
    for (int attempt = 0; attempt < NAMES_TRIED; attempt++) {
        const char *beside = output_name_beside(arena, f->parent, name, attempt);
        if (make_folder(f, beside)) {
            f->beside = beside;
            f->aside = sol_arena_print(arena, "%s.old", beside);
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

/*
 * Where a system cannot exchange two: the old one goes aside, and comes back if the new one cannot be put in its place. False and errno;
 * `is_aside`: it could not come back.
 */
static bool put_by_steps(output_folder *f, bool *is_aside)
{
    if (rename(f->to, f->aside) != 0)
        return false;
    if (rename(f->beside, f->to) == 0) {
        f->beside = f->aside;
        return true;
    }
    int reason = errno;
    *is_aside = rename(f->aside, f->to) != 0;
    errno = reason;
    return false;
}

/* The new one in its place, and the old one, if anything was in it, beside it. False and errno: all is as it was. */
static bool put(output_folder *f, bool *is_aside)
{
    if (!f->old)
        return rename(f->beside, f->to) == 0;
    f->is_swapped = renameat2(AT_FDCWD, f->beside, AT_FDCWD, f->to, RENAME_EXCHANGE) == 0;
    if (!f->is_swapped && (errno == EINVAL || errno == ENOSYS))
        f->is_swapped = put_by_steps(f, is_aside);
    return f->is_swapped;
}

exit_status output_folder_place(output_folder *f, sol_diagnostics *diagnostics)
{
    bool is_aside = false;
    if (!is_on_disk(f))
        return failed(f, "", diagnostics);
    if (!put(f, &is_aside)) {
        exit_status status = failed(f, "", diagnostics);
        if (is_aside)
            sol_diagnostics_add(diagnostics, SOL_ERROR, "U201", f->place, "rename it by hand",
                                "what was in '%s' is now in '%s'", f->path, f->aside);
        return status;
    }
    output_sync_names(f->parent);
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
