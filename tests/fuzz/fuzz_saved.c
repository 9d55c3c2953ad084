/* Any bytes as a saved result; one that is read comes back the same, and every report can be written of it. */
#include "base/check.h"
#include "base/diagnostic_text.h"
#include "fuzz.h"
#include "report/compare/compare_report.h"
#include "report/disclosure/disclosure.h"
#include "report/formats/csv.h"
#include "report/formats/html.h"
#include "report/formats/markdown.h"
#include "report/formats/plain.h"
#include "report/run/run_report.h"
#include "solatium/saved_result.h"
#include "solatium/study.h"

#include <string.h>

enum { WIDTH = 80 };

static void report(sol_arena *arena, const sol_result *result)
{
    text_buffer out = {.arena = arena};
    document *run = run_report_make(arena, result, (run_report_room){.all_assumptions = true});
    plain_render(&out, run, WIDTH, true);
    csv_render(&out, run);
    payout_settings settings = {.studies = &(payout_studies){.left_out = "none"}, .command = "solatium report"};
    payout_report *payout = payout_report_make(arena, result, &settings);
    markdown_render(&out, payout->doc);
    html_render(&out, payout, result->title);
}

static void publish(sol_arena *arena, const sol_result *result)
{
    disclosure *d = disclosure_public(arena, result, NULL);
    if (!d)
        return;
    text_buffer out = {.arena = arena};
    document *run = run_report_make(arena, d->result, (run_report_room){.all_assumptions = true});
    disclosure_blur(run, d);
    markdown_render(&out, run);
}

static void compare(sol_arena *arena, const sol_result *result, const sol_result *other, sol_diagnostics *diagnostics)
{
    text_buffer out = {.arena = arena};
    const sol_comparison *comparison =
        sol_compare_results(arena, 2, (const sol_result *[]){result, other}, &(sol_outcome_keys){0, NULL}, diagnostics);
    if (comparison)
        plain_render(&out, compare_report_make(arena, comparison, WIDTH), WIDTH, true);
}

void fuzz_one(const uint8_t *data, size_t size)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    sol_result *result = sol_result_load(arena, "fuzz.json", (const char *)data, size, diagnostics);
    SOL_CHECK((result != NULL) == (sol_diagnostics_errors(diagnostics) == 0));
    if (result) {
        const char *saved = sol_result_save(arena, result);
        sol_result *again = sol_result_load(arena, "again.json", saved, strlen(saved), diagnostics);
        SOL_CHECK(again != NULL && strcmp(sol_result_save(arena, again), saved) == 0);
        report(arena, result);
        publish(arena, result);
        compare(arena, result, again, diagnostics);
    }
    sol_diagnostics_sort(diagnostics);
    text_buffer text = {.arena = arena};
    diagnostic_text_write(&text, diagnostics, true);
    sol_arena_free(arena);
}
