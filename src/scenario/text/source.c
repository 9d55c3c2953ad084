#include "scenario/text/source.h"

#include "base/check.h"
#include "base/held_file.h"
#include "scenario/text/problem.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unistr.h>

enum { CHARACTERS_PER_MARK = 32, PIECE = 1 << 16 };

const source_limit source_yaml = {(size_t)32 << 20, "keep firms and claimants in CSV files that the scenario names"};
const source_limit source_csv = {(size_t)1 << 30, "put rows that are alike into one, with a `count`"};

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

static bool ends_line(const char *text, size_t length, size_t at)
{
    return text[at] == '\n' || (text[at] == '\r' && (at + 1 == length || text[at + 1] != '\n'));
}

/* One pass that counts, one that fills; `filled` NULL: count only. */
static void walk_index(const text_source *source, text_source *filled, size_t *lines, size_t *marks)
{
    const char *text = source->source.text;
    size_t length = source->source.length, characters = 0;
    *lines = *marks = 0;
    for (size_t i = 0; i < length; i++) {
        if (i == 0 || ends_line(text, length, i - 1)) {
            if (filled)
                filled->line[*lines] = (uint32_t)i;
            ++*lines;
        }
        if (begins_character(text[i]) && characters++ % CHARACTERS_PER_MARK == 0) {
            if (filled)
                filled->mark[*marks] = (uint32_t)i;
            ++*marks;
        }
    }
    if (length == 0 || ends_line(text, length, length - 1)) {
        if (filled)
            filled->line[*lines] = (uint32_t)length;
        ++*lines;
    }
}

/* The index belongs to the text as its lines do: filling it in late changes nothing that anyone can see. */
static void make_index(const text_source *source)
{
    if (source->line)
        return;
    text_source *filled = (text_source *)source;
    size_t lines, marks;
    walk_index(source, NULL, &lines, &marks);
    filled->line = SOL_TAKE(source->arena, lines, uint32_t);
    filled->mark = SOL_TAKE(source->arena, marks, uint32_t);
    walk_index(source, filled, &filled->line_count, &filled->mark_count);
}

/* The last entry that is not above `byte`; the first one is 0. */
static size_t last_up_to(const uint32_t *sorted, size_t count, size_t byte)
{
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static size_t character_number(const text_source *source, size_t byte)
{
    if (source->mark_count == 0)
        return 0;
    size_t k = last_up_to(source->mark, source->mark_count, byte);
    size_t number = k * CHARACTERS_PER_MARK;
    for (size_t i = source->mark[k] + 1; i <= byte && i < source->source.length; i++)
        number += begins_character(source->source.text[i]);
    return byte >= source->source.length ? number + 1 : number;
}

static void find_line(const text_source *source, size_t byte, uint32_t *line, uint32_t *column)
{
    size_t j = last_up_to(source->line, source->line_count, byte);
    *line = (uint32_t)(j + 1);
    *column = 1;
    if (byte > source->line[j])
        *column += (uint32_t)(character_number(source, byte) - character_number(source, source->line[j]));
}

/* In a sheet a line is a row and a column one of its cells, behind which a stretch ends. */
static uint32_t cells_before(const text_source *source, uint32_t line, size_t byte)
{
    uint32_t count = 0;
    for (size_t i = source->line[line - 1]; i < byte; i++)
        count += source->source.text[i] == '\t';
    return count;
}

sol_place source_place(const text_source *source, size_t from, size_t to)
{
    make_index(source);
    if (from > source->source.length)
        from = source->source.length;
    if (to > source->source.length)
        to = source->source.length;
    sol_place place = {.source = &source->source};
    find_line(source, from, &place.line, &place.column);
    to = to < from ? from : to;
    find_line(source, to, &place.end_line, &place.end_column);
    if (source->source.sheet) {
        place.column = cells_before(source, place.line, from) + 1;
        place.end_column = cells_before(source, place.end_line, to) + 2;
    }
    return place;
}

size_t source_byte(const text_source *source, size_t index)
{
    make_index(source);
    size_t k = index / CHARACTERS_PER_MARK, length = source->source.length;
    if (k >= source->mark_count)
        return length;
    size_t byte = source->mark[k];
    for (size_t left = index % CHARACTERS_PER_MARK; left > 0 && byte < length; left--) {
        byte++;
        while (byte < length && !begins_character(source->source.text[byte]))
            byte++;
    }
    return byte;
}

static const char *folder_of(sol_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? sol_arena_copy(arena, path, (size_t)(slash - path) + 1) : "";
}

const char *source_path(sol_arena *arena, const text_source *source, const char *path)
{
    return path[0] == '/' ? path : sol_arena_print(arena, "%s%s", source->folder, path);
}

/* Refuses what no text may hold; the text is kept either way, so that the place can be shown. */
bool source_check(text_source *source, sol_diagnostics *diagnostics)
{
    const char *text = source->source.text;
    size_t length = source->source.length;
    const char *zero = memchr(text, '\0', length);
    if (zero) {
        size_t at = (size_t)(zero - text);
        source->source.length = at; /* what stands behind is not text */
        bool may_be_wide = at < 4 && length > at + 2;
        problem_add(diagnostics, P_NUL_BYTE, source_place(source, at, at),
                    may_be_wide ? "it is probably UTF-16: save the file as UTF-8" : NULL, "the text holds a NUL byte");
        return false;
    }
    const uint8_t *bad = u8_check((const uint8_t *)text, length);
    if (bad) {
        size_t at = (size_t)((const char *)bad - text);
        problem_add(diagnostics, P_BAD_BYTE, source_place(source, at, at + 1), "save the file as UTF-8",
                    "the byte 0x%02X is not UTF-8", *bad);
        return false;
    }
    return true;
}

static text_source *make_source(sol_arena *arena, const char *name, char *text, size_t length)
{
    bool has_mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    text_source *source = SOL_TAKE(arena, 1, text_source);
    source->source.name = sol_arena_copy(arena, name, strlen(name));
    source->source.text = has_mark ? text + 3 : text;
    source->source.length = has_mark ? length - 3 : length;
    source->raw = text;
    source->raw_length = length;
    source->folder = folder_of(arena, name);
    source->arena = arena;
    return source;
}

text_source *source_of_bytes(sol_arena *arena, const char *name, const char *bytes, size_t length)
{
    return make_source(arena, name, sol_arena_copy(arena, bytes, length), length);
}

bool source_fits(sol_arena *arena, const char *name, size_t length, const source_limit *limit,
                 sol_diagnostics *diagnostics)
{
    if (length <= limit->bytes)
        return true;
    text_source *empty = make_source(arena, name, sol_arena_copy(arena, "", 0), 0);
    problem_add(diagnostics, P_TOO_LARGE, source_whole(empty), limit->way_out, "the text is larger than %zu MiB",
                limit->bytes >> 20);
    return false;
}

text_source *source_copy(sol_arena *arena, const char *name, const char *text, size_t length,
                         sol_diagnostics *diagnostics)
{
    text_source *source = source_of_bytes(arena, name, text, length);
    return source_check(source, diagnostics) ? source : NULL;
}

typedef struct gathered {
    sol_arena *arena;
    char *bytes;
    size_t length, room;
} gathered;

static void make_room(gathered *g, size_t wanted)
{
    if (wanted < g->room)
        return;
    size_t room = wanted + 1 > g->room * 2 ? wanted + 1 : g->room * 2;
    char *bytes = sol_arena_take(g->arena, room, 1);
    if (g->length)
        memcpy(bytes, g->bytes, g->length);
    g->bytes = bytes;
    g->room = room;
}

/* Zeros without end; only packed files hold so many in a row. */
static bool is_hopeless(const gathered *g)
{
    static const char zeros[16];
    bool is_packed = g->length > 2 && memcmp(g->bytes, "PK", 2) == 0;
    return !is_packed && g->length >= sizeof zeros &&
           memcmp(g->bytes + g->length - sizeof zeros, zeros, sizeof zeros) == 0;
}

/* Reads to the end; stops early behind the limit. Returns errno or 0. */
static int gather(held_file *file, size_t expected, size_t limit, gathered *g)
{
    make_room(g, expected + 1);
    for (;;) {
        make_room(g, g->length + (expected ? 1 : PIECE));
        size_t room = g->room - g->length - 1;
        long got = held_file_read(file, g->bytes + g->length, room < (1 << 24) ? room : (1 << 24));
        if (got < 0)
            return errno;
        g->length += (size_t)got;
        if (got == 0 || is_hopeless(g) || g->length > limit)
            return 0;
    }
}

sol_file source_file_of(const char *name, const struct stat *about)
{
    return (sol_file){.name = name, .is_known = true, .device = about->st_dev, .inode = about->st_ino};
}

static text_source *read_open(sol_arena *arena, const char *name, held_file *file, const source_limit *limit,
                              sol_diagnostics *diagnostics)
{
    text_source *empty = make_source(arena, name, sol_arena_copy(arena, "", 0), 0);
    sol_place place = source_whole(empty);
    struct stat about;
    if (fstat(file->descriptor, &about) != 0) {
        problem_add(diagnostics, P_CANNOT_READ, place, NULL, "could not be read: %s", strerror(errno));
        return NULL;
    }
    if (S_ISDIR(about.st_mode)) {
        problem_add(diagnostics, P_CANNOT_READ, place, "name a file in it", "is a folder");
        return NULL;
    }
    bool is_regular = S_ISREG(about.st_mode);
    if (is_regular && !source_fits(arena, name, (size_t)about.st_size, limit, diagnostics))
        return NULL;
    sol_arena *scratch = sol_arena_new();
    gathered g = {.arena = is_regular ? arena : scratch};
    int fault = gather(file, is_regular ? (size_t)about.st_size : 0, limit->bytes, &g);
    text_source *source = NULL;
    if (fault)
        problem_add(diagnostics, P_CANNOT_READ, place, NULL, "could not be read: %s", strerror(fault));
    else if (source_fits(arena, name, g.length, limit, diagnostics))
        source = make_source(arena, name, is_regular ? g.bytes : sol_arena_copy(arena, g.bytes, g.length), g.length);
    sol_arena_free(scratch);
    if (source)
        source->file = source_file_of(source->source.name, &about);
    return source;
}

text_source *source_read_bytes(sol_arena *arena, const char *path, const source_limit *limit,
                               sol_diagnostics *diagnostics)
{
    if (strcmp(path, "-") == 0)
        return read_open(arena, "standard input", &(held_file){.descriptor = STDIN_FILENO}, limit, diagnostics);
    held_file file;
    if (!held_file_open(&file, path)) {
        text_source *absent = make_source(arena, path, sol_arena_copy(arena, "", 0), 0);
        problem_add(diagnostics, P_CANNOT_READ, source_whole(absent), NULL, "could not be opened: %s", strerror(errno));
        return NULL;
    }
    text_source *source = read_open(arena, path, &file, limit, diagnostics);
    held_file_close(&file);
    return source;
}

text_source *source_read(sol_arena *arena, const char *path, const source_limit *limit, sol_diagnostics *diagnostics)
{
    text_source *source = source_read_bytes(arena, path, limit, diagnostics);
    return source && source_check(source, diagnostics) ? source : NULL;
}
