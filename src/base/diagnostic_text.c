#include "base/diagnostic_text.h"

#include "base/visible.h"

#include <stdio.h>
#include <string.h>

/* What a line may have to be shown at all, so that a hostile text costs little; and what a screen holds of it. */
enum { BYTES_MOST = 16384, CELLS_MOST = 160, CELLS_BEFORE = 40, WINDOW_BEFORE = 480, WINDOW_BEHIND = 1280 };

typedef struct writer {
    text_buffer *out;
    bool colors;
    const sol_source *source; /* of the line found last */
    uint32_t line;
    size_t at; /* byte at which it begins */
} writer;

static void color(const writer *w, const char *sequence)
{
    if (w->colors)
        text_append(w->out, sequence);
}

/* Bytes of the line break at `at`: "\n", "\r\n" or "\r"; 0: none. */
static size_t break_at(const sol_source *source, size_t at)
{
    if (source->text[at] == '\n')
        return 1;
    if (source->text[at] != '\r')
        return 0;
    return at + 1 < source->length && source->text[at + 1] == '\n' ? 2 : 1;
}

/* Goes on from the line found last when it can. */
static const char *find_line(writer *w, const sol_place *place, size_t *length)
{
    const sol_source *source = place->source;
    if (w->source != source || w->line > place->line) {
        w->source = source;
        w->line = 1;
        w->at = 0;
    }
    while (w->line < place->line && w->at < source->length) {
        size_t width = break_at(source, w->at);
        w->at += width ? width : 1;
        w->line += width > 0;
    }
    size_t end = w->at;
    while (end < source->length && end - w->at <= BYTES_MOST && !break_at(source, end))
        end++;
    *length = end - w->at;
    return source->text + w->at;
}

/* Bytes of the first `count` characters. */
static size_t bytes_of(const char *text, size_t length, uint32_t count)
{
    size_t at = 0;
    for (; at < length && count > 0; count--)
        do
            at++;
        while (at < length && ((unsigned char)text[at] & 0xc0) == 0x80);
    return at;
}

static bool continues_character(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

typedef struct stretch {
    const char *line;
    size_t length;
    size_t from, to;            /* bytes of it that are meant */
    bool is_cut, is_cut_behind; /* something in front of it, behind it, is left out */
} stretch;

/*
 * A stretch of a raw line as it is shown: tabs are blanks, what nobody sees is marked (base/visible.h), and the carets go with it. Of a
 * long line only what a screen could hold around the carets is looked at.
 */
static stretch make_visible(sol_arena *arena, stretch raw)
{
    size_t begin = raw.from > WINDOW_BEFORE ? raw.from - WINDOW_BEFORE : 0;
    size_t end = raw.from + WINDOW_BEHIND < raw.length ? raw.from + WINDOW_BEHIND : raw.length;
    while (begin > 0 && continues_character(raw.line[begin]))
        begin--;
    while (end > raw.from && end < raw.length && continues_character(raw.line[end]))
        end--;
    size_t to = raw.to < end ? raw.to : end;
    text_buffer line = {.arena = arena};
    visible_append(&line, raw.line + begin, raw.from - begin);
    stretch shown = {.from = line.length, .is_cut = begin > 0, .is_cut_behind = end < raw.length};
    visible_append(&line, raw.line + raw.from, to > raw.from ? to - raw.from : 0);
    shown.to = line.length;
    visible_append(&line, raw.line + (to > raw.from ? to : raw.from), end - (to > raw.from ? to : raw.from));
    for (char *c = line.data; (c = strchr(c, '\t')) != NULL;)
        *c = ' ';
    shown.line = line.data;
    shown.length = line.length;
    return shown;
}

/* Cuts a long line around what is meant; the bytes cut off in front. */
static size_t cut_front(const stretch *s)
{
    size_t cut = 0;
    if (text_width_bytes(s->line, s->length) <= CELLS_MOST)
        return 0;
    while (cut < s->from && text_width_bytes(s->line + cut, s->from - cut) > CELLS_BEFORE)
        cut += bytes_of(s->line + cut, s->length - cut, s->from - cut > 8 * CELLS_BEFORE ? CELLS_BEFORE : 1);
    return cut;
}

static void write_line_and_carets(writer *w, const stretch *s, const char *number)
{
    size_t cut = cut_front(s), shown = s->length - cut;
    while (shown > 0 && (shown > 4 * CELLS_MOST || text_width_bytes(s->line + cut, shown) > CELLS_MOST)) {
        shown = shown > 4 * CELLS_MOST ? 4 * CELLS_MOST : shown - 1;
        while (shown > 0 && ((unsigned char)s->line[cut + shown] & 0xc0) == 0x80)
            shown--;
    }
    size_t gutter = strlen(number);
    bool is_cut = cut > 0 || s->is_cut;
    text_print(w->out, "%*s |\n%s | %s", (int)gutter, "", number, is_cut ? "…" : "");
    text_append_bytes(w->out, s->line + cut, shown);
    text_print(w->out, "%s\n%*s | %s", cut + shown < s->length || s->is_cut_behind ? "…" : "", (int)gutter, "",
               is_cut ? " " : "");
    text_pad(w->out, "", text_width_bytes(s->line + cut, s->from - cut), false);
    size_t end = s->to < cut + shown ? s->to : cut + shown;
    size_t carets = end > s->from ? text_width_bytes(s->line + s->from, end - s->from) : 0;
    for (size_t i = carets > 0 ? carets : 1; i > 0; i--)
        text_append(w->out, "^");
}

/* A message, a hint or a name on its line. */
static const char *shown(const writer *w, const char *text)
{
    char *line = sol_arena_copy(w->out->arena, text, strlen(text));
    for (char *c = line; (c = strpbrk(c, "\t\n")) != NULL;)
        *c = ' ';
    return visible_text(w->out->arena, line);
}

/* A hint that has no line to stand behind. */
static void write_apart(writer *w, const char *hint)
{
    if (hint)
        text_print(w->out, "   = %s\n", shown(w, hint));
}

static void write_place(writer *w, const sol_diagnostic *d)
{
    const sol_place *place = &d->place;
    size_t length;
    const char *line = find_line(w, place, &length);
    char number[16];
    snprintf(number, sizeof number, "%u", (unsigned)place->line);
    text_print(w->out, "%*s--> %s:%u:%u\n", (int)strlen(number), "", shown(w, place->source->name),
               (unsigned)place->line, (unsigned)place->column);
    if (length > BYTES_MOST) {
        write_apart(w, d->hint);
        return;
    }
    stretch raw = {.line = line, .length = length};
    raw.from = bytes_of(line, length, place->column ? place->column - 1 : 0);
    bool is_on_one_line = place->end_line == place->line && place->end_column > place->column;
    raw.to = is_on_one_line ? bytes_of(line, length, place->end_column - 1) : length;
    stretch s = make_visible(w->out->arena, raw);
    write_line_and_carets(w, &s, number);
    if (d->hint)
        text_print(w->out, " %s", shown(w, d->hint));
    text_append(w->out, "\n");
}

static void write_one(writer *w, const sol_diagnostic *d)
{
    bool is_error = d->severity == SOL_ERROR;
    color(w, is_error ? "\033[1;31m" : "\033[1;33m");
    text_print(w->out, "%s[%s]", is_error ? "error" : "warning", d->id);
    color(w, "\033[0m");
    text_print(w->out, ": %s\n", shown(w, d->message));
    if (d->place.source && d->place.line) {
        write_place(w, d);
        return;
    }
    if (d->place.source)
        text_print(w->out, "  --> %s\n", shown(w, d->place.source->name));
    write_apart(w, d->hint);
}

void diagnostic_text_write(text_buffer *out, const sol_diagnostics *list, bool colors)
{
    writer w = {.out = out, .colors = colors};
    for (size_t i = 0; i < sol_diagnostics_count(list); i++) {
        if (i > 0)
            text_append(out, "\n");
        write_one(&w, sol_diagnostics_get(list, i));
    }
    if (sol_diagnostics_dropped(list) > 0)
        text_print(out, "\n%zu more are not shown\n", sol_diagnostics_dropped(list));
}
