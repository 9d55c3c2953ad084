/* Which of the two-byte encodings of Korea and Japan a text makes sense in, by the kinds of characters that its bytes would be. */
#ifndef SOL_SCENARIO_PLAUSIBLE_H
#define SOL_SCENARIO_PLAUSIBLE_H

#include <stdbool.h>
#include <stddef.h>

/** Whether a text that can be read as one is words. */
bool plausible_cp949(const char *text, size_t length);
bool plausible_shift_jis(const char *text, size_t length);

/** The first run of bytes that are no ASCII, to show how they read; at most a word of them. */
void plausible_run(const char *text, size_t length, size_t *from, size_t *to);

#endif
