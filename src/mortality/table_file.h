/* Lines of a life-table file one after the other, and what is wrong in them. */
#ifndef SOL_MORTALITY_TABLE_FILE_H
#define SOL_MORTALITY_TABLE_FILE_H

#include "base/held_file.h"
#include "base/text.h"
#include "solatium/diagnostic.h"

#include <stdbool.h>

enum { TABLE_FIELDS_MAX = 64 };

/** A stretch of the line; a CSV field is already without its quotes. */
typedef struct table_field {
    char *text;      /* NUL-terminated, in the line's memory */
    size_t from, to; /* bytes of the line as read */
} table_field;

typedef struct table_file {
    sol_diagnostics *diagnostics;
    sol_source *
        source; /* holds only the lines that diagnostics name; the others are empty, so that a large file costs no memory */
    text_buffer shown;
    uint32_t lines_shown;
    held_file file;
    char *block;
    size_t at, filled; /* of the block: where the next line begins, and the bytes there are */
    bool is_at_end, has_failed;
    uint32_t line_number;
    char *line; /* without its end; split in place by the calls below, which keep `original` */
    size_t length;
    char *original;
    size_t field_count;
    table_field field[TABLE_FIELDS_MAX];
} table_file;

/** Opens a file; false with a diagnostic. A file that was opened is closed by table_close. */
bool table_open(table_file *f, sol_arena *arena, const char *path, sol_diagnostics *diagnostics);
void table_close(table_file *f);

/** The next line; false at the end, or with `has_failed` and a diagnostic. */
bool table_next(table_file *f);

/** Splits the line at blanks, or at commas with quotes as in RFC 4180; the latter false, with a diagnostic, where a quote is not closed. */
void table_split_at_blanks(table_file *f);
bool table_split_at_commas(table_file *f);

/** A field that is kept while the file is read on, to be named later. */
typedef struct table_mark {
    uint32_t line_number; /* 0: none */
    const char *line;
    size_t length, from, to;
} table_mark;

table_mark table_mark_field(table_file *f, const table_field *field);

/** Adds a warning in a field that was marked; no line behind it has been named yet. */
void table_warn(table_file *f, const table_mark *mark, const char *id, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/** Adds an error in a field of the line (NULL: the whole line), or of the file as a whole. */
void table_fault(table_file *f, const table_field *field, const char *id, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void table_fault_whole(table_file *f, sol_severity severity, const char *id, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
