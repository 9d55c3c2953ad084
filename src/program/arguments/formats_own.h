/* How files that Solatium wrote begin, by format: what begins otherwise may be somebody's own, and is not replaced unasked. */
#ifndef SOL_PROGRAM_FORMATS_OWN_H
#define SOL_PROGRAM_FORMATS_OWN_H

#include <stdbool.h>

enum { OWN_HEAD = 4096 }; /* bytes that tell */

/* Each says whether a file's head, which ends in a NUL, is one of ours. */
bool own_text(const char *head); /* a heading or a table's, underlined */
bool own_json(const char *head);
bool own_csv(
    const char *head); /* a table's name, or columns by keys of ours, and none by which a table that is read is known */
bool own_markdown(const char *head);
bool own_html(const char *head); /* made by solatium */
bool own_svg(const char *head);
bool own_png(const char *head);
bool own_pdf(const char *head);
bool own_none(const char *head); /* what is written once, to be worked on */

#endif
