/* Saved results as files of a command. */
#ifndef SOL_PROGRAM_SAVED_H
#define SOL_PROGRAM_SAVED_H

#include "program/session/program.h"
#include "solatium/saved_result.h"

/** Whether a path is taken for a saved result: its ending is .json. */
bool saved_is(const char *path);

/** Reads one; STATUS_SYSTEM or STATUS_INVALID and errors if it cannot be read. */
exit_status saved_load(program_session *session, const char *path, sol_result **result);

/** Refuses options that ask for another simulation (U135). */
bool saved_is_as_it_is(program_session *session);

#endif
