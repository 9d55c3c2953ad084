/* A register of claimants that is read by itself, by the reader of scenarios. */
#ifndef SOL_SCENARIO_REGISTER_H
#define SOL_SCENARIO_REGISTER_H

#include "scenario/input/table_source.h"
#include "scenario/registers/csv_claimants.h"

/** What is known of it beside the table. */
typedef struct register_request {
    const char *path; /* "-": standard input */
    table_choice choice;
    const char *currency; /* its ISO 4217 code; NULL: the one that the table names, if it names one */
    sol_date start;       /* never: not known, and what depends on it is not judged */
    size_t named_count;   /* what headers mean: "claim=판결금액" */
    const char *const *named;
} register_request;

/** A register as it was understood. */
typedef struct register_table {
    const text_source *source;
    csv_claimants_notes notes;
    const sol_scenario
        *scenario; /* of nothing but these people, their terms and groups; its currency's code is "" if there is none */
    const sol_table *table;   /* NULL: its header was not understood */
    const name_table *events; /* that `requires` and `unless` name, in the order of their indices */
    bool is_whole;            /* without errors: all people are in it */
} register_table;

/**
 * Reads a register, with whatever can be understood of it.
 *
 * Gives    false where it cannot be read as a table at all; errors in `diagnostics`
 */
bool register_read(sol_arena *arena, const register_request *request, sol_diagnostics *diagnostics,
                   register_table *made);

#endif
