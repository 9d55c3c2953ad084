/* How files that Solatium wrote are known, by format: what has no sign of ours may be somebody's own, and is not replaced unasked. */
#ifndef SOL_PROGRAM_FORMATS_OWN_H
#define SOL_PROGRAM_FORMATS_OWN_H

#include <stdbool.h>
#include <stddef.h>

enum { OWN_PIECE = 4096 }; /* bytes that tell */

/* The beginning and the end of a file, each with a NUL behind it; they overlap in a short one. */
typedef struct own_ends {
    char head[OWN_PIECE + 1], tail[OWN_PIECE + 1];
    size_t head_length, tail_length;
} own_ends;

/* The last line of Markdown of ours: a link that nothing leads to, which no reader shows. What somebody adds below it is somebody's own. */
#define OWN_MARKDOWN "[//]: # (Made by solatium)\n"

/* Each says whether a file is one of ours. */
bool own_text(const own_ends *file); /* looks as ours do: a heading or the columns of a table, underlined */
bool own_json(const own_ends *file); /* the program, or our schema's title */
bool own_csv(const own_ends *file);  /* several tables behind their names, or a mean with its error and quantiles */
bool own_markdown(const own_ends *file);
bool own_html(const own_ends *file);
bool own_svg(const own_ends *file);
bool own_png(const own_ends *file);
bool own_pdf(const own_ends *file);
bool own_none(const own_ends *file); /* what is written once, to be worked on */

#endif
