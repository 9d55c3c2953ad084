#include "report/document/assumptions.h"

#include "base/text.h"

#include <string.h>

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

bool assumptions_is_setting(const sol_assumption *a)
{
    bool is_of_payer = strncmp(a->key, "firms.", 6) == 0 || strncmp(a->key, "other_sources.", 14) == 0;
    return strcmp(a->key, "currency") == 0 || strncmp(a->key, "simulation.", 11) == 0 ||
           strcmp(a->key, "claimants.seed") == 0 ||
           (is_of_payer &&
            (ends_with(a->key, ".kind") || (ends_with(a->key, ".country") && !ends_with(a->key, ".follows.country"))));
}

const char *assumptions_standing(const sol_assumption *a)
{
    return a->source ? NULL : a->is_default ? "default" : assumptions_is_setting(a) ? "setting" : "assumed";
}

static bool is_assumed(const sol_assumption *a)
{
    return !a->source && !a->is_default && !assumptions_is_setting(a);
}

enum { SCREEN_CELLS = 46 };

/* The beginning of a long text: a screen has the whole only where a table has room for it. */
static const char *shorten(sol_arena *arena, const char *text)
{
    size_t end = 0, last = 0;
    if (text_width(text) <= SCREEN_CELLS)
        return text;
    while (text_width_bytes(text, end) < SCREEN_CELLS) {
        last = end;
        do
            end++;
        while (((unsigned char)text[end] & 0xc0) == 0x80);
    }
    return sol_arena_print(arena, "%.*s…", (int)last, text);
}

static void add_row(document_table *table, const sol_assumption *a)
{
    document_cell *row = document_add_row(table);
    row[0] = cell_text(a->key);
    row[1] = cell_text(a->value);
    row[2] = cell_text(a->source ? a->source : assumptions_standing(a));
    row[3] = cell_text(a->note);
}

static const document_column columns[] = {
    {.key = "key", .title = "assumption", .unit = UNIT_TEXT},
    {.key = "value", .title = "value", .unit = UNIT_TEXT},
    {.key = "source", .title = "source", .unit = UNIT_TEXT, .rank = 2},
    {.key = "note", .title = "note", .unit = UNIT_TEXT, .rank = 1},
};

static void add_all(document *doc, size_t count, const sol_assumption *assumption, size_t rows)
{
    document_table *table = document_add_table(doc, "assumptions", NULL, 4, columns);
    for (size_t i = 0; i < count && (rows == 0 || table->row_count < rows); i++)
        add_row(table, &assumption[i]);
}

/* Those without a source: key and value alone. */
static void add_open(document *doc, size_t count, const sol_assumption *assumption, size_t rows, size_t assumed)
{
    document_table *table = document_add_table(doc, "assumptions", NULL, 2, columns);
    for (size_t i = 0; i < count && (rows == 0 || table->row_count < rows); i++) {
        if (!is_assumed(&assumption[i]))
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(assumption[i].key);
        row[1] = cell_text(shorten(doc->arena, assumption[i].value));
    }
    if (table->row_count < assumed)
        table->note =
            sol_arena_print(doc->arena, "%zu more; --format markdown, csv or json lists all, with their notes.",
                            assumed - table->row_count);
}

size_t assumptions_say_counts(document *doc, size_t count, const sol_assumption *assumption)
{
    size_t assumed = 0, defaults = 0, settings = 0;
    for (size_t i = 0; i < count; i++) {
        assumed += is_assumed(&assumption[i]);
        defaults += assumption[i].is_default;
        settings += !assumption[i].is_default && !assumption[i].source && assumptions_is_setting(&assumption[i]);
    }
    text_buffer text = {.arena = doc->arena};
    text_print(&text, "%zu of %zu values that the scenario gives have no source; %zu more stand at their default",
               assumed, count - defaults - settings, defaults);
    if (settings > 0)
        text_print(&text, ". %zu settings (currency, countries, kinds, trials, seeds) need none", settings);
    document_say(doc, TONE_PLAIN, "%s.", text_of(&text));
    return assumed;
}

void assumptions_add(document *doc, size_t count, const sol_assumption *assumption, size_t rows, bool all)
{
    document_heading(doc, 2, all ? "Assumptions" : "Assumed without a source");
    size_t assumed = assumptions_say_counts(doc, count, assumption);
    if (all)
        add_all(doc, count, assumption, rows);
    else if (assumed > 0)
        add_open(doc, count, assumption, rows, assumed);
}
