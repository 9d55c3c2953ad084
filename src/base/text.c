#include "base/text.h"

#include "base/check.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <uniwidth.h>

enum { FIRST_ROOM = 256 };

/* Room for `more` bytes and a NUL; the older, smaller copies stay in the arena, together less than the last one. */
static void make_room(text_buffer *buffer, size_t more)
{
    SOL_CHECK(more < SIZE_MAX / 4 && buffer->length < SIZE_MAX / 4);
    size_t wanted = buffer->length + more + 1;
    if (wanted <= buffer->room)
        return;
    size_t room = buffer->room ? buffer->room * 2 : FIRST_ROOM;
    while (room < wanted)
        room *= 2;
    char *data = sol_arena_take(buffer->arena, room, 1);
    if (buffer->length)
        memcpy(data, buffer->data, buffer->length);
    buffer->data = data;
    buffer->room = room;
}

void text_append_bytes(text_buffer *buffer, const char *bytes, size_t length)
{
    make_room(buffer, length);
    if (length)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void text_append(text_buffer *buffer, const char *text)
{
    text_append_bytes(buffer, text, strlen(text));
}

void text_print(text_buffer *buffer, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (length < 0) /* the C library wanted memory for a wide number */
        guard_no_memory(0);
    make_room(buffer, (size_t)length);
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
    va_end(again);
    buffer->length += (size_t)length;
}

size_t text_width_bytes(const char *bytes, size_t length)
{
    int width = u8_width((const uint8_t *)bytes, length, "UTF-8");
    SOL_CHECK(width >= 0);
    return (size_t)width;
}

size_t text_width(const char *text)
{
    return text_width_bytes(text, strlen(text));
}

void text_pad(text_buffer *buffer, const char *text, size_t width, bool right)
{
    size_t cells = text_width(text);
    size_t blanks = cells < width ? width - cells : 0;
    if (!right)
        text_append(buffer, text);
    make_room(buffer, blanks);
    memset(buffer->data + buffer->length, ' ', blanks);
    buffer->length += blanks;
    buffer->data[buffer->length] = '\0';
    if (right)
        text_append(buffer, text);
}

size_t text_whole(const char *text, size_t length, size_t most)
{
    enum { CHARACTER_MOST = 4 };
    size_t whole = length < most ? length : most;
    for (size_t back = 0; whole < length && back < CHARACTER_MOST && back <= whole; back++)
        if (((unsigned char)text[whole - back] & 0xc0) != 0x80)
            return whole - back;
    return whole; /* all of it, or no UTF-8 */
}

/* Bytes of an unfinished character at the end of a text; 0: it ends with a whole one. */
static size_t unfinished(const char *text, size_t length)
{
    for (size_t back = 1; back < 4 && back <= length; back++) {
        unsigned char c = (unsigned char)text[length - back];
        if ((c & 0xc0) == 0x80)
            continue;
        size_t whole = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
        return whole > back ? back : 0;
    }
    return 0;
}

void text_mend_cuts(char *message)
{
    enum { CUT_LEAST = 20 };
    size_t begin = 0, kept = 0;
    for (const char *c = message;; c++) {
        bool is_quote = *c && strchr("`'\"", *c);
        if ((is_quote || !*c) && kept - begin >= CUT_LEAST)
            kept -= unfinished(message, kept);
        message[kept] = *c;
        if (!*c)
            return;
        kept++;
        begin = is_quote ? kept : begin;
    }
}

const char *text_one_name(sol_arena *arena, const char *name)
{
    return strchr(name, ',') || strstr(name, " and ") ? sol_arena_print(arena, "\"%s\"", name) : name;
}
