#include "scenario/text/csv.h"

#include <string.h>

csv_reader csv_begin(const text_source *source, sol_arena *arena)
{
    return (csv_reader){.source = source, .arena = arena};
}

static bool ends_field(char c)
{
    return c == ',' || c == '\n' || c == '\r';
}

static void set_fault(csv_reader *csv, const char *fault, size_t at)
{
    if (csv->fault)
        return;
    csv->fault = fault;
    csv->fault_at = at;
}

/* From the quote at `from`; gives the byte behind the closing one. */
static size_t take_quoted(csv_reader *csv, size_t from, csv_field *field)
{
    const char *text = csv->source->source.text;
    size_t length = csv->source->source.length, doubled = 0, at = from + 1;
    for (;;) {
        const char *quote = memchr(text + at, '"', length - at);
        if (!quote) {
            set_fault(csv, "a quote is not closed", from);
            *field = (csv_field){text + from + 1, length - from - 1, from, length};
            return length;
        }
        at = (size_t)(quote - text) + 1;
        if (at == length || text[at] != '"')
            break;
        doubled++;
        at++;
    }
    *field = (csv_field){text + from + 1, at - from - 2, from, at};
    if (!doubled)
        return at;
    char *undone = sol_arena_take(csv->arena, field->length - doubled + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < field->length; i++) {
        undone[n++] = field->text[i];
        i += field->text[i] == '"';
    }
    field->text = undone;
    field->length = n;
    return at;
}

static size_t take_field(csv_reader *csv, size_t at, csv_field *field)
{
    const char *text = csv->source->source.text;
    size_t length = csv->source->source.length, from = at;
    if (at < length && text[at] == '"') {
        at = take_quoted(csv, at, field);
        if (at < length && !ends_field(text[at]))
            set_fault(csv, "text stands behind a closing quote", at);
        while (at < length && !ends_field(text[at]))
            at++;
        return at;
    }
    while (at < length && !ends_field(text[at]))
        at++;
    *field = (csv_field){text + from, at - from, from, at};
    return at;
}

static size_t behind_line(const csv_reader *csv, size_t at)
{
    const char *text = csv->source->source.text;
    size_t length = csv->source->source.length;
    if (at < length && text[at] == '\r')
        at++;
    if (at < length && text[at] == '\n')
        at++;
    return at;
}

bool csv_next(csv_reader *csv)
{
    const char *text = csv->source->source.text;
    size_t length = csv->source->source.length, at = csv->at;
    while (at < length && (text[at] == '\n' || text[at] == '\r'))
        at++;
    if (at == length)
        return false;
    csv->row_from = at;
    csv->count = 0;
    csv->fault = NULL;
    for (;;) {
        csv_field spare;
        bool fits = csv->count < CSV_COLUMNS_MAX;
        if (!fits)
            set_fault(csv, "too many columns", at);
        at = take_field(csv, at, fits ? &csv->field[csv->count] : &spare);
        csv->count += fits;
        if (at == length || text[at] != ',')
            break;
        at++;
    }
    csv->at = behind_line(csv, at);
    return true;
}
