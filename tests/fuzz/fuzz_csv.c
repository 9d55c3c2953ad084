/* Any bytes as a table of claimants (first byte even) or of firms, in the encoding of its next bits. */
#include "base/check.h"
#include "base/diagnostic_text.h"
#include "fuzz.h"
#include "scenario/input/table_source.h"
#include "scenario/tables/csv_claimants.h"
#include "scenario/tables/csv_firms.h"

static void read_rows(reader *r, const text_source *source, bool of_firms)
{
    row_list firms = {.arena = r->arena, .size = sizeof(sol_firm)};
    name_table names = {.arena = r->arena};
    if (of_firms)
        csv_firms_read(r, source, NULL, &firms, &names);
    else
        csv_claimants_read(r, source, NULL, SOL_HEIRS_INHERIT);
}

void fuzz_one(const uint8_t *data, size_t size)
{
    if (size == 0)
        return;
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    sol_scenario scenario = {.start = sol_date_of(2019, 7, 1), .end = sol_date_of(2034, 7, 1)};
    static const sol_currency won = {.code = "KRW", .price = {1, 0}};
    scenario.currency = &won;
    scenario.currency_count = 1;
    sol_country countries[300] = {{.name = "JP"}};
    text_source *source = source_of_bytes(arena, "fuzz.csv", (const char *)data + 1, size - 1);
    int encoding = (data[0] ^ '0') / 2;
    table_choice choice = {.encoding = encoding < ENCODINGS ? encoding : ENCODING_FOUND};
    text_source *none = source_copy(arena, "fuzz.yaml", "", 0, diagnostics);
    sol_node root = {.kind = NODE_MAPPING, .source = none};
    reader r = {
        .arena = arena,
        .diagnostics = diagnostics,
        .scenario = &scenario,
        .root = &root,
        .currency_count = 1,
        .currency = {{"KRW", 0}},
        .events = {.arena = arena},
        .countries = {.arena = arena},
        .groups = {.arena = arena},
        .path = {.arena = arena},
        .content = content_begin(arena),
        .tables = {.arena = arena, .size = sizeof(sol_table)},
        .country_room = 300,
    };
    scenario.country = countries;
    if (table_undo(source, &choice, diagnostics))
        read_rows(&r, source, data[0] % 2 == 1);
    for (size_t i = 0; i < scenario.row_count; i++)
        SOL_CHECK(scenario.row[i].id && scenario.row[i].terms >= 0 && scenario.row[i].count >= 1);
    sol_diagnostics_sort(diagnostics);
    text_buffer text = {.arena = arena};
    diagnostic_text_write(&text, diagnostics, false);
    sol_arena_free(arena);
}
