#include "report/formats/csv.h"

#include "base/visible.h"
#include "report/document/figure.h"

#include <math.h>
#include <string.h>

/*
 * A text that a spreadsheet would take for a formula gets an apostrophe in front, as spreadsheets themselves write it; so does one that
 * has apostrophes and then such a text, so that taking one away gives every text back.
 */
static bool looks_like_formula(const char *text)
{
    return visible_is_formula(text + strspn(text, "'"));
}

static void write_field(text_buffer *out, const char *text)
{
    text = visible_text(out->arena, text);
    bool is_formula = looks_like_formula(text);
    if (!is_formula && !text[strcspn(text, ",\"\r\n")] && *text != ' ') {
        text_append(out, text);
        return;
    }
    text_append(out, is_formula ? "\"'" : "\"");
    for (const char *c = text; *c; c++)
        text_append_bytes(out, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    text_append(out, "\"");
}

static void write_number(text_buffer *out, const document *doc, const document_column *column, double value)
{
    if (column->unit == UNIT_DATE) {
        if (value != (double)SOL_NEVER_DAY)
            text_append(out, figure_date(value).text);
        return;
    }
    if (column->unit == UNIT_MONEY)
        value /= pow(10.0, doc->minor_digits);
    text_append(out, figure_exact(value).text);
}

static void write_cell(text_buffer *out, const document *doc, const document_column *column, const document_cell *cell)
{
    document_part part[DOCUMENT_PARTS_MAX];
    size_t count = document_parts(column, part);
    for (size_t i = 0; i < count; i++) {
        text_append(out, i > 0 ? "," : "");
        if (column->unit == UNIT_TEXT)
            write_field(out, cell->text ? cell->text : "");
        else if (cell->is_word && part[i] == PART_VALUE)
            write_field(out, cell->text);
        else if (document_part_is_filled(cell, part[i]))
            write_number(out, doc, column, document_part_value(cell, part[i]));
    }
}

static void write_head(text_buffer *out, const document_table *table)
{
    document_part part[DOCUMENT_PARTS_MAX];
    const char *comma = "";
    for (size_t c = 0; c < table->column_count; c++) {
        size_t count = document_parts(&table->column[c], part);
        for (size_t i = 0; i < count; i++) {
            text_append(out, comma);
            write_field(out, document_part_key(out->arena, &table->column[c], part[i]));
            comma = ",";
        }
    }
    text_append(out, "\r\n");
}

void csv_render_table(text_buffer *out, const document *doc, const document_table *table)
{
    write_head(out, table);
    for (size_t r = 0; r + table->total_rows < table->row_count; r++) {
        const char *comma = "";
        for (size_t c = 0; c < table->column_count; c++) {
            if (table->column[c].unit == UNIT_BAR)
                continue;
            text_append(out, comma);
            write_cell(out, doc, &table->column[c], &document_row(table, r)[c]);
            comma = ",";
        }
        text_append(out, "\r\n");
    }
}

void csv_render(text_buffer *out, const document *doc)
{
    size_t tables = 0, written = 0;
    for (size_t i = 0; i < doc->block_count; i++)
        tables += doc->block[i].kind == BLOCK_TABLE;
    for (size_t i = 0; i < doc->block_count; i++) {
        if (doc->block[i].kind != BLOCK_TABLE)
            continue;
        const document_table *table = doc->block[i].table;
        text_append(out, written++ > 0 ? "\r\n" : "");
        if (tables > 1) {
            write_field(out, table->key);
            text_append(out, "\r\n");
        }
        csv_render_table(out, doc, table);
    }
}
