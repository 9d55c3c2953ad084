#include "report/formats/plain.h"

#include "base/visible.h"
#include "report/document/view.h"
#include "report/document/wrap.h"

#include <math.h>
#include <string.h>

enum { INDENT = 2, GAP = VIEW_GAP };

typedef struct page {
    text_buffer *out;
    sol_arena *arena;
    const document *doc;
    int width;
    bool colors;
} page;

static void begin_tone(const page *p, document_tone tone)
{
    static const char *const sequence[] = {"", "\033[1m", "\033[1;32m", "\033[1;33m", "\033[1;31m", "\033[2m"};
    if (p->colors)
        text_append(p->out, sequence[tone]);
}

static void end_tone(const page *p, document_tone tone)
{
    if (p->colors && tone != TONE_PLAIN)
        text_append(p->out, "\033[0m");
}

static void write_repeated(const page *p, const char *sign, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_append(p->out, sign);
}

static void write_heading(const page *p, const document_block *block)
{
    const char *const *line;
    size_t count = wrap_lines(p->arena, block->text, (size_t)p->width, &line), widest = 0;
    for (size_t i = 0; i < count; i++) {
        begin_tone(p, TONE_STRONG);
        text_append(p->out, line[i]);
        end_tone(p, TONE_STRONG);
        text_append(p->out, "\n");
        widest = text_width(line[i]) > widest ? text_width(line[i]) : widest;
    }
    if (block->level > 2)
        return;
    write_repeated(p, block->level == 1 ? "═" : "─", widest);
    text_append(p->out, "\n");
}

/* The label stands in front of the first line, further lines begin under it. */
static void write_paragraph(const page *p, const document_block *block)
{
    const char *const *line;
    const char *text = block->text;
    const char *leading = block->label ? visible_text(p->arena, block->label) : "";
    if (block->label)
        text = sol_arena_print(p->arena, "%s  %s", leading, text);
    size_t count = wrap_lines(p->arena, text, (size_t)p->width, &line);
    size_t label = strlen(leading);
    for (size_t i = 0; i < count; i++) {
        bool is_led = i == 0 && label > 0 && strlen(line[0]) >= label;
        if (is_led) {
            begin_tone(p, block->tone);
            text_append_bytes(p->out, line[0], label);
            end_tone(p, block->tone);
            text_print(p->out, "%s\n", line[0] + label);
            continue;
        }
        document_tone tone = block->label ? TONE_PLAIN : block->tone;
        begin_tone(p, tone);
        text_append(p->out, line[i]);
        end_tone(p, tone);
        text_append(p->out, "\n");
    }
}

static void write_list(const page *p, const document_block *block)
{
    for (size_t i = 0; i < block->item_count; i++) {
        const char *const *line;
        const char *mark = block->is_numbered ? sol_arena_print(p->arena, "%3zu. ", i + 1) : "  - ";
        size_t indent = strlen(mark), count = wrap_lines(p->arena, block->item[i], (size_t)p->width - indent, &line);
        for (size_t k = 0; k < count; k++)
            text_print(p->out, "%*s%s\n", (int)indent, k == 0 ? mark : "", line[k]);
    }
}

static void write_bar(const page *p, const document_cell *cell, size_t width)
{
    static const char *const eighth[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    double filled = fmin(fmax(cell->value, 0.0), 1.0) * (double)width;
    size_t whole = (size_t)filled, part = (size_t)((filled - (double)whole) * 8.0);
    size_t mark = cell->high < 0.0 ? width : (size_t)(fmin(cell->high, 1.0) * (double)(width - 1) + 0.5);
    for (size_t i = 0; i < width; i++) {
        if (cell->high >= 0.0 && i == mark)
            text_append(p->out, i < whole ? "▓" : "│");
        else if (i < whole)
            text_append(p->out, "█");
        else if (i == whole && part > 0)
            text_append(p->out, eighth[part]);
        else
            text_append(p->out, " ");
    }
}

/* Takes blanks off the end of what was written since the last line break. */
static void trim_line(text_buffer *out)
{
    while (out->length > 0 && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
}

typedef struct grid_row {
    const char *const **line; /* of each column */
    size_t *count;
    size_t height;
} grid_row;

static grid_row wrap_row(page *p, const view *v, const size_t *width, const char *const *text)
{
    grid_row g = {SOL_TAKE(p->arena, v->column_count, const char *const *), SOL_TAKE(p->arena, v->column_count, size_t),
                  1};
    for (size_t c = 0; c < v->column_count; c++) {
        g.count[c] = wrap_lines(p->arena, text[c], width[c] > 0 ? width[c] : 1, &g.line[c]);
        g.height = g.count[c] > g.height ? g.count[c] : g.height;
    }
    return g;
}

/* `cells`: of the table's row, for bars; NULL in the head, whose lines stand at the bottom. */
static void write_row(page *p, const view *v, const size_t *width, const char *const *text, const document_cell *cells)
{
    grid_row g = wrap_row(p, v, width, text);
    for (size_t k = 0; k < g.height; k++) {
        write_repeated(p, " ", INDENT);
        for (size_t c = 0; c < v->column_count; c++) {
            size_t skip = cells ? 0 : g.height - g.count[c];
            const char *line = k >= skip && k - skip < g.count[c] ? g.line[c][k - skip] : "";
            bool is_bar = cells && v->column[c].column->unit == UNIT_BAR && k == 0;
            if (is_bar && cells[v->column[c].index].is_filled)
                write_bar(p, &cells[v->column[c].index], width[c]);
            else
                text_pad(p->out, line, width[c], v->column[c].is_right);
            write_repeated(p, " ", c + 1 < v->column_count ? GAP : 0);
        }
        trim_line(p->out);
        text_append(p->out, "\n");
    }
}

static void write_rule(page *p, size_t count, const size_t *width)
{
    begin_tone(p, TONE_QUIET);
    write_repeated(p, " ", INDENT);
    write_repeated(p, "─", view_width_of(count, width));
    end_tone(p, TONE_QUIET);
    text_append(p->out, "\n");
}

/* A column's title in a sentence. */
static const char *title_in_line(sol_arena *arena, const char *title)
{
    char *line = sol_arena_copy(arena, title, strlen(title));
    for (char *c = strchr(line, '\n'); c; c = strchr(c, '\n'))
        *c = ' ';
    return line;
}

/* Which columns did not fit; of errors and ranges that there are. */
static void write_what_is_cut(const page *p, const view *all, const view *shown)
{
    text_buffer cut = {.arena = p->arena};
    bool parts[3] = {false};
    for (size_t i = 0, k = 0; i < all->column_count; i++) {
        const view_column *c = &all->column[i];
        if (k < shown->column_count && shown->column[k].index == c->index && shown->column[k].part == c->part) {
            k++;
            continue;
        }
        const bool is_error =
            strncmp(c->title, "±", strlen("±")) == 0; /* some tables have them as columns of their own */
        parts[is_error ? VIEW_ERROR : c->part] = true;
        if (c->part == VIEW_VALUE && !is_error && *c->title)
            text_print(&cut, "%s%s", cut.length ? "; " : "", title_in_line(p->arena, c->title));
    }
    if (!p->doc->says_what_is_cut || (!cut.length && !parts[VIEW_ERROR] && !parts[VIEW_RANGE]))
        return;
    const char *rest = parts[VIEW_ERROR] && parts[VIEW_RANGE] ? "some errors and ranges"
                       : parts[VIEW_ERROR]                    ? "some errors"
                       : parts[VIEW_RANGE]                    ? "some ranges"
                                                              : "";
    const char *text =
        sol_arena_print(p->arena, "Not here for want of width: %s%s%s. A wider window or --format csv has them.",
                        cut.length ? text_of(&cut) : "", cut.length && *rest ? "; " : "", rest);
    write_paragraph(p, &(document_block){.kind = BLOCK_PARAGRAPH, .tone = TONE_QUIET, .text = text});
}

static void write_table(page *p, const document_table *table)
{
    const view *all = view_make(p->arena, p->doc, table);
    view *v = view_make(p->arena, p->doc, table);
    size_t *width = view_fit(p->arena, v, (size_t)p->width - INDENT);
    if (table->title)
        write_heading(p, &(document_block){.kind = BLOCK_HEADING, .level = 3, .text = table->title});
    const char **title = SOL_TAKE(p->arena, v->column_count, const char *);
    for (size_t c = 0; c < v->column_count; c++)
        title[c] = v->column[c].title;
    write_row(p, v, width, title, NULL);
    write_rule(p, v->column_count, width);
    for (size_t r = 0; r < v->row_count; r++) {
        if (table->total_rows > 0 && r == v->row_count - table->total_rows)
            write_rule(p, v->column_count, width);
        const char **text = &v->text[r * v->column_count];
        if (document_is_group(table, r)) {
            write_repeated(p, " ", INDENT);
            text_print(p->out, "%s\n", text[0]);
            continue;
        }
        text[0] = document_row(table, r)[0].is_continued ? "" : text[0];
        write_row(p, v, width, text, document_row(table, r));
    }
    if (table->note)
        write_paragraph(p, &(document_block){.kind = BLOCK_PARAGRAPH, .tone = TONE_QUIET, .text = table->note});
    write_what_is_cut(p, all, v);
}

static void write_block(page *p, const document_block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        write_heading(p, block);
        return;
    case BLOCK_PARAGRAPH:
        write_paragraph(p, block);
        return;
    case BLOCK_LIST:
        write_list(p, block);
        return;
    case BLOCK_TABLE:
        write_table(p, block->table);
        return;
    }
}

void plain_render(text_buffer *out, const document *doc, int width, bool colors)
{
    page p = {out, out->arena, doc, width, colors};
    for (size_t i = 0; i < doc->block_count; i++) {
        bool follows_heading = i > 0 && doc->block[i - 1].kind == BLOCK_HEADING;
        if (i > 0 && !follows_heading)
            text_append(out, "\n");
        write_block(&p, &doc->block[i]);
    }
}

void plain_render_table(text_buffer *out, const document *doc, const document_table *table, int width, bool colors)
{
    page p = {out, out->arena, doc, width, colors};
    write_table(&p, table);
}
