#include "base/diagnostic_text.h"

#include "base/cell_name.h"
#include "base/visible.h"

#include <stdio.h>
#include <string.h>

/* So many of a kind are shown in full, and so many runs of lines named for the rest. */
enum { SHOWN_MOST = 3, RUNS_MOST = 8 };

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

/* Bytes of a line up to a column. */
static size_t bytes_to(const sol_source *source, const char *line, size_t length, uint32_t column)
{
    if (source->sheet)
        return cell_begin(line, length, column);
    return bytes_of(line, length, column ? column - 1 : 0);
}

/* The stretch of its line that a place means. */
static void find_stretch(const sol_place *place, const char *line, size_t length, size_t *from, size_t *to)
{
    bool is_on_one_line = place->end_line == place->line && place->end_column > place->column;
    *from = bytes_to(place->source, line, length, place->column);
    *to = is_on_one_line ? bytes_to(place->source, line, length, place->end_column) : length;
    if (place->source->sheet && *to > *from && line[*to - 1] == '\t')
        --*to;
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

static const char *shown_place(const writer *w, const sol_place *place)
{
    text_buffer text = {.arena = w->out->arena};
    cell_write_place(&text, place);
    return shown(w, text_of(&text));
}

/* A hint that has no line to stand behind. */
static void write_apart(writer *w, const char *hint)
{
    if (hint)
        text_print(w->out, "   = %s\n", shown(w, hint));
}

/* What stands in a sheet's line for tabs, line ends and broken values of cells is as blank as the tabs between them. */
static const char *without_controls(sol_arena *arena, const char *line, size_t length)
{
    char *copy = sol_arena_copy(arena, line, length);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)copy[i] < ' ')
            copy[i] = ' ';
    return copy;
}

static void write_place(writer *w, const sol_diagnostic *d)
{
    const sol_place *place = &d->place;
    size_t length;
    const char *line = find_line(w, place, &length);
    char number[16];
    snprintf(number, sizeof number, "%u", (unsigned)place->line);
    text_print(w->out, "%*s--> %s\n", (int)strlen(number), "", shown_place(w, place));
    if (length > BYTES_MOST) {
        write_apart(w, d->hint);
        return;
    }
    stretch raw = {.line = line, .length = length};
    find_stretch(place, line, length, &raw.from, &raw.to);
    if (place->source->sheet)
        raw.line = without_controls(w->out->arena, line, length);
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
        text_print(w->out, "  --> %s\n", shown_place(w, &d->place));
    write_apart(w, d->hint);
}

/* What stands on the line of a place: for a key its own text, for a value the key in front of it, for a field of a row its column. */
static const char *key_at(writer *w, const sol_diagnostic *d, const char **meant)
{
    sol_arena *arena = w->out->arena;
    size_t length;
    *meant = "";
    if (!d->place.source || !d->place.line)
        return "";
    const char *line = find_line(w, &d->place, &length);
    if (length > BYTES_MOST)
        return "";
    size_t from, to;
    char separator = d->place.source->separator ? d->place.source->separator : ',';
    find_stretch(&d->place, line, length, &from, &to);
    *meant = sol_arena_copy(arena, line + from, to - from);
    if (to < length && line[to] == ':')
        return *meant;
    size_t fields = 0, colon = from;
    bool is_quoted = false;
    for (size_t i = 0; i < from; i++) {
        is_quoted ^= line[i] == '"';
        fields += line[i] == separator && !is_quoted;
    }
    while (colon > 0 && line[colon - 1] != ':')
        colon--;
    size_t begin = colon > 0 ? colon - 1 : 0;
    while (begin > 0 && !strchr(" ,{[\"", line[begin - 1]))
        begin--;
    return colon > 0 ? sol_arena_copy(arena, line + begin, colon - 1 - begin) : sol_arena_print(arena, "%zu", fields);
}

/* The message without its numbers and without what it repeats of the text: alike in all of a kind. */
static void write_pattern(text_buffer *out, const char *message, const char *meant)
{
    for (const char *at = message; *at;) {
        const char *end = *at == '`' ? strchr(at + 1, '`') : NULL;
        size_t quoted = end ? (size_t)(end - at) - 1 : 0;
        if (quoted > 0 && strstr(meant, sol_arena_copy(out->arena, at + 1, quoted))) {
            at = end + 1;
        } else {
            if (*at < '0' || *at > '9')
                text_append_bytes(out, at, 1);
            at++;
        }
    }
}

/* What makes two diagnostics of one kind: id, file, key or column, and message. */
static const char *kind_of(writer *w, const sol_diagnostic *d)
{
    const char *meant;
    const char *key = key_at(w, d, &meant);
    text_buffer kind = {.arena = w->out->arena};
    text_print(&kind, "%d %s %s\n%s\n", (int)d->severity, d->id, d->place.source ? d->place.source->name : "", key);
    write_pattern(&kind, d->message, meant);
    return text_of(&kind);
}

/* "lines 5 to 201, 207": where those stand that are not shown. */
static void write_lines(text_buffer *out, size_t count, const uint32_t *line)
{
    size_t runs = 0;
    for (size_t i = 0; i < count; runs++) {
        size_t last = i;
        while (last + 1 < count && line[last + 1] <= line[last] + 1)
            last++;
        if (runs == RUNS_MOST) {
            text_append(out, ", …");
            return;
        }
        text_print(out, "%s%u",
                   runs > 0                    ? ", "
                   : line[count - 1] > line[0] ? ": lines "
                                               : ": line ",
                   (unsigned)line[i]);
        if (line[last] > line[i])
            text_print(out, " to %u", (unsigned)line[last]);
        i = last + 1;
    }
}

/* Behind the last of a kind that is shown: how many more there are. */
static void write_more(writer *w, const sol_diagnostics *list, const char *const *kind, size_t last)
{
    size_t count = sol_diagnostics_count(list), more = 0;
    uint32_t *line = SOL_TAKE(w->out->arena, count, uint32_t);
    for (size_t i = last + 1; i < count; i++)
        if (strcmp(kind[i], kind[last]) == 0)
            line[more++] = sol_diagnostics_get(list, i)->place.line;
    if (more == 0)
        return;
    text_print(w->out, "   and %zu more like it", more);
    if (line[0] > 0)
        write_lines(w->out, more, line);
    text_append(w->out, "\n");
}

void diagnostic_text_write(text_buffer *out, const sol_diagnostics *list, bool colors)
{
    writer w = {.out = out, .colors = colors};
    size_t count = sol_diagnostics_count(list);
    const char **kind = SOL_TAKE(out->arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++)
        kind[i] = kind_of(&w, sol_diagnostics_get(list, i));
    for (size_t i = 0, shown_before; i < count; i++) {
        shown_before = 0;
        for (size_t k = 0; k < i && shown_before < SHOWN_MOST; k++)
            shown_before += strcmp(kind[k], kind[i]) == 0;
        if (shown_before == SHOWN_MOST)
            continue;
        if (i > 0)
            text_append(out, "\n");
        write_one(&w, sol_diagnostics_get(list, i));
        if (shown_before + 1 == SHOWN_MOST)
            write_more(&w, list, kind, i);
    }
    if (sol_diagnostics_dropped(list) > 0)
        text_print(out, "\n%zu more are not shown\n", sol_diagnostics_dropped(list));
}
