/* Any bytes as a life table, whose form the first byte chooses; what is read is a hazard that can be lived under. */
#include "base/check.h"
#include "base/diagnostic_text.h"
#include "fuzz.h"
#include "memory_file.h"
#include "solatium/mortality.h"

#include <math.h>

/* At ages before, in and past the table. */
static void live(const sol_hazard *hazard)
{
    double before = 0;
    for (int age = 0; age <= 130; age += 10) {
        double force = sol_hazard_at(hazard, age), passed = sol_hazard_between(hazard, 0, age);
        SOL_CHECK(force >= 0 && isfinite(force));
        SOL_CHECK(passed >= before && isfinite(passed));
        before = passed;
    }
    double years = sol_life_expectancy(hazard, hazard->first_age);
    SOL_CHECK(years >= 0 && years <= 200);
}

void fuzz_one(const uint8_t *data, size_t size)
{
    if (size == 0)
        return;
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    sol_table_request request = {
        .layout = (sol_table_layout)(data[0] / 2 % 3),
        .path = memory_file(data + 1, size - 1),
        .year = 2019,
        .country = "JPN",
        .sex = (sol_sex)(data[0] % SOL_SEXES),
    };
    sol_hazard hazard;
    bool is_read = sol_hazard_read(arena, &request, diagnostics, &hazard);
    SOL_CHECK(is_read == (sol_diagnostics_errors(diagnostics) == 0));
    if (is_read)
        live(&hazard);
    sol_diagnostics_sort(diagnostics);
    text_buffer text = {.arena = arena};
    diagnostic_text_write(&text, diagnostics, true);
    sol_arena_free(arena);
}
