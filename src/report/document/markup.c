#include "report/document/markup.h"

#include "base/visible.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

static bool is_blank(char c)
{
    return c == '\n' || c == '\t' || c == ' ';
}

static const char *escape_of(char c)
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
        return is_blank(c) ? " " : NULL;
    }
}

void markup_text(text_buffer *buffer, const char *text)
{
    text_append(buffer, "");
    for (const char *c = visible_text(buffer->arena, text); *c; c++) {
        const char *escape = escape_of(*c);
        if (escape)
            text_append(buffer, escape);
        else
            text_append_bytes(buffer, c, 1);
    }
}

char *markup_line(sol_arena *arena, const char *text, size_t cells)
{
    text_buffer line = {.arena = arena};
    text = visible_text(arena, text);
    size_t left = strlen(text), width = 0, cut = 0;
    text_append(&line, "");
    while (left > 0) {
        ucs4_t c;
        size_t length = (size_t)u8_mbtouc(&c, (const uint8_t *)text, left);
        int character_width = is_blank(*text) ? 1 : uc_width(c, "UTF-8");
        width += character_width > 0 ? (size_t)character_width : 0;
        if (width > cells)
            break;
        text_append_bytes(&line, is_blank(*text) ? " " : text, length);
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
