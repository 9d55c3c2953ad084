/* A document as Markdown (CommonMark with tables), to paste into another. */
#ifndef SOL_REPORT_MARKDOWN_H
#define SOL_REPORT_MARKDOWN_H

#include "base/text.h"
#include "report/document/document.h"

/** Appends the document; texts of a scenario can do nothing but appear. */
void markdown_render(text_buffer *out, const document *doc);

/** One block of it behind what is there, tables as a page holds them that has room for so many cells, with their widths; and a paragraph. */
void markdown_render_block(text_buffer *out, const document *doc, size_t index, size_t room);
void markdown_render_prose(text_buffer *out, const char *text);

/** One table of it. */
void markdown_render_table(text_buffer *out, const document *doc, const document_table *table);

#endif
