/* Texts read with limits, and where their bytes stand: lines and columns as an editor shows them. */
#ifndef SOL_SCENARIO_SOURCE_H
#define SOL_SCENARIO_SOURCE_H

#include "solatium/scenario.h"

/** How large a text of a kind may be, in bytes, and what to do about a larger one. */
typedef struct source_limit {
    size_t bytes;
    const char *way_out;
} source_limit;
extern const source_limit source_yaml, source_csv;

/**
 * What stands for a line end and a tab inside a cell, in the text of a sheet (sol_source), and behind a number whose point is one, though in a
 * text it might be a mark of thousands (100.005), and behind a day that a cell holds as one: none is a character of XML. What stands in front of a cell without a value: cell_fault.h.
 */
enum { SOURCE_CELL_DAY = 0x1C, SOURCE_CELL_EXACT = 0x1D, SOURCE_CELL_LINE = 0x1E, SOURCE_CELL_TAB = 0x1F };

/** A text with an index of its lines and characters; the sol_source is its first member. */
typedef struct text_source {
    sol_source source;
    const char *raw; /* as read, with a byte order mark */
    size_t raw_length;
    sol_file file;        /* that it was read from */
    size_t rows_from;     /* of a table: behind a first line that only says the separator */
    const char *encoding; /* of a table: what it was decoded from, "CP949"; NULL: a spreadsheet */
    const char *folder;   /* what the text names is looked for from here; "" is the working folder */
    uint32_t *line;       /* byte at which each line begins */
    uint32_t *mark;       /* byte of each 32nd character */
    size_t line_count, mark_count;
    sol_arena *arena; /* of the index, which is made when first asked for */
} text_source;

/**
 * Reads a file, a pipe or ("-") standard input.
 *
 * Gives    the text, NUL-terminated, without a byte order mark; or NULL and an error: it cannot be opened, is a folder, is larger than
 *          `limit`, holds a NUL or is not UTF-8
 */
text_source *source_read(sol_arena *arena, const char *path, const source_limit *limit, sol_diagnostics *diagnostics);

/** The bytes of a file, a pipe or standard input as they are, not looked at yet (source_check); NULL and an error: it cannot be read. */
text_source *source_read_bytes(sol_arena *arena, const char *path, const source_limit *limit,
                               sol_diagnostics *diagnostics);

/** The same of bytes in memory, which are copied. */
text_source *source_of_bytes(sol_arena *arena, const char *name, const char *bytes, size_t length);

/** Whether the text may be read on: it holds no NUL and is UTF-8; an error if not. */
bool source_check(text_source *source, sol_diagnostics *diagnostics);

/** The same from a text in memory, which is copied; how large it is was looked at before. */
text_source *source_copy(sol_arena *arena, const char *name, const char *text, size_t length,
                         sol_diagnostics *diagnostics);

/** Whether a text of `length` bytes may be read; an error if not. */
bool source_fits(sol_arena *arena, const char *name, size_t length, const source_limit *limit,
                 sol_diagnostics *diagnostics);

/** What the system knows a file by. */
struct stat;
sol_file source_file_of(const char *name, const struct stat *about);

/** A path as a text names it, from the folder of that text; an absolute one as it is. */
const char *source_path(sol_arena *arena, const text_source *source, const char *path);

/** The stretch from one byte to another (behind the last). */
sol_place source_place(const text_source *source, size_t from, size_t to);

/** The byte at which the character number `index` (from 0) begins; the length of the text for those behind its end. */
size_t source_byte(const text_source *source, size_t index);

/** The whole of a source: line 0. */
static inline sol_place source_whole(const text_source *source)
{
    return (sol_place){.source = &source->source};
}

#endif
