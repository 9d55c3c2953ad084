/* Which format an answer has. */
#ifndef SOL_PROGRAM_FORMAT_CHOICE_H
#define SOL_PROGRAM_FORMAT_CHOICE_H

#include "program/session/program.h"

/** Makes the session's answers of -o and --format; false and errors (U110, U112 to U114, U145) when they are not the command's. */
bool format_choice_read(program_session *session);

/** The option by which -o is a folder of pages, where it was given; else NULL. */
const argument *format_choice_pages(const program_session *session);

/** The formats that a command has, or `help` where no other is to be run. */
unsigned format_choice_set(const program_session *session);

#endif
