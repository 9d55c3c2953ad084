/* Documents for word processors (docx, odt): our Markdown, its pictures in it, set by pandoc. */
#ifndef SOL_REPORT_LETTER_H
#define SOL_REPORT_LETTER_H

#include "report/document/document.h"
#include "report/payout/payout_report.h"

/** How long the setting of a document may take, seconds. */
enum { LETTER_SECONDS = 120 };

typedef struct letter_file {
    const char *bytes; /* in the arena; NULL: not made */
    size_t length;
    const char *reason; /* why not, as a line for people */
} letter_file;

/** A document as `kind` ("docx", "odt"), until `*stop` is non-zero (NULL: never). The same document is the same bytes. */
letter_file letter_render_document(sol_arena *arena, const document *doc, const char *kind, chart_stop stop);

/** A payout report likewise, with those of its pictures that are drawn, as PNG. */
letter_file letter_render(sol_arena *arena, const payout_report *report, const char *kind, chart_stop stop);

#endif
