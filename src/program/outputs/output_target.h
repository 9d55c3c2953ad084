/* Where an output's name leads, and whether a file can be put there. */
#ifndef SOL_PROGRAM_OUTPUT_TARGET_H
#define SOL_PROGRAM_OUTPUT_TARGET_H

#include "solatium/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes of an output's name that a name made of it keeps: a temporary's must not be too long for the system. */
enum { OUTPUT_NAME_MOST = 200 };

typedef enum output_kind {
    OUTPUT_STANDARD, /* standard output */
    OUTPUT_STRAIGHT, /* a device or a pipe, written as it is */
    OUTPUT_FILE      /* a regular file, there or not yet */
} output_kind;

/* A file by what the system knows it by: its device and inode; one that is not there yet, by those of its folder and its name in it. */
typedef struct file_identity {
    bool is_known; /* false: nothing that could be overwritten (a terminal, a socket) */
    uint64_t device, inode;
    const char *folder, *name; /* NULL: it is there */
} file_identity;

typedef struct output_target {
    output_kind kind;
    const char *path;   /* of the file itself, where a link led to it */
    const char *folder; /* "." or up to the slash */
    const char *name;   /* in it */
    bool exists;
    unsigned mode; /* permissions, of one that exists */
    file_identity identity;
} output_target;

/* Why something cannot be done, and the way out (or NULL). */
typedef struct output_refusal {
    const char *reason, *hint;
} output_refusal;

/**
 * Finds what a path (NULL, "-", "/dev/stdout": standard output) leads to. Links are followed, also one to a file that is not there yet.
 *
 * Gives    true; or false and why nothing can be written there: a folder, no permission, or a file that no other can be put in the place
 *          of (a mount of its own, where renaming fails; one that is kept from change; another's in a folder such as /tmp)
 */
bool output_target_find(sol_arena *arena, const char *path, output_target *target, output_refusal *refusal);

/** The name under which what is to be put at `folder`/`name` is made: hidden, of this process, and never longer than names may be. */
const char *output_name_beside(sol_arena *arena, const char *folder, const char *name, int attempt);

/** Brings a folder's list of names to the disk, where a system can do that: a name that was changed in it stays changed. */
void output_sync_names(const char *folder);

/** The identity of what an open descriptor, or a path, reads; unknown if it is no regular file and no pipe. */
file_identity file_identity_of_descriptor(int descriptor);
file_identity file_identity_of_path(const char *path);

/** Whether two are the same file, whatever they are called. Of two that are not there yet, the folder itself is asked whether it knows the names apart. */
bool file_identity_is_same(sol_arena *arena, const file_identity *a, const file_identity *b);

#endif
