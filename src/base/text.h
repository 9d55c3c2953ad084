/* Text that grows in an arena, and how wide it stands on a terminal. */
#ifndef SOL_BASE_TEXT_H
#define SOL_BASE_TEXT_H

#include "solatium/arena.h"

#include <stdbool.h>
#include <stddef.h>

/** Begins as `{.arena = arena}`; `data` is NUL-terminated once anything was appended, also an empty text, and NULL before. */
typedef struct text_buffer {
    sol_arena *arena;
    char *data;
    size_t length, room; /* bytes without and with the NUL */
} text_buffer;

/** Appends a text, or `length` bytes of one. */
void text_append(text_buffer *buffer, const char *text);
void text_append_bytes(text_buffer *buffer, const char *bytes, size_t length);

/** Appends as printf would. */
void text_print(text_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Cells of a terminal: Hangul and kanji take two, combining and control characters none, a bad byte one. */
size_t text_width(const char *text);

/** The same for the first `length` bytes. */
size_t text_width_bytes(const char *bytes, size_t length);

/** Appends a text filled up with blanks to `width` cells, behind it or (`right`) before it; a wider text is not cut. */
void text_pad(text_buffer *buffer, const char *text, size_t width, bool right);

/** Bytes of the longest beginning of a text of `length` bytes that has at most `most` and ends between two characters. */
size_t text_whole(const char *text, size_t length, size_t most);

/**
 * Takes out of a message what a cut such as `%.200s` left of a character: an unfinished one at the end, or before the quote that ends at least
 * twenty bytes. Other bytes that are no UTF-8 stay, to be shown as such (base/visible.h).
 */
void text_mend_cuts(char *message);

/** A name as it stands in a list or a sentence: in quotes where it could be read as several ("A, departure", "ships and men"). */
const char *text_one_name(sol_arena *arena, const char *name);

/** What was appended so far, "" if nothing. */
static inline const char *text_of(const text_buffer *buffer)
{
    return buffer->data ? buffer->data : "";
}

#endif
