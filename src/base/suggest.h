/* The word that was probably meant. */
#ifndef SOL_BASE_SUGGEST_H
#define SOL_BASE_SUGGEST_H

#include <stddef.h>

/**
 * The candidate nearest to a word by insertions, deletions, replacements and swaps of neighbours; upper and lower case, and `-`, `_` and
 * blank, count as the same. A candidate that begins with the word (three characters or more) is near too.
 *
 * Shape    candidates may hold NULL, which is skipped; of several as near, the first
 * Gives    NULL when none is near: over a third of the longer word's characters, or over three, would change
 */
const char *suggest_nearest(const char *word, size_t count, const char *const *candidates);

#endif
