#include "base/cell_name.h"

#include <stdio.h>
#include <string.h>

void cell_name(uint32_t row, uint32_t column, char name[static CELL_NAME_ROOM])
{
    char letters[8];
    size_t count = 0;
    for (uint32_t left = column; left > 0 && count < sizeof letters; left = (left - 1) / 26)
        letters[count++] = (char)('A' + (left - 1) % 26);
    size_t at = 0;
    while (count > 0)
        name[at++] = letters[--count];
    snprintf(name + at, CELL_NAME_ROOM - at, "%u", (unsigned)row);
}

void cell_write_place(text_buffer *out, const sol_place *place)
{
    const sol_source *source = place->source;
    if (!source->sheet) {
        text_print(out, place->line ? "%s:%u:%u" : "%s", source->name, (unsigned)place->line, (unsigned)place->column);
        return;
    }
    char first[CELL_NAME_ROOM], last[CELL_NAME_ROOM];
    text_print(out, "%s, sheet %s", source->name, source->sheet);
    if (place->line == 0)
        return;
    cell_name(place->line, place->column, first);
    cell_name(place->end_line, place->end_column > 1 ? place->end_column - 1 : 1, last);
    text_print(out, ", %s", first);
    if (strcmp(first, last) != 0)
        text_print(out, ":%s", last);
}

size_t cell_begin(const char *line, size_t length, uint32_t column)
{
    size_t at = 0;
    for (; column > 1; column--) {
        const char *tab = memchr(line + at, '\t', length - at);
        if (!tab)
            return length;
        at = (size_t)(tab - line) + 1;
    }
    return at;
}
