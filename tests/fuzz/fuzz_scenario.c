/* Any bytes as a scenario: read, made, its diagnostics written; nothing crashes, and what is NULL has an error. */
#include "base/check.h"
#include "base/diagnostic_text.h"
#include "fuzz.h"
#include "solatium/scenario.h"

void fuzz_one(const uint8_t *data, size_t size)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "fuzz/fuzz.yaml", (const char *)data, size, diagnostics);
    sol_scenario *scenario = document ? sol_scenario_make(arena, document, 0, NULL, diagnostics) : NULL;
    SOL_CHECK((scenario != NULL) == (sol_diagnostics_errors(diagnostics) == 0));
    sol_diagnostics_sort(diagnostics);
    text_buffer text = {.arena = arena};
    diagnostic_text_write(&text, diagnostics, true);
    static const char *const set[] = {"end=2031-01-01", "participation.JP={uniform: [1%, 2%]}"};
    if (document)
        sol_scenario_make(arena, document, 2, set, diagnostics);
    sol_arena_free(arena);
}
