/* The options that say how a table is read, of every command that reads one. */
#ifndef SOL_PROGRAM_TABLE_OPTIONS_H
#define SOL_PROGRAM_TABLE_OPTIONS_H

#include "program/session/program.h"
#include "scenario/input/table_source.h"

/** Which sheet and in which encoding, if `--sheet` and `--encoding` say so; false and an error (U110) for no encoding. */
bool table_options_read(program_session *session, table_choice *choice);

#endif
