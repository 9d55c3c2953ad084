#include "program/outputs/outputs.h"

#include "base/guard.h"
#include "program/outputs/interrupt.h"
#include "program/outputs/own_file.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct written {
    struct written *next;
    bool may_be_anothers; /* what it would replace */
    output file;
} written;

typedef struct read_file {
    struct read_file *next;
    const char *name;
    file_identity identity;
} read_file;

struct outputs {
    sol_arena *arena;
    sol_diagnostics *diagnostics;
    written *first, **end; /* in the order of reserving */
    read_file *read;
    const char *folder;   /* that was made for them, or NULL */
    output_folder *pages; /* a folder that is an output itself, or NULL */
    bool is_refused;      /* one of them may not be written: none is */
    bool replaces_any;
    guard_scope scope; /* a call that ends before its time leaves nothing of them behind */
};

/* Takes no memory. */
static void give_up(void *object)
{
    outputs *all = object;
    for (written *w = all->first; w; w = w->next)
        output_end(&w->file);
    if (all->folder)
        rmdir(all->folder);
    if (all->pages)
        output_folder_end(all->pages);
    all->first = NULL;
    all->end = &all->first;
    all->folder = NULL;
    all->pages = NULL;
}

outputs *outputs_new(sol_arena *arena, sol_diagnostics *diagnostics)
{
    outputs *all = SOL_TAKE(arena, 1, outputs);
    all->arena = arena;
    all->diagnostics = diagnostics;
    all->end = &all->first;
    guard_hold(&all->scope, give_up, all);
    return all;
}

void outputs_replace_any(outputs *all)
{
    all->replaces_any = true;
}

static const char *shown(const char *path)
{
    return path ? path : "standard output";
}

static exit_status refuse_read(outputs *all, const output *o, const char *name)
{
    const char *message = o->path && strcmp(o->path, name) == 0
                              ? sol_arena_print(all->arena, "'%s' is read, and cannot be written", name)
                              : sol_arena_print(all->arena, "cannot write '%s': it is the file '%s', which is read",
                                                shown(o->path), name);
    all->is_refused = true;
    sol_diagnostics_add(all->diagnostics, SOL_ERROR, "U205", o->place, "write to another file", "%s", message);
    return STATUS_USAGE;
}

/* Any number of outputs may go to the same device. */
static exit_status look_for_clash(outputs *all, const output *o)
{
    for (read_file *r = all->read; r; r = r->next)
        if (file_identity_is_same(all->arena, &r->identity, &o->target.identity))
            return refuse_read(all, o, r->name);
    for (written *w = all->first; w && &w->file != o; w = w->next)
        if (file_identity_is_same(all->arena, &w->file.target.identity, &o->target.identity)) {
            sol_diagnostics_add(all->diagnostics, SOL_ERROR, "U205", o->place, "give each output a file of its own",
                                "'%s' and '%s' are one file, and cannot both be written", shown(w->file.path),
                                shown(o->path));
            return STATUS_USAGE;
        }
    return STATUS_DONE;
}

/* The status of reserving `added`, which is taken in where it is well and clashes with no other. */
static exit_status take_in(outputs *all, written *added, exit_status status, output **reserved)
{
    if (status != STATUS_DONE)
        return status;
    written **here = all->end;
    *here = added;
    all->end = &added->next;
    status = look_for_clash(all, &added->file);
    if (status == STATUS_DONE) {
        *reserved = &added->file;
        return STATUS_DONE;
    }
    output_end(&added->file);
    *here = NULL;
    all->end = here;
    return status;
}

exit_status outputs_reserve(outputs *all, const char *path, sol_place place, answer_format format, output **reserved)
{
    written *added = SOL_TAKE(all->arena, 1, written);
    exit_status status = output_reserve(all->arena, path, place, all->diagnostics, &added->file);
    const output_target *target = &added->file.target;
    added->may_be_anothers =
        status == STATUS_DONE && target->exists && !all->replaces_any && !own_file_is(target->path, format);
    return take_in(all, added, status, reserved);
}

exit_status outputs_may_replace(outputs *all)
{
    exit_status status = STATUS_DONE;
    for (written *w = all->first; w; w = w->next) {
        if (!w->may_be_anothers)
            continue;
        w->may_be_anothers = false; /* it is said once */
        all->is_refused = true;
        status = STATUS_USAGE;
        sol_diagnostics_add(all->diagnostics, SOL_ERROR, "U139", w->file.place, "name another file, or add `--replace`",
                            "'%s' is there already, and may hold what is nowhere else", w->file.path);
    }
    return status;
}

exit_status outputs_reserve_database(outputs *all, const char *path, sol_place place, output **reserved)
{
    written *added = SOL_TAKE(all->arena, 1, written);
    exit_status status = output_reserve_database(all->arena, path, place, all->diagnostics, &added->file);
    return take_in(all, added, status, reserved);
}

exit_status outputs_reserve_folder(outputs *all, const char *path, sol_place place)
{
    bool is_made = mkdir(path, 0777) == 0;
    int reason = is_made ? 0 : errno;
    struct stat is;
    if (reason == EEXIST)
        reason = stat(path, &is) != 0 ? errno : !S_ISDIR(is.st_mode) ? ENOTDIR : 0;
    if (is_made)
        all->folder = path;
    if (reason == 0 && access(path, W_OK | X_OK) != 0)
        reason = errno;
    if (reason == 0)
        return STATUS_DONE;
    sol_diagnostics_add(all->diagnostics, SOL_ERROR, "U204", place, NULL, "cannot make files in '%s': %s", path,
                        strerror(reason));
    return STATUS_SYSTEM;
}

exit_status outputs_reserve_pages(outputs *all, const char *path, sol_place place, output_folder **reserved)
{
    output_folder *pages = SOL_TAKE(all->arena, 1, output_folder);
    exit_status status = output_folder_reserve(all->arena, path, place, all->diagnostics, pages);
    if (status == STATUS_DONE)
        *reserved = all->pages = pages;
    return status;
}

exit_status outputs_reads_file(outputs *all, const char *name, file_identity identity)
{
    read_file *noted = SOL_TAKE(all->arena, 1, read_file);
    *noted = (read_file){all->read, sol_arena_copy(all->arena, name, strlen(name)), identity};
    all->read = noted;
    for (written *w = all->first; w; w = w->next)
        if (file_identity_is_same(all->arena, &identity, &w->file.target.identity))
            return refuse_read(all, &w->file, name);
    return STATUS_DONE;
}

exit_status outputs_reads_document(outputs *all, const sol_document *text)
{
    const sol_file *file;
    size_t count = sol_document_files(text, &file);
    exit_status status = STATUS_DONE;
    for (size_t i = 0; i < count && status == STATUS_DONE; i++)
        status =
            outputs_reads_file(all, file[i].name, (file_identity){true, file[i].device, file[i].inode, NULL, NULL});
    return status == STATUS_DONE ? outputs_may_replace(all) : status;
}

exit_status outputs_reads(outputs *all, const char *path)
{
    bool is_input = strcmp(path, "-") == 0;
    file_identity identity = is_input ? file_identity_of_descriptor(STDIN_FILENO) : file_identity_of_path(path);
    return outputs_reads_file(all, is_input ? "standard input" : path, identity);
}

static bool is_file(const written *w)
{
    return w->file.target.kind == OUTPUT_FILE;
}

/* Standard output may stay empty: then a command had nothing to say there. */
static bool is_complete(const outputs *all)
{
    for (const written *w = all->first; w; w = w->next)
        if (!w->file.is_put && w->file.target.kind != OUTPUT_STANDARD)
            return false;
    return !all->pages || all->pages->is_whole;
}

static exit_status fill(outputs *all)
{
    exit_status status = STATUS_DONE;
    for (written *w = all->first; w && status == STATUS_DONE; w = w->next)
        if (is_file(w) && !w->file.database)
            status = output_fill(&w->file, all->arena, all->diagnostics);
    return status;
}

/* A reader of standard output who has seen enough keeps no file from being written. */
static exit_status write_straight(outputs *all, bool *has_lost_reader)
{
    exit_status status = STATUS_DONE;
    size_t errors = sol_diagnostics_errors(all->diagnostics);
    for (written *w = all->first; w && status == STATUS_DONE; w = w->next)
        if (!is_file(w) && w->file.is_put)
            status = output_write_straight(&w->file, all->diagnostics);
    *has_lost_reader = status == STATUS_SYSTEM && sol_diagnostics_errors(all->diagnostics) == errors;
    return *has_lost_reader ? STATUS_DONE : status;
}

/* Between the first and the last no signal comes in: all files are new, or all are as they were. */
static exit_status place(outputs *all)
{
    sigset_t every, before;
    exit_status status = STATUS_DONE;
    size_t count = 0;
    for (written *w = all->first; w; w = w->next)
        count += is_file(w);
    sigfillset(&every);
    sigprocmask(SIG_SETMASK, &every, &before);
    if (interrupt_came())
        status = STATUS_INTERRUPTED;
    /* A database last: what is committed cannot be taken back. */
    for (int is_database = 0; is_database < 2; is_database++)
        for (written *w = all->first; w && status == STATUS_DONE; w = w->next)
            if (is_file(w) && (w->file.database != NULL) == is_database)
                status = output_place(&w->file, count > 1, all->diagnostics);
    if (all->pages && status == STATUS_DONE)
        status = output_folder_place(all->pages, all->diagnostics);
    for (written *w = all->first; w && status != STATUS_DONE; w = w->next)
        output_undo(&w->file);
    for (written *w = all->first; w; w = w->next)
        output_end(&w->file);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}

static exit_status commit(outputs *all)
{
    bool has_lost_reader = false;
    exit_status status = fill(all);
    if (status == STATUS_DONE)
        status = write_straight(all, &has_lost_reader);
    if (status == STATUS_DONE)
        status = place(all);
    return status == STATUS_DONE && has_lost_reader ? STATUS_SYSTEM : status;
}

exit_status outputs_end(outputs *all, exit_status status)
{
    exit_status written_status = !all->is_refused && is_complete(all) ? outputs_may_replace(all) : STATUS_DONE;
    bool is_written = !all->is_refused && is_complete(all) && !interrupt_came();
    if (is_written)
        written_status = commit(all);
    if (is_written && written_status == STATUS_DONE)
        all->folder = NULL;
    guard_end(&all->scope);
    return written_status != STATUS_DONE ? written_status : status;
}
