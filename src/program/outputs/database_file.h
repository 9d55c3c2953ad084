/* A database as an output: the one kind that is added to and never replaced. */
#ifndef SOL_PROGRAM_DATABASE_FILE_H
#define SOL_PROGRAM_DATABASE_FILE_H

#include "base/guard.h"
#include "report/formats/database.h"

typedef struct database_file {
    guard_scope scope;
    sol_arena *arena;
    const char *path;
    bool was_there;            /* before us */
    sqlite3 *open;             /* with a transaction that was begun; NULL: not open */
    const char *reason, *hint; /* why it cannot be written; hint NULL: none */
} database_file;

/** Looks whether a path's database can be added to now: that there is none yet, or one of ours that nobody else is writing. False and why. */
bool database_file_look(database_file *d);

/** Opens it, waiting for others who write, begins a transaction and adds a run to it. False and why; then it is as it was. */
bool database_file_add(database_file *d, const database_run *run, const document *doc);

/** Makes what was added last. False and why; then it is as it was. */
bool database_file_commit(database_file *d);

/** Gives up what was not committed, and closes it. */
void database_file_end(database_file *d);

#endif
