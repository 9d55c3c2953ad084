#include "report/assumptions.h"

static bool is_assumed(const sol_assumption *a)
{
    return !a->source && !a->is_default;
}

static void add_row(document_table *table, const sol_assumption *a)
{
    document_cell *row = document_add_row(table);
    row[0] = cell_text(a->key);
    row[1] = cell_text(a->value);
    row[2] = cell_text(a->source ? a->source : a->is_default ? "default" : "assumed");
    row[3] = cell_text(a->note);
}

void assumptions_add(document *doc, size_t count, const sol_assumption *assumption, size_t rows, bool all)
{
    static const document_column columns[] = {
        {.key = "key", .title = "assumption", .unit = UNIT_TEXT},
        {.key = "value", .title = "value", .unit = UNIT_TEXT},
        {.key = "source", .title = "source", .unit = UNIT_TEXT, .rank = 2},
        {.key = "note", .title = "note", .unit = UNIT_TEXT, .rank = 1},
    };
    size_t assumed = 0, defaults = 0;
    for (size_t i = 0; i < count; i++) {
        assumed += is_assumed(&assumption[i]);
        defaults += assumption[i].is_default;
    }
    document_heading(doc, 2, all ? "Assumptions" : "Assumed without a source");
    document_say(doc, TONE_PLAIN,
                 "%zu of %zu values that the scenario gives have no source; %zu more stand at their default.", assumed,
                 count - defaults, defaults);
    if (assumed == 0 && !all)
        return;
    document_table *table = document_add_table(doc, "assumptions", NULL, 4, columns);
    for (size_t i = 0; i < count && (rows == 0 || table->row_count < rows); i++)
        if (all || is_assumed(&assumption[i]))
            add_row(table, &assumption[i]);
    if (!all && table->row_count < assumed)
        table->note =
            sol_arena_print(doc->arena, "%zu more: --format markdown, csv or json lists all, with their sources.",
                            assumed - table->row_count);
}
