/* O_TMPFILE, renameat2 */
#define _GNU_SOURCE

#include "program/outputs/output.h"

#include "program/outputs/database_file.h"
#include "program/outputs/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 20, LEAST = 4096, NAMES_TRIED = 100 };

static exit_status complain(sol_diagnostics *diagnostics, const output *o, output_refusal why)
{
    sol_diagnostics_add(diagnostics, SOL_ERROR, "U201", o->place, why.hint, "cannot write '%s': %s",
                        o->target.kind == OUTPUT_STANDARD ? "standard output" : o->path, why.reason);
    return STATUS_SYSTEM;
}

static exit_status complain_of(sol_diagnostics *diagnostics, const output *o, int error_number)
{
    return complain(diagnostics, o, (output_refusal){strerror(error_number), NULL});
}

/* Gives the file without a name one; false and errno. */
static bool name_it(output *o, sol_arena *arena)
{
    char descriptor[32];
    snprintf(descriptor, sizeof descriptor, "/proc/self/fd/%d", o->descriptor);
    for (int attempt = 0; attempt < NAMES_TRIED; attempt++) {
        const char *name = output_name_beside(arena, o->target.folder, o->target.name, attempt);
        if (linkat(AT_FDCWD, descriptor, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0) {
            o->beside = name;
            return true;
        }
        if (errno != EEXIST)
            return false;
    }
    return false;
}

static int open_temporary(const output *o)
{
    return open(o->target.folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
}

/* A file without a name that can get one later, which is tried with another: one that had a name and lost it gets none again. */
static bool open_without_name(output *o, sol_arena *arena)
{
    output tried = {.target = o->target, .descriptor = open_temporary(o)};
    bool can_be_named = tried.descriptor >= 0 && name_it(&tried, arena);
    output_end(&tried);
    o->descriptor = can_be_named ? open_temporary(o) : -1;
    return o->descriptor >= 0;
}

static bool open_with_name(output *o, sol_arena *arena)
{
    for (int attempt = 0; attempt < NAMES_TRIED; attempt++) {
        const char *name = output_name_beside(arena, o->target.folder, o->target.name, attempt);
        o->descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (o->descriptor >= 0) {
            o->beside = name;
            return true;
        }
        if (errno != EEXIST)
            return false;
    }
    return false;
}

/* Room for the least that anything takes: a full disk is found before the work. */
static int lacks_room(int descriptor)
{
    int error = posix_fallocate(descriptor, 0, LEAST);
    return error == ENOSPC || error == EDQUOT || error == EFBIG ? error : 0;
}

/* What its path leads to; a file without a name is no fault of the machine's. */
static exit_status find_target(output *o, sol_arena *arena, sol_diagnostics *diagnostics)
{
    output_refusal why;
    if (output_target_find(arena, o->path, &o->target, &why))
        return STATUS_DONE;
    exit_status status = complain(diagnostics, o, why);
    return o->path && !*o->path ? STATUS_USAGE : status;
}

exit_status output_reserve(sol_arena *arena, const char *path, sol_place place, sol_diagnostics *diagnostics,
                           output *reserved)
{
    output o = {.path = path, .place = place, .descriptor = -1};
    exit_status status = find_target(&o, arena, diagnostics);
    if (status != STATUS_DONE)
        return status;
    if (o.target.kind == OUTPUT_FILE) {
        if (strlen(o.target.name) > OUTPUT_NAME_MOST && pathconf(o.target.folder, _PC_NAME_MAX) >= 0 &&
            strlen(o.target.name) > (size_t)pathconf(o.target.folder, _PC_NAME_MAX))
            return complain_of(diagnostics, &o, ENAMETOOLONG);
        if (!open_without_name(&o, arena) && !open_with_name(&o, arena))
            return complain_of(diagnostics, &o, errno);
        int error = lacks_room(o.descriptor);
        if (error) {
            output_end(&o);
            return complain_of(diagnostics, &o, error);
        }
    }
    *reserved = o;
    return STATUS_DONE;
}

static exit_status complain_of_database(const output *o, sol_diagnostics *diagnostics)
{
    return interrupt_came() ? STATUS_INTERRUPTED
                            : complain(diagnostics, o, (output_refusal){o->database->reason, o->database->hint});
}

exit_status output_reserve_database(sol_arena *arena, const char *path, sol_place place, sol_diagnostics *diagnostics,
                                    output *reserved)
{
    output o = {.path = path, .place = place, .descriptor = -1};
    exit_status status = find_target(&o, arena, diagnostics);
    if (status != STATUS_DONE)
        return status;
    if (o.target.kind != OUTPUT_FILE) {
        sol_diagnostics_add(diagnostics, SOL_ERROR, "U138", place, "give it a file, as in `-o study.sqlite`",
                            "a database is added to, and %s is no file",
                            o.target.kind == OUTPUT_STANDARD ? "standard output" : path);
        return STATUS_USAGE;
    }
    o.database = SOL_TAKE(arena, 1, database_file);
    *o.database = (database_file){.arena = arena, .path = o.target.path, .was_there = o.target.exists};
    if (!database_file_look(o.database))
        return complain_of_database(&o, diagnostics);
    *reserved = o;
    return STATUS_DONE;
}

exit_status output_add_run(output *o, const struct database_run *run, const struct document *doc,
                           sol_diagnostics *diagnostics)
{
    if (!database_file_add(o->database, run, doc))
        return complain_of_database(o, diagnostics);
    o->is_put = true;
    return STATUS_DONE;
}

void output_put(output *o, const char *bytes, size_t length)
{
    o->is_put = true;
    o->bytes = bytes;
    o->length = length;
}

bool output_write_bytes(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        if (interrupt_came()) {
            errno = EINTR;
            return false;
        }
        ssize_t written = write(descriptor, bytes, length < CHUNK ? length : CHUNK);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return true;
}

static exit_status failed(const output *o, sol_diagnostics *diagnostics)
{
    return interrupt_came() ? STATUS_INTERRUPTED : complain_of(diagnostics, o, errno);
}

exit_status output_fill(output *o, sol_arena *arena, sol_diagnostics *diagnostics)
{
    bool is_whole = (!o->target.exists || fchmod(o->descriptor, o->target.mode) == 0) &&
                    output_write_bytes(o->descriptor, o->bytes, o->length) &&
                    ftruncate(o->descriptor, (off_t)o->length) == 0 && fsync(o->descriptor) == 0 &&
                    (o->beside || name_it(o, arena));
    if (!is_whole)
        return failed(o, diagnostics);
    int descriptor = o->descriptor;
    o->descriptor = -1;
    return close(descriptor) == 0 ? STATUS_DONE : failed(o, diagnostics);
}

exit_status output_place(output *o, bool can_undo, sol_diagnostics *diagnostics)
{
    if (o->database)
        return database_file_commit(o->database) ? STATUS_DONE : complain_of_database(o, diagnostics);
    if (can_undo && o->target.exists)
        o->is_swapped = renameat2(AT_FDCWD, o->beside, AT_FDCWD, o->target.path, RENAME_EXCHANGE) == 0;
    if (!o->is_swapped) {
        if (rename(o->beside, o->target.path) != 0)
            return failed(o, diagnostics);
        o->beside = NULL;
    }
    output_sync_names(o->target.folder);
    o->is_placed = true;
    return STATUS_DONE;
}

void output_undo(output *o)
{
    if (!o->is_placed)
        return;
    if (o->is_swapped)
        renameat2(AT_FDCWD, o->beside, AT_FDCWD, o->target.path, RENAME_EXCHANGE);
    else if (!o->target.exists)
        unlink(o->target.path);
}

exit_status output_write_straight(const output *o, sol_diagnostics *diagnostics)
{
    bool is_standard = o->target.kind == OUTPUT_STANDARD;
    int descriptor = is_standard ? STDOUT_FILENO : open(o->target.path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return failed(o, diagnostics);
    bool is_written = output_write_bytes(descriptor, o->bytes, o->length);
    int reason = errno;
    if (!is_standard && close(descriptor) != 0 && is_written) {
        is_written = false;
        reason = errno;
    }
    errno = reason;
    if (is_written)
        return STATUS_DONE;
    return is_standard && reason == EPIPE && !interrupt_came() ? STATUS_SYSTEM : failed(o, diagnostics);
}

void output_end(output *o)
{
    if (o->database)
        database_file_end(o->database);
    if (o->descriptor >= 0)
        close(o->descriptor);
    if (o->beside)
        unlink(o->beside);
    o->descriptor = -1;
    o->beside = NULL;
}
