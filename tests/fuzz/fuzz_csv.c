/*
 * Any bytes as a table of claimants (first byte even) or of firms, in the encoding of its next bits; of claimants also by itself, and what is
 * written of it is read again.
 */
#include "base/check.h"
#include "base/diagnostic_text.h"
#include "fuzz.h"
#include "memory_file.h"
#include "report/check/check_register.h"
#include "report/formats/csv.h"
#include "scenario/input/table_source.h"
#include "scenario/reader/terms.h"
#include "scenario/registers/csv_claimants.h"
#include "scenario/tables/csv_firms.h"

static void read_rows(reader *r, const text_source *source, bool of_firms)
{
    row_list firms = {.arena = r->arena, .size = sizeof(sol_firm)};
    name_table names = {.arena = r->arena};
    const sol_inheritance heirs = terms_inheritance(SOL_HEIRS_INHERIT);
    if (of_firms)
        csv_firms_read(r, source, NULL, &firms, &names);
    else
        csv_claimants_read(r, source, NULL, &heirs, NULL);
}

static register_table read_alone(sol_arena *arena, const uint8_t *data, size_t size, const table_choice *choice,
                                 const char *currency)
{
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    register_request request = {
        .path = memory_file(data, size), .choice = *choice, .currency = currency, .start = sol_date_never()};
    register_table made;
    bool is_read = register_read(arena, &request, diagnostics, &made);
    SOL_CHECK(is_read || sol_diagnostics_errors(diagnostics) > 0);
    if (made.table)
        check_register_make(arena, &made);
    return made;
}

/* The same claims and births. */
static void check_clean(sol_arena *arena, const register_table *made)
{
    for (size_t i = 0; i < made->scenario->row_count; i++)
        if (check_register_hides(arena, made, i))
            return;
    text_buffer clean = {.arena = arena};
    csv_render(&clean, check_register_clean(arena, made));
    table_choice choice = {.encoding = ENCODING_UTF_8};
    const char *currency = made->scenario->currency[0].code;
    register_table again =
        read_alone(arena, (const uint8_t *)text_of(&clean), clean.length, &choice, currency[0] ? currency : NULL);
    SOL_CHECK(again.is_whole && again.scenario->row_count == made->scenario->row_count);
    for (size_t i = 0; i < made->scenario->row_count; i++) {
        const sol_claimant_row *a = &made->scenario->row[i], *b = &again.scenario->row[i];
        SOL_CHECK(a->claim.units == b->claim.units && a->count == b->count && a->died.day == b->died.day &&
                  a->birth_year == b->birth_year && a->has_birth == b->has_birth && a->birth.day == b->birth.day);
    }
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
    reader r = reader_begin(arena, &scenario, &root, diagnostics);
    r.currency_count = 1;
    r.currency[0] = (sol_quantity_currency){"KRW", 0};
    r.country_room = 300;
    scenario.country = countries;
    if (table_undo(source, &choice, diagnostics))
        read_rows(&r, source, data[0] % 2 == 1);
    for (size_t i = 0; i < scenario.row_count; i++)
        SOL_CHECK(scenario.row[i].id && scenario.row[i].terms >= 0 && scenario.row[i].count >= 1);
    register_table alone = read_alone(arena, data + 1, size - 1, &choice, size % 2 ? "KRW" : NULL);
    if (alone.is_whole && alone.table)
        check_clean(arena, &alone);
    sol_diagnostics_sort(diagnostics);
    text_buffer text = {.arena = arena};
    diagnostic_text_write(&text, diagnostics, false);
    sol_arena_free(arena);
}
