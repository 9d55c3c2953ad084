/* Any bytes as the claimants of a saved result, whose number the first byte says; what is read is about as many. */
#include "base/check.h"
#include "base/diagnostic_text.h"
#include "fuzz.h"
#include "memory_file.h"
#include "solatium/saved_result.h"

enum { MINOR_DIGITS = 2 };

void fuzz_one(const uint8_t *data, size_t size)
{
    if (size == 0)
        return;
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    sol_result result = {
        .currency = "USD", .minor_digits = data[0] % (MINOR_DIGITS + 1), .claimant_count = data[0] / 4};
    bool is_read = sol_claimants_load(arena, memory_file(data + 1, size - 1), &result, diagnostics);
    SOL_CHECK(is_read == (sol_diagnostics_errors(diagnostics) == 0));
    SOL_CHECK(result.claimant_result_count == (is_read ? result.claimant_count : 0));
    for (size_t i = 0; i < result.claimant_result_count; i++)
        SOL_CHECK(result.claimant[i].id && result.claimant[i].group);
    sol_diagnostics_sort(diagnostics);
    text_buffer text = {.arena = arena};
    diagnostic_text_write(&text, diagnostics, true);
    sol_arena_free(arena);
}
