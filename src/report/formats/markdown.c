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

/* The line below the head; where widths are given, its dashes are as many, by which pandoc sets the columns. */
static void write_rule(text_buffer *out, const view *v, const size_t *width)
{
    for (size_t c = 0; c < v->column_count; c++) {
        text_append(out, "|---");
        for (size_t i = 3; width && i < width[c] + 1 + VIEW_GAP; i++)
            text_append(out, "-");
        text_append(out, v->column[c].is_right ? ":" : "");
    }
    text_append(out, "|\n");
}

/* `room`: cells of a page that is set; 0: all columns, and no widths. */
static void write_table(text_buffer *out, const document *doc, const document_table *table, size_t room)
{
    view *v = view_make(out->arena, doc, table);
    view_drop_bars(v);
    const size_t *width = room > 0 ? view_fit(out->arena, v, room) : NULL;
    if (table->title) {
        text_append(out, "**");
        write_escaped(out, table->title);
        text_append(out, "**\n\n");
    }
    for (size_t c = 0; c < v->column_count; c++) {
        text_append(out, "| ");
        write_escaped(out, v->column[c].title);
        text_append(out, " ");
    }
    text_append(out, "|\n");
    write_rule(out, v, width);
    for (size_t r = 0; r < v->row_count; r++) {
        bool is_total = r + table->total_rows >= v->row_count;
        for (size_t c = 0; c < v->column_count; c++) {
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

static void write_block(text_buffer *out, const document *doc, const document_block *block, size_t room)
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
        write_table(out, doc, block->table, room);
        return;
    }
}

void markdown_render(text_buffer *out, const document *doc)
{
    for (size_t i = 0; i < doc->block_count; i++) {
        text_append(out, i > 0 ? "\n" : "");
        write_block(out, doc, &doc->block[i], 0);
    }
}

void markdown_render_block(text_buffer *out, const document *doc, size_t index, size_t room)
{
    text_append(out, out->length > 0 ? "\n" : "");
    write_block(out, doc, &doc->block[index], room);
}

void markdown_render_prose(text_buffer *out, const char *text)
{
    write_prose(out, text);
    text_append(out, "\n");
}

void markdown_render_table(text_buffer *out, const document *doc, const document_table *table)
{
    write_table(out, doc, table, 0);
}
