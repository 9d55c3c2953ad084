/*
 * libxlsxwriter goes on after many an allocation that failed, or crashes: cells, formats or parts are then missing, and it says that all went
 * well. So it runs in a process of its own, where
 *
 *   - a crash is seen;
 *   - errno shows what failed while the sheets were filled, where nothing resets it;
 *   - what it needs besides while it writes (it resets errno there) was there just before: room in memory, and on the disk where its parts lie;
 *   - a file that may not be longer ends the process (SIGXFSZ) instead of being cut;
 *   - all is done twice, and what fails once makes a difference.
 */
/* memfd_create, mkstemp, P_tmpdir */
#define _GNU_SOURCE

#include "report/formats/xlsx_process.h"

#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    SPARE_MEMORY = 4 << 20, /* compression takes 300 kB, and each sheet some hundred bytes */
    NAME_ROOM = 4096,
    PIECE = 16384,
    OF_ERRNO = 1000, /* added to an errno, to be told from the library's own errors */
    DIFFERENT = 999
};

/* A file that the library can write by its name: one in memory where there are such names, else one that is removed again. */
typedef struct sink {
    guard_scope scope;
    int descriptor;
    bool is_on_disk;
    char name[NAME_ROOM];
} sink;

typedef struct writing {
    const xlsx_book *like;
    xlsx_fill *fill;
    const void *context;
    sink sinks[2];
} writing;

static const char *folder_of_parts(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : P_tmpdir;
}

static void close_sink(void *object)
{
    sink *s = object;
    close(s->descriptor);
    if (s->is_on_disk)
        unlink(s->name);
}

/* 0, or errno. */
static int open_sink(sink *s)
{
    *s = (sink){.descriptor = memfd_create("workbook", MFD_CLOEXEC)};
    snprintf(s->name, sizeof s->name, "/proc/self/fd/%d", s->descriptor);
    if (s->descriptor < 0 || access(s->name, W_OK) != 0) {
        if (s->descriptor >= 0)
            close(s->descriptor);
        s->is_on_disk = true;
        snprintf(s->name, sizeof s->name, "%s/solatium-XXXXXX", folder_of_parts());
        s->descriptor = mkostemp(s->name, O_CLOEXEC);
        if (s->descriptor < 0)
            return errno;
    }
    guard_hold(&s->scope, close_sink, s);
    return 0;
}

/* What failed of the library's allocations ends the work here; what else did is no matter to it. */
static void look_at_errno(void)
{
    guard_errno(errno);
}

static void take_spare_memory(void)
{
    sol_arena *spare = sol_arena_new();
    sol_arena_take(spare, SPARE_MEMORY, 1);
    sol_arena_free(spare);
}

/* More bytes than any part of it takes: a cell at its longest, a string with each character escaped. */
static size_t largest_part(const lxw_workbook *workbook)
{
    enum { CELL = 128, STRING = 64, ESCAPED = 6, BESIDES = 1 << 20 };
    size_t cells = 0, strings = 0;
    lxw_worksheet *sheet;
    STAILQ_FOREACH(sheet, workbook->worksheets, list_pointers)
    cells += ((size_t)sheet->dim_rowmax + 1) * ((size_t)sheet->dim_colmax + 2);
    struct sst_element *string;
    STAILQ_FOREACH(string, workbook->sst->order_list, sst_order_pointers)
    strings += STRING + ESCAPED * strlen(string->string);
    return BESIDES + cells * CELL + strings;
}

/* Its parts lie on the disk, one after the other; a part that may not be as long ends the process by itself. 0, or errno. */
static int try_room(size_t bytes)
{
    struct rlimit longest;
    if (getrlimit(RLIMIT_FSIZE, &longest) == 0 && bytes > longest.rlim_cur)
        bytes = longest.rlim_cur;
    char name[NAME_ROOM];
    snprintf(name, sizeof name, "%s/solatium-XXXXXX", folder_of_parts());
    int file = mkostemp(name, O_CLOEXEC);
    if (file < 0)
        return errno;
    unlink(name);
    int failure = bytes > 0 ? posix_fallocate(file, 0, (off_t)bytes) : EFBIG;
    close(file);
    return failure;
}

/* One writing of it: 0, the library's error, or errno. */
static int write_once(const writing *w, const sink *to)
{
    xlsx_book book = *w->like;
    lxw_workbook_options options = {.tmpdir = sol_arena_print(book.arena, "%s", folder_of_parts())};
    errno = 0;
    book.workbook = workbook_new_opt(to->name, &options);
    if (!book.workbook)
        guard_no_memory(0);
    w->fill(&book, w->context);
    look_at_errno();
    take_spare_memory();
    int failure = try_room(largest_part(book.workbook));
    if (failure)
        return failure + OF_ERRNO;
    errno = 0;
    lxw_error error = workbook_close(book.workbook);
    look_at_errno();
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        guard_no_memory(0);
    bool lacks_room = errno == ENOSPC || errno == EDQUOT || errno == EIO;
    return lacks_room ? errno + OF_ERRNO : (int)error;
}

static bool are_alike(const sink *a, const sink *b)
{
    char piece[2][PIECE];
    ssize_t length;
    off_t at = 0;
    do {
        length = pread(a->descriptor, piece[0], PIECE, at);
        if (length < 0 || pread(b->descriptor, piece[1], PIECE, at) != length ||
            memcmp(piece[0], piece[1], (size_t)length) != 0)
            return false;
        at += length;
    } while (length > 0);
    return at > 0;
}

static int write_twice(void *context)
{
    const writing *w = context;
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0)
        dup2(nowhere, STDERR_FILENO); /* the library prints what it meets */
    signal(SIGXFSZ, SIG_DFL);
    int failure = write_once(w, &w->sinks[0]);
    if (failure == 0)
        failure = write_once(w, &w->sinks[1]);
    if (failure == 0 && !are_alike(&w->sinks[0], &w->sinks[1]))
        failure = DIFFERENT;
    return failure;
}

static xlsx_file without(const char *reason)
{
    return (xlsx_file){.reason = reason};
}

/* The whole of what was written. */
static xlsx_file read_back(sol_arena *arena, const sink *from)
{
    struct stat is;
    if (fstat(from->descriptor, &is) != 0)
        return without(strerror(errno));
    size_t length = (size_t)is.st_size, got = 0;
    char *bytes = sol_arena_take(arena, length, 1);
    while (got < length) {
        ssize_t more = pread(from->descriptor, bytes + got, length - got, (off_t)got);
        if (more <= 0 && !(more < 0 && errno == EINTR))
            return without("it could not be read back");
        got += more > 0 ? (size_t)more : 0;
    }
    return (xlsx_file){bytes, length, NULL};
}

static const char *no_parts(sol_arena *arena, int error)
{
    return sol_arena_print(arena, "cannot keep its parts in '%s': %s", folder_of_parts(), strerror(error));
}

static const char *reason_of(sol_arena *arena, const child_outcome *outcome)
{
    if (outcome->end == CHILD_STOPPED)
        return "interrupted";
    if (outcome->end == CHILD_CRASHED && outcome->number == SIGXFSZ)
        return strerror(EFBIG);
    if (outcome->end != CHILD_WORKED)
        return sol_arena_print(arena, "what writes it was ended by signal %d (%s), as when memory runs out",
                               outcome->number, strsignal(outcome->number));
    if (outcome->number == DIFFERENT)
        return "written twice, it was not the same, as when memory or room on the disk runs out";
    if (outcome->number > OF_ERRNO)
        return no_parts(arena, outcome->number - OF_ERRNO);
    return lxw_strerror((lxw_error)outcome->number);
}

/* Both are open. */
static xlsx_file run(writing *w, sol_arena *arena, chart_stop stop)
{
    child writer;
    int failure = child_start(&writer, &(child_limits){0, stop}, write_twice, w);
    guard_errno(failure);
    if (failure)
        return without(sol_arena_print(arena, "could not start a process: %s", strerror(failure)));
    child_outcome outcome = child_wait(&writer);
    bool is_made = outcome.end == CHILD_WORKED && outcome.number == 0;
    return is_made ? read_back(arena, &w->sinks[0]) : without(reason_of(arena, &outcome));
}

xlsx_file xlsx_process_make(const xlsx_book *like, xlsx_fill *fill, const void *context, chart_stop stop)
{
    writing w = {.like = like, .fill = fill, .context = context};
    int failure = 0, opened = 0;
    while (opened < 2 && failure == 0) {
        failure = open_sink(&w.sinks[opened]);
        opened += failure == 0;
    }
    guard_errno(failure);
    xlsx_file file = failure ? without(no_parts(like->arena, failure)) : run(&w, like->arena, stop);
    while (opened > 0)
        guard_end(&w.sinks[--opened].scope);
    return file;
}
