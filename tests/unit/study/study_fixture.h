/* A study of a text. */
#ifndef STUDY_FIXTURE_H
#define STUDY_FIXTURE_H

#include "solatium/study.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct study_fixture {
    sol_arena *arena;
    sol_diagnostics *faults;
    sol_simulation_settings *settings;
    sol_study study;
} study_fixture;

static inline study_fixture study_of(const char *text, uint64_t trials)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "test.yaml", text, strlen(text), faults);
    cr_assert_not_null(document, "%s", sol_diagnostics_count(faults) ? sol_diagnostics_get(faults, 0)->message : "");
    sol_simulation_settings *settings = SOL_TAKE(arena, 1, sol_simulation_settings);
    *settings = (sol_simulation_settings){.trials = trials, .threads = 1};
    return (study_fixture){arena, faults, settings, {.document = document, .settings = settings}};
}

static inline void study_end(study_fixture *f)
{
    sol_arena_free(f->arena);
}

#endif
