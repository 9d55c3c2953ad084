#include "report/document/wrap.h"

#include "base/check.h"
#include "base/text.h"
#include "base/visible.h"

#include <string.h>
#include <unilbrk.h>
#include <unistr.h>

typedef struct lines {
    sol_arena *arena;
    size_t count, room;
    const char **line;
} lines;

static void keep_line(lines *l, const char *from, size_t length)
{
    while (length > 0 && (from[length - 1] == ' ' || from[length - 1] == '\n'))
        length--;
    if (l->count == l->room) {
        size_t room = l->room ? l->room * 2 : 8;
        const char **line = SOL_TAKE(l->arena, room, const char *);
        if (l->count)
            memcpy(line, l->line, l->count * sizeof *line);
        l->line = line;
        l->room = room;
    }
    char *kept = sol_arena_copy(l->arena, from, length);
    for (size_t i = 0; i < length; i++)
        if (kept[i] == '\t')
            kept[i] = ' ';
    l->line[l->count++] = kept;
}

/* Bytes of the characters that fit into `width` cells, at least one. */
static size_t bytes_that_fit(const char *text, size_t length, size_t width)
{
    size_t taken = 0;
    while (taken < length) {
        size_t next = taken + 1;
        while (next < length && ((unsigned char)text[next] & 0xc0) == 0x80)
            next++;
        if (taken > 0 && text_width_bytes(text, next) > width)
            break;
        taken = next;
    }
    return taken;
}

static void break_hard(lines *l, const char *from, size_t length, size_t width)
{
    while (length > 0 && from[length - 1] == ' ')
        length--;
    do {
        size_t taken = bytes_that_fit(from, length, width);
        keep_line(l, from, taken);
        from += taken;
        length -= taken;
    } while (length > 0);
}

size_t wrap_lines(sol_arena *arena, const char *text, size_t width, const char *const **line)
{
    SOL_CHECK(width >= 1);
    lines l = {.arena = arena};
    text = visible_text(arena, text);
    size_t length = strlen(text), from = 0;
    char *breaks = sol_arena_take(arena, length + 1, 1);
    u8_width_linebreaks((const uint8_t *)text, length, (int)width, 0, 0, NULL, "UTF-8", breaks);
    for (size_t i = 0; i < length; i++) {
        bool is_mandatory = breaks[i] == UC_BREAK_MANDATORY;
        if (breaks[i] != UC_BREAK_POSSIBLE && !is_mandatory)
            continue;
        if (i > from)
            break_hard(&l, text + from, i - from, width);
        from = i + (text[i] == '\n');
    }
    break_hard(&l, text + from, length - from, width);
    *line = l.line;
    return l.count;
}
