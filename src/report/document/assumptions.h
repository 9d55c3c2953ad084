/* The section on assumptions, shared by what checks and what simulates. */
#ifndef SOL_REPORT_ASSUMPTIONS_H
#define SOL_REPORT_ASSUMPTIONS_H

#include "report/document/document.h"
#include "solatium/scenario.h"

/** Whether a line names or sets something that no source could vouch for: the currency, a country, a kind, trials, seeds. */
bool assumptions_is_setting(const sol_assumption *assumption);

/** What a line rests on that names no source: "assumed", "setting" or "default"; NULL when it names one. */
const char *assumptions_standing(const sol_assumption *assumption);

/** The sentence of how many values rest on what; gives the number of those assumed. */
size_t assumptions_say_counts(document *doc, size_t count, const sol_assumption *assumption);

/** Heading, sentence and table `assumptions`: all of them, or only those without a source; `rows` at most, 0: no limit. */
void assumptions_add(document *doc, size_t count, const sol_assumption *assumption, size_t rows, bool all);

enum { ASSUMPTIONS_FOLDED_MOST = 3000 }; /* values on a page that is read; a note says when there are more */

/**
 * The same for a page that is read: by part of the scenario, values of one subject, source and note in one row, sources by number with
 * their list behind. Table `assumptions`: every value that the scenario gives; defaults are left to assumptions_add_resolved.
 */
void assumptions_add_folded(document *doc, size_t count, const sol_assumption *assumption);

/** Table `scenario`: every value, defaults marked, a row for each subject, as written. */
void assumptions_add_resolved(document *doc, size_t count, const sol_assumption *assumption);

#endif
