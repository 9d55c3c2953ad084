/* A descriptor that is closed with the call that opened it. */
#ifndef SOL_BASE_HELD_FILE_H
#define SOL_BASE_HELD_FILE_H

#include "base/guard.h"

typedef struct held_file {
    guard_scope scope;
    int descriptor; /* below 0: none */
} held_file;

/** Opens a file to read. False and errno when it cannot be; for want of memory the call ends. */
bool held_file_open(held_file *file, const char *path);

/** Reads what is there, at most `room` bytes; 0 at the end, below 0 and errno on failure. */
long held_file_read(held_file *file, void *bytes, size_t room);

/** Closes it, if it is open. */
void held_file_close(held_file *file);

#endif
