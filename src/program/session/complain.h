/* Diagnostics on their way out: to standard error, or as JSON. */
#ifndef SOL_PROGRAM_COMPLAIN_H
#define SOL_PROGRAM_COMPLAIN_H

#include "program/session/program.h"

#include <jansson.h>

/** Writes a list to standard error, in order; with --quiet only one that holds an error. */
void complain_write(const program_session *session, sol_diagnostics *list);

/**
 * The exit status of the first error of a list: wrong usage where it stands on the command line, a system failure where a file cannot be
 * read, else invalid data.
 */
exit_status complain_status(const program_session *session, const sol_diagnostics *list);

/** A list of {severity, id, file, line, column, end_line, end_column, message, hint}; what is not known is null. */
json_t *complain_json(sol_diagnostics *list);

#endif
