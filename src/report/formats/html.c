#include "report/formats/html.h"

#include "report/document/figure.h"
#include "report/document/markup.h"
#include "report/document/view.h"

#include <math.h>
#include <string.h>

enum { TABLE_CELLS = 108, TEXT_CELLS = 20, PAGE_RANK = 9, PHONE_RANK = 4, SHORT_ROWS = 14, SECTIONS_LISTED = 3 };

static void put(text_buffer *out, const char *before, const char *text, const char *after)
{
    text_append(out, before);
    markup_text(out, text);
    text_append(out, after);
}

/* The cells of the longest line of a head. */
static size_t head_width(const char *title)
{
    size_t widest = 0;
    for (const char *line = title; *line;
         line += line[strcspn(line, "\n")] ? strcspn(line, "\n") + 1 : strcspn(line, "\n")) {
        size_t width = text_width_bytes(line, strcspn(line, "\n"));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static size_t view_width(const view *v)
{
    size_t sum = 0;
    for (size_t c = 0; c < v->column_count; c++) {
        size_t widest = head_width(v->column[c].title);
        for (size_t r = 0; r < v->row_count; r++) {
            size_t width = text_width(v->text[r * v->column_count + c]);
            widest = width > widest ? width : widest;
        }
        if (v->column[c].column->unit == UNIT_BAR)
            widest = 12;
        sum += (widest < TEXT_CELLS ? widest : TEXT_CELLS) + 2;
    }
    return sum;
}

/* A number in full, as data files hold it: money in major units; never is none. */
static void put_exact(text_buffer *out, const document *doc, const document_column *column, const char *name,
                      double value)
{
    if (column->unit == UNIT_DATE && value != (double)SOL_NEVER_DAY)
        text_print(out, " %s=\"%s\"", name, figure_date(value).text);
    else if (column->unit != UNIT_DATE)
        text_print(out, " %s=\"%s\"", name,
                   figure_exact(column->unit == UNIT_MONEY ? value / pow(10, doc->minor_digits) : value).text);
}

static void put_bar(text_buffer *out, const document_cell *cell)
{
    if (!cell->is_filled)
        return;
    text_print(out, "<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:%.1f%%\"></i>",
               fmin(1, fmax(0, cell->value)) * 100);
    if (cell->high >= 0)
        text_print(out, "<b style=\"left:%.1f%%\"></b>", fmin(1, cell->high) * 100);
    text_append(out, "</span>");
}

/* A table of texts alone, which a phone shows row by row: with the roles of its parts, as these are then no longer told by its shape. */
static bool is_of_words(const document_table *table)
{
    for (size_t c = 0; c < table->column_count; c++)
        if (table->column[c].unit != UNIT_TEXT)
            return false;
    return true;
}

/* The class of a column's cells: number or text; r, what goes with a value; x, what a phone leaves out. */
static const char *class_of(sol_arena *arena, const view_column *column)
{
    bool is_value = column->part == VIEW_VALUE;
    return sol_arena_print(arena, "%s%s%s", column->is_right ? "n" : "t", is_value ? "" : " r",
                           is_value && column->rank >= PHONE_RANK ? " x" : "");
}

/* The name of a file as a link to it: what is no letter, digit or point of ASCII stands as its bytes. */
static void put_link(text_buffer *out, const char *name)
{
    text_append(out, "<a href=\"");
    for (const char *c = name; *c; c++)
        if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || strchr("-._", *c))
            text_append_bytes(out, c, 1);
        else
            text_print(out, "%%%02X", (unsigned)(unsigned char)*c);
    put(out, "\">", name, "</a>");
}

static void put_cell(text_buffer *out, const document *doc, const view *v, size_t row, size_t column)
{
    const view_column *head = &v->column[column];
    const document_cell *cell = &document_row(v->table, row)[head->index];
    const char *text = v->text[row * v->column_count + column];
    bool is_head = column == 0 && *text, is_number = head->is_right;
    text_print(out, "<%s%s class=\"%s\"", is_head ? "th" : "td", is_head ? " scope=\"row\"" : "",
               class_of(out->arena, head));
    if (is_of_words(v->table))
        text_append(out, is_head ? " role=\"rowheader\"" : " role=\"cell\"");
    if (is_number && cell->is_filled && !cell->text && *text) {
        if (head->part == VIEW_RANGE) {
            put_exact(out, doc, head->column, "data-low", cell->low);
            put_exact(out, doc, head->column, "data-high", cell->high);
        } else {
            put_exact(out, doc, head->column, "data-value", head->part == VIEW_VALUE ? cell->value : cell->se);
        }
    }
    text_append(out, ">");
    if (head->column->unit == UNIT_BAR)
        put_bar(out, cell);
    else if (cell->is_continued) /* heard again, not seen: rows that span others would not break over pages */
        put(out, "<span class=\"heard\">", text, "</span>");
    else if (head->column->is_file && cell->text)
        put_link(out, cell->text);
    else
        markup_text(out, text);
    text_append(out, is_head ? "</th>" : "</td>");
}

/* A head may break where its title does. */
static void put_title(text_buffer *out, const char *title)
{
    while (*title) {
        size_t length = strcspn(title, "\n");
        markup_text(out, sol_arena_copy(out->arena, title, length));
        title += length;
        if (*title++ == '\n')
            text_append(out, "<br>");
        else
            return;
    }
}

static void put_heads(text_buffer *out, const view *v)
{
    static const char *const suffix[] = {[VIEW_VALUE] = "", [VIEW_ERROR] = "_se", [VIEW_RANGE] = "_range"};
    const char *role = is_of_words(v->table) ? " role=\"columnheader\"" : "";
    text_print(out, "<thead><tr%s>", *role ? " role=\"row\"" : "");
    for (size_t c = 0; c < v->column_count; c++) {
        const view_column *column = &v->column[c];
        text_print(out, "<th scope=\"col\"%s class=\"%s\" data-key=\"", role, class_of(out->arena, column));
        markup_text(out, column->column->key); /* an id of the user's, in some tables */
        text_print(out, "%s\">", suffix[column->part]);
        if (*column->title)
            put_title(out, column->title);
        else /* for who hears the table */
            put(out, "<span class=\"heard\">", column->column->key, "</span>");
        text_append(out, "</th>");
    }
    text_append(out, "</tr></thead>\n<tbody>\n");
}

static void put_rows(text_buffer *out, const document *doc, const view *v)
{
    const char *role = is_of_words(v->table) ? " role=\"row\"" : "";
    for (size_t r = 0; r < v->row_count; r++) {
        if (document_is_group(v->table, r)) {
            text_print(out, "%s<tr class=\"group\"%s><th scope=\"rowgroup\" colspan=\"%zu\"%s>",
                       r > 0 ? "</tbody>\n<tbody>\n" : "", role, v->column_count, *role ? " role=\"rowheader\"" : "");
            put(out, "", v->text[r * v->column_count], "</th></tr>\n");
            continue;
        }
        text_print(out, "<tr%s%s>", r + v->table->total_rows >= v->row_count ? " class=\"total\"" : "", role);
        for (size_t c = 0; c < v->column_count; c++)
            put_cell(out, doc, v, r, c);
        text_append(out, "</tr>\n");
    }
}

static void put_table(text_buffer *out, const document *doc, const document_table *table)
{
    view *v = view_make(out->arena, doc, table);
    view_drop_from(v, PAGE_RANK);
    while (view_width(v) > TABLE_CELLS && view_drop_one(v))
        continue;
    bool is_words = is_of_words(table);
    text_print(out, "<div class=\"scroll%s\" role=\"region\" tabindex=\"0\" aria-label=\"",
               table->row_count <= SHORT_ROWS ? " short" : "");
    markup_text(out, table->title ? table->title : table->key);
    text_print(out, "\"><table id=\"table-%s\"%s>\n", table->key, is_words ? " class=\"words\" role=\"table\"" : "");
    if (table->title)
        put(out, "<caption><span>", table->title, "</span></caption>\n");
    put_heads(out, v);
    put_rows(out, doc, v);
    text_append(out, "</tbody></table>\n");
    if (table->note)
        put(out, "<p class=\"note\">", table->note, "</p>\n");
    text_append(out, "</div>\n");
}

static void put_paragraph(text_buffer *out, const document_block *block)
{
    static const char *const tone[] = {"plain", "strong", "good", "fair", "bad", "quiet"};
    text_print(out, "<p class=\"%s%s\">", tone[block->tone], block->label ? " verdict" : "");
    if (block->label)
        put(out, "<strong class=\"word\">", block->label, "</strong> ");
    markup_text(out, block->text);
    text_append(out, "</p>\n");
}

static void put_list(text_buffer *out, const document_block *block)
{
    text_append(out, block->is_numbered ? "<ol>\n" : "<ul>\n");
    for (size_t i = 0; i < block->item_count; i++)
        put(out, "<li>", block->item[i], "</li>\n");
    text_append(out, block->is_numbered ? "</ol>\n" : "</ul>\n");
}

/* Sections are numbered by their order. */
static void put_heading(text_buffer *out, const document_block *block, int *section)
{
    if (block->level == 2) {
        text_print(out, "%s<section aria-labelledby=\"section-%d\">\n<h2 id=\"section-%d\">%d. ",
                   *section > 0 ? "</section>\n" : "", *section + 1, *section + 1, *section + 1);
        (*section)++;
        put(out, "", block->text, "</h2>\n");
    } else {
        put(out, block->level == 1 ? "<h1>" : "<h3>", block->text, block->level == 1 ? "</h1>\n" : "</h3>\n");
    }
}

static void put_block(text_buffer *out, const payout_report *report, const document_block *block, int *section)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        put_heading(out, block, section);
        return;
    case BLOCK_PARAGRAPH:
        put_paragraph(out, block);
        return;
    case BLOCK_LIST:
        put_list(out, block);
        return;
    case BLOCK_TABLE:
        put_table(out, report->doc, block->table);
        return;
    }
}

static void put_pictures(text_buffer *out, const payout_report *report, size_t block)
{
    bool is_open = false;
    for (size_t i = 0; i < report->picture_count; i++) {
        const payout_picture *picture = &report->picture[i];
        if (picture->block != block || !picture->svg)
            continue;
        text_append(out, is_open ? "" : "<div class=\"figures\">\n");
        is_open = true;
        text_append(out, "<figure>\n");
        text_append(out, picture->svg);
        put(out, "<figcaption>", picture->caption, "</figcaption>\n</figure>\n");
    }
    text_append(out, is_open ? "</div>\n" : "");
}

static bool has_pictures(const payout_report *report, size_t block)
{
    for (size_t i = 0; i < report->picture_count; i++)
        if (report->picture[i].block == block && report->picture[i].svg)
            return true;
    return false;
}

static void put_contents(text_buffer *out, const document *doc)
{
    int section = 0;
    for (size_t i = 0; i < doc->block_count; i++)
        section += doc->block[i].kind == BLOCK_HEADING && doc->block[i].level == 2;
    if (section < SECTIONS_LISTED)
        return;
    section = 0;
    text_append(out, "<nav aria-label=\"Contents\"><ol>\n");
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->block[i].kind == BLOCK_HEADING && doc->block[i].level == 2) {
            text_print(out, "<li><a href=\"#section-%d\">", ++section);
            put(out, "", doc->block[i].text, "</a></li>\n");
        }
    text_append(out, "</ol></nav>\n");
}

static void put_head(text_buffer *out, const char *title)
{
    text_append(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"generator\" content=\"solatium " SOLATIUM_VERSION "\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    put(out, "<title>", title, "</title>\n<style>\n");
    for (size_t i = 0; html_style[i]; i++)
        text_append(out, html_style[i]);
    text_append(out, "</style>\n</head>\n<body>\n<main>\n");
}

/* `closing`: what the foot says beside the program's name. */
static void put_page(text_buffer *out, const payout_report *report, const char *title, const char *closing)
{
    const document *doc = report->doc;
    put_head(out, title);
    int section = 0;
    for (size_t i = 0; i < doc->block_count; i++) {
        const document_block *block = &doc->block[i];
        bool is_pair = block->kind == BLOCK_TABLE && has_pictures(report, i); /* a picture beside its table */
        text_append(out, is_pair ? "<div class=\"pair\">\n" : "");
        put_pictures(out, report, i);
        if (section == 0 && block->kind == BLOCK_HEADING && block->level == 2)
            put_contents(out, doc);
        put_block(out, report, block, &section);
        text_append(out, is_pair ? "</div>\n" : "");
    }
    put_pictures(out, report, doc->block_count);
    text_append(out, section > 0 ? "</section>\n</main>\n<footer>" : "</main>\n<footer>");
    text_print(out, "Made by solatium " SOLATIUM_VERSION ".%s</footer>\n</body>\n</html>\n", closing);
}

void html_render(text_buffer *out, const payout_report *report, const char *title)
{
    put_page(out, report, title, " Figures rest on what stands under Assumptions and are no promise of payment.");
}

void html_render_document(text_buffer *out, const document *doc)
{
    document shown = *doc;
    payout_report *page = SOL_TAKE(out->arena, 1, payout_report);
    page->doc = &shown;
    const char *title = doc->block_count > 0 && doc->block[0].kind == BLOCK_HEADING ? doc->block[0].text : "Solatium";
    put_page(out, page, title, "");
}
