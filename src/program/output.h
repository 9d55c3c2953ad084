/* Output: a file comes whole or not at all; standard output is written and the writing checked. */
#ifndef SOL_PROGRAM_OUTPUT_H
#define SOL_PROGRAM_OUTPUT_H

#include "program/command.h"

/**
 * Looks whether `path` could be written, before the work whose outcome it is to hold.
 *
 * Gives    STATUS_DONE, or STATUS_SYSTEM and an error in `diagnostics` (ids U2xx)
 */
exit_status output_check(sol_arena *arena, const char *path, sol_diagnostics *diagnostics);

/**
 * Writes bytes to a file (NULL, "-" or "/dev/stdout": standard output). A file is written beside itself under another name, then renamed, so
 * that what was there stays until the new one is whole; what is no regular file (a device, a pipe) is written straight.
 *
 * Gives    STATUS_DONE; STATUS_SYSTEM and an error, none when the reader of standard output has gone; STATUS_INTERRUPTED
 */
exit_status output_write(sol_arena *arena, const char *path, const char *bytes, size_t length,
                         sol_diagnostics *diagnostics);

#endif
