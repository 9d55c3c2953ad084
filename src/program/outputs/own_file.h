/* Whether a file that is there is one that Solatium wrote. */
#ifndef SOL_PROGRAM_OWN_FILE_H
#define SOL_PROGRAM_OWN_FILE_H

#include "program/arguments/formats.h"

/**
 * Whether a file holds nothing, or what such a format's files of ours begin with; of packages (workbooks, documents of word processors), what
 * they say of who made them, and that nobody has changed them since. One that cannot be read is not.
 */
bool own_file_is(const char *path, answer_format format);

#endif
