/* realpath */
#define _XOPEN_SOURCE 700

#include "program/output.h"

#include "program/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 20 };

static exit_status complain(sol_diagnostics *diagnostics, const char *path, const char *reason)
{
    sol_diagnostics_add(diagnostics, SOL_ERROR, "U201", (sol_place){0}, NULL, "cannot write '%s': %s", path, reason);
    return STATUS_SYSTEM;
}

static bool is_standard_output(const char *path)
{
    return !path || strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
}

/* Writes all, or says at errno why not; EINTR once an interrupt came. */
static bool write_all(int descriptor, const char *bytes, size_t length)
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

static exit_status write_standard_output(const char *bytes, size_t length, sol_diagnostics *diagnostics)
{
    if (write_all(STDOUT_FILENO, bytes, length))
        return STATUS_DONE;
    if (interrupt_came())
        return STATUS_INTERRUPTED;
    if (errno == EPIPE)
        return STATUS_SYSTEM;
    return complain(diagnostics, "standard output", strerror(errno));
}

static exit_status write_straight(const char *path, const char *bytes, size_t length, sol_diagnostics *diagnostics)
{
    int descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return complain(diagnostics, path, strerror(errno));
    bool is_written = write_all(descriptor, bytes, length);
    int reason = errno;
    if (close(descriptor) != 0 && is_written) {
        is_written = false;
        reason = errno;
    }
    if (is_written)
        return STATUS_DONE;
    return interrupt_came() ? STATUS_INTERRUPTED : complain(diagnostics, path, strerror(reason));
}

/* Path of the file itself when a link leads to it, so that the link stays one. */
static const char *follow_links(sol_arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real)
        return path;
    const char *kept = sol_arena_copy(arena, real, strlen(real));
    free(real);
    return kept;
}

static int open_beside(sol_arena *arena, const char *path, const char **name)
{
    const char *slash = strrchr(path, '/');
    int folder_length = slash ? (int)(slash - path) + 1 : 0;
    for (int attempt = 0; attempt < 100; attempt++) {
        *name = sol_arena_print(arena, "%.*s.%s.%ld-%d.part", folder_length, path, path + folder_length, (long)getpid(),
                                attempt);
        int descriptor = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

static exit_status write_and_rename(sol_arena *arena, const char *path, const char *bytes, size_t length,
                                    sol_diagnostics *diagnostics)
{
    struct stat was;
    bool exists = stat(path, &was) == 0;
    if (exists)
        path = follow_links(arena, path);
    const char *name = NULL;
    int descriptor = open_beside(arena, path, &name);
    if (descriptor < 0)
        return complain(diagnostics, path, strerror(errno));
    bool is_whole = (!exists || fchmod(descriptor, was.st_mode & 07777) == 0) && write_all(descriptor, bytes, length) &&
                    fsync(descriptor) == 0;
    int reason = errno;
    if (close(descriptor) != 0 && is_whole) {
        is_whole = false;
        reason = errno;
    }
    if (is_whole && !interrupt_came()) {
        if (rename(name, path) == 0)
            return STATUS_DONE;
        reason = errno;
    }
    unlink(name);
    return interrupt_came() ? STATUS_INTERRUPTED : complain(diagnostics, path, strerror(reason));
}

exit_status output_write(sol_arena *arena, const char *path, const char *bytes, size_t length,
                         sol_diagnostics *diagnostics)
{
    if (is_standard_output(path))
        return write_standard_output(bytes, length, diagnostics);
    exit_status status = output_check(arena, path, diagnostics);
    if (status != STATUS_DONE)
        return status;
    struct stat is;
    if (stat(path, &is) == 0 && !S_ISREG(is.st_mode))
        return write_straight(path, bytes, length, diagnostics);
    return write_and_rename(arena, path, bytes, length, diagnostics);
}

exit_status output_check(sol_arena *arena, const char *path, sol_diagnostics *diagnostics)
{
    if (is_standard_output(path))
        return STATUS_DONE;
    if (!*path)
        return complain(diagnostics, path, "the name is empty");
    struct stat is;
    if (stat(path, &is) == 0) {
        if (S_ISDIR(is.st_mode))
            return complain(diagnostics, path, "it is a folder");
        return access(path, W_OK) == 0 ? STATUS_DONE : complain(diagnostics, path, strerror(errno));
    }
    if (errno != ENOENT)
        return complain(diagnostics, path, strerror(errno));
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? sol_arena_copy(arena, path, (size_t)(slash - path) + 1) : ".";
    if (slash && !slash[1])
        return complain(diagnostics, path, "it is a folder");
    return access(folder, W_OK) == 0 ? STATUS_DONE : complain(diagnostics, path, strerror(errno));
}
