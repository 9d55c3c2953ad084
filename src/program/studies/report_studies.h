/* The studies that a payout report holds beside its run. */
#ifndef SOL_PROGRAM_REPORT_STUDIES_H
#define SOL_PROGRAM_REPORT_STUDIES_H

#include "program/session/program.h"
#include "report/payout/payout_report.h"

/** Runs them on a scenario's file, with few trials each; what cannot be run is left out, with the reason. */
payout_studies report_studies_run(program_session *session, const char *path, const sol_result *result);

#endif
