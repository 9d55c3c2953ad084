#include "program/divide_items.h"

#include "base/suggest.h"
#include "base/text.h"
#include "solatium/quantity.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 5, FIELDS_MAX = 64 };

static uint32_t characters(const char *bytes, size_t length)
{
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return count;
}

/* A stretch of a text that begins at `at` of a place's line. */
static item item_between(sol_arena *arena, const char *text, size_t length, sol_place at)
{
    size_t blanks = strspn(text, " \t"), end = length;
    size_t from = blanks < length ? blanks : length;
    while (end > from && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r'))
        end--;
    item one = {sol_arena_copy(arena, text + from, end - from), at};
    one.place.column += characters(text, from);
    one.place.end_line = one.place.line;
    one.place.end_column = one.place.column + characters(text + from, end - from);
    return one;
}

items items_of_argument(sol_arena *arena, const argument *given)
{
    if (!given)
        return (items){0};
    size_t room = 1;
    for (const char *c = given->text; *c; c++)
        room += *c == ',';
    item *list = SOL_TAKE(arena, room, item);
    /* Behind a quote or `--name=`, which the place counts too. */
    uint32_t width = given->place.end_column - given->place.column, own = characters(given->text, strlen(given->text));
    sol_place at = given->place;
    at.column += width == own + 2 ? 1 : width > own ? width - own : 0;
    size_t count = 0;
    for (const char *from = given->text;; from++) {
        size_t length = strcspn(from, ",");
        list[count++] = item_between(arena, from, length, at);
        at.column += characters(from, length) + 1;
        from += length;
        if (!*from)
            break;
    }
    return (items){count, list};
}

static char *read_all(program_session *session, const argument *path, size_t *length)
{
    FILE *in = strcmp(path->text, "-") == 0 ? stdin : fopen(path->text, "rb");
    text_buffer text = {.arena = session->arena};
    char chunk[1 << 14];
    bool failed = !in;
    while (in) {
        size_t got = fread(chunk, 1, sizeof chunk, in);
        text_append_bytes(&text, chunk, got);
        failed = ferror(in);
        if (got == 0)
            break;
    }
    if (in && in != stdin)
        fclose(in);
    if (failed)
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U301", path->place, NULL, "cannot read '%s'", path->text);
    *length = text.length;
    return failed ? NULL : sol_arena_copy(session->arena, text_of(&text), text.length);
}

/* The fields of one line; a quoted one may hold commas and doubled quotes. */
static size_t split(sol_arena *arena, const char *line, size_t length, sol_place at, item field[static FIELDS_MAX])
{
    size_t count = 0;
    uint32_t begin = at.column;
    for (size_t from = 0; count < FIELDS_MAX; from++) {
        size_t to = from;
        bool quoted = from < length && line[from] == '"';
        for (bool inside = quoted; to < length && (inside || line[to] != ','); to++)
            inside = line[to] == '"' && to > from ? !inside : inside;
        at.column = begin + characters(line, from);
        field[count] = item_between(arena, line + from, to - from, at);
        size_t own = strlen(field[count].text);
        if (quoted && own >= 2)
            field[count].text = sol_arena_copy(arena, field[count].text + 1, own - 2);
        count++;
        from = to;
        if (to >= length)
            break;
    }
    return count;
}

static const char *const column_names[COLUMNS] = {"id", "claim", "weight", "age", "survival"};

/* Which field holds each column; false when the head names what is unknown, or no claims. */
static bool read_head(program_session *session, size_t count, const item *field, size_t column[static COLUMNS])
{
    bool is_right = true;
    for (size_t c = 0; c < COLUMNS; c++)
        column[c] = SIZE_MAX;
    for (size_t k = 0; k < count; k++) {
        size_t c = 0;
        while (c < COLUMNS && strcmp(field[k].text, column_names[c]) != 0)
            c++;
        if (c < COLUMNS) {
            column[c] = k;
            continue;
        }
        const char *nearest = suggest_nearest(field[k].text, COLUMNS, column_names);
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U302", field[k].place,
                            nearest ? sol_arena_print(session->arena, "did you mean `%s`?", nearest)
                                    : "the columns are id, claim, weight, age and survival",
                            "unknown column `%s`", field[k].text);
        is_right = false;
    }
    if (is_right && column[1] == SIZE_MAX) {
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U303", field[0].place, "the first line names the columns",
                            "there is no column `claim`");
        is_right = false;
    }
    return is_right;
}

typedef struct table {
    size_t column[COLUMNS];
    size_t count;
    item *cell[COLUMNS];
} table;

static bool read_rows(program_session *session, const sol_source *source, table *t)
{
    item field[FIELDS_MAX];
    sol_place at = {source, 0, 1, 0, 1};
    bool has_head = false;
    for (const char *line = source->text; *line;) {
        size_t length = strcspn(line, "\n");
        at.line++;
        size_t bare = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        size_t fields = bare > 0 ? split(session->arena, line, bare, at, field) : 0;
        line += length + (line[length] == '\n');
        if (fields == 0)
            continue;
        if (!has_head && !read_head(session, fields, field, t->column))
            return false;
        for (size_t c = 0; has_head && c < COLUMNS; c++)
            t->cell[c][t->count] = t->column[c] < fields ? field[t->column[c]] : (item){"", field[fields - 1].place};
        t->count += has_head;
        has_head = true;
    }
    if (!has_head)
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U303", (sol_place){source, 1, 1, 1, 1}, NULL,
                            "the file is empty");
    return has_head;
}

bool items_read_file(program_session *session, const argument *path, items_file *file)
{
    size_t length, lines = 2;
    const char *text = read_all(session, path, &length);
    if (!text)
        return false;
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3;
    for (const char *c = text; *c; c++)
        lines += *c == '\n';
    sol_source *source = SOL_TAKE(session->arena, 1, sol_source);
    *source = (sol_source){strcmp(path->text, "-") == 0 ? "standard input" : path->text, text, strlen(text)};
    table t = {.count = 0};
    for (size_t c = 0; c < COLUMNS; c++)
        t.cell[c] = SOL_TAKE(session->arena, lines, item);
    if (!read_rows(session, source, &t))
        return false;
    items *out[COLUMNS] = {&file->id, &file->claim, &file->weight, &file->age, &file->survival};
    for (size_t c = 0; c < COLUMNS; c++)
        *out[c] = t.column[c] == SIZE_MAX ? (items){0} : (items){t.count, t.cell[c]};
    return true;
}

bool items_numbers(program_session *session, items list, double above, double most, double *number)
{
    bool is_right = true;
    for (size_t i = 0; i < list.count; i++) {
        sol_quantity_fault fault;
        const item *one = &list.item[i];
        if (!sol_quantity_number(one->text, strlen(one->text), &number[i], &fault)) {
            sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U304", one->place, fault.hint[0] ? fault.hint : NULL,
                                "%s", fault.message);
            is_right = false;
        } else if (!(number[i] > above && number[i] <= most)) {
            bool is_small = !(number[i] > above);
            sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U305", one->place, NULL, "%s is not %s %g", one->text,
                                is_small ? "above" : "up to", is_small ? above : most);
            is_right = false;
        }
    }
    return is_right;
}
