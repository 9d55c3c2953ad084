/* Saved results: the JSON that `run` writes, and the way back. */
#ifndef SOLATIUM_SAVED_RESULT_H
#define SOLATIUM_SAVED_RESULT_H

#include "solatium/diagnostic.h"
#include "solatium/result.h"

enum { SOL_RESULT_FORMAT = 1 };

/** The result as JSON, a line break at its end; without its claimants, which have a table of their own. Never NaN or infinity.
 * Errors as protect.h says; bare, NULL. */
char *sol_result_save(sol_arena *arena, const sol_result *result);

/**
 * Reads it back, from a text or a file ("-": standard input); numbers come back as the same doubles. A byte order mark is passed over.
 *
 * Gives    the result in `arena`, or NULL and at least one error: that it cannot be read, is no text or is larger than 64 MiB (ids
 *          S0xx); that it is no result, or says what no simulation gives (R1xx), which names the key
 * Errors   as protect.h says; bare, NULL
 */
sol_result *sol_result_read(sol_arena *arena, const char *path, sol_diagnostics *diagnostics);
sol_result *sol_result_load(sol_arena *arena, const char *name, const char *text, size_t length,
                            sol_diagnostics *diagnostics);

/**
 * Reads the claimants of a saved result from the table that `run --claimants` wrote beside it, and puts them into the result.
 *
 * Needs    a result of which no claimants are there yet
 * Gives    true; or false, the result untouched, and an error that names file, line and column (R104; of the file itself S001): also when
 *          its column `run` names another run, or its rows do not add up to the result's groups. R106, a warning: there is no such column
 * Errors   as protect.h says; bare, false
 */
bool sol_claimants_load(sol_arena *arena, const char *path, sol_result *result, sol_diagnostics *diagnostics);

#endif
