/* The formats of answers: one table that --format, the endings of outputs, each command and the help follow. */
#ifndef SOL_PROGRAM_FORMATS_H
#define SOL_PROGRAM_FORMATS_H

#include "program/arguments/formats_own.h"
#include "report/charts/chart.h"
#include "report/document/document.h"

#include "base/text.h"

typedef enum answer_format {
    FORMAT_TEXT,
    FORMAT_JSON,
    FORMAT_CSV,
    FORMAT_MARKDOWN,
    FORMAT_HTML,
    FORMAT_XLSX,
    FORMAT_DOCX,
    FORMAT_ODT,
    FORMAT_SQLITE,
    FORMAT_YAML,
    FORMAT_SVG,
    FORMAT_PNG,
    FORMAT_PDF,
    FORMATS
} answer_format;

/* Sets of formats: those that any document can be rendered in, that people read page by page, and pictures. */
enum {
    FORMATS_OF_DOCUMENTS = 1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_CSV | 1 << FORMAT_MARKDOWN |
                           1 << FORMAT_HTML | 1 << FORMAT_XLSX | 1 << FORMAT_DOCX | 1 << FORMAT_ODT,
    FORMATS_OF_PAGES = 1 << FORMAT_TEXT | 1 << FORMAT_MARKDOWN | 1 << FORMAT_HTML | 1 << FORMAT_DOCX | 1 << FORMAT_ODT,
    FORMATS_OF_PICTURES = 1 << FORMAT_SVG | 1 << FORMAT_PNG | 1 << FORMAT_PDF
};

/* What is to be rendered, and for what page. */
typedef struct rendering {
    answer_format format;
    const document *doc;
    const document_table *table; /* only this one of it; NULL: all */
    int width;                   /* of a text, in cells */
    bool colors;
    chart_stop stop; /* ends it */
} rendering;

enum { FORMAT_ENDINGS_MAX = 4 };

typedef struct format_row {
    const char *name;                       /* as --format takes it */
    const char *ending[FORMAT_ENDINGS_MAX]; /* up to a NULL */
    const char *noun;                       /* "a page (HTML)" */
    const char *mark;                       /* that its files begin with, for what else would guess; NULL: none */
    bool is_binary;                         /* nothing that a terminal shows, nor a file of text holds */
    const char *maker, *package;            /* the program that makes it, and how it is got; NULL: we do */
    bool is_added;                          /* to a database that may be there */
    bool is_of_tables;                      /* what spreadsheets open: a table of it is read again as a register */
    bool has_pictures;                      /* shows the charts of a report */
    bool is_picture;
    chart_format picture;
    bool (*is_own)(const own_ends *file); /* whether one is ours */
    const char *about;                    /* of packages: the member that says who made it, instead */
    const char *(*render)(const rendering *what, text_buffer *out); /* NULL, or why it could not; of pictures NULL */
} format_row;

extern const format_row format_table[FORMATS];

/* What an ending says. */
typedef enum ending_kind {
    ENDING_OF_FORMAT,
    ENDING_OF_TEXT,  /* none, .txt, .text, .log: any format that is text */
    ENDING_UNKNOWN,  /* nothing to us: only with --format */
    ENDING_OF_OTHERS /* another kind of file: never */
} ending_kind;

/** Reads the ending of a file's name, whatever its case; `format`: of ENDING_OF_FORMAT. */
ending_kind format_of_ending(const char *path, answer_format *format);

/** The ending itself, with its point; "" if there is none. */
const char *format_ending(const char *path);

/** The format of that name; FORMATS: none. */
answer_format format_named(const char *name);

/** The names, or the endings, of a set, between `between`; texts are first. */
const char *format_names(sol_arena *arena, unsigned set, const char *between);
const char *format_endings(sol_arena *arena, unsigned set);

#endif
