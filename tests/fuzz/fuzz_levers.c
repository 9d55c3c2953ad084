/* Texts of the command line; the first byte says which: a --set, a --vary, the ends of a break-even, or all words of a command, one a line. */
#include "base/check.h"
#include "base/diagnostic_text.h"
#include "fuzz.h"
#include "program/session/program.h"
#include "solatium/scenario.h"
#include "study/levers/axis.h"

#include <string.h>

enum { TEXT_MOST = 2000, WORDS_MOST = 64, VALUES_TRIED = 100 };

/* A key of every kind that a lever can move. */
static const char scenario[] =
    "solatium: 1\ntitle: levers\ncurrency: KRW\nstart: 2025-01-01\nend: 2026-01-01\nexchange: {JPY: 9.4}\n"
    "mortality:\n  male: {law: kannisto, b: 1.4e-6, g: 0.13}\n  female: {law: kannisto, b: 1.2e-7, g: 0.15}\n"
    "events: {talks: {probability: 35%, date: 2025-03-01}}\n"
    "participation: {KR: 60%, JP: {base: 5%, after: {talks: 40%}}}\n"
    "firms:\n  - {name: A, country: KR, pledge: 3bn KRW}\n"
    "  - {name: 'B, c', country: JP, pledge: {uniform: [1m JPY, 2m JPY]}, joins: {exponential: 18mo}}\n"
    "claimants:\n  groups:\n    - {name: P, count: 3, sex: male, age: {normal: [93, 3]}, claim: 100m KRW, "
    "interest: [{rate: 20%/y, from: 2013-06-19}]}\n"
    "payments: {first: 2025-07-01, every: quarter, unit: 1000 KRW}\nallocation: proportional\n";

/* Makes the scenario with a text set in it: there is one, or there is an error. */
static void set(sol_arena *arena, const char *text, sol_diagnostics *diagnostics)
{
    size_t before = sol_diagnostics_errors(diagnostics);
    sol_document *read = sol_document_parse(arena, "fuzz.yaml", scenario, sizeof scenario - 1, diagnostics);
    SOL_CHECK(read != NULL);
    const sol_scenario *made = sol_scenario_make(arena, read, 1, &text, diagnostics);
    SOL_CHECK((made != NULL) == (sol_diagnostics_errors(diagnostics) == before));
}

static void vary(sol_arena *arena, const char *text, sol_diagnostics *diagnostics)
{
    sol_lever lever = {0};
    bool is_read = sol_lever_parse(arena, text, diagnostics, &lever);
    SOL_CHECK(is_read == (sol_diagnostics_errors(diagnostics) == 0));
    if (!is_read)
        return;
    SOL_CHECK(lever.count > 0 && lever.count <= LEVER_VALUES_MAX && *lever.key);
    double position, before = 0;
    for (size_t i = 0; i < lever.count && i < VALUES_TRIED; i++) {
        bool is_number = lever_axis(lever.value[i], &position);
        SOL_CHECK(is_number || !lever.is_range);
        SOL_CHECK(!lever.is_range || i == 0 || position > before);
        before = position;
    }
    set(arena, sol_arena_print(arena, "%s=%s", lever.key, lever.value[lever.count - 1]), diagnostics);
}

static void search(sol_arena *arena, char *text, sol_diagnostics *diagnostics)
{
    char *end = strchr(text, '\n');
    if (!end)
        return;
    *end = 0;
    axis a;
    if (!axis_make(arena, NULL,
                   &(sol_breakeven_request){
                       .key = "participation.JP", .from = text, .to = end + 1, .goal = -1, .confidence = -1},
                   &a, diagnostics)) {
        SOL_CHECK(sol_diagnostics_errors(diagnostics) > 0);
        return;
    }
    SOL_CHECK(a.from <= a.to);
    axis_value(arena, &a, a.from);
    axis_value(arena, &a, a.from + (a.to - a.from) / 2);
    axis_value(arena, &a, a.to);
}

static void parse(sol_arena *arena, char *text, sol_diagnostics *diagnostics)
{
    program_session *session = SOL_TAKE(arena, 1, program_session); /* diagnostics point into its command line */
    session->arena = arena;
    session->diagnostics = diagnostics;
    char *words[WORDS_MOST] = {sol_arena_copy(arena, "solatium", strlen("solatium"))};
    int count = 1;
    for (char *at = text; at && count < WORDS_MOST;) {
        words[count++] = at;
        at = strchr(at, '\n');
        if (at)
            *at++ = 0;
    }
    bool is_read = arguments_parse(arena, count, words, diagnostics, &session->arguments);
    SOL_CHECK(is_read == (sol_diagnostics_errors(diagnostics) == 0));
    if (is_read && session->arguments.command)
        SOL_CHECK(program_read_settings(session) == (sol_diagnostics_errors(diagnostics) == 0));
}

void fuzz_one(const uint8_t *data, size_t size)
{
    if (size == 0 || size > TEXT_MOST)
        return;
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    char *text = sol_arena_copy(arena, (const char *)data + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
        set(arena, text, diagnostics);
        break;
    case 1:
        vary(arena, text, diagnostics);
        break;
    case 2:
        search(arena, text, diagnostics);
        break;
    default:
        parse(arena, text, diagnostics);
    }
    sol_diagnostics_sort(diagnostics);
    text_buffer out = {.arena = arena};
    diagnostic_text_write(&out, diagnostics, true);
    sol_arena_free(arena);
}
