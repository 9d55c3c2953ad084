#include "scenario/input/separator.h"

#include "scenario/text/csv.h"
#include "scenario/text/problem.h"

#include <string.h>
#include <strings.h>

enum { ROWS_LOOKED_AT = 100, ROWS_ABOVE = 20 };

static const struct {
    char separator;
    const char *name, *shown;
} separators[] = {{',', "comma", ","}, {';', "semicolon", ";"}, {'\t', "tab", "tab"}, {'|', "bar", "|"}};
enum { SEPARATORS = sizeof separators / sizeof *separators };

const char *table_separator_name(char separator)
{
    for (size_t i = 0; i < SEPARATORS; i++)
        if (separators[i].separator == separator)
            return separators[i].name;
    return "comma";
}

/* How a text divides by one separator. */
typedef struct division {
    char separator;
    size_t columns; /* of the first row that has several, without empty ones at its end */
    bool is_even;   /* and the rows behind it have as many */
} division;

/* Titles may stand above the first row, on up to `above` lines. */
static division divide(const text_source *source, char separator, size_t above)
{
    sol_arena *scratch = sol_arena_new();
    csv_reader *csv = SOL_TAKE(scratch, 1, csv_reader);
    *csv = csv_begin(source, scratch);
    csv->separator = separator;
    division d = {.separator = separator};
    for (size_t rows = 0; rows <= above && d.columns < 2 && csv_next(csv); rows++) {
        d.columns = csv_filled(csv);
        d.is_even = !csv->fault;
    }
    while (d.is_even && csv->rows < ROWS_LOOKED_AT && csv_next(csv))
        d.is_even = !csv->fault && csv->count >= d.columns && csv_filled(csv) <= d.columns;
    sol_arena_free(scratch);
    return d;
}

static bool refuse_two(text_source *source, const division *a, const division *b, sol_diagnostics *diagnostics)
{
    csv_reader csv = csv_begin(source, source->arena);
    size_t at = csv.at, end = at + strcspn(source->source.text + at, "\r\n");
    problem_add(
        diagnostics, P_SEPARATOR, source_place(source, at, end),
        sol_arena_print(source->arena, "say it in a first line: `sep=%c` or `sep=%c`", a->separator, b->separator),
        "the columns may be separated by %ss or by %ss", table_separator_name(a->separator),
        table_separator_name(b->separator));
    return false;
}

/* The separator of several that divides the rows evenly. */
static bool choose(text_source *source, const division *d, size_t count, sol_diagnostics *diagnostics)
{
    const division *even = NULL, *other = NULL;
    for (size_t i = 0; i < count; i++) {
        if (d[i].is_even && even)
            return refuse_two(source, even, &d[i], diagnostics);
        if (d[i].is_even)
            even = &d[i];
        else
            other = &d[i];
    }
    if (!even)
        return refuse_two(source, &d[0], other == &d[0] ? &d[1] : other, diagnostics);
    source->source.separator = even->separator;
    return true;
}

/* A first line "sep=;", of which spreadsheets make "sep=;;;;" and quotes; whether it is one. */
static bool take_said(text_source *source, sol_diagnostics *diagnostics, bool *is_right)
{
    const char *text = source->source.text;
    size_t length = source->source.length, at = 0;
    bool is_quoted = length > 0 && text[0] == '"';
    at += is_quoted;
    if (length - at < 5 || strncasecmp(text + at, "sep=", 4) != 0)
        return false;
    size_t said = at + 4, end = said + 1;
    *is_right = false;
    for (size_t i = 0; i < SEPARATORS; i++)
        *is_right = *is_right || separators[i].separator == text[said];
    end += is_quoted && end < length && text[end] == '"';
    while (*is_right && end < length && (text[end] == text[said] || text[end] == ' '))
        end++;
    bool is_line = end == length || text[end] == '\n' || text[end] == '\r';
    if (!*is_right || !is_line) {
        *is_right = false;
        size_t to = said + strcspn(text + said, "\r\n");
        problem_add(diagnostics, P_SEPARATOR, source_place(source, said, to > said ? to : said + 1),
                    "write `sep=;`, and nothing behind it",
                    "columns are separated by a comma, a semicolon, a tab or a bar");
        return true;
    }
    end += end < length && text[end] == '\r';
    end += end < length && text[end] == '\n';
    source->rows_from = end;
    source->source.separator = text[said];
    return true;
}

/* Those that divide the first row. */
static size_t list_divisions(const text_source *source, size_t above, division found[SEPARATORS])
{
    size_t count = 0;
    for (size_t i = 0; i < SEPARATORS; i++) {
        division d = divide(source, separators[i].separator, above);
        if (d.columns > 1)
            found[count++] = d;
    }
    return count;
}

static bool has_even(size_t count, const division *found)
{
    size_t i = 0;
    while (i < count && !found[i].is_even)
        i++;
    return i < count;
}

bool separator_find(text_source *source, sol_diagnostics *diagnostics)
{
    bool is_right = true;
    if (take_said(source, diagnostics, &is_right))
        return is_right;
    division found[SEPARATORS];
    size_t count = list_divisions(source, 0, found);
    if (!has_even(count, found) && !has_even(count = list_divisions(source, ROWS_ABOVE, found), found))
        count = list_divisions(source, 0, found);
    source->source.separator = count == 0 ? ',' : found[0].separator;
    return count < 2 || choose(source, found, count, diagnostics);
}
