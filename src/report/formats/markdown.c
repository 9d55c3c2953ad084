#include "report/formats/markdown.h"

#include "base/visible.h"
#include "report/document/view.h"

#include <string.h>

/* A backslash before each sign that Markdown or HTML could read; line breaks become blanks, what nobody sees a mark. */
static void write_escaped(text_buffer *out, const char *text)
{
    for (const char *c = visible_text(out->arena, text); *c; c++) {
        if (*c == '\n') {
            text_append(out, " ");
            continue;
        }
        if (strchr("\\`*_[]<>&|~$", *c))
            text_append(out, "\\");
        text_append_bytes(out, c, 1);
    }
}

/* At the head of a paragraph "1." and "-" would begin a list, "#" a heading. */
static void write_prose(text_buffer *out, const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits > 0 && (text[digits] == '.' || text[digits] == ')')) {
        text_append_bytes(out, text, digits);
        text_append(out, "\\");
        text_append_bytes(out, text + digits, 1);
        text += digits + 1;
    } else if (*text && strchr("#+-=", *text)) {
        text_append(out, "\\");
    }
    write_escaped(out, text);
}

static void write_table(text_buffer *out, const document *doc, const document_table *table)
{
    view *v = view_make(out->arena, doc, table);
    if (table->title) {
        text_append(out, "**");
        write_escaped(out, table->title);
        text_append(out, "**\n\n");
    }
    for (size_t c = 0; c < v->column_count; c++) {
        if (v->column[c].column->unit == UNIT_BAR)
            continue;
        text_append(out, "| ");
        write_escaped(out, v->column[c].title);
        text_append(out, " ");
    }
    text_append(out, "|\n");
    for (size_t c = 0; c < v->column_count; c++)
        if (v->column[c].column->unit != UNIT_BAR)
            text_append(out, v->column[c].is_right ? "|---:" : "|---");
    text_append(out, "|\n");
    for (size_t r = 0; r < v->row_count; r++) {
        bool is_total = r + table->total_rows >= v->row_count;
        for (size_t c = 0; c < v->column_count; c++) {
            if (v->column[c].column->unit == UNIT_BAR)
                continue;
            const document_cell *cell = &document_row(table, r)[v->column[c].index];
            const char *text = cell->is_continued ? "" : v->text[r * v->column_count + c];
            bool is_strong = (is_total || cell->is_group) && *text;
            text_append(out, is_strong ? "| **" : "| ");
            write_escaped(out, text);
            text_append(out, is_strong ? "** " : " ");
        }
        text_append(out, "|\n");
    }
    if (table->note) {
        text_append(out, "\n");
        write_prose(out, table->note);
        text_append(out, "\n");
    }
}

static void write_block(text_buffer *out, const document *doc, const document_block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        text_append(out, block->level == 1 ? "# " : block->level == 2 ? "## " : "### ");
        write_escaped(out, block->text);
        text_append(out, "\n");
        return;
    case BLOCK_PARAGRAPH:
        if (block->label) {
            text_append(out, "**");
            write_escaped(out, block->label);
            text_append(out, "** ");
            write_escaped(out, block->text);
        } else {
            write_prose(out, block->text);
        }
        text_append(out, "\n");
        return;
    case BLOCK_LIST:
        for (size_t i = 0; i < block->item_count; i++) {
            if (block->is_numbered)
                text_print(out, "%zu. ", i + 1);
            else
                text_append(out, "- ");
            write_prose(out, block->item[i]);
            text_append(out, "\n");
        }
        return;
    case BLOCK_TABLE:
        write_table(out, doc, block->table);
        return;
    }
}

void markdown_render(text_buffer *out, const document *doc)
{
    for (size_t i = 0; i < doc->block_count; i++) {
        if (i > 0)
            text_append(out, "\n");
        write_block(out, doc, &doc->block[i]);
    }
}

void markdown_render_table(text_buffer *out, const document *doc, const document_table *table)
{
    write_table(out, doc, table);
}
