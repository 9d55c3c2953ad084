#include "mortality/table_file.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistr.h>

enum { BLOCK = 1 << 17, LONGEST_LINE = BLOCK - 1, LONGEST_MESSAGE = 300 };

static void add_whole(table_file *f, const char *id, const char *what, int error)
{
    sol_place place = {.source = f->source};
    sol_diagnostics_add(f->diagnostics, SOL_ERROR, id, place, NULL, "could not %s '%s': %s", what, f->source->name,
                        strerror(error));
    f->has_failed = true;
}

bool table_open(table_file *f, sol_arena *arena, const char *path, sol_diagnostics *diagnostics)
{
    *f = (table_file){.diagnostics = diagnostics, .shown = {.arena = arena}};
    f->source = SOL_TAKE(arena, 1, sol_source);
    *f->source = (sol_source){.name = sol_arena_copy(arena, path, strlen(path)), .text = ""};
    if (!held_file_open(&f->file, path)) {
        add_whole(f, "S701", "open", errno);
        return false;
    }
    struct stat status;
    if (fstat(f->file.descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        add_whole(f, "S701", "read", EISDIR);
        table_close(f);
        return false;
    }
    f->block = SOL_TAKE(arena, BLOCK + 1, char);
    f->original = SOL_TAKE(arena, BLOCK + 1, char);
    return true;
}

void table_close(table_file *f)
{
    held_file_close(&f->file);
}

/* Moves what is left of the block to its front and reads behind it. */
static bool fill(table_file *f)
{
    f->filled -= f->at;
    memmove(f->block, f->block + f->at, f->filled);
    f->at = 0;
    long got = held_file_read(&f->file, f->block + f->filled, BLOCK - f->filled);
    if (got < 0) {
        add_whole(f, "S701", "read", errno);
        return false;
    }
    f->filled += (size_t)got;
    f->is_at_end = got == 0;
    return true;
}

/* A byte order mark is welcome, a carriage return belongs to the line's end. */
static void trim(table_file *f)
{
    if (f->line_number == 1 && f->length >= 3 && memcmp(f->line, "\xef\xbb\xbf", 3) == 0) {
        f->line += 3;
        f->length -= 3;
    }
    if (f->length > 0 && f->line[f->length - 1] == '\r')
        f->length--;
    f->line[f->length] = '\0';
    memcpy(f->original, f->line, f->length + 1);
}

static bool is_text(table_file *f)
{
    const char *nul = memchr(f->line, '\0', f->length);
    const uint8_t *bad = nul ? (const uint8_t *)nul : u8_check((const uint8_t *)f->line, f->length);
    if (!bad)
        return true;
    table_field field = {.from = (size_t)((const char *)bad - f->line)};
    field.to = field.from + 1;
    table_fault(f, &field, "S702", "save the file as UTF-8 text",
                nul ? "a NUL byte stands in the text" : "a byte is not UTF-8");
    f->has_failed = true;
    return false;
}

bool table_next(table_file *f)
{
    char *end = NULL;
    while (!f->has_failed && !(end = memchr(f->block + f->at, '\n', f->filled - f->at)) && !f->is_at_end) {
        if (f->filled - f->at >= LONGEST_LINE) {
            f->line_number++;
            table_fault_whole(f, SOL_ERROR, "S702", NULL, "line %u is longer than %d bytes", f->line_number,
                              (int)LONGEST_LINE);
            f->has_failed = true;
        } else if (!fill(f)) {
            return false;
        }
    }
    if (f->has_failed || (!end && f->at == f->filled))
        return false;
    f->line = f->block + f->at;
    f->length = end ? (size_t)(end - f->line) : f->filled - f->at;
    f->at += f->length + (end != NULL);
    f->line_number++;
    f->field_count = 0;
    trim(f);
    return is_text(f);
}

static void add_field(table_file *f, char *text, size_t from, size_t to)
{
    if (f->field_count < TABLE_FIELDS_MAX)
        f->field[f->field_count++] = (table_field){text, from, to};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

void table_split_at_blanks(table_file *f)
{
    f->field_count = 0;
    for (size_t at = 0; at < f->length;) {
        if (is_blank(f->line[at])) {
            at++;
            continue;
        }
        size_t from = at;
        while (at < f->length && !is_blank(f->line[at]))
            at++;
        f->line[at] = '\0';
        add_field(f, f->line + from, from, at);
        at++;
    }
}

/* Takes a quoted field apart in place, from its opening quote; the byte behind its closing one, or 0 when there is none. */
static size_t unquote(table_file *f, size_t at)
{
    size_t to = at;
    for (size_t i = at + 1; i < f->length; i++) {
        if (f->original[i] == '"' && f->original[i + 1] != '"') {
            f->line[to] = '\0';
            return i + 1;
        }
        i += f->original[i] == '"';
        f->line[to++] = f->original[i];
    }
    return 0;
}

bool table_split_at_commas(table_file *f)
{
    f->field_count = 0;
    for (size_t at = 0;; at++) {
        size_t from = at;
        while (is_blank(f->original[at]))
            at++;
        char *text = f->line + at;
        if (f->original[at] == '"') {
            from = at;
            at = unquote(f, at);
            if (at == 0) {
                table_fault(f, &(table_field){.from = from, .to = f->length}, "S702",
                            "a quoted field ends with `\"` on the same line", "a quote is not closed");
                return false;
            }
        }
        while (f->original[at] != ',' && f->original[at] != '\0')
            at++;
        size_t to = at;
        while (to > from && is_blank(f->original[to - 1]))
            to--;
        if (f->original[from] != '"')
            f->line[to] = '\0';
        add_field(f, text, from, to);
        if (f->original[at] == '\0')
            return true;
    }
}

table_mark table_mark_field(table_file *f, const table_field *field)
{
    size_t from = field ? field->from : 0, to = field ? field->to : f->length;
    return (table_mark){f->line_number, sol_arena_copy(f->shown.arena, f->original, f->length), f->length, from, to};
}

/* The source's text so far: what stands before this line is line ends, but for lines already shown. */
static void show_line(table_file *f, const table_mark *mark)
{
    if (f->lines_shown >= mark->line_number)
        return;
    static const char ends[] = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";
    while (f->lines_shown + 1 < mark->line_number) {
        uint32_t missing = mark->line_number - 1 - f->lines_shown;
        uint32_t now = missing < sizeof ends - 1 ? missing : (uint32_t)sizeof ends - 1;
        text_append_bytes(&f->shown, ends, now);
        f->lines_shown += now;
    }
    text_append_bytes(&f->shown, mark->line, mark->length);
    text_append(&f->shown, "\n");
    f->lines_shown = mark->line_number;
    f->source->text = f->shown.data;
    f->source->length = f->shown.length;
}

static uint32_t column_of(const table_mark *mark, size_t byte)
{
    uint32_t column = 1;
    for (size_t i = 0; i < byte && i < mark->length; i++)
        column += ((unsigned char)mark->line[i] & 0xc0) != 0x80;
    return column;
}

typedef struct remark {
    sol_severity severity;
    const char *id, *hint, *message;
} remark;

static void add_at(table_file *f, const table_mark *mark, remark what)
{
    show_line(f, mark);
    sol_place place = {f->source, mark->line_number, column_of(mark, mark->from), mark->line_number,
                       column_of(mark, mark->to)};
    if (place.end_column == place.column)
        place.end_column++;
    sol_diagnostics_add(f->diagnostics, what.severity, what.id, place, what.hint, "%s", what.message);
}

void table_warn(table_file *f, const table_mark *mark, const char *id, const char *hint, const char *format, ...)
{
    char message[LONGEST_MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    add_at(f, mark, (remark){SOL_WARNING, id, hint, message});
}

void table_fault(table_file *f, const table_field *field, const char *id, const char *hint, const char *format, ...)
{
    char message[LONGEST_MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    table_mark mark = table_mark_field(f, field);
    add_at(f, &mark, (remark){SOL_ERROR, id, hint, message});
}

void table_fault_whole(table_file *f, sol_severity severity, const char *id, const char *hint, const char *format, ...)
{
    char message[LONGEST_MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    sol_diagnostics_add(f->diagnostics, severity, id, (sol_place){.source = f->source}, hint, "%s", message);
}
