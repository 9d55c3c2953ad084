/* The table of assumptions: what a scenario rests on, and on whose word. */
#ifndef SOL_REPORT_ASSUMPTIONS_H
#define SOL_REPORT_ASSUMPTIONS_H

#include "report/document.h"
#include "solatium/scenario.h"

/** Adds a heading, a sentence that counts, and the table `assumptions`: of what has no source, or of all; `rows` at most (0: no limit). */
void assumptions_add(document *doc, size_t count, const sol_assumption *assumption, size_t rows, bool all);

#endif
