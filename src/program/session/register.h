/* Registers that are named where a scenario may be. */
#ifndef SOL_PROGRAM_REGISTER_H
#define SOL_PROGRAM_REGISTER_H

#include "program/session/program.h"
#include "scenario/sections/register.h"

/**
 * Whether a word names a register: a table by its ending, or whatever `--as` says all are.
 *
 * Gives    false and an error (U110) for another word behind `--as`
 */
bool session_is_register(program_session *session, const argument *word, bool *is_register);

/** Whether the options of registers stand where one is read, and those of scenarios where one is; false and an error (U135). */
bool session_has_options(program_session *session, bool has_register, bool has_scenario);

/**
 * Reads a register by the options of the command line.
 *
 * Gives    STATUS_DONE; or STATUS_INVALID, STATUS_SYSTEM or STATUS_USAGE, with errors in `diagnostics` and with what could be understood
 */
exit_status session_read_register(program_session *session, const argument *word, sol_diagnostics *diagnostics,
                                  register_table *made);

#endif
