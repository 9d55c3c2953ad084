/* A folder as one output: filled beside its place, and put there whole or not at all. */
#ifndef SOL_PROGRAM_OUTPUT_FOLDER_H
#define SOL_PROGRAM_OUTPUT_FOLDER_H

#include "program/arguments/command.h"
#include "program/outputs/output_target.h"
#include "report/explain/explain_files.h"

/* What is in each beside the pages: a page that leads to them, and a table, whose rows end in their names. */
#define FOLDER_INDEX EXPLAIN_INDEX ".html"
#define FOLDER_LIST EXPLAIN_INDEX ".csv"

/* A file in it. */
typedef struct folder_entry {
    struct folder_entry *next;
    const char *name;
} folder_entry;

typedef struct output_folder {
    const char *path;           /* as given */
    sol_place place;            /* where it was given */
    const char *to;             /* the folder itself, where a link led to it, without a slash at its end */
    const char *parent;         /* the folder that it is in */
    const char *beside, *aside; /* the new one, and where the old one goes if the two cannot be exchanged */
    folder_entry *added, *old;  /* what is in the new one, and in that which is there */
    unsigned mode;              /* permissions, of one that exists */
    bool exists, is_whole, is_placed, is_swapped;
} output_folder;

/**
 * Makes the new folder beside its place. One that is there may be empty, or hold nothing but an earlier output of this kind: its
 * list, and what that leads to, as we wrote it.
 *
 * Gives    STATUS_DONE; STATUS_USAGE and an error (U139) where it holds what may be somebody's own; STATUS_SYSTEM and an error (U204)
 */
exit_status output_folder_reserve(sol_arena *arena, const char *path, sol_place place, sol_diagnostics *diagnostics,
                                  output_folder *reserved);

/** Writes a file into it. Needs a name that is in it once. STATUS_DONE; STATUS_SYSTEM and an error (U201); STATUS_INTERRUPTED. */
typedef struct folder_file {
    const char *name, *bytes;
    size_t length;
} folder_file;
exit_status output_folder_add(output_folder *f, sol_arena *arena, const folder_file *file,
                              sol_diagnostics *diagnostics);

/** Puts it in its place; statuses as of output_folder_add. */
exit_status output_folder_place(output_folder *f, sol_diagnostics *diagnostics);

/** Ends it: what is not in its place is gone, and so is what was there before. Takes no memory. */
void output_folder_end(output_folder *f);

#endif
