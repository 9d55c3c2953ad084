#include "scenario/text/excerpt.h"

#include "base/text.h"

#include <string.h>

enum { LINE_MOST = 1 << 17 };

/* A source that is copied as far as its lines are named; diagnostics come in the order of lines. */
typedef struct excerpt {
    const sol_source *source;
    sol_source *copy;
    text_buffer text;
    size_t at;     /* byte at which the next line begins */
    uint32_t line; /* its number */
} excerpt;

static const char *kept(sol_arena *arena, const char *text)
{
    return text ? sol_arena_copy(arena, text, strlen(text)) : NULL;
}

static excerpt begin(sol_arena *arena, const sol_source *source)
{
    excerpt e = {.source = source, .copy = SOL_TAKE(arena, 1, sol_source), .text = {.arena = arena}, .line = 1};
    *e.copy = *source;
    e.copy->name = kept(arena, source->name);
    e.copy->sheet = kept(arena, source->sheet);
    e.copy->text = "";
    e.copy->length = 0;
    return e;
}

/* The end of the line that begins at a byte, and where the next one begins. */
static size_t line_end(const sol_source *source, size_t at, size_t *next)
{
    while (at < source->length && source->text[at] != '\n' && source->text[at] != '\r')
        at++;
    *next = at;
    *next += *next < source->length && source->text[*next] == '\r';
    *next += *next < source->length && source->text[*next] == '\n';
    return at;
}

static void take_lines(excerpt *e, uint32_t from, uint32_t to)
{
    for (; e->line <= to && e->at <= e->source->length; e->line++) {
        size_t next, end = line_end(e->source, e->at, &next), length = end - e->at;
        if (e->line >= from)
            text_append_bytes(&e->text, e->source->text + e->at, length < LINE_MOST ? length : LINE_MOST);
        text_append(&e->text, "\n");
        if (next == e->at)
            break;
        e->at = next;
    }
    e->copy->text = text_of(&e->text);
    e->copy->length = e->text.length;
}

void excerpt_join(sol_arena *arena, sol_diagnostics *list, sol_diagnostics *found)
{
    excerpt e = {.source = NULL};
    sol_diagnostics_sort(found);
    for (size_t i = 0; i < sol_diagnostics_count(found); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(found, i);
        sol_place place = d->place;
        if (place.source && place.source != e.source)
            e = begin(arena, place.source);
        if (place.source && place.line > 0)
            take_lines(&e, place.line, place.end_line);
        place.source = place.source ? e.copy : NULL;
        sol_diagnostics_add(list, d->severity, d->id, place, d->hint, "%s", d->message);
    }
}
