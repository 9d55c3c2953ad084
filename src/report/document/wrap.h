/* Lines of a text: broken where Unicode allows it, and between any two characters where nothing else helps. */
#ifndef SOL_REPORT_WRAP_H
#define SOL_REPORT_WRAP_H

#include "solatium/arena.h"

/**
 * Breaks a text into lines of at most `width` cells (a character wider than that stands alone); '\n' breaks too.
 *
 * Needs    width >= 1
 * Gives    the number of lines, at least 1, and the lines without trailing blanks
 */
size_t wrap_lines(sol_arena *arena, const char *text, size_t width, const char *const **line);

#endif
