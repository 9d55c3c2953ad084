/* A path of names, as `--set` and outcomes are written: points part them; a name with a point, a bracket or a blank stands in double quotes. */
#ifndef SOL_BASE_KEY_PATH_H
#define SOL_BASE_KEY_PATH_H

#include "base/text.h"

/**
 * Takes one name, up to one of `ends`; in double quotes it may hold them, and a quote is doubled.
 *
 * Gives    the byte behind it, and the name in `name`; NULL where a quote is not closed
 */
const char *key_path_part(sol_arena *arena, const char *at, const char *ends, const char **name);

/** Appends a name to a path, behind a point unless it is the first, in quotes where it needs them. */
void key_path_append(text_buffer *path, const char *name);

#endif
