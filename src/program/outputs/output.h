/* One output of a command: reserved before the work whose outcome it is to hold, put in its place after it, or given up. */
#ifndef SOL_PROGRAM_OUTPUT_H
#define SOL_PROGRAM_OUTPUT_H

#include "program/arguments/command.h"
#include "program/outputs/output_target.h"

struct database_file;
struct database_run;
struct document;

typedef struct output {
    const char *path; /* as given; NULL: standard output */
    sol_place place;  /* where it was given */
    output_target target;
    int descriptor;                 /* of a file: the one that is written, beside the one that is there; −1: none */
    const char *beside;             /* its name; NULL: it has none yet, or none any more */
    bool is_swapped;                /* the old file stands under that name */
    struct database_file *database; /* it is added to one; NULL: it is a file that is replaced, or none */
    bool is_put, is_placed;
    const char *bytes; /* what it is to hold, once it was put */
    size_t length;
} output;

/**
 * Looks whether a path can be written and reserves it: a file is opened beside the one that is there, under no name where the system can
 * do that (then nothing is left of it however the program ends), else under another that is taken away again. What is no regular file (a
 * device, a pipe) is only looked at.
 *
 * Gives    STATUS_DONE, or STATUS_SYSTEM and an error in `diagnostics` (U201): no such folder, not allowed, no room on the disk for anything
 */
exit_status output_reserve(sol_arena *arena, const char *path, sol_place place, sol_diagnostics *diagnostics,
                           output *reserved);

/**
 * Looks whether a path's database can be added to. Gives    STATUS_DONE; STATUS_SYSTEM and an error (U201); STATUS_USAGE for what is no file (U138)
 */
exit_status output_reserve_database(sol_arena *arena, const char *path, sol_place place, sol_diagnostics *diagnostics,
                                    output *reserved);

/** Adds a run to a database, which is committed when it is placed; statuses as of output_write_straight. */
exit_status output_add_run(output *o, const struct database_run *run, const struct document *doc,
                           sol_diagnostics *diagnostics);

/** Says what it is to hold; the bytes are not copied. */
void output_put(output *o, const char *bytes, size_t length);

/** Writes the bytes of a file, whole and to the disk, but not yet in its place. Statuses as of output_write_straight. */
exit_status output_fill(output *o, sol_arena *arena, sol_diagnostics *diagnostics);

/** Puts the file in its place; with `can_undo` so that output_undo brings back what was there, where the system can do that. */
exit_status output_place(output *o, bool can_undo, sol_diagnostics *diagnostics);
void output_undo(output *o);

/**
 * Writes the bytes of what is no file.
 *
 * Gives    STATUS_DONE; STATUS_SYSTEM and an error, none when the reader of standard output has gone; STATUS_INTERRUPTED
 */
exit_status output_write_straight(const output *o, sol_diagnostics *diagnostics);

/** Writes all bytes to a descriptor, or says at errno why not; EINTR once an interrupt came. */
bool output_write_bytes(int descriptor, const char *bytes, size_t length);

/** Ends it: what is not in its place is gone, and so is what was there before. */
void output_end(output *o);

#endif
