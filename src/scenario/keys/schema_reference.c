/* The reference's tables in Markdown, from the table of keys. */
#include "scenario/keys/schema.h"

#include "base/guard.h"

#include "solatium/scenario.h"

#include <math.h>
#include <string.h>

enum { TABLES_MAX = 64, WORDS_MAX = 64 };

/* A bar would end the cell. */
static void write_cell(text_buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            text_append(out, "\\");
        text_append_bytes(out, text, 1);
    }
}

static void write_link(text_buffer *out, const key_table *table)
{
    text_print(out, "[%s](#", table->name);
    for (const char *at = table->name; *at; at++)
        text_append_bytes(out, *at == ' ' ? "-" : at, 1);
    text_append(out, ")");
}

static void write_words(text_buffer *out, const key_row *row)
{
    const char *words[WORDS_MAX];
    size_t count = schema_words(row, WORDS_MAX, words);
    bool is_long = count > 8;
    if (is_long) {
        text_append(out, "a rule");
        return;
    }
    for (size_t i = 0; i < count; i++)
        text_print(out, "%s`%s`", i ? ", " : "", words[i]);
}

static void write_range(text_buffer *out, const key_row *row)
{
    bool in_percent =
        row->kind == VALUE_RATE || row->kind == VALUE_YEARLY || row->kind == VALUE_GROWTH || row->kind == VALUE_GROWTHS;
    bool is_plain = row->kind == VALUE_WHOLE || row->kind == VALUE_NUMBER || row->kind == VALUE_DECIMAL ||
                    row->kind == VALUE_AGE || row->kind == VALUE_COUNT || row->kind == VALUE_RATIO ||
                    row->kind == VALUE_MULTIPLE;
    if ((!in_percent && !is_plain) || row->low >= row->high)
        return;
    double scale = in_percent ? 100 : 1;
    const char *sign = in_percent ? " %" : "";
    if (isfinite(row->high))
        text_print(out, " from %.15g to %.15g%s", row->low * scale, row->high * scale, sign);
    else
        text_print(out, " from %.15g%s, or `inf`", row->low * scale, sign);
}

static void write_single(text_buffer *out, const key_row *row)
{
    if (row->kind == VALUE_WORD) {
        write_words(out, row);
        return;
    }
    if (row->words) {
        write_words(out, row);
        text_append(out, ", or ");
    }
    text_append(out, schema_form(row->kind)->written);
    write_range(out, row);
}

static void write_forms(text_buffer *out, const key_row *row)
{
    const char *between = "";
    if (row->forms & AS_VALUE) {
        write_single(out, row);
        text_append(out, row->kind >= VALUE_PROBABILITY ? ", or a distribution" : "");
        between = "; or ";
    }
    if (row->forms & AS_TABLE) {
        text_print(out, "%sa mapping: ", between);
        write_link(out, row->table);
        between = "; or ";
    }
    if (row->forms & AS_LIST) {
        text_print(out, "%sa list", between);
        if (row->table) {
            text_append(out, " of ");
            write_link(out, row->table);
        } else if (!(row->forms & AS_VALUE)) {
            text_append(out, " of: ");
            write_single(out, row);
        }
        between = "; or ";
    }
    if (row->forms & AS_NAMED) {
        text_print(out, "%sby %s: ", between, row->names);
        if (row->kind != VALUE_NONE)
            write_single(out, row);
        if (row->table && row->kind != VALUE_NONE)
            text_append(out, ", or ");
        if (row->table)
            write_link(out, row->table);
    }
}

static void write_row(text_buffer *out, sol_arena *arena, const key_row *row)
{
    text_buffer cell = {.arena = arena};
    text_print(out, "| `%s` | ", row->name);
    write_forms(&cell, row);
    write_cell(out, text_of(&cell));
    text_print(out, " | %s | ", keys_default(arena, row));
    write_cell(out, row->meaning);
    text_append(out, " |\n");
}

static void write_meanings(text_buffer *out, const key_row *row)
{
    for (size_t i = 0; row->words && row->words[i].name; i++)
        text_print(out, "%s`%s` %s", i ? "; " : "", row->words[i].name, row->words[i].meaning);
}

static void write_table(text_buffer *out, sol_arena *arena, const key_table *table)
{
    text_print(out, "### %s\n\n%s\n\n| key | written | default | meaning |\n|---|---|---|---|\n", table->name,
               table->meaning);
    for (size_t i = 0; i < table->count; i++)
        write_row(out, arena, &table->row[i]);
    text_append(out, "\n");
    for (size_t i = 0; i < table->count; i++) {
        if (!table->row[i].words || !table->row[i].words[1].name)
            continue;
        text_print(out, "`%s`: ", table->row[i].name);
        write_meanings(out, &table->row[i]);
        text_append(out, ".\n\n");
    }
}

char *sol_schema_reference(sol_arena *arena)
{
    SOL_ENTRY(NULL);
    const key_table *tables[TABLES_MAX];
    size_t count = keys_tables(TABLES_MAX, tables);
    text_buffer out = {.arena = arena};
    text_append(&out, "");
    for (size_t i = 0; i < count; i++)
        write_table(&out, arena, tables[i]);
    csv_claimants_describe(&out);
    text_append(&out, "\n### columns of a CSV of firms\n\nThe keys of a [firm](#firm) that are single values: ");
    for (size_t i = 0, listed = 0; i < key_firm.count; i++)
        if (key_firm.row[i].forms & AS_VALUE)
            text_print(&out, "%s`%s`", listed++ ? ", " : "", key_firm.row[i].name);
    text_append(&out, ". What may be a distribution is written as a cell can hold it: `uniform 1bn KRW; 2bn KRW`.\n");
    return out.data;
}
