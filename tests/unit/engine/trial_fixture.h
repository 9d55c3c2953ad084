/* A scenario of a text, its plan, and single trials of it. */
#ifndef TRIAL_FIXTURE_H
#define TRIAL_FIXTURE_H

#include "engine/trial/trial.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

typedef struct fixture {
    sol_arena *arena;
    sol_scenario *scenario;
    sol_plan *plan;
    trial *trial;
} fixture;

/* What every example needs beside its own sections. */
#define FIXTURE_HEAD                                                                                                   \
    "solatium: 1\n"                                                                                                    \
    "title: Worked example\n"                                                                                          \
    "currency: KRW\n"                                                                                                  \
    "mortality:\n"                                                                                                     \
    "  male: {law: kannisto, b: 3.1262678e-6, g: 0.1226277}\n"                                                         \
    "  female: {law: kannisto, b: 1.834428e-7, g: 0.1495351}\n"

static inline fixture fixture_of(const char *text)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "example.yaml", text, strlen(text), faults);
    fixture f = {.arena = arena};
    if (document)
        f.scenario = sol_scenario_make(arena, document, 0, NULL, faults);
    if (f.scenario)
        f.plan = sol_plan_make(arena, f.scenario, faults);
    for (size_t i = 0; !f.plan && i < sol_diagnostics_count(faults); i++)
        fprintf(stderr, "%u: %s\n", sol_diagnostics_get(faults, i)->place.line,
                sol_diagnostics_get(faults, i)->message);
    cr_assert_not_null(f.plan);
    f.trial = trial_new(f.plan, 1);
    return f;
}

static inline void fixture_end(fixture *f)
{
    trial_free(f->trial);
    sol_arena_free(f->arena);
}

#endif
