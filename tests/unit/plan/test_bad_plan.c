/* tests/bad/plan: scenarios that read well but cannot be planned, or not without a warning, and the exact account of why. */
#include "base/diagnostic_text.h"
#include "plan/plan.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *file_text(sol_arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char *text = sol_arena_take(arena, 4096, 1);
    size_t length = fread(text, 1, 4095, file);
    fclose(file);
    text[length] = 0;
    return text;
}

Test(bad_plan, each_file_is_answered_in_these_words)
{
    static const struct {
        const char *name;
        bool is_planned;
    } files[] = {{"horizon-passed", true},  {"idle-step", true},       {"many-arrivals", false},
                 {"many-pay-dates", false}, {"money-overflow", false}, {"weighted-institution", false}};
    cr_assert_eq(chdir(getenv("SOLATIUM_ROOT")), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        sol_arena *arena = sol_arena_new();
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        const char *path = sol_arena_print(arena, "tests/bad/plan/%s.yaml", files[i].name);
        sol_document *document = sol_document_read(arena, path, diagnostics);
        cr_assert_not_null(document, "%s", path);
        sol_scenario *scenario = sol_scenario_make(arena, document, 0, NULL, diagnostics);
        cr_assert(scenario && sol_diagnostics_errors(diagnostics) == 0, "%s does not read well", path);
        cr_assert_eq(sol_plan_make(arena, scenario, diagnostics) != NULL, files[i].is_planned, "%s", path);
        text_buffer told = {.arena = arena};
        diagnostic_text_write(&told, diagnostics, false);
        const char *wanted = file_text(arena, sol_arena_print(arena, "tests/bad/plan/%s.err", files[i].name));
        cr_expect_str_eq(text_of(&told), wanted, "%s is answered:\n%s", path, text_of(&told));
        sol_arena_free(arena);
    }
}
