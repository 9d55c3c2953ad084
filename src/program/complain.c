#include "base/text.h"
#include "program/program.h"

#include <stdio.h>

/* Bytes of the first `count` characters. */
static size_t bytes_of(const char *text, uint32_t count)
{
    size_t at = 0;
    for (; text[at] && count > 0; count--)
        do
            at++;
        while (((unsigned char)text[at] & 0xc0) == 0x80);
    return at;
}

static void write_stretch(text_buffer *out, const sol_diagnostic *d)
{
    const sol_place *place = &d->place;
    const char *line = place->source->text;
    size_t from = bytes_of(line, place->column - 1), to = bytes_of(line, place->end_column - 1);
    text_print(out, "  --> %s\n   |\n   | %s\n   | ", place->source->name, line);
    text_pad(out, "", text_width_bytes(line, from), false);
    for (size_t i = text_width_bytes(line + from, to - from); i > 0; i--)
        text_append(out, "^");
    if (d->hint)
        text_print(out, " %s", d->hint);
    text_append(out, "\n");
}

void program_complain(const program_session *session)
{
    text_buffer out = {.arena = session->arena};
    for (size_t i = 0; i < sol_diagnostics_count(session->diagnostics); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(session->diagnostics, i);
        text_print(&out, "%s[%s]: %s\n", d->severity == SOL_ERROR ? "error" : "warning", d->id, d->message);
        if (d->place.source && d->place.line)
            write_stretch(&out, d);
        else if (d->hint)
            text_print(&out, "  = %s\n", d->hint);
    }
    fputs(text_of(&out), stderr);
}
