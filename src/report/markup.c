#include "report/markup.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

/* Reads one character; a bad byte is one character of value U+FFFD. */
static size_t next_character(const char *text, size_t left, ucs4_t *character)
{
    int length = u8_mbtouc(character, (const uint8_t *)text, left);
    return length > 0 ? (size_t)length : 1;
}

static bool is_blank(ucs4_t c)
{
    return c == '\n' || c == '\r' || c == '\t' || c == ' ';
}

/* Controls and non-characters of XML 1.0, and the marks that turn the direction of the text around them. */
static bool is_unwanted(ucs4_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c < 0xE000) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static const char *escape_of(ucs4_t c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return is_blank(c) ? " " : is_unwanted(c) ? REPLACEMENT : NULL;
    }
}

void markup_text(text_buffer *buffer, const char *text)
{
    size_t left = strlen(text);
    text_append(buffer, "");
    while (left > 0) {
        ucs4_t c;
        size_t length = next_character(text, left, &c);
        const char *escape = escape_of(c);
        if (escape)
            text_append(buffer, escape);
        else if (c == 0xFFFD)
            text_append(buffer, REPLACEMENT);
        else
            text_append_bytes(buffer, text, length);
        text += length;
        left -= length;
    }
}

char *markup_line(sol_arena *arena, const char *text, size_t cells)
{
    text_buffer line = {.arena = arena};
    size_t left = strlen(text), width = 0, cut = 0;
    text_append(&line, "");
    while (left > 0) {
        ucs4_t c;
        size_t length = next_character(text, left, &c);
        int character_width = is_blank(c) || is_unwanted(c) ? 1 : uc_width(c, "UTF-8");
        width += character_width > 0 ? (size_t)character_width : 0;
        if (width > cells)
            break;
        if (is_blank(c))
            text_append(&line, " ");
        else if (is_unwanted(c) || c == 0xFFFD)
            text_append(&line, REPLACEMENT);
        else
            text_append_bytes(&line, text, length);
        text += length;
        left -= length;
        if (width + 1 <= cells)
            cut = line.length;
    }
    if (left > 0 && cells > 0) {
        line.length = cut;
        text_append(&line, "…");
    }
    return line.data;
}
