#include "program/outputs/database_file.h"

#include "program/outputs/interrupt.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { GLANCE_MS = 20, LOOK_MS = 1000, WAIT_MS = 60000 };

/* An empty file is what opening makes where there was none. */
static void remove_empty(const database_file *d)
{
    struct stat is;
    if (!d->was_there && stat(d->path, &is) == 0 && is.st_size == 0)
        unlink(d->path);
}

/* Statements that a call left when it ended before its time; closing takes back what was not committed. */
static void close_it(void *object)
{
    database_file *d = object;
    for (sqlite3_stmt *s; (s = sqlite3_next_stmt(d->open, NULL));)
        sqlite3_finalize(s);
    sqlite3_close(d->open);
    d->open = NULL;
    remove_empty(d);
}

void database_file_end(database_file *d)
{
    if (d->open)
        guard_end(&d->scope);
}

static bool refuse(database_file *d, const char *reason, const char *hint)
{
    d->reason = reason;
    d->hint = hint;
    database_file_end(d);
    return false;
}

/* What the library says of a failure; of memory that is not there the call ends as of any. */
static bool refuse_status(database_file *d, int status)
{
    int kind = status & 0xff;
    if (kind == SQLITE_NOMEM) {
        database_file_end(d);
        guard_no_memory(0);
    }
    if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED)
        return refuse(d, "another program is writing to it", "end that one first, or write to another file");
    if (kind == SQLITE_NOTADB)
        return refuse(d, "it is no SQLite database", "write to another file: one that is there is added to");
    if (kind == SQLITE_CORRUPT)
        return refuse(d, "the database is damaged", "write to another file");
    const char *words = sqlite3_errmsg(d->open);
    int error = sqlite3_system_errno(d->open);
    bool is_files = error != 0 && (kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN || kind == SQLITE_READONLY);
    return refuse(d, sol_arena_print(d->arena, "%s", is_files ? strerror(error) : words), NULL);
}

/* Asked how often it has waited already; 0 ends the waiting. */
static int wait_ms(int waited, int most)
{
    if (interrupt_came() || waited * GLANCE_MS >= most)
        return 0;
    nanosleep(&(struct timespec){0, GLANCE_MS * 1000000L}, NULL);
    return 1;
}

static int wait_shortly(void *context, int waited)
{
    (void)context;
    return wait_ms(waited, LOOK_MS);
}

static int wait_long(void *context, int waited)
{
    (void)context;
    return wait_ms(waited, WAIT_MS);
}

static int number_of(database_file *d, const char *question, int64_t *number)
{
    sqlite3_stmt *asked = NULL;
    int status = sqlite3_prepare_v2(d->open, question, -1, &asked, NULL);
    if (status == SQLITE_OK) {
        int got = sqlite3_step(asked);
        status = got == SQLITE_ROW ? SQLITE_OK : got;
        *number = got == SQLITE_ROW ? sqlite3_column_int64(asked, 0) : 0;
    }
    int ended = sqlite3_finalize(asked);
    return status != SQLITE_OK ? status : ended;
}

/* An empty one may become ours; of another program's nothing is touched. */
static bool is_ours(database_file *d)
{
    int64_t tables = 0, application = 0, version = 0;
    int status = number_of(d, "SELECT count(*) FROM sqlite_master", &tables);
    if (status == SQLITE_OK)
        status = number_of(d, "PRAGMA application_id", &application);
    if (status == SQLITE_OK)
        status = number_of(d, "PRAGMA user_version", &version);
    if (status != SQLITE_OK)
        return refuse_status(d, status);
    if (tables == 0 && application == 0 && version == 0)
        return true;
    if (application != DATABASE_APPLICATION)
        return refuse(d, "it is the database of another program", "write to another file");
    if (version != DATABASE_VERSION)
        return refuse(d, "a later version of solatium made it", "write to another file, or use that version");
    return true;
}

/* Opened, looked at, and with a transaction of its own begun. */
static bool begin(database_file *d, int flags, int (*wait)(void *, int))
{
    int status = sqlite3_open_v2(d->path, &d->open, flags | SQLITE_OPEN_EXRESCODE, NULL);
    if (!d->open) { /* there is no memory even for the handle */
        remove_empty(d);
        guard_no_memory(0);
        return refuse(d, "out of memory", NULL);
    }
    guard_hold(&d->scope, close_it, d);
    if (status == SQLITE_OK)
        status = sqlite3_busy_handler(d->open, wait, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_exec(d->open, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    return status == SQLITE_OK ? is_ours(d) : refuse_status(d, status);
}

bool database_file_look(database_file *d)
{
    if (d->was_there) {
        bool is_right = begin(d, SQLITE_OPEN_READWRITE, wait_shortly);
        database_file_end(d);
        return is_right;
    }
    const char *slash = strrchr(d->path, '/');
    const char *folder = slash ? sol_arena_copy(d->arena, d->path, (size_t)(slash - d->path) + 1) : ".";
    return access(folder, W_OK | X_OK) == 0 || refuse(d, sol_arena_print(d->arena, "%s", strerror(errno)), NULL);
}

bool database_file_add(database_file *d, const database_run *run, const document *doc)
{
    if (!begin(d, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, wait_long))
        return false;
    int status = database_add(d->open, d->arena, run, doc);
    return status == SQLITE_OK || refuse_status(d, status);
}

bool database_file_commit(database_file *d)
{
    int status = sqlite3_exec(d->open, "COMMIT", NULL, NULL, NULL);
    if (status != SQLITE_OK)
        return refuse_status(d, status);
    database_file_end(d);
    return true;
}
