/* A folder of pages: one for each claimant, and an index of them as a page and as a table. */
#ifndef SOL_PROGRAM_PAGES_H
#define SOL_PROGRAM_PAGES_H

#include "plan/plan.h"
#include "program/session/program.h"

/**
 * Simulates once and fills the folder of the first answer.
 *
 * Gives    STATUS_DONE; STATUS_USAGE and an error (U147) where there are none or more than PAGES_MOST; or why it could not be done
 */
exit_status pages_write(program_session *session, const sol_plan *plan);

enum { PAGES_MOST = 100000 };

#endif
