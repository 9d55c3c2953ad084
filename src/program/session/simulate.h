/* From a file's name to a plan and to a result: what every command that simulates begins with. */
#ifndef SOL_PROGRAM_SIMULATE_H
#define SOL_PROGRAM_SIMULATE_H

#include "plan/plan.h"
#include "program/session/program.h"

/** Reads a scenario's texts; with --restrict, no file outside of its folder. */
sol_document *simulate_read(program_session *session, const char *path, sol_diagnostics *diagnostics);

/**
 * Reads a scenario with --set applied and prepares it.
 *
 * Gives    STATUS_DONE and the plan; STATUS_INVALID, STATUS_SYSTEM when the file itself cannot be read, or STATUS_USAGE when --set is
 *          wrong, with errors in `diagnostics`
 */
exit_status simulate_prepare(program_session *session, const char *path, sol_diagnostics *diagnostics,
                             const sol_plan **plan);

/** The general options as settings for a scenario: trials, seed, threads, --until, interrupts. */
sol_simulation_settings simulate_settings(const program_session *session, const sol_scenario *scenario);

/**
 * Simulates with progress.
 *
 * Gives    STATUS_DONE and the result, or STATUS_INTERRUPTED after saying how far it came
 */
exit_status simulate_run(program_session *session, const sol_plan *plan, bool claimants, const sol_result **result);

#endif
